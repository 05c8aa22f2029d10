import '@mantine/core/styles.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queryClient';
import { colorSchemeManager, readableColors, theme } from './theme/theme';
import { createPageRouter } from './router';
import { reloadStaleSections } from './routing/staleSections';
import { tellUnreadableParts } from './routing/unreadableParts';
import { sessionQuery } from './session/session';
import { startTexts } from './text/startTexts';

const cache = createQueryClient(leaveEndedSession);
const router = createPageRouter(cache);

/** Redirects to the log-in page once the session has expired. */
function leaveEndedSession() {
  if (cache.getQueryData(sessionQuery.queryKey)) {
    cache.setQueryData(sessionQuery.queryKey, null);
    void router.navigate({ to: '/login', search: { next: router.latestLocation.href, ended: true } });
  }
}

reloadStaleSections();
await startTexts();
tellUnreadableParts(location.search);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableColors}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
