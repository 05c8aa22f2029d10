import { createLazyRoute } from '@tanstack/react-router';
import { OverviewPage } from './OverviewPage';

export const page = createLazyRoute('/inside/overview')({ component: OverviewPage });
