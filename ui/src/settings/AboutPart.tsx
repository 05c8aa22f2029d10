import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { basePath } from '../api/base';
import { call } from '../api/call';
import { problemText } from '../problems/problemText';
import { Loaded } from '../problems/Loaded';
import { useLanguage } from '../language/language';
import { aboutQuery } from './queries';
import { Section } from './Section';
import classes from './SettingsPage.module.css';
import { formatBytes } from './bytes';

/** Version and state of the server. */
export function AboutPart() {
  const { t } = useTranslation();
  const language = useLanguage();
  const about = useQuery(aboutQuery);
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call('GET', '/health/ready', { signal }),
    refetchInterval: 10_000,
  });
  return (
    <Section title={t('settings.part.about')}>
      <Loaded query={about}>
        {({ version, store, storeBytes }) => (
          <dl className={classes.facts}>
            <dt>{t('settings.about.version')}</dt>
            <dd>Parley {version}</dd>
            <dt>{t('settings.about.store')}</dt>
            <dd>{store}</dd>
            <dt>{t('settings.about.size')}</dt>
            <dd className="number">{formatBytes(storeBytes, language)}</dd>
            <dt>{t('settings.about.health')}</dt>
            <dd>
              {health.error
                ? problemText(t, health.error)
                : t(health.data ? 'settings.about.ready' : 'settings.about.asking')}
            </dd>
            <dt>{t('settings.about.api')}</dt>
            <dd>
              <Anchor href={`${basePath}/api-docs`} size="sm">
                /api-docs
              </Anchor>
            </dd>
          </dl>
        )}
      </Loaded>
    </Section>
  );
}
