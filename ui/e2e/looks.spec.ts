import {
  expect,
  expectReadableInEveryForm,
  loggedOut,
  picture,
  TASK_LIST,
  taskList,
  test,
  THEMES,
  visit,
  WIDTHS,
} from './parley';
import { sampleTasks } from './sampleTasks';

test.describe('logged out', () => {
  test.use(loggedOut);

  test('the log-in page can be read and used by everybody', async ({ page }) => {
    await page.goto('/login');
    await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
    await expectReadableInEveryForm(page, 'login');
  });
});

test('tasks and their dialogs can be read and used by everybody', async ({ page, baseURL }) => {
  let written = 0;
  await page.route(TASK_LIST, (route) => {
    const tasks = sampleTasks(baseURL!);
    Object.assign(tasks[1]!, { writeCount: 412_480 + (written += 9_731) });
    return route.fulfill(taskList(tasks));
  });
  await visit(page, '/tasks');
  await expect(page.getByText('rows/s').first()).toBeVisible();
  await expectReadableInEveryForm(page, 'tasks');

  await page.getByRole('button', { name: 'New report' }).click();
  await expect(page.getByRole('dialog').getByLabel('Project')).toBeVisible();
  await expectReadableInEveryForm(page, 'new-report');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Delete completed' }).click();
  await expect(page.getByRole('dialog').getByText('2 reports')).toBeVisible();
  await expectReadableInEveryForm(page, 'delete');
});

test('an account without reports can be read and used by everybody', async ({ page }) => {
  await page.route(TASK_LIST, (route) => route.fulfill(taskList([])));
  await visit(page, '/tasks');
  await expect(page.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
  await expectReadableInEveryForm(page, 'empty');
});

test('tasks in Russian are no wider than the page', async ({ page, baseURL }) => {
  await page.route(TASK_LIST, (route) => route.fulfill(taskList(sampleTasks(baseURL!))));
  await visit(page, '/tasks');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: 'Русский' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Фоновые задачи' })).toBeVisible();
  await expect(page.getByText('48 210 строк', { exact: true })).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `russian-${colorScheme}-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
});
