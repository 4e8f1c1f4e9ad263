// Policies beyond plain steps: time to answer, repeats, quiet hours, two acknowledgments, and ladders by shift.
import { describe, expect, test } from 'vitest';
import { join, open } from '../../bot/core/arrival.ts';
import { decideDue } from '../../bot/core/due.ts';
import type { Plant, Policy } from '../../bot/core/plant.ts';
import { ackTimeoutMs, answerTimeMs, awake, type QuietHours } from '../../bot/core/policy.ts';
import { routeOf } from '../../bot/core/routing.ts';
import { HOUR, isoText, MINUTE, parseDay } from '../../bot/core/time.ts';
import {
  ana,
  around,
  detection,
  NOON,
  ole,
  plant,
  type Scene,
  sam,
  scene,
  standard,
} from './world.ts';

// Vector `ack_timeout`.
test.each([
  [240, 60, 20, 2, 40],
  [90, 20, 10, 2, 15],
  [18, 12, 0, 1, 0],
])(
  '%i minutes, %i for the action, %i to get there, %i levels: %i minutes each',
  (available, action, travel, levels, minutes) => {
    const time = {
      availableMs: available * MINUTE,
      actionMs: action * MINUTE,
      travelMs: travel * MINUTE,
      margin: 0.5,
    };
    expect(ackTimeoutMs(time, levels) / MINUTE).toBeCloseTo(minutes, 6);
    expect(answerTimeMs(time) > 0).toBe(minutes > 0);
  },
);

test('less than nothing is nothing', () => {
  const time = { availableMs: MINUTE, actionMs: HOUR, travelMs: 0, margin: 0.5 };
  expect(answerTimeMs(time)).toBeLessThan(0);
  expect(ackTimeoutMs(time, 3)).toBe(0);
});

describe('quiet hours', () => {
  const night: QuietHours = {
    severities: ['low', 'medium'],
    fromMs: 22 * HOUR,
    untilMs: 6 * HOUR,
    zone: 'Europe/Berlin',
  };
  const lunch = { ...night, fromMs: 12 * HOUR, untilMs: 13 * HOUR };
  const cases: readonly (readonly [string, QuietHours, string, string])[] = [
    ['before they begin', night, '2026-11-22T20:59:59Z', '2026-11-22T20:59:59Z'],
    ['from their first moment', night, '2026-11-22T21:00:00Z', '2026-11-23T05:00:00Z'],
    ['after midnight', night, '2026-11-23T03:00:00Z', '2026-11-23T05:00:00Z'],
    ['at their end', night, '2026-11-23T05:00:00Z', '2026-11-23T05:00:00Z'],
    ['within a day', lunch, '2026-11-23T11:30:00Z', '2026-11-23T12:00:00Z'],
    ['outside within a day', lunch, '2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z'],
    ['in the short night', night, '2026-03-28T22:00:00Z', '2026-03-29T04:00:00Z'],
    ['in the long night', night, '2026-10-24T22:00:00Z', '2026-10-25T05:00:00Z'],
    [
      'ending in the hour that comes twice, the second time',
      { ...night, untilMs: 2.5 * HOUR },
      '2026-10-25T01:10:00Z',
      '2026-10-25T01:10:00Z',
    ],
  ];
  test.each(cases)('%s', (_, quiet, at, until) => {
    expect(isoText(awake(Date.parse(at), quiet, 'low'))).toBe(isoText(Date.parse(until)));
    expect(awake(Date.parse(at), quiet, 'high')).toBe(Date.parse(at));
    expect(awake(Date.parse(at), undefined, 'low')).toBe(Date.parse(at));
  });

  // The alert comes half an hour before the quiet begins.
  const policy: Policy = {
    ...standard,
    quiet: { severities: ['low'], fromMs: 12.5 * HOUR, untilMs: 14 * HOUR, zone: 'UTC' },
  };
  const patient: Policy = {
    ...policy,
    steps: [
      { to: { kind: 'channel' }, afterMs: 0 },
      { to: { kind: 'lead' }, afterMs: HOUR },
    ],
  };
  const opened = (severity: 'low' | 'high') =>
    open(
      detection({ severity }),
      { channel: 'line-1', policy: patient, joinWithinMs: null, reopenWithinMs: null },
      'a',
      NOON,
    ).alert;

  test('a step that falls into them waits for their end; another severity does not', () => {
    expect(opened('low').dueAt).toBe(NOON + 2 * HOUR);
    expect(opened('high').dueAt).toBe(NOON + HOUR);
  });

  test('what becomes severe waits no longer', () => {
    const worse = join(opened('low'), detection({ severity: 'high' }), NOON + 40 * MINUTE).alert;
    expect(worse.dueAt).toBe(NOON + 100 * MINUTE);
    const late = join(opened('low'), detection({ severity: 'high' }), NOON + 90 * MINUTE).alert;
    expect(late.dueAt).toBe(NOON + 2 * HOUR);
  });

  test('an owner is not reminded in them either', () => {
    const it = scene({ ...policy, quiet: { ...night, severities: ['high'] }, idleMs: 11 * HOUR });
    it.act(ana, 'take');
    expect(isoText(it.alert.dueAt ?? 0)).toBe('2026-11-23T05:00:00.000Z');
  });
});

/** Runs the clock to `until` and tells what happened at which minute. */
function run(it: Scene, untilMinute: number): readonly string[] {
  const told: string[] = [];
  for (;;) {
    const { dueAt } = it.alert;
    if (dueAt === null || dueAt > NOON + untilMinute * MINUTE) return told;
    it.now = dueAt;
    const decision = decideDue(it.alert, dueAt, around);
    if (decision === null) return told;
    it.adopt(decision);
    const kinds = decision.events.map((e) => e.kind).join('+');
    told.push(`${(dueAt - NOON) / MINUTE} ${kinds} ${decision.asks[0]?.reason ?? '-'}`);
  }
}

describe('repeats', () => {
  const policy: Policy = {
    ...standard,
    steps: [
      { to: { kind: 'channel' }, afterMs: 0 },
      { to: { kind: 'lead' }, afterMs: 10 * MINUTE, repeat: { times: 2, everyMs: 3 * MINUTE } },
      { to: { kind: 'person', key: 'ada' }, afterMs: 20 * MINUTE },
    ],
    expireMs: 20 * MINUTE,
  };

  test('ask the same people again, and the next step keeps its time', () => {
    const it = scene(policy);
    expect(run(it, 45)).toEqual([
      '10 escalated+asked step',
      '13 asked again',
      '16 asked again',
      '20 escalated+asked step',
      '40 expired expired-admins',
    ]);
    expect(it.alert.level).toBe(2);
  });

  test('stop with an answer, and start over after a climb by hand', () => {
    const it = scene(policy);
    run(it, 13);
    it.act(ana, 'take');
    expect(it.alert).toMatchObject({ attention: 'acknowledged', reminders: 0 });
    expect(run(it, 40)).toEqual([]);
    const other = scene(policy);
    other.act(ana, 'escalate');
    expect(run(other, 11)).toEqual(['4 asked again', '7 asked again', '11 escalated+asked step']);
  });

  test('a clock that comes late asks once and goes on from there', () => {
    const it = scene(policy);
    run(it, 10);
    const late = NOON + 3 * HOUR;
    const decision = decideDue(it.alert, late, around);
    expect(decision?.alert).toMatchObject({ reminders: 1, dueAt: late + 3 * MINUTE });
  });
});

describe('two acknowledgments', () => {
  const policy: Policy = {
    ...standard,
    steps: standard.steps.map((step) => ({ ...step, needsTwo: true as const })),
  };

  test('the first does not stop the climbing, the second does, and takes nothing away', () => {
    const it = scene(policy);
    it.act(ana, 'confirm');
    expect(it.alert).toMatchObject({
      attention: 'new',
      verdict: 'real',
      owner: ana.id,
      work: 'owned',
    });
    expect(run(it, 10)).toEqual(['10 escalated+asked step']);
    const second = it.act(ole, 'confirm');
    expect(second).toMatchObject({ answer: null, labels: [{ by: ole.id, isDeciding: false }] });
    expect(second.events.map((e) => e.kind)).toEqual(['acknowledged']);
    expect(it.alert).toMatchObject({ attention: 'acknowledged', owner: ana.id });
    expect(it.alert.dueAt).toBe(it.now + standard.idleMs);
  });

  test('the same person twice is one', () => {
    const it = scene(policy);
    it.act(ana, 'take');
    expect(it.act(ana, 'take')).toMatchObject({ events: [], answer: { code: 'already-yours' } });
    it.act(ana, 'confirm');
    expect(it.alert).toMatchObject({ attention: 'new', verdict: 'real' });
  });

  test('taking is acknowledging, also by somebody who may not take it from its owner', () => {
    const it = scene(policy);
    it.act(ana, 'take');
    it.act(ole, 'take');
    expect(it.alert).toMatchObject({ attention: 'acknowledged', owner: ana.id });
    expect(it.act(ole, 'take').answer).toEqual({ code: 'owned-by', who: ana.id });
    const led = scene(policy);
    led.act(ana, 'take');
    led.act(sam, 'take');
    expect(led.alert).toMatchObject({ attention: 'acknowledged', owner: sam.id });
  });

  test('an undo takes the second one back', () => {
    const it = scene(policy);
    it.act(ana, 'take');
    it.act(ole, 'take');
    it.act(ole, 'undo');
    expect(it.alert).toMatchObject({ attention: 'new', owner: ana.id });
    expect(it.alert.dueAt).toBe(NOON + 10 * MINUTE);
  });

  test('one person may reject, and a disagreement is no acknowledgment', () => {
    const it = scene(policy);
    it.act(ana, 'confirm');
    it.act(ole, 'reject');
    expect(it.alert).toMatchObject({ attention: 'new', verdict: 'real' });
    const other = scene(policy);
    other.act(ana, 'reject');
    expect(other.alert.work).toBe('done');
  });
});

describe('a route for a shift', () => {
  const nightly: Plant = {
    ...plant,
    policies: new Map([
      ['standard', standard],
      ['night', { ...standard, name: 'night' }],
    ]),
    routes: [
      {
        match: { shift: 'N' },
        channel: 'floor',
        policy: 'night',
        joinWithinMs: null,
        reopenWithinMs: null,
      },
      ...plant.routes,
    ],
    shifts: {
      rosters: [
        {
          name: 'main',
          areas: [],
          anchor: 0,
          starts: [
            { letter: 'D', ms: 6 * HOUR },
            { letter: 'N', ms: 18 * HOUR },
          ],
          turns: [],
        },
      ],
      crews: new Map(),
      calendar: [{ day: parseDay('2026-12-25') ?? 0, name: 'Christmas', letter: null, crew: null }],
    },
  };
  test.each([
    ['2026-11-22T16:59:59Z', 'standard'],
    ['2026-11-22T17:00:00Z', 'night'],
    ['2026-11-23T04:59:00Z', 'night'],
    ['2026-12-25T20:00:00Z', 'standard'],
  ])('at %s is %s', (at, policy) => {
    expect(routeOf(detection(), nightly, Date.parse(at)).policy.name).toBe(policy);
    expect(routeOf(detection(), plant, Date.parse(at)).policy.name).toBe('standard');
  });
});
