// Updates of one channel never wait for another channel's trouble, and yet keep the pace that the platform sets for all.
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'vitest';
import { HOUR, SECOND } from '../../bot/core/time.ts';
import type { Pace } from '../../bot/ports/chat.ts';
import { plant, standard } from '../core/world.ts';
import { type Harness, type HarnessOptions, story } from '../harness.ts';

const [LINE_1, FLOOR] = ['C0LINE0001', 'C0FLOOR001'];
const [route] = plant.routes;
if (route === undefined) throw new Error('the small plant has no route');
const twoChannels: HarnessOptions = {
  plant: { routes: [{ ...route, match: { asset: 'floor/*' }, channel: 'floor' }, route] },
};

/** A card in each channel, then both judged at once: each must show it. */
async function bothJudged(h: Harness, pace: Pace): Promise<void> {
  Object.assign(h.chat, { pace });
  await h.detectAll([{ id: 'a' }, { id: 'b', asset: 'floor/press-2', key: 'b' }]);
  await h.settle();
  for (const _ of [LINE_1, FLOOR]) h.expectCard('Scratch');
  for (const channel of [LINE_1, FLOOR]) {
    const card = h.card(channel);
    const { content } = card;
    if (content.kind !== 'alert') throw new Error('no card');
    await h.app.reactions.tap({
      sender: { platform: 'slack', tenant: '', users: ['U0ANA0001'], name: 'Ana Ruiz' },
      button: { verb: 'confirm', alert: content.model.id, seen: 1, code: null },
      message: card.address,
    });
  }
}

const isJudged = (h: Harness, channel: string) => /Confirmed\W+by/.test(h.shown(channel).text);

story(
  'an update that hangs in one channel holds no other channel up',
  async (h) => {
    await bothJudged(h, { postGapMs: 0, updateGapMs: 0 });
    const { update } = h.chat;
    let answer = (): void => {};
    const stuck = new Promise<void>((resolve) => {
      answer = resolve;
    });
    h.chat.update = async (place, address, content) => {
      if (place.channel === LINE_1) await stuck;
      return update(place, address, content);
    };
    const round = h.app.outbox.round();
    for (let n = 0; n < 50 && !isJudged(h, FLOOR); n += 1) await turn();
    expect([isJudged(h, FLOOR), isJudged(h, LINE_1)]).toEqual([true, false]);
    answer();
    await round;
    await h.settle();
    expect(isJudged(h, LINE_1)).toBe(true);
  },
  twoChannels,
);

story(
  'all channels share the pace that is set for the workspace',
  async (h) => {
    await bothJudged(h, { postGapMs: 0, updateGapMs: 1_000 });
    await h.advance('5s');
    const [first, second] = h.chat.record.filter((l) => l.op === 'update').map((l) => l.at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect([isJudged(h, FLOOR), isJudged(h, LINE_1)]).toEqual([true, true]);
  },
  twoChannels,
);

const LIMITS: readonly (readonly [string, Pace, number])[] = [
  ['the workspace', { postGapMs: 0, updateGapMs: 10 }, 0],
  ['each channel', { postGapMs: 0, updateGapMs: 10, laneUpdateGapMs: 10 }, 1],
];
for (const [counted, pace, judged] of LIMITS) {
  story(
    `where the platform counts ${counted}, a wait that it asks for holds for it`,
    async (h) => {
      await bothJudged(h, pace);
      h.chat.fail('limited');
      await h.advance('1s');
      expect([LINE_1, FLOOR].filter((channel) => isJudged(h, channel))).toHaveLength(judged);
      await h.advance('1m');
      expect([isJudged(h, FLOOR), isJudged(h, LINE_1)]).toEqual([true, true]);
    },
    twoChannels,
  );
}

const hasty: HarnessOptions = {
  plant: {
    policies: new Map([
      [
        'standard',
        {
          ...standard,
          steps: [
            { to: { kind: 'channel' }, afterMs: 0 },
            { to: { kind: 'lead' }, afterMs: 2 * SECOND },
          ],
        },
      ],
    ]),
  },
};

story(
  'a question that is due before its card could be posted does not keep the cards from coming',
  async (h) => {
    Object.assign(h.chat, { pace: { postGapMs: SECOND, updateGapMs: 0 } });
    await h.detectAll(Array.from({ length: 8 }, (_, i) => ({ id: `f-${i}`, key: `k-${i}` })));
    await h.advance('30s');
    expect(h.chat.cards(LINE_1)).toHaveLength(8);
    const asked = h.chat.messages().filter((m) => m.content.kind === 'ask');
    expect(asked).toHaveLength(8);
    h.skipRest();
  },
  hasty,
);

story(
  'and hundreds of such questions are looked at now and then, not each second',
  async (h) => {
    Object.assign(h.chat, { pace: { postGapMs: SECOND, updateGapMs: 0 } });
    const { finish } = h.memory.outbox;
    let waits = 0;
    Object.assign(h.memory.outbox, {
      finish: (...of: Parameters<typeof finish>) => {
        if (of[2].kind === 'later') waits += 1;
        return finish(...of);
      },
    });
    const cards = 60;
    await h.detectAll(Array.from({ length: cards }, (_, i) => ({ id: `f-${i}`, key: `k-${i}` })));
    await h.advance('3m');
    expect(h.chat.messages().filter((m) => m.content.kind === 'ask')).toHaveLength(cards);
    // Looked at each second, they would have been looked at for half of 60 × 60 times.
    expect(waits).toBeLessThan(cards * 16);
    h.skipRest();
  },
  hasty,
);

story('a clock that is set back an hour does not keep a channel quiet for an hour', async (h) => {
  Object.assign(h.chat, { pace: { postGapMs: SECOND, updateGapMs: SECOND } });
  await h.detect();
  h.expectCard('Scratch');
  h.clock.set(h.clock.now() - HOUR);
  await h.detect({ id: 'frame-2', key: 'other', title: 'Dent' });
  await h.advance('2s');
  h.expectCard('Dent');
});

story(
  'questions that are put again and again keep no card from coming, and do not pile up',
  async (h) => {
    Object.assign(h.chat, { pace: { postGapMs: SECOND, updateGapMs: 0 } });
    await h.detectAll(Array.from({ length: 8 }, (_, i) => ({ id: `f-${i}`, key: `k-${i}` })));
    await h.advance('2m');
    // Eight alerts ask again every three seconds, and the channel takes one message a second.
    expect(await h.memory.outbox.pending()).toBeLessThan(20);
    await h.detect({ id: 'late', key: 'late', title: 'Dent' });
    await h.advance('4s');
    expect(
      h.chat
        .cards(LINE_1)
        .map((c) => h.chat.shown(c).text)
        .join(),
    ).toMatch(/Dent/);
    h.skipRest();
  },
  {
    plant: {
      policies: new Map([
        [
          'standard',
          {
            ...standard,
            steps: [{ to: { kind: 'channel' }, afterMs: 0 }],
            expireMs: 2 * SECOND,
            idleMs: 3 * SECOND,
          },
        ],
      ]),
    },
  },
);
