import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Session } from '../session/session';
import { DEFAULT_PERIOD, type Period, periodOf, type PeriodText } from './period';
import { browserZone, keepProject } from './scope';

const inside = getRouteApi('/inside');

/** Who is looking; every section may ask. */
export function useSession(): Session {
  return inside.useRouteContext().session;
}

/** The short name of the chosen project. Sections are shown only when the account has one. */
export function useProject(): string {
  return inside.useSearch().project ?? '';
}

/** The zone in which days begin and times are shown. */
export function useZone(): string {
  return inside.useSearch().zone ?? browserZone();
}

/** The chosen period; it stays the same object while its days do. */
export function usePeriod(): Period {
  const { period = DEFAULT_PERIOD } = inside.useSearch();
  const zone = useZone();
  const { firstDay, lastDay } = periodOf(period, zone, new Date());
  return useMemo(() => {
    return { ...periodOf(`${firstDay}..${lastDay}`, zone, new Date()), text: period };
  }, [period, firstDay, lastDay, zone]);
}

/** Ways to look at something else; each is a step that the browser's Back takes back. */
export function useScopeChange() {
  const navigate = useNavigate();
  return {
    choosePeriod: (period: PeriodText) => void navigate({ to: '.', search: (before) => ({ ...before, period }) }),
    chooseZone: (zone: string) => void navigate({ to: '.', search: (before) => ({ ...before, zone }) }),
    /** What else the address says is about the former project, so it is dropped. */
    chooseProject: (project: string) => {
      keepProject(project);
      void navigate({ to: '.', search: ({ period, zone }) => ({ project, period, zone }) as never });
    },
  };
}
