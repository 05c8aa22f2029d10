import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface PagerProps {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Pagination of a list, newest first; hidden for a single page. */
export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const { t } = useTranslation();
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1 && page === 0) {
    return null;
  }
  return (
    <Group gap="xs">
      <Button variant="default" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t('lists.previous')}
      </Button>
      <span className="number">{`${page + 1} / ${Math.max(pages, page + 1)}`}</span>
      <Button variant="default" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
        {t('lists.next')}
      </Button>
    </Group>
  );
}
