import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './JsonTree.module.css';

/** JSON value as a collapsible tree; each value can be copied. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className={classes.tree}>
      {branches(value).map(([name, child]) => (
        <Node key={name} name={name} value={child} />
      ))}
    </div>
  );
}

function Node({ name, value }: { readonly name: string; readonly value: unknown }) {
  const inner = branches(value);
  if (typeof value !== 'object' || value === null || inner.length === 0) {
    return (
      <div className={classes.leaf}>
        <span className={classes.name}>{name}</span>
        <span className={classes.value} data-type={typeof value}>
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
        <Copy name={name} text={typeof value === 'string' ? value : JSON.stringify(value)} />
      </div>
    );
  }
  return (
    <details className={classes.node} open>
      <summary>
        <span className={classes.name}>{name}</span>
        <span className={classes.count}>{Array.isArray(value) ? `[${inner.length}]` : `{${inner.length}}`}</span>
        <Copy name={name} text={JSON.stringify(value, undefined, 2)} />
      </summary>
      <div className={classes.inner}>
        {inner.map(([key, child]) => (
          <Node key={key} name={key} value={child} />
        ))}
      </div>
    </details>
  );
}

function branches(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function Copy({ name, text }: { readonly name: string; readonly text: string }) {
  const { t } = useTranslation();
  // Browsers provide the clipboard API only to pages served over HTTPS or from localhost.
  return isSecureContext ? (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <ActionIcon
          size="xs"
          className={classes.copy}
          aria-label={t('conversation.copy', { name })}
          onClick={(event) => {
            // A click within a summary element would otherwise collapse it.
            event.preventDefault();
            copy();
          }}
        >
          {copied ? <IconCheck size={12} /> : <IconCopy size={12} />}
        </ActionIcon>
      )}
    </CopyButton>
  ) : null;
}
