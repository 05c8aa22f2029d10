import {
  type Icon,
  IconChartHistogram,
  IconFlask,
  IconListCheck,
  IconMessages,
  IconSettings,
  IconTags,
  IconUsers,
  IconTarget,
} from '@tabler/icons-react';

/** A section of the page, on the rail. */
export interface Section {
  /** Whether it shows what happened in the chosen period, so that the period picker is there. */
  readonly period?: boolean;
  /** Whether an account without projects has any use for it. */
  readonly withoutProject?: boolean;
  readonly Icon: Icon;
}

/** The sections of the page in the order of the rail: one line a section, which its folder's route makes work. */
export const sections = [
  { path: '/overview', title: 'overview.title', Icon: IconChartHistogram, period: true },
  { path: '/dialogs', title: 'dialogs.title', Icon: IconMessages, period: true },
  { path: '/clients', title: 'clients.title', Icon: IconUsers, period: true },
  { path: '/experiments', title: 'experiments.title', Icon: IconFlask },
  { path: '/labels', title: 'labels.title', Icon: IconTags, withoutProject: true },
  { path: '/metrics', title: 'outcomes.title', Icon: IconTarget },
  { path: '/tasks', title: 'tasks.title', Icon: IconListCheck, withoutProject: true },
] as const satisfies readonly (Section & { path: string; title: string })[];

/** What stands at the foot of the rail. */
export const footSections = [
  { path: '/settings', title: 'settings.title', Icon: IconSettings, withoutProject: true },
] as const satisfies readonly (Section & { path: string; title: string })[];
