import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';

export type Schedule = Schemas['ScheduleDto'];

export type NewSchedule = Schemas['ScheduleCreate'];

/** Reports that can be written on schedule. */
export const SCHEDULED = [
  'messages',
  'sessions',
  'clients',
  'client-list',
  'telephony',
  'state-routes',
] as const satisfies readonly Schemas['ScheduledReportName'][];

export type Every = 'DAY' | 'WEEK' | 'MONTH';

export const EVERY = ['DAY', 'WEEK', 'MONTH'] as const satisfies readonly Every[];

/** The last whole span before a moment at which a schedule is due, by how often it is. */
export const periodOf = { DAY: 'PREVIOUS_DAY', WEEK: 'PREVIOUS_WEEK', MONTH: 'PREVIOUS_MONTH' } as const;

export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export const schedulesQuery = queryOptions({
  queryKey: ['schedules'],
  queryFn: ({ signal }) => call('GET', '/api/v1/reporter/schedules', { signal }),
  refetchInterval: 30_000,
});

/** The name of a weekday, Monday being 0. */
export function dayName(day: number, language: string): string {
  // A Monday, as all weeks' first days are.
  const monday = Date.UTC(2024, 0, 1);
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(monday + day * 86_400_000);
}
