import { Button, Popover, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language/language';
import { isPreset, type Period, type Preset, presets } from './period';
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
  const name = isPreset(period.text) ? t(`scope.preset.${period.text}`) : days;
  return (
    <Popover opened={opened} onChange={menu.set} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={14} />}
          onClick={menu.toggle}
          aria-label={t('scope.period', { name, zone: period.zone })}
          title={`${days}, ${period.zone}`}
          className={classes.button}
        >
          {name}
          <span className={classes.zone}>{formatZone(period.zone, period.to, language)}</span>
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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!backwards && first !== '' && last !== '') {
      choosePeriod(`${first}..${last}`);
      onChosen();
    }
  };
  return (
    <div className={classes.menu}>
      <div className={classes.presets}>
        {(Object.keys(presets) as Preset[]).map((preset) => (
          <Button
            key={preset}
            variant={preset === period.text ? 'light' : 'default'}
            aria-pressed={preset === period.text}
            onClick={() => {
              choosePeriod(preset);
              onChosen();
            }}
          >
            {t(`scope.preset.${preset}`)}
          </Button>
        ))}
      </div>
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

function zones(chosen: string): string[] {
  return [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
