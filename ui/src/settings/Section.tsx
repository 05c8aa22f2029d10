import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './SettingsPage.module.css';

interface SectionProps {
  readonly title: string;
  /** What can be done here. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled piece of a part. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <Title order={2} fz="md">
          {title}
        </Title>
        {action}
      </div>
      {children}
    </section>
  );
}
