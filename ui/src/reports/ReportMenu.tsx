import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../filters/filter';
import { type ReportKind, useReport } from './useReport';

interface ReportMenuProps {
  readonly kinds: readonly ReportKind[];
  readonly filters: readonly Filter[];
}

/** Menu that starts a report with the current filters. */
export function ReportMenu({ kinds, filters }: ReportMenuProps) {
  const { t } = useTranslation();
  const { start, isPending } = useReport();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={14} />}
          rightSection={<IconChevronDown size={12} />}
          loading={isPending}
        >
          {t('reports.report')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('reports.report')}>
        {kinds.flatMap((kind) =>
          (['XLSX', 'CSV'] as const).map((fileType) => (
            <Menu.Item key={kind + fileType} onClick={() => start({ kind, fileType, filters })}>
              {t('reports.as', { name: t(`reports.log.${kind}`), fileType })}
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
