import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ErrorFold.module.css';

/** Error of the script: the first line, with the rest collapsed. */
export function ErrorFold({ error }: { readonly error: string }) {
  const { t } = useTranslation();
  const [first = '', ...rest] = error.trimEnd().split('\n');
  const head = (
    <>
      <IconAlertTriangle size={14} aria-label={t('conversation.error')} role="img" />
      <span>{first}</span>
    </>
  );
  return rest.length === 0 ? (
    <div className={classes.error}>
      <div className={classes.head}>{head}</div>
    </div>
  ) : (
    <details className={classes.error}>
      <summary className={classes.head}>{head}</summary>
      <pre tabIndex={0}>{rest.join('\n')}</pre>
    </details>
  );
}
