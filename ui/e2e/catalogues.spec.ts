import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectReadableInEveryForm, test, visit } from './parley';

/** A suffix that is unique for each test run. */
const unique = Date.now().toString(36);

function dialog(page: Page) {
  return page.getByRole('dialog');
}

test('labels are made, renamed, put in order with the keyboard and deleted', async ({ page }) => {
  await visit(page, '/labels');
  const messages = page.getByRole('region', { name: 'Labels of messages' });
  const group = `Group ${unique}`;
  await messages.getByLabel('New group', { exact: true }).fill(group);
  await page.keyboard.press('Enter');
  const field = messages.getByLabel(`New label in ${group}`, { exact: true });
  for (const name of ['first', 'second']) {
    await field.fill(name);
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('');
  }
  const labels = messages.getByRole('list', { name: `Labels of ${group}` }).getByRole('listitem');
  await expect(labels).toHaveText([/first/, /second/]);

  await labels.nth(0).getByRole('button', { name: 'Move first', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(labels).toHaveText([/second/, /first/]);
  await expect(page.getByText('first is now 2 of 2')).toBeAttached();
  await page.reload();
  await expect(labels).toHaveText([/second/, /first/]);

  await labels.nth(0).getByRole('button', { name: 'Rename second' }).click();
  await page.getByLabel('New name for second').fill('third');
  await page.keyboard.press('Enter');
  await expect(labels).toHaveText([/third/, /first/]);
  // A duplicate name is refused with the server's error message.
  await field.fill('third');
  await page.keyboard.press('Enter');
  await expect(messages.getByRole('alert')).toBeVisible();

  await messages.getByRole('button', { name: `Delete the group ${group}` }).click();
  await expect(dialog(page)).toContainText('third, first');
  await expect(dialog(page)).toContainText('0 messages');
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(messages.getByText(group)).toHaveCount(0);
});

test('a label is dragged to another place', async ({ page }) => {
  await visit(page, '/labels');
  const sessions = page.getByRole('region', { name: 'Labels of sessions' });
  const items = sessions.getByRole('listitem');
  await expect(items.nth(2)).toBeVisible();
  const before = await items.allTextContents();
  const names = before.map((text) => text.replace(/[\d,]+$/, ''));
  await items.nth(0).getByRole('button', { name: /^Move/ }).dragTo(items.nth(2));
  await expect(items.nth(2)).toContainText(names[0]!);
  await items.nth(2).getByRole('button', { name: /^Move/ }).dragTo(items.nth(0));
  await expect(items.nth(0)).toContainText(names[0]!);
});

test('a question says how many sessions lose a label', async ({ page }) => {
  await visit(page, '/labels');
  const first = page.getByRole('region', { name: 'Labels of sessions' }).getByRole('listitem').first();
  const uses = first.getByTitle('How many have it');
  await expect(uses).toHaveText(/\d/);
  const count = (await uses.textContent())!.replace(/\D/g, '');
  await first.getByRole('button', { name: /^Delete/ }).click();
  await expect(dialog(page)).toContainText(`${count} session`);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toHaveCount(0);
});

test('a topic gets a name for people, and another one', async ({ page }) => {
  await visit(page, '/metrics');
  const key = `topic-${unique}`;
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByLabel('Shown as', { exact: true }).fill('Lost card');
  await page.getByRole('button', { name: 'Add a topic' }).click();
  const row = page.getByRole('row').filter({ hasText: key });
  await expect(row).toContainText('Lost card');
  await row.getByRole('button', { name: 'Rename Lost card' }).click();
  await page.getByLabel('New name for Lost card').fill('Card is gone');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Card is gone');
  await row.getByRole('button', { name: 'Delete Card is gone' }).click();
  await expect(row).toHaveCount(0);
});

test('an experiment is made, joined, looked at, stopped and deleted', async ({ page }) => {
  const key = `greeting-${unique}`;
  await visit(page, '/experiments');
  await page.getByRole('button', { name: 'New experiment' }).click();
  await dialog(page).getByRole('textbox', { name: 'Key', exact: true }).fill(key);
  await dialog(page).getByRole('button', { name: 'Add a branch' }).click();
  await expect(dialog(page).getByLabel('Key of branch 3')).toHaveValue('C');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: key })).toBeVisible();
  await expect(page.getByLabel('Script', { exact: true })).toHaveText(
    `var branch = $analytics.joinExperiment("${key}");`,
  );
  await expect(page.getByRole('row')).toHaveCount(4);

  await page.getByRole('combobox', { name: 'Judged by' }).click();
  await page.getByRole('option', { name: 'Length of the session' }).click();
  await expect(page).toHaveURL(/outcome=SESSION_LENGTH/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await dialog(page).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped')).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/experiments\?/);
  await expect(page.getByRole('link', { name: key })).toHaveCount(0);
});

test('a report is put on schedule, and taken off', async ({ page }) => {
  const name = `weekly ${unique}`;
  await visit(page, '/tasks?view=schedules');
  await page.getByRole('button', { name: 'New schedule' }).click();
  await dialog(page).getByLabel('Name').fill(name);
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Create' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('the week before');
  await row.getByRole('button', { name: `End ${name}` }).click();
  await dialog(page).getByRole('button', { name: 'End it' }).click();
  await expect(row).toHaveCount(0);
});

for (const path of ['labels', 'metrics', 'experiments', 'experiments/greeting', 'tasks?view=schedules']) {
  test(`${path} can be read and used by everybody`, async ({ page }) => {
    await page.route('**/scenario-experiments?*', (route) => route.fulfill({ json: [EXPERIMENT] }));
    await page.route('**/scenario-experiments/results?*', (route) => route.fulfill({ json: RESULTS }));
    await visit(page, `/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectReadableInEveryForm(page, path.replace(/\W/g, '-'));
  });
}

const EXPERIMENT = {
  key: 'greeting',
  description: 'A shorter greeting, or one with buttons',
  branches: [
    { key: 'A', description: 'as it was', weight: 1 },
    { key: 'B', description: 'shorter', weight: 1 },
    { key: 'C', description: 'with buttons', weight: 1 },
  ],
  status: 'RUNNING',
};

/** Example results with every possible element. */
const RESULTS = {
  experimentKey: 'greeting',
  sampleRatioMismatch: true,
  sampleRatioPValue: 0.00004,
  branches: [
    { key: 'A', description: 'as it was', weight: 1, sessions: 1276, counted: 161, value: 0.126 },
    {
      key: 'B',
      description: 'shorter',
      weight: 1,
      sessions: 1018,
      counted: 86,
      value: 0.084,
      difference: { estimate: -0.042, low: -0.066, high: -0.016, pValue: 0.0013, test: 'Z' },
      verdict: 'LOWER',
    },
    {
      key: 'C',
      description: 'with buttons',
      weight: 1,
      sessions: 96,
      counted: 14,
      value: 0.146,
      difference: { estimate: 0.02, low: -0.04, high: 0.09, pValue: 0.56, test: 'Z' },
      verdict: 'TOO_FEW_SESSIONS',
    },
  ],
};
