import { expect, expectAccessible, picture, test, visit } from './parley';

test('a chosen theme stays, from the first paint on', async ({ page }) => {
  await visit(page);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  // Blocks the page's own code, so that only the script before the first paint can set the scheme.
  await page.route('**/assets/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('the side bar can be narrowed, and stays narrow', async ({ page }) => {
  await visit(page, '/tasks');
  await page.getByRole('button', { name: 'Narrow the side bar' }).click();
  const section = page.getByRole('navigation').getByRole('link', { name: 'Background tasks' });
  await expect(section).toHaveText('');
  await page.reload();
  await expect(section).toHaveText('');
  await expect(section).toHaveAttribute('aria-current', 'page');
});

test('the first press of Tab offers to skip to the content', async ({ page }) => {
  await visit(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test.describe('at 400 px', () => {
  test.use({ viewport: { width: 400, height: 800 } });

  test('the sections are behind a button', async ({ page }) => {
    await visit(page);
    await page.getByRole('button', { name: 'Open sections' }).click();
    const sections = page.getByRole('dialog');
    await expect(sections.getByRole('link', { name: 'Background tasks' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'sections-light-400');
    await sections.getByRole('link', { name: 'Background tasks' }).click();
    await expect(sections).toHaveCount(0);
  });
});
