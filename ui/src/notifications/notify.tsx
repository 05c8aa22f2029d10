import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import i18next from 'i18next';

interface Notification {
  readonly text: string;
  /** Page with details. */
  readonly link?: { readonly to: '/tasks'; readonly name: string };
  readonly isError?: boolean;
}

/** Time until a notification of success disappears, ms; errors stay until the user closes them. */
const STAYS_MS = 8_000;

export function notify({ text, link, isError = false }: Notification) {
  const id = notifications.show({
    message: (
      <>
        {text}{' '}
        {link && (
          <Link to={link.to} onClick={() => notifications.hide(id)}>
            {link.name}
          </Link>
        )}
      </>
    ),
    color: isError ? 'red' : 'green',
    role: isError ? 'alert' : 'status',
    autoClose: isError ? false : STAYS_MS,
    closeButtonProps: { 'aria-label': i18next.t('forms.close') },
  });
}
