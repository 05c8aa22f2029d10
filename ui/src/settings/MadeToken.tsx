import { Alert, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { siteUrl } from '../api/base';
import type { Schemas } from '../api/call';
import { CopyBlock } from '../copying/CopyBlock';
import { jaicfLine, tokenLine } from './lines';

/** New token with example commands; shown only once. */
export function MadeToken({
  token,
  onClose,
}: {
  readonly token: Schemas['NewToken'] | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={token !== undefined}
      onClose={onClose}
      size="xl"
      title={t('settings.tokens.madeTitle', { name: token?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('forms.close') }}
    >
      {token && (
        <Stack gap="sm">
          <Alert variant="light" p="xs">
            {t('settings.tokens.once')}
          </Alert>
          <CopyBlock label={t('settings.tokens.token')} text={token.token} />
          <Text size="sm">{t('settings.tokens.try')}</Text>
          <CopyBlock label="curl" text={tokenLine(token.kind, siteUrl(), token.token, new Date(token.createdAt))} />
          {token.kind === 'INGEST' && (
            <>
              <Text size="sm">{t('settings.tokens.jaicf')}</Text>
              <CopyBlock label="JAICF" text={jaicfLine(siteUrl(), token.token)} />
            </>
          )}
        </Stack>
      )}
    </Modal>
  );
}
