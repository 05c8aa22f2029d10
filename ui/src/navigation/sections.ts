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

/** A section in the navigation. */
export interface Section {
  /** Whether its filters are those of conversations, which go along to other such sections. */
  readonly conversations?: boolean;
  /** Whether its data depends on the period, so that the period picker is shown. */
  readonly period?: boolean;
  /** Whether it is available in an account without projects. */
  readonly withoutProject?: boolean;
  readonly Icon: Icon;
}

/** The sections in navigation order, one line each; the section's folder defines its route. */
export const sections = [
  { path: '/overview', title: 'overview.title', Icon: IconChartHistogram, period: true, conversations: true },
  { path: '/dialogs', title: 'dialogs.title', Icon: IconMessages, period: true, conversations: true },
  { path: '/clients', title: 'clients.title', Icon: IconUsers, period: true },
  { path: '/experiments', title: 'experiments.title', Icon: IconFlask },
  { path: '/labels', title: 'labels.title', Icon: IconTags, withoutProject: true },
  { path: '/metrics', title: 'outcomes.title', Icon: IconTarget },
  { path: '/tasks', title: 'tasks.title', Icon: IconListCheck, withoutProject: true },
] as const satisfies readonly (Section & { path: string; title: string })[];

/** Sections at the bottom of the navigation. */
export const footSections = [
  { path: '/settings', title: 'settings.title', Icon: IconSettings, withoutProject: true },
] as const satisfies readonly (Section & { path: string; title: string })[];
