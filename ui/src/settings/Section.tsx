import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './SettingsPage.module.css';

interface SectionProps {
  readonly title: string;
  /** Action button of the section. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Titled section of a settings page. */
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
