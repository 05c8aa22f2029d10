const named =
  typeof document === 'undefined' ? null : document.querySelector<HTMLMetaElement>('meta[name="parley-base"]');

/** Path under which the server is reached, such as `/parley`; empty for the root. The server writes it into the page. */
export const basePath = (named?.content ?? '/').replace(/\/$/, '');

/** Address of the server, for texts that are used outside of the page. */
export function siteUrl(): string {
  return location.origin + basePath;
}
