import { createLazyRoute } from '@tanstack/react-router';
import { ExperimentsPage } from './ExperimentsPage';

export const page = createLazyRoute('/inside/experiments')({ component: ExperimentsPage });
