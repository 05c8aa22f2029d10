import { createLazyRoute } from '@tanstack/react-router';
import { OutcomesPage } from './OutcomesPage';

export const page = createLazyRoute('/inside/metrics')({ component: OutcomesPage });
