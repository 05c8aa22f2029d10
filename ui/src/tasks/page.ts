import { createLazyRoute } from '@tanstack/react-router';
import { TasksPage } from './TasksPage';

export const page = createLazyRoute('/inside/tasks')({ component: TasksPage });
