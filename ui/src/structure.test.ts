import { expect, test } from 'vitest';

const sources: Readonly<Record<string, string>> = import.meta.glob('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Maximum number of lines of a component's file. */
const LONGEST = 180;

/** Returns the folder of a path such as `./filters/filter`; files beside the folders have none. */
function folderOf(path: string): string | undefined {
  return /^\.\/([^/]+)\//.exec(path)?.[1];
}

/** Returns the folders from which each folder imports. */
function importsOfFolders(): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>();
  for (const [path, source] of Object.entries(sources)) {
    const folder = folderOf(path);
    const named = [...source.matchAll(/(?:from|import\() ?'\.\.\/([^/']+)\//g)].map((match) => match[1]!);
    if (folder !== undefined) {
      imports.set(folder, new Set([...(imports.get(folder) ?? []), ...named.filter((name) => name !== folder)]));
    }
  }
  return imports;
}

/** Returns a circle of imports, or undefined without one. */
function circleIn(imports: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const search = (folder: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(folder)) {
      return [...path.slice(path.indexOf(folder)), folder];
    }
    if (done.has(folder)) {
      return undefined;
    }
    for (const next of imports.get(folder) ?? []) {
      const circle = search(next, [...path, folder]);
      if (circle) {
        return circle;
      }
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of imports.keys()) {
    const circle = search(folder, []);
    if (circle) {
      return circle;
    }
  }
  return undefined;
}

test('a circle of folders is found', () => {
  const imports = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['b'])],
  ]);
  expect(circleIn(imports)).toEqual(['b', 'c', 'b']);
});

test('folders import from each other in one direction only', () => {
  const imports = importsOfFolders();
  expect(imports.get('dialogs')).toContain('filters');
  expect(circleIn(imports)).toBeUndefined();
});

test('no component is too long to read', () => {
  const long = Object.entries(sources).filter(
    ([path, source]) => path.endsWith('.tsx') && source.trimEnd().split('\n').length > LONGEST,
  );
  expect(long.map(([path]) => path)).toEqual([]);
});
