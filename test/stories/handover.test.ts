// The end of a shift, in the words of the floor: Ana and Sam have the day, Ole and Nina the night, and Nina leads it. What is
// open goes over with a tap, never with the clock, and silence climbs.
import { expect } from 'vitest';
import type { Handover } from '../../bot/core/handover/handover.ts';
import { richPlant } from '../core/rich-plant.ts';
import { twoCrews } from '../core/two-crews.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import { type Harness, type HarnessOptions, story } from '../harness.ts';

const OPTIONS: HarnessOptions = { plant: twoCrews };

function cards(h: Harness): readonly FakeMessage[] {
  return h.chat.messages().filter((m) => m.content.kind === 'handover');
}

function last(h: Harness): FakeMessage {
  const card = cards(h).at(-1);
  if (card === undefined) throw new Error('there is no hand-over');
  return card;
}

async function present(h: Harness): Promise<Handover> {
  const { items } = await h.memory.store.handovers({}, 1, null);
  const [handover] = items;
  if (handover === undefined) throw new Error('nothing was handed over');
  return handover;
}

async function keysOf(h: Harness, ids: readonly string[]): Promise<readonly (string | null)[]> {
  return (await h.memory.store.people(ids)).map((p) => p.key);
}

/** Whom the latest stage asked. */
async function asked(h: Harness): Promise<readonly (string | null)[]> {
  return keysOf(h, (await present(h)).steps.at(-1)?.people ?? []);
}

async function owner(h: Harness): Promise<string | null> {
  const id = (await h.alert()).owner;
  return id === null ? null : ((await keysOf(h, [id]))[0] ?? null);
}

/** Until the card for Sam stands, at twenty to six. */
async function preparing(h: Harness): Promise<void> {
  await h.advance('4h');
  await h.advance('40m');
}

story(
  'a normal change: Sam notes and signs, Nina accepts, and what Ana had is hers',
  async (h) => {
    await h.detect();
    await h.tap('ana', 'Confirm');
    await h.advance('4h');
    await h.advance('39m');
    expect(cards(h)).toEqual([]);
    await h.advance('1m');
    expect(await asked(h)).toEqual(['sam']);
    expect(h.chat.shown(last(h)).text).toMatch(/Owned \(1\).*Scratch on housing.*Ana Ruiz/s);

    await h.type('sam', 'handover note station 12 runs warm');
    h.expectPrivate('sam', /Note 1 is on the hand-over/);
    await h.tap('ana', 'handover:sign', last(h));
    h.expectPrivate('ana', /for the shift’s lead/);
    await h.tap('sam', 'handover:sign', last(h));
    h.expectPrivate('sam', /Signed/);
    expect(h.chat.shown(last(h)).text).toMatch(/Signed by Sam.*station 12 runs warm/s);

    await h.type('nina', 'handover accept');
    h.expectPrivate('nina', /from 18:00 on/);
    await h.advance('20m');
    expect(await asked(h)).toEqual(['nina']);
    // The clock alone moves nothing.
    expect(await owner(h)).toBe('ana');
    await h.tap('ole', 'handover:accept', last(h));
    h.expectPrivate('ole', /for the shift’s lead/);
    await h.advance('5m');
    await h.tap('nina', 'handover:accept', last(h));
    h.expectPrivate('nina', /yours now: 1/);
    expect(await owner(h)).toBe('nina');
    const events = await h.memory.store.events((await h.alert()).id, 9);
    expect(events.at(-1)).toMatchObject({ kind: 'handed-over', set: { undoable: [] } });
    expect(h.chat.shown(last(h)).text).toMatch(
      /Nina Night.*read and accepted this at .*18:05 CET/s,
    );

    await h.type('sam', 'handover accept');
    h.expectPrivate('sam', /Nina Night accepted this at 18:05/);
    await h.advance('1h');
    expect(await present(h)).toMatchObject({ stage: 'accepted', moved: 1, dueAt: null });
    expect(cards(h)).toHaveLength(2);
    h.expectCard(/Nina Night/);
    h.expectHandover('sam', /Nina Night.*read and accepted/s);
    h.expectHandover('nina', /Nina Night.*read and accepted/s);
    h.expectNews(/Nina Night has taken this over from Ana Ruiz/);
  },
  OPTIONS,
);

story(
  'nobody signs and nobody accepts: it waits, asks every lead, then the admins, once each',
  async (h) => {
    await preparing(h);
    await h.advance('34m');
    expect(cards(h)).toHaveLength(2);
    await h.advance('1m');
    expect(await present(h)).toMatchObject({ stage: 'late', signedBy: null });
    expect(await asked(h)).toEqual(['nina']);
    await h.advance('15m');
    expect(await asked(h)).toEqual(['ada']);
    expect(h.chat.shown(last(h)).text).toMatch(/Nobody has accepted since.*Nothing is open/s);
    await h.advance('2h');
    expect(cards(h)).toHaveLength(4);
    expect(h.counts.get('andon_handovers_total climbed')).toBe(1);
    await h.tap('ada', 'handover:accept', last(h));
    h.expectPrivate('ada', /yours now: 0/);
    expect(h.chat.shown(last(h)).text).toMatch(/Ada Admin.*No alert had to change hands/s);
    for (const who of ['sam', 'nina', 'nina', 'ada']) h.expectHandover(who, /Ada Admin/);
  },
  OPTIONS,
);

story(
  'a restart at the change, and a second replica: one card for each stage',
  async (h) => {
    await preparing(h);
    await h.restart();
    await h.advance('20m');
    await h.restart();
    await Promise.all([h.app.onDue(), h.app.onDue()]);
    await h.settle();
    const readers = cards(h).map((m) => m.person ?? '');
    expect(await keysOf(h, readers)).toEqual(['sam', 'nina']);
    const begun = { ...(await present(h)), id: 'other' };
    const handovers = [{ handover: begun, expected: null, deliveries: [] }];
    const commit = { changes: [], detections: [], quarantine: [], labels: [], handovers };
    expect(await h.memory.store.commit(commit)).toBe('stale');
    for (const who of ['sam', 'nina']) h.expectHandover(who, /Waits for/);
  },
  OPTIONS,
);

story(
  'who stays keeps what is theirs; a shelved alert stays shelved and changes owner',
  async (h) => {
    await h.detect({ id: 'one', key: 'one' });
    await h.tap('ole', 'Take');
    await h.detect({ id: 'two', key: 'two', asset: 'line-1/station-13' });
    await h.tap('ana', 'Take');
    // A tap alone would shelve to the end of the shift.
    await h.type('ana', `shelve ${(await h.alert()).id} 8h waits for a part`);
    h.heard('ana');
    await preparing(h);
    expect(h.chat.shown(last(h)).text).toMatch(/Shelved \(1\).*until/s);
    await h.advance('20m');
    await h.tap('nina', 'handover:accept', last(h));
    h.expectPrivate('nina', /yours now: 1/);
    expect(await owner(h)).toBe('nina');
    expect(await h.alert()).toMatchObject({ attention: 'shelved', work: 'owned' });
    const { items } = await h.memory.store.alerts({ state: 'open' }, 9, null);
    const owners = items.map((a) => a.owner ?? '');
    expect(await keysOf(h, owners)).toEqual(['nina', 'ole']);
    h.expectCard(/Ole Berg/);
    h.expectCard(/Nina Night/);
    h.expectNews(/Shelved by Ana Ruiz/);
    for (const who of ['sam', 'nina']) h.expectHandover(who, /read and accepted/);
    h.expectNews(/Nina Night has taken this over from Ana Ruiz/);
  },
  OPTIONS,
);

story(
  'a shift that nobody leads: every lead is asked, and its crew may accept',
  async (h) => {
    await preparing(h);
    await h.advance('20m');
    expect(await asked(h)).toEqual(['sam']);
    await h.type('ole', 'handover accept');
    h.expectPrivate('ole', /yours now: 0/);
    await h.type('ole', 'handover');
    h.expectPrivate('ole', /Hand-over: floor.*Nothing is open/s);
    for (const who of ['sam', 'sam']) h.expectHandover(who, /Ole Berg.*read and accepted/s);
  },
  { plant: richPlant },
);

story(
  'the outgoing lead can’t be reached: their channel gets the card; later it goes on without them',
  async (h) => {
    await h.detect();
    await preparing(h);
    expect(last(h)).toMatchObject({ channel: 'C0LINE0001' });
    expect(await asked(h)).toEqual([]);
    await h.advance('20m');
    expect(await asked(h)).toEqual(['nina']);
    for (let n = 0; n < 2; n += 1) h.expectCard('Scratch on housing');
    h.expectAsked('nina', /Nobody has answered/);
    h.expectNews(/Climbed to the channel floor/);
    for (const who of [null, 'nina']) h.expectHandover(who, /Waits for/);
  },
  {
    ...OPTIONS,
    plant: {
      ...twoCrews,
      people: (twoCrews.people ?? []).map((p) => (p.key === 'sam' ? { ...p, identities: [] } : p)),
    },
  },
);

story(
  'the night on which the clock goes back: the card comes twenty minutes before the real end',
  async (h) => {
    // Sunday 2026-10-25: the night began at 20:00 summer time and ends at 06:00 winter time, thirteen hours later.
    h.clock.set(Date.UTC(2026, 9, 25, 3));
    await h.advance('99m');
    expect(cards(h)).toEqual([]);
    await h.advance('1m');
    const { from, changesAt } = await present(h);
    expect([new Date(from).toISOString(), new Date(changesAt).toISOString()]).toEqual([
      '2026-10-24T16:00:00.000Z',
      '2026-10-25T05:00:00.000Z',
    ]);
    expect(await asked(h)).toEqual(['nina']);
    h.expectHandover('nina', /check it/);
  },
  OPTIONS,
);

story(
  'what was open before the shift began stands out',
  async (h) => {
    await h.detect();
    await preparing(h);
    expect(h.chat.shown(last(h)).text).not.toMatch(/open across two shifts/);
    await h.advance('20m');
    await h.tap('nina', 'handover:accept', last(h));
    h.expectPrivate('nina', /yours now: 0/);
    await h.advance('11h');
    await h.advance('40m');
    expect(h.chat.shown(last(h)).text).toMatch(/Scratch on housing.*open across two shifts/s);
    for (let n = 0; n < 2; n += 1) h.expectCard('Scratch on housing');
    h.expectAsked(['sam', 'nina'], /Nobody has answered/);
    h.expectNews(/Climbed to the channel floor/);
    for (const who of ['sam', 'nina', 'nina']) h.expectHandover(who, /Hand-over: floor/);
  },
  OPTIONS,
);

story(
  'somebody takes over a place after the card went out: they get one, too, and answer for it',
  async (h) => {
    await h.detect();
    await h.tap('ana', 'Confirm');
    await preparing(h);
    expect(await asked(h)).toEqual(['sam']);
    await h.type('nina', 'cover sam until 18:00');
    await h.advance('10s');
    expect(await asked(h)).toEqual(['nina']);
    expect(cards(h)).toHaveLength(2);
    await h.tap('nina', 'handover:sign', last(h));
    expect(await keysOf(h, [(await present(h)).signedBy ?? ''])).toEqual(['nina']);
    await h.advance('20m');
    expect(await asked(h)).toEqual(['nina']);
    await h.type('sam', 'cover nina until 22:00');
    await h.advance('10s');
    expect(await asked(h)).toEqual(['sam']);
    await h.advance('1m');
    expect(cards(h)).toHaveLength(4);
    await h.tap('sam', 'handover:accept', last(h));
    expect(await present(h)).toMatchObject({ stage: 'accepted', moved: 1 });
    expect(await owner(h)).toBe('sam');
    h.skipRest();
  },
  OPTIONS,
);
