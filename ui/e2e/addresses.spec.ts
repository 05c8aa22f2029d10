import { expect, test, visit } from './parley';

test.describe('an address that makes no sense', () => {
  for (const query of [
    'period=xyz',
    'period=2026-11-31..2026-12-40',
    'period=2026-11-20..2026-11-01',
    'zone=Mars/Base',
    'filters=garbage',
    `filters=${encodeURIComponent('[{"key":"CHANNEL_TYPE","type":"CHECKBOX","options":7}]')}`,
  ]) {
    test(`${query} says so, and shows the usual`, async ({ page }) => {
      await visit(page, `/dialogs?${query}`);
      await expect(page.getByRole('alert').filter({ hasText: 'has no meaning and is ignored' })).toBeVisible();
      await expect(page.getByRole('tab', { name: /Sessions [0-9]/ })).toBeVisible();
    });
  }
});

test('an unknown project is said, and another one can be chosen', async ({ page }) => {
  await visit(page, '/overview?project=nope');
  await expect(page.getByRole('heading', { name: 'There is no project “nope”' })).toBeVisible();
  await page.getByRole('main').getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('the page of a client with any id can be reloaded', async ({ page }) => {
  const client = '0123/56789A+bc%2F\\Q==';
  await visit(page, `/clients/client?bot=none&client=${encodeURIComponent(client)}`);
  await page.reload();
  await expect(page.getByRole('heading', { name: client })).toBeVisible();
  await expect(page.getByRole('alert').first()).toContainText('There is no client');
});

test('an address of a client from an earlier version leads to the client', async ({ page }) => {
  await visit(page, '/clients/some-bot/some-client');
  await expect(page).toHaveURL(/\/clients\/client\?.*bot=some-bot.*client=some-client/);
});

test('an error is told in the language of the reader', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('parley.language', 'ru'));
  await visit(page, '/dialogs?session=telegram-nope');
  await expect(page.getByRole('alert').first()).toContainText('Сессии «telegram-nope» в этом проекте нет');
});

test('a lost connection is one line, and the page goes on by itself', async ({ page }) => {
  await visit(page, '/overview');
  await expect(page.getByRole('link', { name: /Show them$/ }).first()).toBeVisible();
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('navigation').getByRole('link', { name: 'Dialogs' }).click();
  await expect(page.getByText('The server does not answer.')).toHaveCount(1);
  await page.unroute('**/api/**');
  await expect(page.getByRole('tab', { name: /Sessions [0-9]/ })).toBeVisible();
  await expect(page.getByText('The server does not answer.')).toHaveCount(0);
});

test('a section whose code is gone after an upgrade reloads itself', async ({ page, complaints }) => {
  await visit(page, '/tasks');
  let gone = 0;
  await page.route('**/assets/*.js', (route) => {
    gone++;
    return route.fulfill({ status: 404, body: '' });
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Labels' }).click();
  await expect.poll(() => gone).toBeGreaterThan(0);
  await page.unroute('**/assets/*.js');
  await expect(page.getByRole('heading', { name: 'Labels', exact: true })).toBeVisible();
  complaints.splice(0);
});
