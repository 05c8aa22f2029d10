import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, picture, TASK_LIST, taskList, test, THEMES, visit, WIDTHS } from './parley';
import { sampleTasks } from './sampleTasks';

test('a message report is started, completes, is downloaded and deleted', async ({ page }) => {
  // Shows only this test's report: other tests may start reports meanwhile.
  let own = '';
  await page.route(TASK_LIST, async (route) => {
    const response = await route.fetch();
    const { tasks } = (await response.json()) as { tasks: { taskId: string }[] };
    await route.fulfill({ response, ...taskList(tasks.filter(({ taskId }) => taskId === own)) });
  });
  await visit(page, '/tasks');
  own = await startReport(page);

  const newest = page.getByRole('table').getByRole('row').nth(1);
  await expect(newest).toContainText('Completed', { timeout: 45_000 });
  await picturesOfWhatIsReallyThere(page);

  const downloading = page.waitForEvent('download');
  const link = newest.getByRole('link', { name: /^Download/ });
  const name = (await link.getAttribute('aria-label'))!.replace('Download ', '');
  await link.click();
  const file = await readFile(await (await downloading).path());
  expect(file.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(file.length).toBeGreaterThan(100);

  await newest.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('link', { name: `Download ${name}` })).toHaveCount(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a report can be started with the keyboard alone', async ({ page }) => {
  await page.route('**/reports/messages?*', (route) => route.fulfill({ json: { requestId: '1', requestTime: '' } }));
  await visit(page, '/tasks');
  await page.getByRole('button', { name: 'New report' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Report', exact: true })).toBeFocused();
  // Skips the project, which is preset to the chosen one.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Telegram');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await pressTabUntilFocused(page, 'Start the report');
  await page.keyboard.press('Enter');

  const request = await sent;
  expect(request.headers()).toMatchObject({ 'x-parley-page': '1', language: 'en', timezone: 'Europe/Moscow' });
  expect(request.postDataJSON()).toEqual({
    filters: [{ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram'] }],
    settings: { fileType: 'CSV', withHeader: true, bom: true, delimiter: ',' },
  });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/new=/);
});

test('a running report is cancelled, after a question', async ({ page, baseURL }) => {
  let tasks = sampleTasks(baseURL!);
  await page.route(TASK_LIST, (route) => route.fulfill(taskList(tasks)));
  await page.route('**/reporter/reports/tasks/*', (route) => {
    const [method, taskId] = [route.request().method(), route.request().url().split('/').at(-1)];
    tasks = tasks.filter((task) => !(method === 'DELETE' && task.taskId === taskId));
    return route.fulfill({ status: 200, body: '' });
  });
  await visit(page, '/tasks');
  const cancel = page.getByRole('button', { name: /^Cancel/ });
  await expect(cancel).toHaveCount(3);

  await cancel.nth(1).click();
  await page.getByRole('button', { name: 'Keep running' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(cancel).toHaveCount(3);

  await cancel.nth(1).click();
  await page.getByRole('button', { name: 'Cancel the report' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(cancel).toHaveCount(2);
  expect(tasks).toHaveLength(6);
});

test('an account without reports learns how to start one', async ({ page }) => {
  await page.route(TASK_LIST, (route) => route.fulfill(taskList([])));
  await visit(page, '/tasks');
  await expect(page.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
  await expect(page.getByLabel('curl', { exact: true })).toContainText(
    `/api/v1/async/reporter/reports/messages?projectShortName=`,
  );
});

test('a list that cannot be had says why', async ({ page }) => {
  const json = { error: 'reporter.store.closed', message: 'The store is closed', args: {} };
  await page.route(TASK_LIST, (route) => route.fulfill({ status: 500, json }));
  await visit(page, '/tasks');
  await expect(page.getByRole('alert')).toHaveText('The store is closed');
  await page.unroute(TASK_LIST);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

/** Saves screenshots of the server's real tasks in every theme and width; other screenshots show sample tasks. */
async function picturesOfWhatIsReallyThere(page: Page) {
  const usual = page.viewportSize()!;
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await picture(page, `real-tasks-${colorScheme}-${width}`);
    }
  }
  await page.setViewportSize(usual);
}

/** Starts a report. @returns the id of its task */
async function startReport(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'New report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Project').click();
  await page.getByRole('option').first().click();
  const started = page.waitForResponse((response) => response.url().includes('/async/reporter/reports/messages'));
  await dialog.getByRole('button', { name: 'Start the report' }).click();
  const { requestId } = (await (await started).json()) as { requestId: string };
  await expect(dialog).toHaveCount(0);
  return requestId;
}

async function pressTabUntilFocused(page: Page, button: string) {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: button })).toBeFocused({ timeout: 100 });
  }).toPass({ timeout: 10_000, intervals: [0] });
}
