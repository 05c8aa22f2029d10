/** Reads a preference from localStorage. If storage is disabled, preferences last until the page is closed. */
export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(`parley.${name}`);
  } catch {
    return null;
  }
}

export function keepPreference(name: string, value: string): void {
  try {
    localStorage.setItem(`parley.${name}`, value);
  } catch {
    // Not an error for the user: the choice is already in effect.
  }
}
