// An afternoon and an evening with shifts: whoever is on is asked, twice where the plant says so, and two must know of it.
import { expect } from 'vitest';
import { MINUTE } from '../../bot/core/time.ts';
import { richPlant } from '../core/rich-plant.ts';
import { NOON } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

const OPTIONS = { plant: richPlant };

async function found(h: Harness): Promise<readonly unknown[]> {
  const events = await h.memory.store.events((await h.alert()).id, 100);
  return events.filter((e) => e.kind === 'asked').map((e) => e.detail.found ?? null);
}

story(
  'nobody answers in the afternoon: the channel again, the crew that is on, who leads it',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch on housing');
    await h.advance('7m');
    h.expectAsked(null);
    h.expectAsked(null);
    await h.advance('4m');
    h.expectAsked(['ana', 'sam']);
    expect(h.shown().text).toMatch(/the crew on shift/);
    await h.advance('10m');
    h.expectAsked('sam');
    await h.advance('4m');
    h.expectAsked('sam');
    expect(await found(h)).toEqual([null, null, 'roster', 'roster', 'roster']);
    await h.tap('ana', 'Take');
  },
  OPTIONS,
);

story(
  'one confirms, and it goes on climbing until a second person knows of it',
  async (h) => {
    await h.detect({ severity: 'critical' });
    h.expectCard('Scratch on housing');
    await h.advance('10m');
    h.expectAsked(null);
    h.expectAsked(null);
    h.expectAsked(['ana', 'sam']);
    await h.tap('ana', 'Confirm');
    expect(h.shown().text).toMatch(/A second person/);
    expect(await h.alert()).toMatchObject({ attention: 'new', verdict: 'real', work: 'owned' });
    await h.tap('ole', 'Take');
    expect(h.shown().text).not.toMatch(/A second person/);
    expect(await h.alert()).toMatchObject({ attention: 'acknowledged' });
    expect(h.shown().text).toMatch(/Ana Ruiz/);
  },
  OPTIONS,
);

story(
  'in the evening another ladder is climbed, and the crew that it names is asked',
  async (h) => {
    await h.advance('6h');
    // Nobody took over; nobody leads the night.
    for (const who of ['sam', 'sam', 'sam', 'ada']) h.expectHandover(who, /Nobody has accepted/);
    await h.detect();
    h.expectCard('Scratch on housing');
    expect((await h.alert()).policy.name).toBe('night');
    await h.advance('5m');
    h.expectAsked('ole');
    await h.tap('ole', 'Take');
  },
  OPTIONS,
);

story(
  'a quiet hour: what is low waits for its end, what becomes high does not',
  async (h) => {
    await h.advance('50m');
    await h.detect({ severity: 'low' });
    h.expectCard('Scratch on housing');
    const { dueAt } = await h.alert();
    expect(dueAt).toBe(NOON + 53 * MINUTE);
    await h.advance('5m');
    h.expectAsked(null);
    expect((await h.alert()).dueAt).toBe(NOON + 56 * MINUTE);
    await h.advance('5m');
    h.expectAsked(null);
    expect((await h.alert()).dueAt).toBe(NOON + 90 * MINUTE);
    await h.detect({ id: 'frame-2', severity: 'high' });
    expect((await h.alert()).dueAt).toBe(NOON + 64 * MINUTE);
    await h.advance('4m');
    h.expectAsked(['ana', 'sam']);
    await h.tap('sam', 'Confirm');
  },
  OPTIONS,
);
