import type { Session } from '../session/session';
import { keepPreference, readPreference } from '../frame/preference';
import { DEFAULT_PERIOD, isPeriodText, type PeriodText } from './period';
import { isZone } from './zonedTime';

/** What all sections look at, as the address has it. */
export interface ScopeSearch {
  /** Short name of a project. */
  readonly project?: string;
  readonly period?: PeriodText;
  /** IANA name of the zone in which days begin and times are shown. */
  readonly zone?: string;
}

const PREFERRED_PROJECT = 'project';

/** What of the address makes sense; the rest is left out. */
export function readScope({ project, period, zone }: Record<string, unknown>): ScopeSearch {
  return {
    ...(typeof project === 'string' && project !== '' && { project }),
    ...(typeof period === 'string' && isPeriodText(period) && { period }),
    ...(typeof zone === 'string' && isZone(zone) && { zone }),
  };
}

/**
 * The scope with nothing left open: what the address does not say is what the person chose last, or the obvious. It is
 * written into the address, so that whoever gets a link sees the same. An account without projects has none to choose.
 */
export function completeScope(scope: ScopeSearch, { projects }: Session): ScopeSearch {
  const known = (name: string | null | undefined) => projects.find(({ shortName }) => shortName === name);
  const project = (known(scope.project) ?? known(readPreference(PREFERRED_PROJECT)) ?? projects[0])?.shortName;
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
