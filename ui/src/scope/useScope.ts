import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { DEFAULT_PERIOD, type Period, periodOf, type PeriodText } from './period';
import { browserZone, keepProject } from './scope';

const inside = getRouteApi('/inside');

/** Returns the short name of the chosen project. Sections are shown only when the account has one. */
export function useProject(): string {
  return inside.useSearch().project ?? '';
}

/** Returns the zone for days and displayed times. */
export function useZone(): string {
  return inside.useSearch().zone ?? browserZone();
}

/** Returns the chosen period; the object is stable while its days are. */
export function usePeriod(): Period {
  const { period = DEFAULT_PERIOD } = inside.useSearch();
  const zone = useZone();
  const { firstDay, lastDay } = periodOf(period, zone, new Date());
  return useMemo(() => {
    return { ...periodOf(`${firstDay}..${lastDay}`, zone, new Date()), text: period };
  }, [period, firstDay, lastDay, zone]);
}

/** Returns functions that change the scope; each adds a step to the browser's history. */
export function useScopeChange() {
  const navigate = useNavigate();
  return {
    choosePeriod: (period: PeriodText) => void navigate({ to: '.', search: (before) => ({ ...before, period }) }),
    chooseZone: (zone: string) => void navigate({ to: '.', search: (before) => ({ ...before, zone }) }),
    /** Changes the project and drops the rest of the URL state, which belongs to the previous project. */
    chooseProject: (project: string) => {
      keepProject(project);
      void navigate({ to: '.', search: ({ period, zone }) => ({ project, period, zone }) as never });
    },
  };
}
