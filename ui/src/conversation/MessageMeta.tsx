import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconBraces, IconCheck, IconChecks, IconLink, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { siteUrl } from '../api/base';
import { MessageLabels } from '../labelling/MessageLabels';
import { formatClock, formatFull } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import classes from './MessageMeta.module.css';
import type { Message } from './reply';

interface MessageMetaProps {
  readonly message: Message;
  readonly botId: string;
  readonly onShowFields: (message: Message) => void;
  readonly linkTo: (message: Message) => string;
}

/** Line below a message with time, state, intent and confidence, labels, and actions. */
export function MessageMeta({ message, botId, onShowFields, linkTo }: MessageMetaProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { nlpInfo, timestamp, status, processingTime } = message;
  return (
    <div className={classes.meta}>
      <time className="number" dateTime={timestamp} title={formatFull(timestamp, zone, language)}>
        {formatClock(timestamp, zone, language)}
      </time>
      {status && <StatusTicks status={status} />}
      <MessageLabels message={message} botId={botId} />
      <span className={classes.quiet}>
        {nlpInfo?.nlpState !== undefined && <span title={t('conversation.state')}>{nlpInfo.nlpState}</span>}
        {nlpInfo?.rule !== undefined && <span title={t('conversation.intent')}>{nlpInfo.rule}</span>}
        {nlpInfo?.confidence !== undefined && (
          <span className="number" title={t('conversation.confidence')}>
            {new Intl.NumberFormat(language, { style: 'percent' }).format(nlpInfo.confidence)}
          </span>
        )}
        {processingTime !== undefined && (
          <span className="number" title={t('conversation.processingTime')}>
            {t('conversation.ms', { ms: processingTime })}
          </span>
        )}
        <Tooltip label={t('conversation.fields')}>
          <ActionIcon size="sm" aria-label={t('conversation.fields')} onClick={() => onShowFields(message)}>
            <IconBraces size={14} />
          </ActionIcon>
        </Tooltip>
        {/* Browsers provide the clipboard API only to pages served over HTTPS or from localhost. */}
        {isSecureContext && (
          <CopyButton value={siteUrl() + linkTo(message)}>
            {({ copied, copy }) => (
              <Tooltip label={t(copied ? 'conversation.copied' : 'conversation.copyLink')}>
                <ActionIcon size="sm" aria-label={t('conversation.copyLink')} onClick={copy}>
                  {copied ? <IconCheck size={14} /> : <IconLink size={14} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        )}
      </span>
    </div>
  );
}

const ticks = { SENT: IconCheck, DELIVERED: IconChecks, READ: IconChecks, NOT_SENT: IconX, NOT_DELIVERED: IconX };

/** Delivery status of the bot's message. */
function StatusTicks({ status }: { readonly status: NonNullable<Message['status']> }) {
  const { t } = useTranslation();
  const Tick = ticks[status];
  const name = t(`conversation.status.${status}`);
  return (
    <span className={classes.ticks} data-status={status} title={name}>
      <Tick size={14} role="img" aria-label={name} />
    </span>
  );
}
