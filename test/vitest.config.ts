// Where the tests are and how long one may take. No test sleeps; a socket test may take a second.
//
// All files of a worker share one process: what is loaded once serves them all, and each file puts back what it bent (timers,
// listeners, servers). Long files go first, so that no core waits at the end, and those that mostly wait go beside the first
// browser, which keeps more than one core busy.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ORDER: readonly RegExp[] = [
  /browser\/console-room/,
  /adapters\/slack-(socket|people|connection|home)/,
  /browser/,
  /process|simulation|cli\/demo|conformance|prisma\/|contracts/,
];

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
    // Nobody else works while the tests run, and some of them wait: half as many again as there are cores keep every core busy.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A busy machine is no fault of what is waited for.
    expect: { poll: { timeout: 10_000 } },
  },
});
