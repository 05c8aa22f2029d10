import { Stack, Text, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/useSession';
import { AboutPart } from './AboutPart';
import { PasswordPart } from './PasswordPart';
import { PeoplePart } from './PeoplePart';
import { type Part, parts, partsFor } from './parts';
import { ProjectPart } from './ProjectPart';
import { QuarantinePart } from './QuarantinePart';
import classes from './SettingsPage.module.css';
import { TokensPart } from './TokensPart';
import { WebhooksPart } from './WebhooksPart';

const contents: Readonly<Record<Part, () => React.ReactNode>> = {
  project: ProjectPart,
  tokens: TokensPart,
  people: PeoplePart,
  password: PasswordPart,
  quarantine: QuarantinePart,
  webhooks: WebhooksPart,
  about: AboutPart,
};

const route = getRouteApi('/inside/settings/$part');

/** Settings page with one part for each topic. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { part } = route.useParams();
  const administrator = useSession().user.role === 'ADMIN';
  const Content = contents[part];
  return (
    <Stack gap="sm">
      <title>{`${t(`settings.part.${part}`)} · Parley`}</title>
      <Title order={1}>{t('settings.title')}</Title>
      <nav aria-label={t('settings.title')} className={classes.parts}>
        {partsFor(administrator).map((each) => (
          <Link key={each} to="/settings/$part" params={{ part: each }} search={{}} className={classes.part}>
            {t(`settings.part.${each}`)}
          </Link>
        ))}
      </nav>
      {'administrators' in parts[part] && !administrator ? (
        <Text size="sm">{t('settings.forAdministrators')}</Text>
      ) : (
        <Content />
      )}
    </Stack>
  );
}
