// Aside for a while: how long, why, whose, and what an undo leaves of it.
import { describe, expect, test } from 'vitest';
import { decideDue } from '../../bot/core/due.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { ana, ole, sam, scene } from './world.ts';

test('it comes back by itself, and is asked again', () => {
  const s = scene();
  s.act(ana, 'shelve', { forMs: 2 * HOUR });
  expect(s.alert).toMatchObject({ attention: 'shelved', dueAt: s.now + 2 * HOUR });
  s.now += 2 * HOUR;
  const back = decideDue(s.alert, s.now, s.around);
  expect(back?.alert).toMatchObject({
    attention: 'new',
    shelf: null,
    dueAt: s.now + 10 * MINUTE,
  });
});

test.each([
  ['more than half a day', { forMs: 12 * HOUR + 1 }],
  ['no time at all', { forMs: 0 }],
  ['ten years by a forged button', { code: '87600h' }],
  ['no time by a forged button', { code: '0h' }],
  ['a code that is no duration', { code: 'R-KNOWN' }],
  ['an empty code', { code: '' }],
])('%s is refused with the limit', (_what, over) => {
  const s = scene();
  const { answer, events } = s.act(ana, 'shelve', over);
  expect(answer).toEqual({ code: 'shelve-range', hours: 12 });
  expect(events).toEqual([]);
});

describe('on the card of what is shelved', () => {
  test('another duration counts from that tap, is whoever’s tapped it, and keeps the reason', () => {
    const s = scene();
    s.act(ana, 'shelve');
    s.act(ana, 'reason', { code: 'S-PARTS' });
    s.now += 30 * MINUTE;
    s.act(ole, 'shelve', { code: '2h' });
    const until = s.now + 2 * HOUR;
    expect(s.alert.shelf).toEqual({ until, by: ole.id, reason: 'S-PARTS' });
    expect(s.alert.dueAt).toBe(until);
    s.act(ole, 'shelve', { forMs: HOUR, text: 'nozzle comes at four' });
    expect(s.alert.shelf?.reason).toBe('nozzle comes at four');
  });

  test('the same tap twice is answered, and adds nothing', () => {
    const s = scene();
    s.act(ana, 'shelve', { code: '2h' });
    const first = s.alert;
    s.now += 2_000;
    const told = { code: 'shelved-already', who: ana.id, until: first.shelf?.until };
    expect(s.act(ana, 'shelve', { code: '2h' })).toMatchObject({ events: [], answer: told });
    expect(s.act(ole, 'shelve')).toMatchObject({ events: [], answer: told });
    s.act(ana, 'reason', { code: 'S-WATCH' });
    expect(s.act(ole, 'reason', { code: 'S-WATCH' })).toMatchObject({ events: [], answer: told });
    expect(s.alert.shelf?.until).toBe(first.shelf?.until);
  });

  test('a reason is an event and no label; a later one replaces it; who shelved it stays', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.act(ana, 'shelve', { code: '4h' });
    const { until } = s.alert.shelf ?? {};
    const { events, labels } = s.act(ole, 'reason', { code: 'S-PARTS' });
    expect(events).toMatchObject([{ kind: 'reason', by: ole.id, detail: { reason: 'S-PARTS' } }]);
    expect(labels).toEqual([]);
    s.act(sam, 'reason', { code: 'S-PLAN' });
    expect(s.alert).toMatchObject({
      shelf: { until, by: ana.id, reason: 'S-PLAN' },
      reason: null,
      verdict: 'real',
      owner: ana.id,
    });
  });

  test('a reason comes too late when it is back, or closed', () => {
    const s = scene();
    expect(s.act(ana, 'reason', { code: 'S-PARTS' }).answer).toEqual({ code: 'not-shelved' });
    s.act(ana, 'reject');
    expect(s.act(ana, 'reason', { code: 'S-PARTS' }).answer).toMatchObject({ code: 'closed' });
  });
});

describe('undo', () => {
  test('of another duration puts the first end back, and of the tap before it nothing is shelved', () => {
    const s = scene();
    const left = (s.alert.dueAt ?? 0) - s.now;
    s.act(ana, 'shelve');
    const { shelf } = s.alert;
    s.now += MINUTE;
    s.act(ana, 'shelve', { code: '1h' });
    s.act(ana, 'reason', { code: 'S-PARTS' });
    s.now += MINUTE;
    s.act(ana, 'undo');
    expect(s.alert).toMatchObject({ attention: 'shelved', shelf, dueAt: shelf?.until });
    s.act(ana, 'undo');
    expect(s.alert).toMatchObject({ attention: 'new', shelf: null, dueAt: s.now + left });
  });

  test('of what took it off the shelf does not move the end that people were told', () => {
    const s = scene();
    s.act(ana, 'shelve', { code: '1h' });
    const { shelf } = s.alert;
    s.act(sam, 'confirm');
    s.now += 30 * MINUTE;
    s.act(sam, 'undo');
    expect(s.alert).toMatchObject({ attention: 'shelved', shelf, dueAt: shelf?.until });
    s.act(sam, 'confirm');
    s.now += HOUR;
    s.act(sam, 'undo');
    expect(decideDue(s.alert, s.now, s.around)?.alert).toMatchObject({
      attention: 'new',
      shelf: null,
    });
  });
});
