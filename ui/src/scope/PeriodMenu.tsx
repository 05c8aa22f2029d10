import { Button, Popover, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language/language';
import { calendarPresets, isPreset, type Period, type Preset, rollingPresets } from './period';
import classes from './PeriodMenu.module.css';
import { formatDays, formatZone } from './format';
import { usePeriod, useScopeChange } from './useScope';

/** Menu for the period and its time zone. */
export function PeriodMenu() {
  const { t } = useTranslation();
  const language = useLanguage();
  const period = usePeriod();
  const [opened, menu] = useDisclosure(false);
  const days = formatDays(period, language);
  const zone = formatZone(period.zone, period.to, language);
  const name = isPreset(period.text) ? t(`scope.preset.${period.text}`) : days;
  return (
    <Popover opened={opened} onChange={menu.set} position="bottom-end" width={340} trapFocus shadow="md" returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={14} />}
          onClick={menu.toggle}
          aria-label={t('scope.period', { name: `${name} ${zone}`, zone: period.zone })}
          title={`${days}, ${period.zone}`}
          className={classes.button}
        >
          {name}
          <span className={classes.zone}>{zone}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('scope.choosePeriod')}>
        {/* The key discards unsaved input when the period changes. */}
        <Choice key={`${period.firstDay}${period.lastDay}`} period={period} onChosen={menu.close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ period, onChosen }: { readonly period: Period; readonly onChosen: () => void }) {
  const { t } = useTranslation();
  const { choosePeriod, chooseZone } = useScopeChange();
  const [first, setFirst] = useState(period.firstDay);
  const [last, setLast] = useState(period.lastDay);
  const backwards = first !== '' && last !== '' && last < first;
  const choosePreset = (preset: Preset) => {
    choosePeriod(preset);
    onChosen();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!backwards && first !== '' && last !== '') {
      choosePeriod(`${first}..${last}`);
      onChosen();
    }
  };
  return (
    <div className={classes.menu}>
      <Presets presets={calendarPresets} columns={2} chosen={period} onChoose={choosePreset} />
      <Presets presets={rollingPresets} columns={3} chosen={period} onChoose={choosePreset} />
      <form className={classes.days} onSubmit={submit}>
        <TextInput
          type="date"
          label={t('scope.firstDay')}
          value={first}
          required
          withAsterisk={false}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('scope.lastDay')}
          value={last}
          required
          withAsterisk={false}
          error={backwards && t('scope.backwards')}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" className={classes.submit}>
          {t('scope.show')}
        </Button>
      </form>
      <Select
        label={t('scope.zone')}
        data={zones(period.zone)}
        value={period.zone}
        onChange={(zone) => zone !== null && chooseZone(zone)}
        searchable
        limit={50}
        nothingFoundMessage={t('scope.noZone')}
        comboboxProps={{ withinPortal: false }}
      />
    </div>
  );
}

interface PresetsProps {
  readonly presets: readonly Preset[];
  readonly columns: number;
  readonly chosen: Period;
  readonly onChoose: (preset: Preset) => void;
}

function Presets({ presets, columns, chosen, onChoose }: PresetsProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={columns} spacing={6} verticalSpacing={6}>
      {presets.map((preset) => (
        <Button
          key={preset}
          px={6}
          variant={preset === chosen.text ? 'light' : 'default'}
          aria-pressed={preset === chosen.text}
          onClick={() => onChoose(preset)}
        >
          {t(`scope.preset.${preset}`)}
        </Button>
      ))}
    </SimpleGrid>
  );
}

function zones(chosen: string): string[] {
  return [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
