import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import i18next from 'i18next';

interface Notification {
  readonly text: string;
  /** Page with details. */
  readonly link?: { readonly to: '/tasks'; readonly name: string };
  /** File that is ready, at a path of this site. */
  readonly download?: { readonly href: string; readonly name: string };
  /** Button that takes back what the notification tells. */
  readonly undo?: () => void;
  readonly isError?: boolean;
}

/** Time until a notification with an undo disappears, ms. */
const STAYS_FOR_UNDO_MS = 20_000;

/** Time until a notification of success disappears, ms; errors stay until the user closes them. */
const STAYS_MS = 8_000;

export function notify({ text, link, download, undo, isError = false }: Notification) {
  const id = notifications.show({
    message: (
      <>
        {text}{' '}
        {link && (
          <Link to={link.to} onClick={() => notifications.hide(id)}>
            {link.name}
          </Link>
        )}
        {download && (
          <Anchor href={download.href} download size="sm" onClick={() => notifications.hide(id)}>
            {download.name}
          </Anchor>
        )}
        {undo && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {i18next.t('notifications.undo')}
          </Anchor>
        )}
      </>
    ),
    color: isError ? 'red' : 'green',
    role: isError ? 'alert' : 'status',
    autoClose: isError ? false : undo || download ? STAYS_FOR_UNDO_MS : STAYS_MS,
    closeButtonProps: { 'aria-label': i18next.t('forms.close') },
  });
}
