import { Radio, Stack } from '@mantine/core';
import type { EditorProps } from './FilterEditor';

/** Editor for a filter with a single choice. */
export function ChoiceEditor({ info, filter, onChange }: EditorProps) {
  return (
    <Radio.Group
      aria-label={info.label}
      value={filter.option ?? null}
      onChange={(option) => onChange({ ...filter, option })}
    >
      <Stack gap={8}>
        {info.settings.staticOptions?.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} size="xs" />
        ))}
      </Stack>
    </Radio.Group>
  );
}
