import { createLazyRoute } from '@tanstack/react-router';
import { DialogsPage } from './DialogsPage';

export const page = createLazyRoute('/inside/dialogs')({ component: DialogsPage });
