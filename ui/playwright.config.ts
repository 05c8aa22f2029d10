import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/browser-tests',
  // One server and one account serve all tests. The tests of a file take turns; those of different files change different
  // things, and so may run at a time.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // A busy machine may take its time; what is wrong stays wrong.
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    // A running Parley with demo data, such as `./parley demo` starts.
    baseURL: process.env.PARLEY_URL ?? 'http://localhost:8080',
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
    // Nothing is looked at half faded in.
    contextOptions: { reducedMotion: 'reduce' },
    // A picture of the page at each action would take a third of the time; a test that fails leaves one of its end.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // No call leaves the machine, whatever Chromium would like to look up.
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
    },
  },
});
