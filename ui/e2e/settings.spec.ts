import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectReadableInEveryForm, loggedOut, person, picture, test, visit } from './parley';

/** A suffix that is unique for each test run. */
const unique = Date.now().toString(36);

function dialog(page: Page) {
  return page.getByRole('dialog');
}

test('a token is shown once, works, and is refused after it was revoked', async ({ page, request }) => {
  const name = `script ${unique}`;
  await visit(page, '/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await expect(page).toHaveURL(/new=token/);
  await dialog(page).getByLabel('Name').fill(name);
  await dialog(page).getByRole('radio', { name: 'Unified' }).check();
  await dialog(page).getByRole('button', { name: 'Create' }).click();
  const token = await dialog(page).getByLabel('Token', { exact: true }).textContent();
  expect(token).toMatch(/^prl_/);
  await expect(dialog(page).getByLabel('curl', { exact: true })).toContainText(`Bearer ${token!}`);
  await expectAccessible(page);
  await picture(page, 'token-made-light-1280');
  await page.keyboard.press('Escape');

  const ask = () => request.get('/api/v1/projects', { headers: { Authorization: `Bearer ${token!}` } });
  expect((await ask()).status()).toBe(200);
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText(person.login);
  await expect(row).not.toContainText('never');
  await expect(page.getByText(token!)).toHaveCount(0);

  await row.getByRole('button', { name: `Revoke ${name}` }).click();
  await dialog(page).getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  await expect(async () => expect((await ask()).status()).toBe(401)).toPass();
});

test('a person is added, changes the password, and is kept out', async ({ page, browser, baseURL }) => {
  test.slow();
  const login = `analyst-${unique}@example.org`;
  await visit(page, '/settings/people');
  await page.getByRole('button', { name: 'New person' }).click();
  await dialog(page).getByLabel('Login').fill(login);
  await dialog(page).getByRole('button', { name: 'Add' }).click();
  // The form may also have a field with this label; the generated password is text.
  const made = dialog(page).getByLabel('Password', { exact: true });
  await expect(made).toHaveText(/\S{8,}/);
  const password = await made.textContent();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const context = await browser.newContext({ baseURL: baseURL!, ...loggedOut });
  const other = await context.newPage();
  await other.goto('/settings/password');
  await other.getByLabel('Login').fill(login);
  await other.getByRole('textbox', { name: 'Password' }).fill(password!);
  await other.getByRole('button', { name: 'Log in' }).click();
  await other.getByLabel('Present password').fill('not this');
  await other.getByRole('textbox', { name: 'New password' }).fill('correct horse battery');
  await other.getByRole('button', { name: 'Change the password' }).click();
  await expect(other.getByRole('alert')).toContainText('The current password is wrong.');
  await other.getByLabel('Present password').fill(password!);
  await other.getByRole('button', { name: 'Change the password' }).click();
  await expect(other.getByText('The password is changed.')).toBeVisible();
  // Administrators' settings are hidden from analysts.
  await expect(other.getByRole('link', { name: 'API tokens' })).toHaveCount(0);
  await other.goto('/settings/tokens');
  await expect(other.getByText('Administrators of the account set this up.')).toBeVisible();

  const row = page.getByRole('row').filter({ hasText: login });
  await row.getByRole('button', { name: `Actions for ${login}` }).click();
  await page.getByRole('menuitem', { name: 'Keep out' }).click();
  await dialog(page).getByRole('button', { name: 'Keep out' }).click();
  await expect(row).toContainText('kept out');
  await other.goto('/settings/project');
  await expect(other.getByLabel('Login')).toBeVisible();
  await context.close();
});

test('the last administrator cannot be given another role', async ({ page }) => {
  await visit(page, '/settings/people');
  const role = page.getByRole('combobox', { name: `Role of ${person.login}` });
  await role.click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  await expect(page.getByRole('alert')).toContainText('at least one administrator');
  await expect(role).toHaveValue('Administrator');
});

test('a project is renamed', async ({ page }) => {
  await visit(page, '/settings/project');
  const name = page.getByLabel('Name');
  const before = await name.inputValue();
  for (const wanted of [`${before} ${unique}`, before]) {
    await name.fill(wanted);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: `Project: ${wanted}`, exact: true })).toBeVisible();
  }
});

test('a webhook is tested, and deleted', async ({ page }) => {
  const url = `https://203.0.113.7/${unique}`;
  const tested = { delivered: false, error: 'the receiver does not answer' };
  await page.route('**/webhooks/*/test', (route) => route.fulfill({ json: tested }));
  await visit(page, '/settings/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await dialog(page).getByLabel('Address').fill(url);
  await dialog(page).getByRole('button', { name: 'Add' }).click();
  await expect(dialog(page).getByLabel('Secret', { exact: true })).toContainText('whsec_');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Test ${url}` }).click();
  await expect(page.getByText(`${url} did not take the test: the receiver does not answer.`)).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: url });
  await row.getByRole('button', { name: 'Deliveries' }).click();
  await expect(page.getByText('It was told nothing in the last 30 days.')).toBeVisible();
  await row.getByRole('button', { name: `Delete ${url}` }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
});

test('an empty project shows ways to send data, and turns into its conversations by itself', async ({ page }) => {
  const project = /\/api\/v1\/projects\/[^/]+$/;
  await page.route(project, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...((await answer.json()) as object), messages: 0 } });
  });
  await visit(page, '/overview');
  await expect(page.getByRole('heading', { name: 'No conversations yet' })).toBeVisible();
  const made = page.waitForResponse((response) => response.url().endsWith('/api/v1/tokens'));
  await page.getByRole('button', { name: 'Create a token and put it into the lines' }).click();
  const { id, token } = (await (await made).json()) as { id: number; token: string };
  await expect(page.getByLabel('curl', { exact: true })).toContainText(token);
  await page.getByRole('tab', { name: 'A JAICF bot' }).click();
  await expect(page.getByLabel('JAICF', { exact: true })).toContainText(`accessToken = "${token}"`);
  await expectAccessible(page);
  await picture(page, 'first-run-light-1280');
  await page.request.delete(`/api/v1/tokens/${id}`, { headers: { 'X-Parley-Page': '1' } });

  await page.unroute(project);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

for (const part of ['project', 'tokens', 'people', 'password', 'quarantine', 'webhooks', 'about']) {
  test(`settings/${part} can be read and used by everybody`, async ({ page }) => {
    await visit(page, `/settings/${part}`);
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectReadableInEveryForm(page, `settings-${part}`);
  });
}
