import { readFile } from 'node:fs/promises';
import { expect, expectReadableInEveryTheme, test, visit, WIDTHS } from './parley';
import type { Locator, Page } from '@playwright/test';

/** Completed days, so that the data does not change during the tests. */
const DAYS = '/overview?period=30d&zone=Europe%2FMoscow';

/** Matches requests for a metric. */
const metric = (name: string) => new RegExp(`/stats/metrics/${name}\\?`);

/** Returns whether a request is for a metric in the chosen period, which lasts until now, and not in the one before. */
const isOfPeriod = (name: string, url: string) =>
  metric(name).test(url) && Date.parse(new URL(url).searchParams.get('to') ?? '') > Date.now() - 3_600_000;

interface Stats {
  readonly total: { readonly value?: number; readonly counted: number };
  readonly stats: readonly { readonly value?: number }[];
  readonly groups?: readonly { readonly key: string; readonly title?: string; readonly count: number }[];
}

/** Opens the overview and returns the API's answers for the metrics. */
async function open(page: Page, metrics: readonly string[], path = DAYS): Promise<Stats[]> {
  const answers = metrics.map((name) =>
    page.waitForResponse((response) => isOfPeriod(name, response.url()) && response.ok()),
  );
  await visit(page, path);
  return Promise.all(answers.map(async (answer) => (await (await answer).json()) as Stats));
}

function card(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

async function table(page: Page, title: string): Promise<string[][]> {
  await card(page, title)
    .getByRole('button', { name: `Show «${title}» as a table` })
    .click();
  const rows = card(page, title).getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  return Promise.all((await rows.all()).slice(1).map((row) => row.getByRole('cell').allInnerTexts()));
}

const count = new Intl.NumberFormat('en');
const share = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

test('tiles and tables show what the API says', async ({ page }) => {
  const names = ['sessions', 'automation-rate', 'results', 'sessions-with-messages', 'busiest-hours'];
  const [sessions, automation, results, withMessages, hours] = await open(page, names);

  const tile = (name: string, text: string) => page.getByRole('link', { name: `${name}: ${text}. Show them` });
  await expect(tile('Sessions', count.format(sessions!.total.counted))).toBeVisible();
  await expect(tile('Automation', share.format(automation!.total.value!))).toBeVisible();

  const ofResults = await table(page, 'Session results');
  expect(ofResults.map(([name, number]) => [name, number])).toEqual(
    results!.groups!.map(({ key, title, count: number }) => [title ?? key, count.format(number)]),
  );
  const overTime = await table(page, 'Sessions over time');
  expect(overTime.map(([, number]) => number)).toEqual(withMessages!.stats.map(({ value }) => count.format(value!)));

  const byHour = await table(page, 'Busiest hours');
  const all = byHour.flatMap(([, ...numbers]) => numbers.map((number) => Number(number.replaceAll(',', ''))));
  expect(all.reduce((sum, number) => sum + number)).toBe(hours!.total.counted);

  // The URL contains the state, so a shared link shows the same.
  await page.reload();
  await expect(card(page, 'Session results').getByRole('table')).toBeVisible();
});

test('numbers lead to as many rows as they say', async ({ page }) => {
  const tiles = [
    { metric: 'sessions', list: 'Sessions' },
    { metric: 'messages', list: 'Phrases' },
    { metric: 'transfer-rate', list: 'Sessions' },
    { metric: 'automation-rate', list: 'Sessions' },
    { metric: 'unrecognised-rate', list: 'Phrases' },
  ];
  const figures = await open(
    page,
    tiles.map(({ metric: name }) => name),
  );
  const links = page.getByRole('link', { name: /Show them$/ });
  for (const [i, { list }] of tiles.entries()) {
    // The second tile links to clients.
    await links.nth(i === 0 ? 0 : i + 1).click();
    const rows = count.format(figures[i]!.total.counted);
    await expect(page.getByRole('tab', { name: `${list} ${rows}`, exact: true, selected: true })).toBeVisible();
    await page.goBack();
  }
  const clients = (await links.nth(1).innerText()).trim();
  await links.nth(1).click();
  await expect(page.getByRole('main')).toContainText(`Clients ${clients}`);
  await page.goBack();
  const bar = card(page, 'Topics').getByRole('listitem').first();
  const [topic, rows] = (await bar.innerText()).split(/\s*·\s*|\n/).map((part) => part.trim());
  await bar.getByRole('link').click();
  await expect(page.getByRole('tab', { name: `Sessions ${rows}`, exact: true })).toBeVisible();
  await expect(page.getByText(topic!).first()).toBeVisible();
});

test('the numbers of a card can be taken away as a file', async ({ page }) => {
  const [results] = await open(page, ['results']);
  await expect(card(page, 'Session results').getByRole('list')).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download «Session results» as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^results \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toBe('\uFEFFName,Sessions,Share');
  expect(lines.slice(1).map((line) => line.replaceAll('"', '').split(',')[1])).toEqual(
    results!.groups!.map(({ count: number }) => String(number)),
  );
});

test('a card that fails says so, and the others go on', async ({ page }) => {
  const problem = { error: 'reporter.unavailable.store', message: 'The store does not answer', args: {} };
  await page.route(metric('results'), (route) => route.fulfill({ status: 503, json: problem }));
  await open(page, ['busiest-hours']);
  await expect(card(page, 'Session results').getByRole('alert')).toHaveText('The store does not answer');
  await expect(card(page, 'Busiest hours').getByRole('img', { name: 'Chart: Busiest hours.' })).toBeVisible();
  await page.unroute(metric('results'));
  await card(page, 'Session results').getByRole('button', { name: 'Try again' }).click();
  await expect(card(page, 'Session results').getByRole('list')).toBeVisible();
});

test('a period without conversations says what to do', async ({ page }) => {
  await visit(page, '/overview?period=2001-01-01..2001-01-07&zone=UTC');
  await expect(card(page, 'Busiest hours')).toContainText('Nothing in this period.');
  await expect(page.getByRole('link', { name: 'Sessions: 0. Show them' })).toBeVisible();
});

test('filters and the comparison narrow every card, and are in the address', async ({ page }) => {
  const filters = encodeURIComponent(JSON.stringify([{ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['nowhere'] }]));
  await open(page, ['sessions'], `${DAYS}&filters=${filters}`);
  await expect(page.getByRole('link', { name: 'Sessions: 0. Show them' })).toBeVisible();
  await expect(card(page, 'Ways through the states')).toContainText('Nothing in this period.');
  await page.getByRole('switch', { name: 'Compare with the period before' }).uncheck();
  await expect(page).toHaveURL(/compare=false/);
});

for (const width of WIDTHS) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } });

    test('everybody can read it, and nothing moves when numbers arrive', async ({ page }) => {
      await page.addInitScript(() => {
        const shifts: string[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries() as (PerformanceEntry & { sources: { node?: Node }[] })[]) {
            shifts.push(
              ...shift.sources.map(({ node }) => {
                const element = node instanceof Element ? node : node?.parentElement;
                return element?.outerHTML.slice(0, 200) ?? 'a text';
              }),
            );
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await visit(page, DAYS);
      await expect(page.locator('[data-ready="true"]').first()).toBeVisible();
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
      await expectReadableInEveryTheme(page, 'overview');
    });
  });
}

test('a drill-down follows the period', async ({ page }) => {
  await visit(page, '/overview?period=30d');
  await page
    .getByRole('link', { name: /Show them$/ })
    .nth(3)
    .click();
  const tab = page.getByRole('tab', { name: /Sessions [0-9]/ });
  await expect(tab).toBeVisible();
  await expect(page.getByText('Begun in the period')).toBeVisible();
  const before = await tab.innerText();
  await page.getByRole('button', { name: /period and time zone/ }).click();
  await page.getByRole('button', { name: 'Yesterday' }).click();
  await expect(page).toHaveURL(/period=yesterday/);
  await expect(tab).not.toHaveText(before);
});

test('a day of a chart leads to its rows', async ({ page }) => {
  await visit(page, '/overview?period=7d');
  await page.getByRole('button', { name: 'Show «Sessions over time» as a table' }).click();
  await page.getByRole('table', { name: 'Sessions over time' }).getByRole('link').nth(2).click();
  await expect(page).toHaveURL(/\/dialogs\?.*period=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/);
  await expect(page.getByRole('tab', { name: /Sessions [0-9]/ })).toBeVisible();
});
