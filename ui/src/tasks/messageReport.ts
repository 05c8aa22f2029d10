import { call, type Schemas } from '../api/call';
import type { Language } from '../text/language';
import type { FileType } from './task';

/** What a person chose in the form. Times are a browser's local `yyyy-MM-ddTHH:mm`, empty for no limit. */
export interface MessageReportChoice {
  readonly projectShortName: string;
  readonly fileType: FileType;
  readonly channelTypes: readonly string[];
  readonly from: string;
  readonly to: string;
}

type MessageReportRequest = Schemas['CreateReportDto'];

export function messageReportPath(projectShortName: string): string {
  return `/api/v1/async/reporter/reports/messages?projectShortName=${encodeURIComponent(projectShortName)}`;
}

export function messageReportRequest({ fileType, channelTypes, from, to }: MessageReportChoice): MessageReportRequest {
  const filters: Schemas['Filter'][] = [];
  if (channelTypes.length > 0) {
    filters.push({ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: channelTypes });
  }
  if (from !== '' || to !== '') {
    filters.push({
      key: 'MESSAGE_TIME',
      type: 'DATE_TIME_RANGE',
      ...(from !== '' && { from: new Date(from).toISOString() }),
      ...(to !== '' && { to: new Date(to).toISOString() }),
    });
  }
  return { filters, settings: { fileType, withHeader: true } };
}

/** Whether the chosen period ends before it starts; texts of this form sort as the times do. */
export function isBackwards({ from, to }: Pick<MessageReportChoice, 'from' | 'to'>): boolean {
  return from !== '' && to !== '' && to <= from;
}

/** Starts the report; its columns are titled in the page's language, its times are in the zone. */
export async function startMessageReport(choice: MessageReportChoice, language: Language, zone: string): Promise<void> {
  await call('POST', '/api/v1/async/reporter/reports/messages', {
    query: { projectShortName: choice.projectShortName },
    header: { language, Timezone: zone },
    body: messageReportRequest(choice),
  });
}

/** A shell line that starts the same report from a script. */
export function messageReportCurl(origin: string, projectShortName: string): string {
  const request: MessageReportRequest = { filters: [], settings: { fileType: 'XLSX', withHeader: true } };
  return [
    `curl -X POST '${origin}${messageReportPath(projectShortName)}'`,
    `-H "Authorization: Bearer $PARLEY_TOKEN"`,
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(request)}'`,
  ].join(' \\\n  ');
}
