import { createLazyRoute } from '@tanstack/react-router';
import { SettingsPage } from './SettingsPage';

export const page = createLazyRoute('/inside/settings/$part')({ component: SettingsPage });
