/** Default page after log-in. */
export const START_PATH = '/overview';

/**
 * Returns the page to open after log-in. Only paths of this site are allowed, against open redirects (browsers treat
 * `//evil.example` and `/\evil.example` as other hosts).
 */
export function returnPath(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/')) {
    return START_PATH;
  }
  const here = 'http://parley.invalid';
  const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
  return url?.origin === here && url.pathname !== '/login' ? `${url.pathname}${url.search}${url.hash}` : START_PATH;
}
