import { expect, expectAccessible, logIn, picture, TASK_LIST, test } from './parley';
import { sampleTasks } from './sampleTasks';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 400]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      const name = (page: string) => `${page}-${colorScheme}-${width}`;

      test('every page can be read and used by everybody', async ({ page, baseURL }) => {
        await page.goto('/login');
        await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('login'));

        let written = 0;
        await page.route(TASK_LIST, (route) => {
          const tasks = sampleTasks(baseURL!);
          Object.assign(tasks[1]!, { writeCount: 412_480 + (written += 9_731) });
          return route.fulfill({ json: { tasks } });
        });
        await logIn(page, '/tasks');
        await expect(page.getByText('rows/s').first()).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('tasks'));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

        await page.getByRole('button', { name: 'New report' }).click();
        await expect(page.getByRole('dialog').getByLabel('Project')).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('new-report'));
        await page.keyboard.press('Escape');

        await page.getByRole('button', { name: 'Delete completed' }).click();
        await expect(page.getByRole('dialog').getByText('2 reports')).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('delete'));
        await page.keyboard.press('Escape');

        await page.unroute(TASK_LIST);
        await page.route(TASK_LIST, (route) => route.fulfill({ json: { tasks: [] } }));
        await page.reload();
        await expect(page.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
        await expectAccessible(page);
        await picture(page, name('empty'));

        if (width < 1000) {
          await page.getByRole('button', { name: 'Open sections' }).click();
        }
        await page.getByRole('button', { name: 'Language' }).click();
        await page.getByRole('menuitemradio', { name: 'Русский' }).click();
        await page.unroute(TASK_LIST);
        await page.route(TASK_LIST, (route) => route.fulfill({ json: { tasks: sampleTasks(baseURL!) } }));
        await page.reload();
        await expect(page.getByRole('heading', { name: 'Фоновые задачи' })).toBeVisible();
        await expect(page.getByText('48 210 строк', { exact: true })).toBeVisible();
        await picture(page, name('russian'));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    });
  }
}
