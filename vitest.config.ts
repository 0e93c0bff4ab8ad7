import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{electron,shared,renderer,sandbox,build,bench}/**/*.test.{ts,tsx}'],
    // Real processes, files and HTTP: slow machines need room, and two workers are what a two-core machine has.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: 'forks',
    restoreMocks: true,
  },
});
