import type { Page } from '@playwright/test';
import { expect, expectReadableInEveryForm, test, visit } from './parley';

/** Counts the clicks of a frequent task and checks that they do not exceed the limit. */
async function within(clicks: number, page: Page, task: () => Promise<void>) {
  await page.evaluate(() => {
    const counted = window as unknown as { clicks: number };
    counted.clicks = 0;
    document.addEventListener('click', ({ isTrusted, detail }) => (counted.clicks += isTrusted && detail > 0 ? 1 : 0), {
      capture: true,
    });
  });
  await task();
  expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBeLessThanOrEqual(clicks);
}

const sessions = (page: Page) => page.getByRole('list', { name: 'Sessions' }).getByRole('link');
const dialog = (page: Page) => page.getByRole('region', { name: 'Dialog' });
const total = (page: Page, tab: string) => page.getByRole('tab', { name: new RegExp(`${tab} [0-9]`) });

test('a dialog is read in one click, and the next one in another', async ({ page }) => {
  await visit(page, '/dialogs');
  await expect(sessions(page).first()).toBeVisible();
  await within(2, page, async () => {
    await sessions(page).first().click();
    await expect(dialog(page).getByRole('article').first()).toBeVisible();
    const first = await dialog(page).getByRole('heading').textContent();
    const address = page.url();
    await dialog(page).getByRole('button', { name: 'Next dialog' }).click();
    await expect(page).not.toHaveURL(address);
    await expect(dialog(page).getByRole('heading')).not.toHaveText('');
    expect(first).not.toBe('');
  });
  await page.goBack();
  await page.goBack();
  await expect(page.getByText('Choose a session')).toBeVisible();
});

test('an address shows a colleague the same dialog', async ({ page }) => {
  await visit(page, '/dialogs');
  await sessions(page).nth(1).click();
  const heading = dialog(page).getByRole('heading');
  await expect(heading).not.toHaveText('');
  const name = await heading.textContent();
  const articles = await dialog(page).getByRole('article').count();
  await page.reload();
  await expect(heading).toHaveText(name!);
  await expect(dialog(page).getByRole('article')).toHaveCount(articles);
});

test('the list is filtered by a frequent filter in three clicks, and the chip says what by', async ({ page }) => {
  await visit(page, '/dialogs');
  await expect(total(page, 'Sessions')).toBeVisible();
  const before = await total(page, 'Sessions').textContent();
  await within(3, page, async () => {
    await page.getByRole('list', { name: 'Frequent' }).getByRole('button', { name: 'Channel type' }).click();
    const channel = page.getByRole('dialog').getByRole('checkbox').first();
    await channel.check();
    await page.getByRole('button', { name: 'Apply' }).click();
  });
  const chip = page
    .getByRole('list', { name: 'Chosen filters' })
    .getByRole('button', { name: /^Change: Channel type: / });
  await expect(chip).toBeVisible();
  await expect(total(page, 'Sessions')).not.toHaveText(before!);
  await expect(page).toHaveURL(/filters=/);
  await page.getByRole('button', { name: /^Remove: Channel type/ }).click();
  await expect(total(page, 'Sessions')).toHaveText(before!);
});

test('any filter is found by typing, and words that were looked for are marked', async ({ page }) => {
  await visit(page, '/dialogs?tab=phrases');
  await within(1, page, async () => {
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('textbox', { name: 'Find a filter' }).fill('either side');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Text of either side' })).toBeFocused();
    await page.keyboard.type('а');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).press('Enter');
  });
  await expect(page.getByRole('button', { name: 'Change: Text of either side contains “а”' })).toBeVisible();
  const phrases = page.getByRole('list', { name: 'Phrases' }).getByRole('link');
  await phrases.first().click();
  await expect(dialog(page).locator('mark').first()).toBeVisible();
});

test('filters are saved under a name, and taken again in two clicks', async ({ page }) => {
  await visit(
    page,
    `/dialogs?filters=${encodeURIComponent('[{"key":"WITHOUT_EMPTY_SESSIONS","type":"RADIO","option":"YES"}]')}`,
  );
  await page.getByRole('button', { name: 'Save these' }).click();
  await page.getByLabel('Name').fill('With words');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Remove: Hide empty/ }).click();
  await within(2, page, async () => {
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'With words' }).click();
  });
  await expect(page.getByRole('button', { name: 'Change: Hide empty sessions: Yes' })).toBeVisible();
});

test('the keyboard alone moves, opens, selects and labels', async ({ page }) => {
  await visit(page, '/dialogs');
  await expect(sessions(page).first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(sessions(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(sessions(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('article').first()).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('1 selected');
  await page.keyboard.press('l');
  await expect(page.getByRole('textbox', { name: 'Find a label' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Find a label' })).toHaveCount(0);
});

test('a phrase is labelled, commented on, and left as it was', async ({ page }) => {
  await visit(page, '/dialogs');
  await sessions(page).first().click();
  const message = dialog(page).getByRole('article').first();
  await message.hover();
  await within(3, page, async () => {
    await message.getByRole('button', { name: 'Change labels' }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
  await message.getByRole('button', { name: 'Change labels' }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await expect(message.getByRole('button', { name: /the comment/ })).toHaveCount(0);
  await message.getByRole('button', { name: 'Comment on this message' }).click();
  await page.getByRole('textbox', { name: 'Comment' }).fill('Ask the client again');
  await page.keyboard.press('Control+Enter');
  await expect(message.getByText('Ask the client again')).toBeVisible();
  await message.getByRole('button', { name: 'Remove the comment' }).click();
  await expect(message.getByText('Ask the client again')).toHaveCount(0);
});

test('all fields of a message are a tree, and a link to the message leads to it', async ({ page }) => {
  await visit(page, '/dialogs');
  await sessions(page).first().click();
  const message = dialog(page).getByRole('article').last();
  const id = await message.getAttribute('id');
  await message.hover();
  await message.getByRole('button', { name: 'All fields' }).click();
  await expect(page.getByRole('dialog')).toContainText('questionId');
  await expect(page.getByRole('dialog')).toContainText(id!);
  await expect(page).toHaveURL(/fields=/);
  await page.keyboard.press('Escape');
  const address = new URL(page.url());
  address.searchParams.set('message', id!);
  await page.goto(address.href);
  await expect(page.locator(`article[id="${id!}"][data-pointed]`)).toBeInViewport();
});

test('a report of what is shown is started in two clicks', async ({ page }) => {
  await page.route('**/reports/sessions?*', (route) => route.fulfill({ json: { requestId: '1', requestTime: '' } }));
  await visit(page, '/dialogs');
  const sent = page.waitForRequest((request) => request.url().includes('/async/reporter/reports/sessions'));
  await within(2, page, async () => {
    await page.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('menuitem', { name: 'Session log as CSV' }).click();
  });
  expect((await sent).postDataJSON()).toMatchObject({ settings: { fileType: 'CSV' } });
  await expect(page.getByRole('status').getByText('Session log is being written.')).toBeVisible();
});

test('a session is opened by its id from anywhere', async ({ page }) => {
  await visit(page, '/dialogs');
  await sessions(page).first().click();
  const id = new URL(page.url()).searchParams.get('session')!;
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Background tasks' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to' }).fill(id);
  await page.getByRole('option', { name: `Open session ${id}` }).click();
  await expect(dialog(page).getByRole('article').first()).toBeVisible();
});

test('a session that was found by words opens at the first of them, and leads to the next', async ({ page }) => {
  const filters = encodeURIComponent(
    '[{"key":"MESSAGE_OR_ANSWER_TEXT","type":"TEXT","comparisonType":"CONTAINS","values":["а"]}]',
  );
  await visit(page, `/dialogs?filters=${filters}`);
  await expect(page.getByRole('list', { name: 'Sessions' }).locator('mark').first()).toBeVisible();
  await sessions(page).first().click();
  await expect(dialog(page).getByText(/^1 of \d+ found$/)).toBeVisible();
  await expect(dialog(page).locator('article[data-pointed] mark').first()).toBeInViewport();
});

test('labelling of many rows is asked, told and undone', async ({ page }) => {
  await visit(page, '/dialogs');
  await expect(sessions(page).first()).toBeVisible();
  const checks = page.getByRole('list', { name: 'Sessions' }).getByRole('checkbox');
  await checks.nth(0).check();
  await checks.nth(1).check();
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Label', exact: true }).click();
  await page.getByRole('dialog').getByRole('checkbox').last().check();
  await page.getByRole('dialog').getByRole('button', { name: 'Put on' }).click();
  const question = page.getByRole('dialog', { name: 'Change the labels of 2 sessions?' });
  await expect(question).toContainText(/is put on \d of 2/);
  await question.getByRole('button', { name: 'Put on' }).click();
  await expect(page.getByRole('status').getByText(/labels? changed/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status').getByText(/as (it was|they were) before/)).toBeVisible();
});

test('dialogs can be read and used by everybody', async ({ page }) => {
  await visit(page, '/dialogs');
  await expect(sessions(page).first()).toBeVisible();
  await expectReadableInEveryForm(page, 'dialogs');
  await sessions(page).nth(3).click();
  await expect(dialog(page).getByRole('article').first()).toBeVisible();
  await expectReadableInEveryForm(page, 'dialog');
});
