import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { useProject } from '../scope/useScope';
import { readable } from './readable';
import { Pager } from './Pager';
import { PAGE_SIZE, quarantineQuery } from './queries';
import classes from './QuarantinePart.module.css';
import { Section } from './Section';

const route = getRouteApi('/inside/settings/$part');

/** Quarantine: ingested records that could not be parsed. */
export function QuarantinePart() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { page = 0 } = route.useSearch();
  const records = useQuery(quarantineQuery(useProject(), page));
  return (
    <Section title={t('settings.part.quarantine')}>
      <Text size="sm" c="dimmed">
        {t('settings.quarantine.hint')}
      </Text>
      <Loaded query={records}>
        {({ records: rows, paging }) =>
          rows.length === 0 ? (
            <Text size="sm">{t('settings.quarantine.none')}</Text>
          ) : (
            <>
              <ul className={classes.records} aria-label={t('settings.part.quarantine')}>
                {rows.map(({ id, receivedAt, source, error, message, body }) => (
                  <li key={id}>
                    <details>
                      <summary>
                        <span className={classes.reason}>{message}</span>
                        <span className={classes.origin}>
                          <Moment iso={receivedAt} /> · {source} · <code>{error}</code>
                        </span>
                      </summary>
                      <Code
                        block
                        tabIndex={0}
                        role="group"
                        aria-label={t('settings.quarantine.body')}
                        className={classes.body}
                      >
                        {readable(body)}
                      </Code>
                    </details>
                  </li>
                ))}
              </ul>
              <Pager
                page={page}
                pageSize={PAGE_SIZE}
                total={paging.totalCount}
                onPage={(next) => void navigate({ search: { ...(next > 0 && { page: next }) } })}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
