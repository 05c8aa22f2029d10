// Installs what package-lock.json pins, unless that is what node_modules already holds.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

function modified(path) {
  return statSync(new URL(`../${path}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

// npm writes node_modules/.package-lock.json last, so an interrupted install is never taken for a whole one.
if (modified('node_modules/.package-lock.json') >= modified('package-lock.json')) {
  console.log('node_modules is up to date with package-lock.json');
} else {
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: new URL('..', import.meta.url),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(npm.status ?? 1);
}
