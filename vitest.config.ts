import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{electron,shared,renderer,sandbox,build,bench}/**/*.test.{ts,tsx}'],
    // Real processes, files and HTTP: slow machines need room, and two workers are what a two-core machine has.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // As in playwright.config.ts: a crowded machine gets a second try, which the list shows.
    retry: process.env['CI'] ? 1 : 0,
    pool: 'forks',
    restoreMocks: true,
  },
});
