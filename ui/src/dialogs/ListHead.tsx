import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconChecks, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../filters/filter';
import { useLanguage } from '../language/language';
import { ReportMenu } from '../reports/ReportMenu';
import { formatNumber } from '../scope/format';
import classes from './DialogsPage.module.css';
import type { Tab } from './rows';

interface ListHeadProps {
  readonly tab: Tab;
  readonly totals: Readonly<Record<Tab, number | undefined>>;
  readonly onTab: (tab: Tab) => void;
  readonly filtersShown: boolean;
  /** Shows or hides the column of filters; absent on screens without space for it. */
  readonly onFilters: (() => void) | undefined;
  /** Selects all rows; absent without the permission to change them, and without rows. */
  readonly onSelectAll: (() => void) | undefined;
  /** The filters of a report; undefined while they load. */
  readonly report: readonly Filter[] | undefined;
}

/** Tabs of the list with their totals, and its actions. */
export function ListHead({ tab, totals, onTab, filtersShown, onFilters, onSelectAll, report }: ListHeadProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const FilterIcon = filtersShown ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  const toggle = t(filtersShown ? 'dialogs.hideFilters' : 'dialogs.showFilters');
  return (
    <div className={classes.head}>
      <Tabs
        value={tab}
        onChange={(next) => onTab(next === 'phrases' ? 'phrases' : 'sessions')}
        className={classes.tabs}
      >
        <Tabs.List>
          {(['sessions', 'phrases'] as const).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`dialogs.${name}`)}{' '}
              <span className={classes.total}>
                {totals[name] === undefined ? '' : formatNumber(totals[name], language)}
              </span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {onFilters && (
        <Button variant="subtle" color="gray" px={6} onClick={onFilters} aria-label={toggle} title={toggle}>
          <FilterIcon size={16} />
        </Button>
      )}
      {onSelectAll && (
        <ActionIcon aria-label={t('dialogs.selectEvery')} title={t('dialogs.selectEvery')} onClick={onSelectAll}>
          <IconChecks size={16} />
        </ActionIcon>
      )}
      {report && <ReportMenu kinds={['sessions', 'messages']} filters={report} />}
    </div>
  );
}
