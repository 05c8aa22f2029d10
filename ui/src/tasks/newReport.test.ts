import { afterEach, expect, test, vi } from 'vitest';
import { isBackwards, messageReportCurl, type ReportChoice, reportPath, reportRequest, startReport } from './newReport';

afterEach(() => vi.unstubAllGlobals());

const everything: ReportChoice = {
  kind: 'messages',
  projectShortName: 'demo',
  fileType: 'XLSX',
  channelTypes: [],
  from: '',
  to: '',
  date: '',
  botId: '',
};

/** Returns the path and the body of the request for the choice. */
async function sent(choice: Partial<ReportChoice>): Promise<[string, unknown]> {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ requestId: '1', requestTime: '' }));
  vi.stubGlobal('fetch', fetch);
  await startReport({ ...everything, ...choice }, 'en', 'UTC');
  const [path, init] = fetch.mock.calls[0]!;
  return [path as string, JSON.parse(init!.body as string)];
}

test('a report of everything has no filters', () => {
  expect(reportRequest(everything, 'en')).toEqual({ filters: [], settings: { fileType: 'XLSX', withHeader: true } });
});

test('a CSV file opens in the spreadsheets of its language', () => {
  expect(reportRequest({ ...everything, fileType: 'CSV' }, 'en').settings).toMatchObject({ bom: true, delimiter: ',' });
  expect(reportRequest({ ...everything, fileType: 'CSV' }, 'ru').settings).toMatchObject({ bom: true, delimiter: ';' });
});

test('channels and period become filters, times in UTC', () => {
  const { filters } = reportRequest(
    {
      ...everything,
      channelTypes: ['telegram', 'vk'],
      from: '2026-11-01T00:00',
      to: '2026-11-23T12:30',
    },
    'en',
  );
  expect(filters).toEqual([
    { key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram', 'vk'] },
    {
      key: 'MESSAGE_TIME',
      type: 'DATE_TIME_RANGE',
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 10, 23, 12, 30).toISOString(),
    },
  ]);
});

test('a period may be open at one end', () => {
  const [filter] = reportRequest({ ...everything, kind: 'sessions', to: '2026-11-23T12:30' }, 'en').filters ?? [];
  expect(filter).toMatchObject({ key: 'SESSION_START_TIME' });
  expect(filter).not.toHaveProperty('from');
  expect(filter).toHaveProperty('to');
});

test('a period must end after it starts', () => {
  expect(isBackwards({ from: '2026-11-02T00:00', to: '2026-11-01T00:00' })).toBe(true);
  expect(isBackwards({ from: '2026-11-01T00:00', to: '2026-11-01T00:00' })).toBe(true);
  expect(isBackwards({ from: '2026-11-01T00:00', to: '2026-11-01T00:01' })).toBe(false);
  expect(isBackwards({ from: '2026-11-01T00:00', to: '' })).toBe(false);
});

test('a report of calls has its period in the address', async () => {
  const [path, body] = await sent({ kind: 'telephony', from: '2026-11-01T00:00' });
  expect(path).toBe(
    `/api/v1/async/reporter/reports/telephony?projectShortName=demo&startTime=${encodeURIComponent(new Date(2026, 10, 1).toISOString())}`,
  );
  expect(body).toMatchObject({ filters: [] });
});

test('a report of a day names the day, one of reactions the channel', async () => {
  expect(await sent({ kind: 'daily', date: '2026-11-23' })).toEqual([
    '/api/v1/async/reporter/reports/daily',
    { date: '2026-11-23', settings: { fileType: 'XLSX', withHeader: true } },
  ]);
  expect((await sent({ kind: 'message-reaction', botId: 'bot-1', to: '2026-11-01T00:00' }))[1]).toEqual({
    projectShortName: 'demo',
    botId: 'bot-1',
    reactionTimeTo: new Date(2026, 10, 1).getTime(),
    settings: { fileType: 'XLSX', withHeader: true },
  });
});

test('a project’s name is safe in an address', () => {
  expect(reportPath('messages', 'a&b c')).toMatch(/projectShortName=a%26b%20c$/);
});

test('the line for the shell asks for what the form asks for', () => {
  const line = messageReportCurl('http://localhost:8080', 'demo');
  expect(line).toContain(`'http://localhost:8080${reportPath('messages', 'demo')}'`);
  expect(line).toContain(JSON.stringify(reportRequest(everything, 'en')));
});
