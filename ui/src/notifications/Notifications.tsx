import '@mantine/notifications/styles.css';
import { Notifications as MantineNotifications } from '@mantine/notifications';
import classes from './Notifications.module.css';

/** Notifications in the corner of the window. */
export function Notifications() {
  return <MantineNotifications position="bottom-right" limit={5} classNames={{ notification: classes.notification }} />;
}
