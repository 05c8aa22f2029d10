import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';
import { AddFilter } from './AddFilter';
import { isImportant, periodInfo, withFilter, withoutFilter, type Filter } from './filter';
import classes from './FilterBar.module.css';
import { FilterChip } from './FilterChip';
import { FrequentFilters } from './FrequentFilters';
import { PeriodTimeChip } from './PeriodTimeChip';
import { SavedSets } from './SavedSets';
import type { SectionFilters } from './useSectionFilters';

interface FilterBarProps {
  readonly filters: SectionFilters;
  /** Writes the filters to the URL of the section; `undefined` when none are left. */
  readonly onChange: (chosen: readonly Filter[] | undefined) => void;
  /** Lets the period apply to the section's usual time again. */
  readonly onUsualTime?: () => void;
  /** A column layout also shows the most used filters. */
  readonly column?: boolean;
}

/**
 * Filters of a section: chips of the active filters, a menu of the others, and saved sets. The API defines the
 * available filters with their titles and comparisons. The period has its own picker.
 */
export function FilterBar({ filters, onChange, onUsualTime, column = false }: FilterBarProps) {
  const { t } = useTranslation();
  const { infos, error } = filters;
  const chosen = filters.chosen.filter(isImportant);
  const change = (next: readonly Filter[]) => onChange(next.length === 0 ? undefined : next);
  if (error) {
    return <ProblemAlert problem={error} />;
  }
  if (!infos) {
    return <Skeleton h={30} w={column ? '100%' : 200} className="after-300ms" />;
  }
  const period = periodInfo(infos);
  const free = infos.filter(
    ({ key }) => key !== (filters.time ?? period?.key) && !chosen.some((filter) => filter.key === key),
  );
  return (
    <section className={classes.bar} data-column={column || undefined} aria-label={t('filters.title')}>
      <SavedSets chosen={chosen} section={filters.section} onChoose={change} />
      <AddFilter filters={filters} infos={free} onAdd={(filter) => change(withFilter(chosen, filter))} />
      {filters.time !== undefined && (
        <PeriodTimeChip time={filters.time} {...(onUsualTime && { onRemove: onUsualTime })} />
      )}
      {chosen.length > 0 && (
        <ul className={classes.chips} aria-label={t('filters.chosen')}>
          {chosen.map((filter) => (
            <li key={filter.key}>
              <FilterChip
                filter={filter}
                filters={filters}
                onChange={(changed) => change(withFilter(chosen, changed))}
                onRemove={() => change(withoutFilter(chosen, filter.key))}
              />
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 1 && (
        <Button variant="subtle" color="gray" onClick={() => change([])} className={classes.clear}>
          {t('filters.clear')}
        </Button>
      )}
      {column && (
        <FrequentFilters
          filters={filters}
          infos={free.filter(({ isDefault }) => isDefault)}
          onAdd={(filter) => change(withFilter(chosen, filter))}
        />
      )}
    </section>
  );
}
