/**
 * Returns a reader of URL state that sets every name that it leaves out to undefined. Without that the router keeps the
 * raw value of the URL, which the reader has found invalid.
 */
export function strictly<Search extends object>(
  names: readonly (keyof Search & string)[],
  read: (search: Record<string, unknown>) => Search,
): (search: Record<string, unknown>) => Search {
  const absent = Object.fromEntries(names.map((name) => [name, undefined]));
  return (search) => ({ ...absent, ...read(search) });
}
