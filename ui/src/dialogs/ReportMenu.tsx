import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../filters/filter';
import { useReport } from '../reports/useReport';

/** Starts a report of what the filters match. */
export function ReportMenu({ filters }: { readonly filters: readonly Filter[] }) {
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
        {(['sessions', 'messages'] as const).map((kind) => (
          <div key={kind}>
            <Menu.Label>{t(`reports.log.${kind}`)}</Menu.Label>
            {(['XLSX', 'CSV'] as const).map((fileType) => (
              <Menu.Item key={fileType} onClick={() => start({ kind, fileType, filters })}>
                {t('reports.as', { name: t(`reports.log.${kind}`), fileType })}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
