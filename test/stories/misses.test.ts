// Something real that no model reported: kept on a log of its own, and answered with whether Andon had seen it after all.
import { expect } from 'vitest';
import { MINUTE } from '../../bot/core/time.ts';
import { story } from '../harness.ts';

story('a miss is kept as it was said, and opens nothing', async (h) => {
  await h.type('ana', 'miss line-1/station-7 oil-leak 10m ago');
  h.expectPrivate('ana', /Noted: .*oil-leak.* on line-1\/station-7/);
  const { items } = await h.memory.store.misses({}, 10, null);
  expect(items).toMatchObject([
    {
      at: h.clock.now(),
      happenedAt: h.clock.now() - 10 * MINUTE,
      site: 'lyon-2',
      asset: 'line-1/station-7',
      type: 'oil-leak',
      platform: 'slack',
      channel: 'line-1',
      text: null,
      link: null,
      alert: null,
    },
  ]);
  const [by] = await h.memory.store.people([items[0]?.by ?? '']);
  expect(by?.key).toBe('ana');
  expect((await h.memory.store.alerts({}, 10, null)).items).toEqual([]);
});

story('what Andon had seen after all is named in the answer', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const { id, asset, type } = await h.alert();
  await h.advance('9m');
  await h.type('ole', `miss ${asset} ${type}`);
  h.expectPrivate('ole', new RegExp(`Andon had seen it: .*Scratch on housing.*${id.slice(-6)}`));
  await h.tap('ana', 'Reject');
  await h.advance('40m');
  await h.type('ole', `miss ${asset} ${type}`);
  h.expectPrivate('ole', /Noted/);
  const { items } = await h.memory.store.misses({}, 10, null);
  expect(items.map((m) => m.alert)).toEqual([id, null]);
});

story('a time that can’t be read, or has not come, is refused in words', async (h) => {
  await h.type('ana', 'miss line-1/station-7 oil-leak tomorrow');
  h.expectPrivate('ana', /can’t read tomorrow as a time/);
  expect((await h.memory.store.misses({}, 10, null)).items).toEqual([]);
});
