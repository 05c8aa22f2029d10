import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';

export { expect };

/** Who the tests log in as. */
export const person = {
  login: process.env.PARLEY_LOGIN ?? 'admin',
  password: process.env.PARLEY_PASSWORD ?? 'admin',
};

/** Where the page asks for the report tasks. */
export const TASK_LIST = '**/api/v1/reporter/reports';

/**
 * Every test also proves that the page logged no error and broke no content security policy: `complaints` must be empty
 * in the end.
 */
export const test = base.extend<{ complaints: string[] }>({
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

export async function logIn(page: Page, path = '/') {
  await page.goto(path);
  await page.getByLabel('Login').fill(person.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(
    page
      .getByRole('navigation')
      .or(page.getByRole('button', { name: 'Open sections' }))
      .first(),
  ).toBeVisible();
}

/** Fails on anything that keeps people with assistive technology from using the page as it is now. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const barriers = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(barriers.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** Keeps a picture of the page, when someone asked for pictures. */
export async function picture(page: Page, name: string) {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  }
}
