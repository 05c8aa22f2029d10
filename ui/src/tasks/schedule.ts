import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';

export type Schedule = Schemas['ScheduleDto'];

export type NewSchedule = Schemas['ScheduleCreate'];

/** Kinds of report that can be scheduled. */
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

/** The last complete period before a due time, by frequency of the schedule. */
export const periodOf = { DAY: 'PREVIOUS_DAY', WEEK: 'PREVIOUS_WEEK', MONTH: 'PREVIOUS_MONTH' } as const;

export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export const schedulesQuery = queryOptions({
  queryKey: ['schedules'],
  queryFn: ({ signal }) => call('GET', '/api/v1/reporter/schedules', { signal }),
  refetchInterval: 30_000,
});

/** Returns the name of a weekday; 0 is Monday. */
export function dayName(day: number, language: string): string {
  // 1 January 2024 was a Monday.
  const monday = Date.UTC(2024, 0, 1);
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(monday + day * 86_400_000);
}
