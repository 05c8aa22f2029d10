import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './More.module.css';

interface MoreProps {
  readonly name: string;
  readonly busy: boolean;
  readonly onMore: () => void;
  /** Loads more automatically when it becomes visible. */
  readonly auto?: boolean;
}

/** Button that loads more messages. */
export function More({ name, busy, onMore, auto = false }: MoreProps) {
  const here = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (auto && here.current && !busy) {
      const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current(), {
        rootMargin: '600px',
      });
      watch.observe(here.current);
      return () => watch.disconnect();
    }
    return undefined;
  }, [auto, busy]);
  return (
    <div ref={here} className={classes.more}>
      <Button variant="subtle" color="gray" loading={busy} onClick={onMore}>
        {name}
      </Button>
    </div>
  );
}
