// Whom a step asks at this moment: the shift that is on, whoever checked in, and never nobody while a lead can be reached.
import { describe, expect, test } from 'vitest';
import { decideDue } from '../../bot/core/due.ts';
import { reach, type Surroundings } from '../../bot/core/escalation.ts';
import type { Person, Policy, StepTarget } from '../../bot/core/plant.ts';
import type { ShiftPlan } from '../../bot/core/shifts/on-duty.ts';
import { DAY, HOUR, MINUTE, parseDay } from '../../bot/core/time.ts';
import { ada, ana, around, NOON, ole, person, plant, sam, scene } from './world.ts';

const lea = person('lea', 'Léa Moreau', 'lead');
const everybody = [ana, ole, sam, lea, ada];

/** Red (Sam, Ana) works on even days from the anchor, blue (Léa, Ole) on odd ones, from six to eighteen. */
const shifts: ShiftPlan = {
  rosters: [
    {
      name: 'floor',
      areas: [],
      anchor: parseDay('2026-11-22') ?? 0,
      starts: [
        { letter: 'D', ms: 6 * HOUR },
        { letter: '-', ms: 18 * HOUR },
      ],
      turns: [
        { crew: 'red', cycle: 'D-', offset: 0 },
        { crew: 'blue', cycle: 'D-', offset: 1 },
      ],
    },
  ],
  crews: new Map([
    ['red', { name: 'red', people: ['sam', 'ana'] }],
    ['blue', { name: 'blue', people: ['lea', 'ole'] }],
  ]),
  calendar: [],
};

const onShift: Surroundings = { ...around, plant: { ...plant, shifts }, people: everybody };

function without(who: Person): readonly Person[] {
  return everybody.map((p) => (p === who ? { ...p, identities: [] } : p));
}

function checkIn(who: Person, area: string | null = null) {
  return { person: who.id, area, from: NOON - HOUR, until: NOON + HOUR };
}

const SHIFT_LEAD: StepTarget = { kind: 'shift-lead' };
const CREW: StepTarget = { kind: 'crew', crew: null };
const NIGHT = NOON + 10 * HOUR;

describe('a step asks', () => {
  const cases: readonly (readonly [
    string,
    StepTarget,
    Partial<Surroundings>,
    number,
    string,
    string | null,
  ])[] = [
    ['who leads the shift', SHIFT_LEAD, {}, NOON, 'sam', 'roster'],
    ['who leads tomorrow’s', SHIFT_LEAD, {}, NOON + DAY, 'lea', 'roster'],
    ['every lead where nobody is planned', SHIFT_LEAD, {}, NIGHT, 'sam lea', 'lead'],
    ['every lead without shifts', SHIFT_LEAD, { plant }, NOON, 'sam lea', 'lead'],
    [
      'a lead who is there at night',
      SHIFT_LEAD,
      { checkIns: [{ ...checkIn(lea), until: NIGHT + HOUR }] },
      NIGHT,
      'lea',
      'checked-in',
    ],
    [
      'every other lead when the shift’s can’t be reached',
      SHIFT_LEAD,
      { people: without(sam) },
      NOON,
      'lea',
      'lead',
    ],
    ['the crew that is on', CREW, {}, NOON, 'ana sam', 'roster'],
    ['whoever checked in', CREW, { checkIns: [checkIn(ole)] }, NOON, 'ole', 'checked-in'],
    [
      'nobody who checked in elsewhere',
      CREW,
      { checkIns: [checkIn(ole, 'line-9')] },
      NOON,
      'ana sam',
      'roster',
    ],
    [
      'the roster when who checked in can’t be reached',
      CREW,
      { people: without(ole), checkIns: [checkIn(ole)] },
      NOON,
      'ana sam',
      'roster',
    ],
    ['the leads at night', CREW, {}, NIGHT, 'sam lea', 'lead'],
    ['a crew by name, on or not', { kind: 'crew', crew: 'blue' }, {}, NOON, 'ole lea', null],
    [
      'the leads for a crew that is gone',
      { kind: 'crew', crew: 'pink' },
      {},
      NOON,
      'sam lea',
      'lead',
    ],
    [
      'who covers for the lead',
      SHIFT_LEAD,
      {
        overrides: [
          {
            kind: 'cover',
            id: 'o',
            at: 1,
            by: ole.id,
            person: ole.id,
            insteadOf: sam.id,
            from: NOON - 1,
            until: NOON + 1,
          },
        ],
      },
      NOON,
      'ole',
      'roster',
    ],
  ];
  test.each(cases)('%s', (_, to, over, now, who, by) => {
    const step = { to, afterMs: MINUTE };
    const found = reach(step, scene().alert, { ...onShift, ...over }, now);
    const keys = everybody.filter((p) => found?.ask.people.includes(p.id)).map((p) => p.key);
    expect([keys.join(' '), found?.by]).toEqual([who, by]);
    expect(found?.ask.people).toHaveLength(keys.length);
  });

  test('nobody when no lead can be reached either', () => {
    const gone = everybody.map((p) => ({ ...p, identities: [] }));
    const step = { to: SHIFT_LEAD, afterMs: MINUTE };
    expect(reach(step, scene().alert, { ...onShift, people: gone }, NOON)).toBeNull();
  });
});

test('who is asked is found when the step is taken, and how is kept', () => {
  const policy: Policy = {
    name: 'p',
    steps: [
      { to: { kind: 'channel' }, afterMs: 0 },
      { to: CREW, afterMs: 10 * HOUR },
    ],
    expireMs: HOUR,
    idleMs: HOUR,
  };
  const { alert } = scene(policy);
  const taken = decideDue(alert, NOON + 10 * HOUR, onShift);
  expect(taken?.events.map((e) => [e.kind, e.detail])).toEqual([
    ['escalated', { level: 1, to: 'crew' }],
    ['asked', { level: 1, to: 'crew', people: [sam.id, lea.id], found: 'lead' }],
  ]);
});
