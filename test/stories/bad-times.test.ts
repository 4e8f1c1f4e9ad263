// Clocks that jump, a bot that stood still over a weekend, and rules that change under what is under way: every step is taken
// once and in its order, nothing comes as a flood, and nothing waits for somebody who is gone.
import { expect } from 'vitest';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { twoCrews } from '../core/two-crews.ts';
import { type Harness, story } from '../harness.ts';

/** The clock of the machine jumps; a second later the bot looks at it. */
async function jump(h: Harness, ms: number): Promise<void> {
  h.clock.set(h.clock.now() + ms);
  await h.advance('1s');
}

async function climbs(h: Harness): Promise<readonly string[]> {
  const events = await h.memory.store.events((await h.alert()).id, 50);
  return events.map((e) => e.kind).filter((k) => k !== 'asked');
}

/** Five minutes after it opened: the lead would be asked in five. */
async function waiting(h: Harness): Promise<void> {
  await h.detect();
  h.expectCard('Scratch');
  await h.advance('5m');
}

function climbedToFloor(h: Harness, title = 'Scratch'): void {
  h.expectCard(title);
  h.expectNews(/Climbed to the channel floor/);
}

story('the clock jumps a minute on, and a minute back: the lead is asked once', async (h) => {
  await waiting(h);
  await jump(h, MINUTE);
  await jump(h, -MINUTE);
  h.expectQuiet();
  await h.advance('6m');
  h.expectAsked('sam');
  await jump(h, -2 * MINUTE);
  await h.advance('3m');
  expect(await climbs(h)).toEqual(['opened', 'escalated']);
});

story('the clock jumps an hour on: one step at once, the next keeps its distance', async (h) => {
  await waiting(h);
  await jump(h, HOUR);
  h.expectAsked('sam');
  await h.advance('9m');
  h.expectQuiet();
  await h.advance('1m');
  climbedToFloor(h);
  expect(await climbs(h)).toEqual(['opened', 'escalated', 'escalated']);
});

story(
  'the clock is set an hour back: what waited waits anew, once, and what comes then is as always',
  async (h) => {
    await waiting(h);
    await jump(h, -HOUR);
    await h.detect({ id: 'frame-2', key: 'other', asset: 'line-1/oven' });
    h.expectCard('Scratch');
    await h.tap('ana', 'Confirm');
    await h.advance('9m');
    h.expectQuiet();
    // Ten minutes since it was noticed: how many had passed before, nobody knows any more.
    await h.advance('2m');
    h.expectAsked('sam');
    await h.advance('10m');
    climbedToFloor(h);
    const [first] = (await h.memory.store.alerts({}, 9, null)).items.slice(-1);
    const events = await h.memory.store.events(first?.id ?? '', 50);
    const steps = ['opened', 'retimed', 'escalated', 'escalated'];
    expect(events.map((e) => e.kind).filter((k) => k !== 'asked')).toEqual(steps);
  },
);

story(
  'the clock is set an hour back while Slack is not to be reached: the card comes when Slack does',
  async (h) => {
    h.chat.fail('unavailable', 3);
    await h.detect();
    await h.advance('2s');
    expect(h.chat.messages()).toEqual([]);
    await jump(h, -HOUR);
    await h.advance('2m');
    h.expectCard('Scratch');
  },
);

story(
  'the database is busy at the very moment the clock is set back: it is noticed again',
  async (h) => {
    h.chat.fail('unavailable', 3);
    await h.detect();
    await h.advance('2s');
    const { rewind } = h.memory.outbox;
    Object.assign(h.memory.outbox, { rewind: () => Promise.reject(new Error('busy')) });
    h.clock.set(h.clock.now() - HOUR);
    await expect(h.app.outbox.round()).rejects.toThrow('busy');
    Object.assign(h.memory.outbox, { rewind });
    await h.advance('2m');
    h.expectCard('Scratch');
  },
);

story(
  'stopped with a card under way, and the clock is an hour back at the next start: the card comes then',
  async (h) => {
    h.chat.fail('unavailable', 1);
    await h.detect();
    h.clock.set(h.clock.now() - HOUR);
    await h.restart();
    await h.advance('2s');
    h.expectCard('Scratch');
  },
);

story(
  'stopped from Friday to Monday: one step each, in the order in which they were due, and no more at once',
  async (h) => {
    for (let n = 1; n <= 3; n += 1) {
      await h.detect({ id: `f-${n}`, key: `k-${n}`, title: `Crack ${n}` });
      h.expectCard(`Crack ${n}`);
      await h.advance('1m');
    }
    h.clock.set(h.clock.now() + 62 * HOUR);
    await h.restart();
    await h.advance('1s');
    for (let n = 1; n <= 3; n += 1) h.expectAsked('sam', `Crack ${n}`);
    await h.advance('9m');
    h.expectQuiet();
    await h.advance('1m');
    for (let n = 1; n <= 3; n += 1) climbedToFloor(h, `Crack ${n}`);
  },
);

story(
  'stopped over the end of a shift: a hand-over whose shift is over asks nobody, one that still matters asks one after the other',
  async (h) => {
    await h.advance('4h');
    await h.advance('45m');
    h.expectHandover('sam', /check it/);
    // Friday evening to Sunday afternoon: both shifts that it was for are over.
    h.clock.set(h.clock.now() + 45 * HOUR);
    await h.restart();
    await h.advance('1m');
    h.expectQuiet();
    const [old] = (await h.memory.store.handovers({}, 1, null)).items;
    expect(old).toMatchObject({ stage: 'prepared', dueAt: null, steps: [{ stage: 'prepared' }] });
    // The next change is missed by forty minutes only.
    await h.advance('2h55m');
    h.expectHandover('sam', /check it/);
    h.clock.set(h.clock.now() + HOUR);
    await h.restart();
    await h.advance('1s');
    h.expectHandover('nina', /Waits for/);
    await h.advance('14m');
    h.expectQuiet();
    await h.advance('1m');
    h.expectHandover('nina', /Nobody has accepted/);
    await h.advance('15m');
    h.expectHandover('ada', /Nobody has accepted/);
    await h.advance('2h');
  },
  { plant: twoCrews },
);

const FILE = `apiVersion: andon/v1
site: lyon-2
timezone: Europe/Paris
channels:
  line-1: { slack: C0LINE0001 }
  floor: { slack: C0FLOOR001 }
people:
  ana: { name: Ana Ruiz, slack: U0ANA0001 }
  ole: { name: Ole Berg, slack: U0OLE0001 }
  sam: { name: Sam Supervisor, roles: [lead], slack: U0SAM0001 }
  ada: { name: Ada Admin, roles: [admin], slack: U0ADA0001 }
routes:
  - { match: {}, channel: line-1 }
policies:
  standard:
    steps:
      - { to: channel, after: 0s }
      - { to: lead, after: 10m }
      - { to: "channel:floor", after: 20m }
    expire: 20m
    idle: 60m
`;

story(
  'the owner leaves the plant in the middle of the shift: the lead is asked, and may take it',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.tap('ana', 'Confirm');
    await h.type('sam', 'person ana remove');
    h.expectPrivate('sam', /people\.ana: removed/);
    expect(h.shown().text).toMatch(/Ana Ruiz/);
    await h.advance('60m');
    h.expectAsked('ana', /nothing has happened/);
    await h.advance('60m');
    h.expectAsked('sam', /Ana Ruiz owns this/);
    await h.tap('sam', 'Take');
    h.expectAsked('ana', /Sam Supervisor has taken this over from you/);
    const [owner] = await h.memory.store.people([(await h.alert()).owner ?? '']);
    expect(owner?.key).toBe('sam');
  },
  { plantFile: () => FILE },
);

story(
  'whoever would be asked next leaves before it: the step goes to who is there, and nothing waits',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('5m');
    await h.type('ada', 'person sam remove');
    h.expectPrivate('ada', /people\.sam: removed/);
    await h.advance('5m');
    // There is no lead any more: the admin hears of it, and the next step is taken at once.
    h.expectAsked('ada', /should have asked the lead/);
    climbedToFloor(h);
    expect(await climbs(h)).toEqual(['opened', 'unreachable', 'escalated']);
  },
  { plantFile: () => FILE },
);

story(
  'the policy changes while an alert climbs: it keeps the steps that it was opened with, the next one has the new',
  async (h) => {
    await waiting(h);
    await h.type('sam', 'policy standard set channel@0s person:ole@2m expire 60m');
    h.expectPrivate('sam', /standard/);
    await h.restart();
    await h.advance('4m');
    h.expectQuiet();
    await h.advance('1m');
    h.expectAsked('sam');
    await h.detect({ id: 'frame-2', key: 'other', asset: 'line-1/oven' });
    h.expectCard('Scratch');
    await h.advance('2m');
    h.expectAsked('ole');
    await h.advance('8m');
    climbedToFloor(h);
  },
  { plantFile: () => FILE },
);
