import { ActionIcon, Tooltip } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyAction } from '../copying/CopyAction';
import classes from './ExternalAddress.module.css';
import { isWebAddress } from './webAddress';

/**
 * Address of a file on another site. The page loads nothing from it, because the site would learn who reads the
 * conversation; the reader may copy it, or open it in a new tab without a referrer.
 */
export function ExternalAddress({ name, address }: { readonly name: string; readonly address: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes.address}>
      <span className={classes.text} title={address}>
        {address}
      </span>
      <CopyAction name={name} text={address} />
      {isWebAddress(address) && (
        <Tooltip label={t('conversation.openOf', { name })}>
          <ActionIcon
            component="a"
            href={address}
            target="_blank"
            rel="noreferrer noopener"
            size={24}
            aria-label={t('conversation.openOf', { name })}
          >
            <IconExternalLink size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}
