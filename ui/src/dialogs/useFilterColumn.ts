import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { keepPreference, readPreference } from '../preferences/preference';

/** Returns whether the filters are a column of their own; the choice is kept. */
export function useFilterColumn() {
  const roomy = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const [filtersShown, setFiltersShown] = useState(() => readPreference('dialog-filters') !== 'hidden');
  const toggle = () => {
    setFiltersShown(!filtersShown);
    keepPreference('dialog-filters', filtersShown ? 'hidden' : 'shown');
  };
  return { column: roomy && filtersShown, filtersShown, onFilters: roomy ? toggle : undefined };
}
