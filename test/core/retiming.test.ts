// The clock was set back: which alerts wait anew, and for how long.
import { expect, test } from 'vitest';
import { evolve } from '../../bot/core/alert.ts';
import { AHEAD_MS, retime } from '../../bot/core/retiming.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { ana, NOON, type Scene, scene } from './world.ts';

const BACK = NOON - HOUR;

/** As it is asked an hour earlier: what would be set, or null. */
function retimed(s: Scene, now = BACK) {
  const decision = retime(s.alert, s.last.events, now);
  return decision === null ? null : decision.events.map((e) => [e.kind, e.set, e.detail]);
}

test('the step that waits waits its whole time, from now on', () => {
  const s = scene();
  const event = ['retimed', { dueAt: BACK + 10 * MINUTE }, { aheadMs: HOUR }];
  expect(retimed(s)).toEqual([event]);
});

test('what was timed since is right, also where an older event is of the old time', () => {
  const s = scene();
  const opened = s.last.events;
  s.now = BACK;
  s.act(ana, 'take');
  expect(retime(s.alert, [...opened, ...s.last.events], BACK)).toBeNull();
});

test('a note of the old time changes nothing about a time that is right', () => {
  const s = scene();
  const opened = s.last.events.map((e) => ({ ...e, at: BACK }));
  s.act(ana, 'note', { text: 'warm' });
  expect(retime(s.alert, [...opened, ...s.last.events], BACK)).toBeNull();
});

test('what is shelved comes back at the hour that people were told', () => {
  const s = scene();
  s.act(ana, 'shelve', { forMs: 2 * HOUR });
  expect(retimed(s)).toBeNull();
});

test('what is closed waits for nothing; clocks of two machines may differ a little', () => {
  const s = scene();
  expect(retimed(s, NOON - AHEAD_MS)).toBeNull();
  expect(retimed(s, NOON - AHEAD_MS - 1)).not.toBeNull();
  s.act(ana, 'reject');
  expect(retimed(s)).toBeNull();
});

test('a time that was overdue already is now', () => {
  const s = scene();
  const [opened] = s.last.events;
  if (opened === undefined) throw new Error('it was not opened');
  const late = { ...opened, at: NOON + 5 * MINUTE, set: { dueAt: NOON } };
  const alert = evolve(s.alert, late);
  expect(retime(alert, [late], BACK)?.alert.dueAt).toBe(BACK);
});
