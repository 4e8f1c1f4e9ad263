// Where the tests are and how long one may take. No test sleeps; a socket test may take a second.
//
// Most files share a process: what is loaded once serves them all, and each file puts back what it bent (timers, mocks). Files
// that start processes or a browser have one of their own, and go first, because they take longest.
import { defineConfig } from 'vitest/config';

const ALL = 'test/**/*.test.ts';
const OF_THEIR_OWN = [
  'test/process.test.ts',
  'test/browser/*.test.ts',
  'test/cli/*.test.ts',
  'test/prisma/*.test.ts',
];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    // Nobody else works while the tests run: every core is theirs.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        // A process that starts beside six others takes its time.
        test: { name: 'alone', include: OF_THEIR_OWN, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'together', include: [ALL], exclude: OF_THEIR_OWN, isolate: false },
      },
    ],
  },
});
