// Where the tests are and how long one may take. No test sleeps; a socket test may take a second.
//
// All files of a worker share one process: what is loaded once serves them all, and each file puts back what it bent (timers,
// listeners, servers). Long files go first, so that no core waits at the end.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ORDER: readonly RegExp[] = [
  /browser/,
  /process|simulation|cli\/demo|conformance|prisma\/|contracts/,
  /adapters/,
];

/** Node's helpers for collecting garbage and compiling would fight the tests for the cores: one for each process is enough. */
const FEW_HELPERS = '--v8-pool-size=1';

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => {
      const found = ORDER.findIndex((place) => place.test(file.moduleId));
      return found === -1 ? ORDER.length : found;
    };
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    isolate: false,
    sequence: { sequencer: LongestFirst },
    execArgv: [FEW_HELPERS],
    env: { NODE_OPTIONS: FEW_HELPERS },
    // Nobody else works while the tests run.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A busy machine is no fault of what is waited for.
    expect: { poll: { timeout: 10_000 } },
  },
});
