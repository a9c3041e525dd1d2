import { configDefaults, defineConfig } from 'vitest/config';

const SANDBOX_TESTS = 'test/sandbox/**/*.test.{ts,tsx}';
const timeouts = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // One more than cores on a small machine: a fifth of the suite's time is waiting.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'service',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, SANDBOX_TESTS],
          // Loading the modules anew for each of 130 files took a fifth of the suite's time. No file replaces a module.
          isolate: false,
          ...timeouts,
        },
      },
      {
        test: {
          name: 'sandbox',
          include: [SANDBOX_TESTS],
          // The SDK as users have it: the service, where it was loaded before, has put its own fetch under it.
          isolate: true,
          ...timeouts,
        },
      },
    ],
  },
});
