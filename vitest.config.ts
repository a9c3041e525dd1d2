import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Loading the modules anew for each of 130 files took a fifth of the suite's time. No file replaces a module.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
