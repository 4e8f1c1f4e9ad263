// Where the tests are and how long one may take. No test sleeps; a socket test may take a second.
//
// All files of a worker share one process: what is loaded once serves them all, and each file puts back what it bent (timers,
// listeners, servers). Those that start processes or a browser take longest and go first, so that no core waits at the end.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = /\/test\/(browser|process|simulation|cli\/demo|prisma\/migrate|conformance)/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = (file: TestSpecification) => Number(!LONGEST.test(file.moduleId));
    return [...files].sort((a, b) => isShort(a) - isShort(b));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Nobody else works while the tests run: every core is theirs.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
