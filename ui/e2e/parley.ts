import AxeBuilder from '@axe-core/playwright';
import { type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';

export { expect };

/** The user of the tests. */
export const person = {
  login: process.env.PARLEY_LOGIN ?? 'admin',
  password: process.env.PARLEY_PASSWORD ?? 'admin',
};

/** Matches requests for the report tasks. */
export const TASK_LIST = /\/api\/v1\/reporter\/reports(\?|$)/;

/** Returns an answer that lists all tasks. */
export function taskList<T extends object>(tasks: readonly T[]) {
  const completedCount = tasks.filter((task) => 'status' in task && task.status === 'COMPLETED').length;
  return { json: { paging: { pageNum: 0, pageSize: 100, totalCount: tasks.length }, completedCount, tasks } };
}

/** For `test.use`: starts the tests without a session. */
export const loggedOut: { storageState: NonNullable<BrowserContextOptions['storageState']> } = {
  storageState: { cookies: [], origins: [] },
};

/**
 * Starts every test with a session that is shared by all tests of a worker. Every test also checks for errors in the
 * console and violations of the content security policy: `complaints` must be empty at the end.
 */
export const test = base.extend<
  { complaints: string[] },
  { session: Exclude<BrowserContextOptions['storageState'], string | undefined> }
>({
  session: [
    async ({ playwright }, use, { project }) => {
      const server = await playwright.request.newContext({ baseURL: project.use.baseURL! });
      const answer = await server.post('/api/v1/session', { data: person, headers: { 'X-Parley-Page': '1' } });
      expect(answer.status(), await answer.text()).toBe(200);
      await use(await server.storageState());
      await server.dispose();
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, provide) => provide(session),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // Chromium logs every failed call; an error answer of the API is expected, and the page shows it.
        const refusal =
          message.text().startsWith('Failed to load resource') && message.location().url.includes('/api/');
        if (message.type() === 'error' && !refusal) {
          complaints.push(message.text());
        }
      });
      await page.exposeFunction('complainOfPolicy', (what: string) => complaints.push(what));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (event) => {
          const { complainOfPolicy } = window as unknown as { complainOfPolicy: (what: string) => void };
          complainOfPolicy(`${event.violatedDirective} forbids ${event.blockedURI}`);
        }),
      );
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Logs in with the form, which the page shows without a session. */
export async function logIn(page: Page, path = '/') {
  await page.goto(path);
  await page.getByLabel('Login').fill(person.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expectFrame(page);
}

/** Opens a path of the page. */
export async function visit(page: Page, path = '/') {
  await page.goto(path);
  await expectFrame(page);
}

async function expectFrame(page: Page) {
  await expect(
    page
      .getByRole('navigation')
      .or(page.getByRole('button', { name: 'Open sections' }))
      .first(),
  ).toBeVisible();
}

export const THEMES = ['light', 'dark'] as const;
export const WIDTHS = [1280, 400] as const;

/** Rules of axe that depend on colours. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Fails on accessibility violations in the current state of the page.
 *
 * @param rules rules of axe to check; by default all
 */
export async function expectAccessible(page: Page, rules?: readonly string[]) {
  const { violations } = await new AxeBuilder({ page })
    .options({
      // For speed: axe does not collect details of passed rules.
      resultTypes: ['violations'],
      ...(rules !== undefined && { runOnly: { type: 'rule', values: [...rules] } }),
    })
    // For speed: the page has no frames, so axe needs no second page to merge results.
    .setLegacyMode()
    .analyze();
  const barriers = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(barriers.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/**
 * Checks the current page in every width and theme: no accessibility violations, no horizontal overflow; it saves a
 * screenshot of each. A theme changes only colours, so the second theme is checked by the colour rules only.
 */
export async function expectReadableInEveryForm(page: Page, name: string, height = 800) {
  const usual = page.viewportSize()!;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height });
    await expectReadableInEveryTheme(page, name);
  }
  await page.setViewportSize(usual);
}

/** Runs the same checks in the current width. */
export async function expectReadableInEveryTheme(page: Page, name: string) {
  const { width } = page.viewportSize()!;
  for (const colorScheme of THEMES) {
    await test.step(`${name}: ${colorScheme} at ${width} px`, async () => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await settled(page);
      await expectAccessible(page, colorScheme === 'light' ? undefined : OF_COLOUR);
      await picture(page, `${name}-${colorScheme}-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Waits until the page has been rendered after a change of width or theme. */
async function settled(page: Page) {
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
  });
}

/** Saves a screenshot if screenshots are enabled. */
export async function picture(page: Page, name: string) {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  }
}
