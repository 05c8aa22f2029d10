import type { Session } from '../session/session';
import { keepPreference, readPreference } from '../preferences/preference';
import { DEFAULT_PERIOD, isPeriodText, type PeriodText } from './period';
import { isZone } from './zonedTime';

/** URL state common to all sections. */
export interface ScopeSearch {
  /** Short name of a project. */
  readonly project?: string;
  readonly period?: PeriodText;
  /** IANA name of the zone for days and displayed times. */
  readonly zone?: string;
}

const PREFERRED_PROJECT = 'project';

/** Reads the URL state; invalid values are dropped. */
export function readScope({ project, period, zone }: Record<string, unknown>): ScopeSearch {
  return {
    ...(typeof project === 'string' && project !== '' && { project }),
    ...(typeof period === 'string' && isPeriodText(period) && { period }),
    ...(typeof zone === 'string' && isZone(zone) && { zone }),
  };
}

/**
 * Completes the scope with the user's last choice or defaults. The result is written to the URL, so a shared link shows
 * the same data. An account without projects has no project in its scope. An unknown project stays: the page says so,
 * instead of showing the data of another one.
 */
export function completeScope(scope: ScopeSearch, { projects }: Session): ScopeSearch {
  const known = (name: string | null | undefined) => projects.find(({ shortName }) => shortName === name);
  const usual = (known(readPreference(PREFERRED_PROJECT)) ?? projects[0])?.shortName;
  const project = projects.length === 0 ? undefined : (scope.project ?? usual);
  return {
    ...(project !== undefined && { project }),
    period: scope.period ?? DEFAULT_PERIOD,
    zone: scope.zone ?? browserZone(),
  };
}

export function keepProject(shortName: string) {
  keepPreference(PREFERRED_PROJECT, shortName);
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function isSameScope(one: ScopeSearch, other: ScopeSearch): boolean {
  return one.project === other.project && one.period === other.period && one.zone === other.zone;
}
