import { createLazyRoute } from '@tanstack/react-router';
import { LabelsPage } from './LabelsPage';

export const page = createLazyRoute('/inside/labels')({ component: LabelsPage });
