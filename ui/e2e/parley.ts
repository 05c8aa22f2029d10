import AxeBuilder from '@axe-core/playwright';
import { type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';

export { expect };

/** Who the tests log in as. */
export const person = {
  login: process.env.PARLEY_LOGIN ?? 'admin',
  password: process.env.PARLEY_PASSWORD ?? 'admin',
};

/** Where the page asks for the report tasks. */
export const TASK_LIST = /\/api\/v1\/reporter\/reports(\?|$)/;

/** The answer that lists all of the tasks. */
export function taskList<T extends object>(tasks: readonly T[]) {
  const completedCount = tasks.filter((task) => 'status' in task && task.status === 'COMPLETED').length;
  return { json: { paging: { pageNum: 0, pageSize: 100, totalCount: tasks.length }, completedCount, tasks } };
}

/** For `test.use`: the tests begin with a browser in which no person is logged in. */
export const loggedOut: { storageState: NonNullable<BrowserContextOptions['storageState']> } = {
  storageState: { cookies: [], origins: [] },
};

/**
 * Every test begins logged in, by a log-in that all tests of its worker share. Every test also proves that the page logged
 * no error and broke no content security policy: `complaints` must be empty in the end.
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
        // Chromium logs every refused call; a refusal by the API is an answer, which the page shows to the person.
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

/** Logs in by the form, which a page shows to a person who is not logged in. */
export async function logIn(page: Page, path = '/') {
  await page.goto(path);
  await page.getByLabel('Login').fill(person.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expectFrame(page);
}

/** Opens an address of the page. */
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

/** The rules of axe whose findings depend on colours. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Fails on anything that keeps people with assistive technology from using the page as it is now.
 *
 * @param rules those of axe to check; all unless told
 */
export async function expectAccessible(page: Page, rules?: readonly string[]) {
  const { violations } = await new AxeBuilder({ page })
    .options({
      // Only violations are read, and axe need not describe what is in order.
      resultTypes: ['violations'],
      ...(rules !== undefined && { runOnly: { type: 'rule', values: [...rules] } }),
    })
    // The page has no frames, so axe needs no second page to put their results together on.
    .setLegacyMode()
    .analyze();
  const barriers = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(barriers.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/**
 * Looks at the page as it is now in every width and theme: nothing is a barrier, nothing is wider than the page, and a
 * picture is kept of each. A theme changes colours only, so the second one is checked for these.
 */
export async function expectReadableInEveryForm(page: Page, name: string, height = 800) {
  const usual = page.viewportSize()!;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height });
    await expectReadableInEveryTheme(page, name);
  }
  await page.setViewportSize(usual);
}

/** The same in the present width. */
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

/** Waits until the page has drawn what a change of its width or theme leads to. */
async function settled(page: Page) {
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
  });
}

/** Keeps a picture of the page, when someone asked for pictures. */
export async function picture(page: Page, name: string) {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  }
}
