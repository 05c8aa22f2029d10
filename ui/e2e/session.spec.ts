import { expect, logIn, loggedOut, person, test } from './parley';

test.use(loggedOut);

test('a wrong password is refused', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Login').fill(person.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(`not ${person.password}`);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('alert')).toHaveText('The login or the password is wrong.');
  await expect(page).toHaveURL(/\/login/);
});

test('logging in leads to where the person was going', async ({ page }) => {
  await logIn(page, '/tasks?new=messages');
  await expect(page).toHaveURL(/\/tasks\?new=messages&/);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a session that ends leads to the log-in page and back', async ({ page }) => {
  await logIn(page, '/tasks');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'New report' }).click();
  // Returning to the tab refetches the tasks, which detects the missing session.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(page.getByText('Your session has ended')).toBeVisible();
  await page.getByLabel('Login').fill(person.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/tasks/);
});

test('logging out ends the session', async ({ page }) => {
  await logIn(page);
  await page.getByRole('button', { name: `Account of ${person.login}` }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
  await page.goto('/tasks');
  await expect(page).toHaveURL(/\/login/);
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('a server in trouble is named, not taken for a log-out', async ({ page, complaints }) => {
  await page.route('**/api/v1/session', (route) => route.fulfill({ status: 503, body: '' }));
  await page.goto('/tasks');
  await expect(page.getByText('The server answered 503 without saying why')).toBeVisible();
  // React logs errors caught by its error boundary.
  expect(complaints.splice(0).join()).toContain('HTTP 503');
});

test('the page speaks Russian when asked to, and remembers it', async ({ page }) => {
  await page.goto('/login');
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('menuitemradio', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
});
