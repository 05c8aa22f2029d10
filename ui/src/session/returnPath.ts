/** Where a person lands when nothing says where they were going. */
export const START_PATH = '/overview';

/**
 * The page to show after logging in. Only paths of this site pass: a link to the log-in page must not be able to send
 * people elsewhere (`//evil.example` and `/\evil.example` are other hosts to a browser).
 */
export function returnPath(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/')) {
    return START_PATH;
  }
  const here = 'http://parley.invalid';
  const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
  return url?.origin === here && url.pathname !== '/login' ? `${url.pathname}${url.search}${url.hash}` : START_PATH;
}
