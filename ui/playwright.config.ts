import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/browser-tests',
  // One server and one account serve all tests, so they take turns.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
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
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // No call leaves the machine, whatever Chromium would like to look up.
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
    },
  },
});
