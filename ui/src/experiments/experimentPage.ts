import { createLazyRoute } from '@tanstack/react-router';
import { ExperimentPage } from './ExperimentPage';

export const experimentPage = createLazyRoute('/inside/experiments/$key')({ component: ExperimentPage });
