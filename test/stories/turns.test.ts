// Where platform and memory answer at once, a full outbox could keep the process from everything else: whoever knocks meanwhile
// gets their turn between two deliveries, and between two commits of detections.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { harness, story } from '../harness.ts';

const MANY = Array.from({ length: 20 }, (_, n) => ({ id: `frame-${n}`, key: `key-${n}` }));

test('a full outbox lets others have their turn between two deliveries', async () => {
  const h = await harness();
  await h.detectAll(MANY);
  const round = h.app.outbox.round();
  await turn();
  expect(h.chat.messages().length).toBeLessThan(MANY.length / 2);
  await round;
  await h.settle();
  expect(h.chat.messages()).toHaveLength(MANY.length);
  await h.memory.close();
});

story('detections that knock while one is committed share the next commit', async (h) => {
  const { commit } = h.memory.store;
  const sizes: number[] = [];
  h.memory.store.commit = (given) => {
    sizes.push(given.detections.length);
    return commit(given);
  };
  const results = [h.detectAll([{ id: 'first', key: 'one' }])];
  // Each knocks in a turn of the loop of its own, as sockets do.
  for (let n = 0; n < 4; n += 1) {
    setImmediate(() => results.push(h.detectAll([{ id: `later-${n}`, key: 'one' }])));
  }
  await turn();
  await Promise.all(results);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5);
  expect(sizes.length).toBeLessThanOrEqual(2);
  await h.settle();
  h.expectCard('Scratch');
});
