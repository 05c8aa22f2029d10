import { expect, expectAccessible, test, visit } from './parley';

test('a session is found, read and left by keyboard', async ({ page }) => {
  await visit(page, '/dialogs');
  const rows = page.getByRole('list', { name: 'Sessions' }).getByRole('link');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  // The list is one stop of Tab.
  expect(await rows.evaluateAll((links) => links.filter((link) => (link as HTMLElement).tabIndex === 0).length)).toBe(
    1,
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Messages' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Dialog' }).getByRole('article').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Choose a session')).toBeVisible();
  await expect(rows.nth(1)).toBeFocused();
});

test('keys work in a Cyrillic layout', async ({ page }) => {
  await visit(page, '/dialogs');
  const rows = page.getByRole('list', { name: 'Sessions' }).getByRole('link');
  await expect(rows.first()).toBeVisible();
  const press = (key: string, code: string, ctrlKey = false) =>
    page.evaluate(
      (event) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', event)),
      { key, code, ctrlKey, bubbles: true, cancelable: true },
    );
  await press('о', 'KeyJ');
  await expect(rows.first()).toBeFocused();
  await press('ч', 'KeyX');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('1 selected');
  await press('л', 'KeyK', true);
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
});

test('the palette is left with Escape, and finds clients', async ({ page }) => {
  await visit(page, '/clients');
  const name = await page.getByRole('list', { name: 'Clients' }).getByRole('link').first().locator('b').innerText();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go to' });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await field.fill(name);
  await expect(page.getByRole('option', { name: new RegExp(`^${name}`) }).first()).toBeVisible();
});

test('clients are reached by arrows, and opened by Enter', async ({ page }) => {
  await visit(page, '/clients');
  const rows = page.getByRole('list', { name: 'Clients' }).getByRole('link');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/clients\/client\?/);
});

test('open menus can be used by everybody', async ({ page }) => {
  await visit(page, '/dialogs');
  await page.getByRole('button', { name: 'Report' }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a filter' }).click();
  await expect(page.getByRole('textbox', { name: 'Find a filter' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /period and time zone/ }).click();
  await expect(page.getByRole('button', { name: 'Last month' })).toBeVisible();
  await expectAccessible(page);
  const box = (await page.getByRole('dialog').boundingBox())!;
  for (const field of await page.getByRole('dialog').locator('button, input').all()) {
    const inner = await field.boundingBox();
    if (inner) {
      expect(inner.x + inner.width).toBeLessThanOrEqual(box.x + box.width);
    }
  }
});
