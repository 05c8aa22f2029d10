import { Skeleton } from '@mantine/core';
import classes from './DialogPane.module.css';

export function ChatSkeleton() {
  return (
    <div className={classes.skeleton}>
      {[40, 60, 30, 55].map((width, index) => (
        <Skeleton key={width} h={34} w={`${width}%`} ml={index % 2 === 1 ? 'auto' : 0} className="after-300ms" />
      ))}
    </div>
  );
}
