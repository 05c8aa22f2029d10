import { Checkbox, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pathsOf, valuesOf } from './filter';
import { ComparisonChoice, type EditorProps } from './FilterEditor';

/** Editor for search texts or JSONPaths. */
export function WordsEditor({ info, filter, onChange }: EditorProps) {
  const { t } = useTranslation();
  const paths = filter.type === 'CUSTOM_FIELDS_IN_RESPONSE';
  return (
    <>
      {!paths && <ComparisonChoice info={info} filter={filter} onChange={onChange} />}
      <TagsInput
        aria-label={info.label}
        value={[...(paths ? pathsOf(filter) : valuesOf(filter))]}
        onChange={(values) => onChange(paths ? { ...filter, responseDataJsonPaths: values } : { ...filter, values })}
        placeholder={t(paths ? 'filters.paths' : 'filters.words')}
        description={t(paths ? 'filters.pathsHint' : 'filters.wordsHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        splitChars={[]}
        acceptValueOnBlur
        data-autofocus
        size="xs"
      />
      {!paths && (
        <Checkbox
          size="xs"
          label={t('filters.caseSensitive')}
          checked={filter.isCaseSensitive ?? false}
          onChange={(event) => onChange({ ...filter, isCaseSensitive: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
