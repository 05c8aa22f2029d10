/** Time before the same page is reloaded again, ms: it is not reloaded in a circle. */
const AGAIN_MS = 60_000;

const KEY = 'parley.reloaded';

/**
 * Reloads the page when the code of a section cannot be loaded although the server answers: after an upgrade the files
 * of the former version are gone.
 */
export function reloadStaleSections() {
  window.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < AGAIN_MS) {
      return;
    }
    // The address to go to is not in the location yet, so the reload waits for the navigation.
    fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' }).then(
      ({ ok }) => {
        if (ok) {
          sessionStorage.setItem(KEY, String(Date.now()));
          location.reload();
        }
      },
      () => undefined,
    );
  });
}
