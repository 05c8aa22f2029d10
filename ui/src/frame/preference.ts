/** A person's lasting choice, kept in this browser. Storage may be switched off; choices then last while the page does. */
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
    // Nothing to tell the person: what they chose already shows.
  }
}
