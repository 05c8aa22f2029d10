import { call, type Schemas } from '../api/call';
import type { Language } from '../language/language';
import type { FileType, ReportKind } from './task';

/** Values of the report form. Times have the browser's local form `yyyy-MM-ddTHH:mm`; empty means no limit. */
export interface ReportChoice {
  readonly kind: ReportKind;
  readonly projectShortName: string;
  readonly fileType: FileType;
  readonly channelTypes: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Date of a daily report, `yyyy-MM-dd`. */
  readonly date: string;
  /** Channel of a report of reactions. */
  readonly botId: string;
}

/** Parameters of a kind of report. */
interface Questions {
  readonly project: boolean;
  readonly channelTypes: boolean;
  /** The time attribute that the period restricts. */
  readonly period: 'MESSAGE_TIME' | 'SESSION_START_TIME' | 'CLIENT_LAST_ACTIVITY_TIME' | 'calls' | 'reactions' | 'none';
  readonly date: boolean;
  readonly botId: boolean;
}

const usual = { project: true, channelTypes: true, date: false, botId: false } as const;

/** All kinds of report in the order of the menu. */
export const reportKinds: Readonly<Record<ReportKind, Questions>> = {
  messages: { ...usual, period: 'MESSAGE_TIME' },
  sessions: { ...usual, period: 'SESSION_START_TIME' },
  clients: { ...usual, period: 'CLIENT_LAST_ACTIVITY_TIME' },
  'client-list': { ...usual, period: 'CLIENT_LAST_ACTIVITY_TIME' },
  telephony: { ...usual, channelTypes: false, period: 'calls' },
  'state-routes': { ...usual, period: 'SESSION_START_TIME' },
  daily: { ...usual, project: false, channelTypes: false, period: 'none', date: true },
  'message-reaction': { ...usual, channelTypes: false, period: 'reactions', botId: true },
};

export const KINDS = Object.keys(reportKinds) as ReportKind[];

export const FILE_TYPES = ['XLSX', 'CSV', 'JSONL', 'PARQUET'] as const satisfies readonly FileType[];

type ReportRequest = Schemas['CreateReportDto'];

export function reportPath(kind: ReportKind, projectShortName: string): string {
  return `/api/v1/async/reporter/reports/${kind}?projectShortName=${encodeURIComponent(projectShortName)}`;
}

/** Returns the request body of a report with filters. */
export function reportRequest(
  { kind, fileType, channelTypes, from, to }: ReportChoice,
  language: Language,
): ReportRequest {
  const asked = reportKinds[kind];
  const filters: Schemas['Filter'][] = [];
  if (asked.channelTypes && channelTypes.length > 0) {
    filters.push({ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: channelTypes });
  }
  if (isFilterKey(asked.period) && (from !== '' || to !== '')) {
    filters.push({ key: asked.period, type: 'DATE_TIME_RANGE', ...ends(from, to, 'from', 'to') });
  }
  return { filters, settings: settingsOf(fileType, language) };
}

function isFilterKey(
  period: Questions['period'],
): period is 'MESSAGE_TIME' | 'SESSION_START_TIME' | 'CLIENT_LAST_ACTIVITY_TIME' {
  return period !== 'calls' && period !== 'reactions' && period !== 'none';
}

/** Returns file settings. CSV has the byte order mark and, in Russian, the semicolon that spreadsheets need to open it. */
export function settingsOf(fileType: FileType, language: Language) {
  return {
    fileType,
    withHeader: true,
    ...(fileType === 'CSV' && { bom: true, delimiter: language === 'ru' ? ';' : ',' }),
  };
}

/** Returns both ends in UTC under the given parameter names; an open end is omitted. */
function ends<From extends string, To extends string>(from: string, to: string, fromName: From, toName: To) {
  return {
    ...(from !== '' && { [fromName]: new Date(from).toISOString() }),
    ...(to !== '' && { [toName]: new Date(to).toISOString() }),
  } as { readonly [End in From | To]?: string };
}

/** Returns whether the period ends before it starts; the text form sorts chronologically. */
export function isBackwards({ from, to }: Pick<ReportChoice, 'from' | 'to'>): boolean {
  return from !== '' && to !== '' && to <= from;
}

/** Starts the report with column titles in the given language and times in the given time zone. */
export async function startReport(choice: ReportChoice, language: Language, zone: string): Promise<void> {
  const { kind, projectShortName, fileType, from, to, date, botId } = choice;
  const header = { language, Timezone: zone };
  const query = { projectShortName };
  switch (kind) {
    case 'daily':
      await call('POST', '/api/v1/async/reporter/reports/daily', {
        header,
        body: { date, settings: settingsOf(fileType, language) },
      });
      return;
    case 'telephony':
      await call('POST', '/api/v1/async/reporter/reports/telephony', {
        header,
        query: { ...query, ...ends(from, to, 'startTime', 'endTime') },
        body: reportRequest(choice, language),
      });
      return;
    case 'message-reaction':
      await call('POST', '/api/v1/async/reporter/reports/message-reaction', {
        header,
        body: {
          projectShortName,
          botId,
          settings: settingsOf(fileType, language),
          ...(from !== '' && { reactionTimeFrom: new Date(from).getTime() }),
          ...(to !== '' && { reactionTimeTo: new Date(to).getTime() }),
        },
      });
      return;
    default:
      await call('POST', `/api/v1/async/reporter/reports/${kind}`, {
        header,
        query,
        body: reportRequest(choice, language),
      });
  }
}

/** Returns a shell command that starts a report of messages. */
export function messageReportCurl(origin: string, projectShortName: string): string {
  const request: ReportRequest = { filters: [], settings: settingsOf('XLSX', 'en') };
  return [
    `curl -X POST '${origin}${reportPath('messages', projectShortName)}'`,
    `-H "Authorization: Bearer $PARLEY_TOKEN"`,
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(request)}'`,
  ].join(' \\\n  ');
}
