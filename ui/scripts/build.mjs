// Builds the page into dist/, unless the last complete build is newer than all that it is made of.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';

const SOURCES = [
  'src',
  'public',
  'scripts',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.page.json',
  'tsconfig.tools.json',
  'vite.config.ts',
  '../openapi/src/main/resources/io/parley/openapi/parley.yaml',
];

// Written by the build itself.
const GENERATED = new URL('../src/api/schema.d.ts', import.meta.url).href;

function modified(url) {
  if (url.href === GENERATED) {
    return 0;
  }
  const stat = statSync(url, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) {
    return stat?.mtimeMs ?? 0;
  }
  const children = readdirSync(url).map((name) => modified(new URL(`${url.href.replace(/\/?$/, '/')}${name}`)));
  // A folder's own time tells of files that were removed.
  return Math.max(url.href.endsWith('/src/api') ? 0 : stat.mtimeMs, ...children);
}

const newest = Math.max(...SOURCES.map((source) => modified(new URL(`../${source}`, import.meta.url))));
// Written last: a build whose checks fail after Vite has filled dist/ is no build.
const marker = new URL('../target/built', import.meta.url);
const dist = statSync(new URL('../dist/index.html', import.meta.url), { throwIfNoEntry: false });
const built = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (dist !== undefined && built >= newest) {
  console.log('dist is up to date with its sources');
} else {
  const npm = spawnSync('npm', ['run', 'build'], {
    cwd: new URL('..', import.meta.url),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status === 0) {
    mkdirSync(new URL('.', marker), { recursive: true });
    writeFileSync(marker, '');
  }
  process.exit(npm.status ?? 1);
}
