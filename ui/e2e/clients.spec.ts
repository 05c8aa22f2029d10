import type { Page } from '@playwright/test';
import { expect, expectReadableInEveryForm, test, visit } from './parley';

const clients = (page: Page) => page.getByRole('list', { name: 'Clients' }).getByRole('link');

test('a client is found by a part of the name, and its history read from the end', async ({ page }) => {
  await visit(page, '/clients');
  const name = (await clients(page).first().locator('b').textContent())!;
  await page.getByRole('textbox', { name: 'Name or id' }).fill(name.slice(0, 4));
  await expect(page).toHaveURL(/q=/);
  await clients(page).filter({ hasText: name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByRole('region', { name: 'History' }).getByRole('article').last()).toBeInViewport();
});

test('a client is blocked with a reason, and let in again', async ({ page }) => {
  await visit(page, '/clients');
  await clients(page).last().click();
  await page.getByRole('button', { name: 'Block' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('spam');
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(page.getByText(/Blocked since .*: spam/)).toBeVisible();
  await page.getByRole('button', { name: 'Let in again' }).click();
  await expect(page.getByRole('button', { name: 'Block' })).toBeVisible();
});

test('nobody is erased by a slip', async ({ page }) => {
  await visit(page, '/clients');
  await clients(page).first().click();
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
  const erase = page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true });
  await expect(erase).toBeDisabled();
  await page.getByRole('textbox', { name: /to confirm/ }).fill('somebody else');
  await expect(erase).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('clients can be read and used by everybody', async ({ page }) => {
  await visit(page, '/clients');
  await expect(clients(page).first()).toBeVisible();
  await expectReadableInEveryForm(page, 'clients');
  await clients(page).first().click();
  await expect(page.getByRole('article').last()).toBeVisible();
  await expectReadableInEveryForm(page, 'client');
});
