import { Checkbox, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';
import { formatNumber } from '../scope/format';
import { useProject } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { type FilterOption, needsNoValue, valuesOf } from './filter';
import { ComparisonChoice, type EditorProps } from './FilterEditor';
import { filterOptionsQuery } from './filterQueries';
import classes from './OptionsEditor.module.css';
import { inTreeOrder } from './tree';
import { rememberLabel } from './useValueLabels';

/** Maximum number of options shown at once; others are found by search. */
const SHOWN = 100;

/** Editor for a choice of existing values, sorted by frequency, with search. */
export function OptionsEditor(props: EditorProps) {
  return (
    <>
      <ComparisonChoice {...props} />
      {!needsNoValue(props.filter.comparisonType) && <Options {...props} />}
    </>
  );
}

function Options({ info, filter, filters, onChange }: EditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const project = useProject();
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words.trim(), 200);
  const fixed = info.settings.staticOptions ?? [];
  const asking = useQuery({
    ...filterOptionsQuery({
      project,
      section: filters.section,
      key: info.key,
      filters: filters.sent ?? [],
      search,
      size: SHOWN,
      language,
    }),
    enabled: fixed.length === 0,
    placeholderData: keepPreviousData,
  });
  const chosen = valuesOf(filter);
  const options = fixed.length > 0 ? fixed : asking.data;
  const toggle = ({ value, label }: FilterOption, on: boolean) => {
    rememberLabel(filter.key, value, label);
    const options = on ? [...chosen, value] : chosen.filter((one) => one !== value);
    // The selected values replace any earlier form of the value, such as `values`.
    onChange({ ...filter, options });
  };
  const shown = options && inTreeOrder(options, search !== '');
  return (
    <>
      {info.settings.withFilterInput && (
        <TextInput
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={t('filters.findOption')}
          aria-label={t('filters.findOption')}
          leftSection={<IconSearch size={14} />}
          data-autofocus
          size="xs"
          onKeyDown={(event) => {
            // Enter selects the first result; Enter in the empty field applies the filter.
            const first = shown?.[0]?.option;
            if (event.key === 'Enter' && words !== '' && first) {
              event.preventDefault();
              toggle(first, true);
              setWords('');
            }
          }}
        />
      )}
      {asking.error && <ProblemAlert problem={asking.error} />}
      {shown?.some(({ option }) => option.frequency !== undefined) && (
        <Text size="xs" c="dimmed" ta="right">
          {t('filters.inMessages')}
        </Text>
      )}
      <div className={classes.options} role="group" aria-label={info.label}>
        {!shown && !asking.error && [70, 55, 62, 40].map((w) => <Skeleton key={w} h={14} w={`${w}%`} my={7} />)}
        {shown?.map(({ option, depth }) => (
          <Checkbox
            key={option.value}
            size="xs"
            className={classes.option}
            style={{ paddingInlineStart: depth * 14 }}
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option, event.currentTarget.checked)}
            label={
              <>
                <span className={classes.label} title={option.value}>
                  {option.label}
                </span>
                {option.frequency !== undefined && (
                  <span className={classes.frequency}>{formatNumber(option.frequency, language)}</span>
                )}
              </>
            }
          />
        ))}
        {shown?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(search === '' ? 'filters.noOptions' : 'filters.noSuchOption')}
          </Text>
        )}
      </div>
      {shown && shown.length >= SHOWN && (
        <Text size="xs" c="dimmed">
          {t('filters.typeForMore')}
        </Text>
      )}
    </>
  );
}
