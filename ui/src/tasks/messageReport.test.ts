import { expect, test } from 'vitest';
import { isBackwards, messageReportCurl, messageReportPath, messageReportRequest } from './messageReport';

const everything = { projectShortName: 'demo', fileType: 'XLSX', channelTypes: [], from: '', to: '' } as const;

test('a report of everything has no filters', () => {
  expect(messageReportRequest(everything)).toEqual({ filters: [], settings: { fileType: 'XLSX', withHeader: true } });
});

test('channels and period become filters, times in UTC', () => {
  const { filters } = messageReportRequest({
    ...everything,
    channelTypes: ['telegram', 'vk'],
    from: '2026-11-01T00:00',
    to: '2026-11-23T12:30',
  });
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
  const [filter] = messageReportRequest({ ...everything, to: '2026-11-23T12:30' }).filters ?? [];
  expect(filter).not.toHaveProperty('from');
  expect(filter).toHaveProperty('to');
});

test('a period must end after it starts', () => {
  expect(isBackwards({ from: '2026-11-02T00:00', to: '2026-11-01T00:00' })).toBe(true);
  expect(isBackwards({ from: '2026-11-01T00:00', to: '2026-11-01T00:00' })).toBe(true);
  expect(isBackwards({ from: '2026-11-01T00:00', to: '2026-11-01T00:01' })).toBe(false);
  expect(isBackwards({ from: '2026-11-01T00:00', to: '' })).toBe(false);
});

test('a project’s name is safe in an address', () => {
  expect(messageReportPath('a&b c')).toMatch(/projectShortName=a%26b%20c$/);
});

test('the line for the shell asks for what the form asks for', () => {
  const line = messageReportCurl('http://localhost:8080', 'demo');
  expect(line).toContain(`'http://localhost:8080${messageReportPath('demo')}'`);
  expect(line).toContain(JSON.stringify(messageReportRequest(everything)));
});
