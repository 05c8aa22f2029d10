import { defineConfig } from '@playwright/test';

/** A running server; without one, the stand-in serves the built page. */
const server = process.env.PARLEY_URL;
const standIn = 'http://localhost:8090';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/browser-tests',
  // One server and one account serve all tests, so they take turns.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  reporter: 'list',
  use: {
    baseURL: server ?? standIn,
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
    // Nothing is looked at half faded in.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // No call leaves the machine, whatever Chromium would like to look up.
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
    },
  },
  ...(server === undefined && {
    webServer: { command: 'node e2e/fake/server.mjs', url: standIn, env: { PORT: '8090' }, reuseExistingServer: false },
  }),
});
