import { expect, expectAccessible, logIn, picture, test } from './parley';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 400]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      const name = (page: string) => `${page}-${colorScheme}-${width}`;

      test('every page can be read and used by everybody', async ({ page }) => {
        await page.goto('/login');
        await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('login'));

        await logIn(page, '/tasks');
        const tasks = page.getByRole('table').or(page.getByRole('list', { name: 'Background tasks' }));
        const empty = page.getByRole('heading', { name: 'No reports yet' });
        await expect(tasks.or(empty)).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('tasks'));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

        await page.getByRole('button', { name: 'New message report' }).click();
        await expect(page.getByRole('dialog').getByLabel('Project')).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('new-report'));
      });
    });
  }
}
