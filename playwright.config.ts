import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.@(test|spec).ts',
  // Each test starts an app and a sandbox of its own: two at a time are what a two-core machine has room for.
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // On a machine that others load, a start may take longer than a test waits. What passes only the second time is listed as flaky.
  retries: process.env['CI'] ? 2 : 0,
  forbidOnly: Boolean(process.env['CI']),
  outputDir: 'test-results',
  reporter: 'list',
});
