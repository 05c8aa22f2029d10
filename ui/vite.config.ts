import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where the server listens while the page is being developed. */
const server = process.env.PARLEY_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  // The page may be served below any path: scripts find each other relative to themselves, and the server completes the
  // addresses in index.html.
  base: './',
  server: {
    proxy: { '/api': server, '/health': server },
  },
  build: {
    // The first browsers that know light-dark(): for older ones the colours would be rewritten in a way that follows
    // the system only, never the person's choice.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // In KB before compression; scripts/first-load.mjs holds the budget of what travels.
    chunkSizeWarningLimit: 1500,
  },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
  },
});
