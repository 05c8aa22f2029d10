import { createLazyRoute } from '@tanstack/react-router';
import { ClientPage } from './ClientPage';
import { ClientsPage } from './ClientsPage';

export const clientsPage = createLazyRoute('/inside/clients')({ component: ClientsPage });

export const clientPage = createLazyRoute('/inside/clients/client')({ component: ClientPage });
