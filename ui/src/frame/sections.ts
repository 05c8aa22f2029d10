import { IconListCheck } from '@tabler/icons-react';

/** The sections of the page in the order of the rail. A new section is a route in router.tsx and one entry here. */
export const sections = [{ path: '/tasks', title: 'tasks.title', Icon: IconListCheck }] as const;
