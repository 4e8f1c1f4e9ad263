// Too much at once: a flooded channel gets one digest instead of a card for each alert. Nothing is dropped, what is critical
// still has its own card, and each alert keeps its own state, owner and clock.
import { expect } from 'vitest';
import { userOf } from '../core/world.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import { type Harness, story } from '../harness.ts';

const options = { isStormOn: true };

/** `n` alerts, spread over four assets. */
function burst(n: number, from = 0, over: object = {}) {
  return Array.from({ length: n }, (_, i) => ({
    id: `b-${from + i}`,
    key: `key-${from + i}`,
    asset: `line-1/station-${1 + ((from + i) % 4)}`,
    ...over,
  }));
}

function digestsOf(h: Harness): readonly FakeMessage[] {
  return h.chat.messages().filter((m) => m.content.kind === 'digest');
}

function cardsOf(h: Harness): readonly FakeMessage[] {
  return h.chat.messages().filter((m) => m.content.kind === 'alert');
}

function look(h: Harness, ...messages: readonly FakeMessage[]): void {
  h.look(messages);
}

function digest(h: Harness): FakeMessage {
  const [found] = digestsOf(h);
  if (found === undefined) throw new Error('there is no digest');
  return found;
}

story(
  'the eleventh in ten minutes opens a digest; critical ones have their own card',
  async (h) => {
    await h.detectAll(burst(10));
    await h.settle();
    expect([cardsOf(h).length, digestsOf(h).length]).toEqual([10, 0]);
    await h.detectAll([...burst(30, 10), { id: 'c', key: 'c', severity: 'critical' }]);
    await h.settle();
    expect([cardsOf(h).length, digestsOf(h).length]).toEqual([11, 1]);
    const shown = h.chat.shown(digest(h));
    expect(shown.summary).toMatch(/30 alerts open at once/);
    const page = await h.memory.store.alerts({ state: 'open' }, 100, null);
    expect(page.items).toHaveLength(41);
    for (const alert of page.items) {
      const kinds = (await h.memory.store.messages(alert.id)).map((m) => m.kind);
      expect(kinds, alert.title).toHaveLength(1);
    }
    look(h, ...h.chat.messages());
  },
  options,
);

story(
  'all alerts of an asset are rejected with one choice; those that came later are left alone',
  async (h) => {
    await h.detectAll(burst(20));
    await h.settle();
    const seen = digest(h);
    look(h, ...h.chat.messages());
    await h.chat.bulk(seen.address, userOf('ana'), 'station-1', 'reject');
    await h.settle();
    // Ten had cards; of the other ten, ids 12 and 16 are of station-1.
    h.expectPrivate('ana', /Done: rejected \(2\)/);
    const closed = await h.memory.store.alerts({ state: 'closed' }, 100, null);
    expect(closed.items.map((a) => a.asset)).toEqual(['line-1/station-1', 'line-1/station-1']);
    const labels = await h.memory.store.labelsOf(closed.items[0]?.id ?? '');
    expect(labels).toMatchObject([{ verdict: 'not_real', isDeciding: true, revision: 1 }]);
    expect(h.chat.shown(digest(h)).text).not.toMatch(/Reject all \d+.*station-1/);

    await h.chat.bulk(digest(h).address, userOf('ole'), 'station-2', 'take');
    await h.settle();
    h.expectPrivate('ole', /taken/);
    const mine = await h.memory.store.alerts({ owner: 'id-ole' }, 100, null);
    expect(mine.items.every((a) => a.asset === 'line-1/station-2')).toBe(true);
  },
  options,
);

story(
  'forty that nobody answers ask the lead once, not forty times',
  async (h) => {
    await h.detectAll(burst(50));
    await h.settle();
    look(h, ...h.chat.messages());
    await h.advance('10m');
    const asks = h.chat.messages().filter((m) => m.content.kind === 'ask');
    // Ten have their own cards and ask for themselves; the other forty ask together.
    expect(asks).toHaveLength(11);
    const together = asks.find((m) => m.thread === digest(h).address);
    if (together === undefined) throw new Error('the digest did not ask');
    expect(h.chat.shown(together).text).toMatch(/39 more on this list/);
    look(h, ...asks);
  },
  options,
);

story(
  'a flood ends when it has run out, and the next alert has its own card again',
  async (h) => {
    await h.detectAll(burst(15, 0, { severity: 'low' }));
    await h.settle();
    expect(digestsOf(h)).toHaveLength(1);
    look(h, ...h.chat.messages());
    for (const alert of (await h.memory.store.alerts({}, 100, null)).items) {
      await h.type('ana', `take ${alert.id}`);
      h.expectPrivate('ana', /yours/);
    }
    await h.advance('10m1s');
    expect(h.chat.shown(digest(h)).summary).toMatch(/is over/);
    await h.detect({ id: 'later', key: 'later' });
    h.expectCard('Scratch');
    expect(digestsOf(h)).toHaveLength(1);
  },
  options,
);

story(
  'a restart in the middle goes on with the same digest, and each alert can have its own card',
  async (h) => {
    await h.detectAll(burst(14));
    await h.settle();
    await h.restart();
    await h.detectAll(burst(4, 14));
    await h.settle();
    expect(digestsOf(h)).toHaveLength(1);
    expect(h.chat.shown(digest(h)).summary).toMatch(/8 alerts open at once/);
    look(h, ...h.chat.messages());
    await h.chat.bulk(digest(h).address, userOf('ana'), 'station-3', 'open');
    await h.settle();
    h.expectPrivate('ana', /own card/);
    expect(cardsOf(h)).toHaveLength(12);
    look(h, ...h.chat.messages());
  },
  options,
);

story('storms can be switched off', async (h) => {
  await h.detectAll(burst(15));
  await h.settle();
  expect([cardsOf(h).length, digestsOf(h).length]).toEqual([15, 0]);
  look(h, ...h.chat.messages());
});
