// The loop that looks once a second for what is due: it goes on whatever is done to the machine's clock.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import { scheduler } from '../../bot/workers/scheduler.ts';
import { NOON } from '../core/world.ts';
import { listLog } from '../harness.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOON + 250 });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['set back an hour', -HOUR],
  ['set back a minute', -MINUTE],
  ['set on a minute', MINUTE],
  ['set on an hour', HOUR],
  ['left alone', 0],
])('the clock is %s: it looks once a second all the same', async (_how, ms) => {
  let looks = 0;
  const log: string[] = [];
  const ticking = scheduler(async () => {
    looks += 1;
    return 0;
  }, listLog(log));
  ticking.start();
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  expect(looks).toBe(5);
  vi.setSystemTime(Date.now() + ms);
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  expect(looks).toBeGreaterThanOrEqual(11);
  expect(looks).toBeLessThanOrEqual(16);
  await ticking.stop();
  const before = looks;
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  expect(looks).toBe(before);
  expect(log.filter((l) => l.startsWith('error'))).toEqual([]);
});

test('a slow round is not overtaken', async () => {
  let running = 0;
  let most = 0;
  const ticking = scheduler(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 8 * SECOND));
    running -= 1;
    return 0;
  }, listLog([]));
  ticking.start();
  await vi.advanceTimersByTimeAsync(30 * SECOND);
  const stopped = ticking.stop();
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  await stopped;
  expect([most, running]).toEqual([1, 0]);
});
