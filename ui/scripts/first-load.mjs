// Prints what a browser must load before the first paint, and fails the build when the scripts outgrow the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 350;

const dist = new URL('../dist/', import.meta.url);
const page = readFileSync(new URL('index.html', dist), 'utf8');

function gzippedKilobytes(extension) {
  const files = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1]);
  return files
    .filter((file) => file.endsWith(extension))
    .reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length / 1024, 0);
}

const scripts = gzippedKilobytes('.js');
const styles = gzippedKilobytes('.css');
console.log(
  `First load, gzipped: scripts ${scripts.toFixed(1)} KB (budget ${BUDGET_KB} KB), styles ${styles.toFixed(1)} KB`,
);
if (scripts > BUDGET_KB) {
  console.error(`The scripts are ${(scripts - BUDGET_KB).toFixed(1)} KB over the budget`);
  process.exit(1);
}
