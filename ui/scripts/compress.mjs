// Writes the compressed forms of the assets beside them; the server sends the one that a browser accepts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Smaller files gain less than the header costs. */
const SMALLEST = 1024;

const assets = new URL('../dist/assets/', import.meta.url);

for (const name of readdirSync(assets).filter((name) => /\.(?:js|css|svg|json)$/.test(name))) {
  const file = new URL(name, assets);
  const content = readFileSync(file);
  if (content.length >= SMALLEST) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(new URL(`${name}.br`, assets), brotliCompressSync(content, { params }));
    writeFileSync(new URL(`${name}.gz`, assets), gzipSync(content, { level: 9 }));
  }
}
