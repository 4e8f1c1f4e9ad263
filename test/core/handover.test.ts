// The hand-over of a shift: who may sign it and accept it, until when, and whose alerts go over.
import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../bot/core/escalation.ts';
import {
  accepted,
  climbed,
  type Handover,
  handoverDue,
  leavers,
  signed,
} from '../../bot/core/handover/handover.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { relieve } from '../../bot/core/verbs/relieving.ts';
import { alertOf } from '../contracts/chat-views.ts';
import { richPlant } from './rich-plant.ts';
import { ada, ana, NOON, ole, person, plant, sam } from './world.ts';

/** Leads the night, as Sam leads the day. */
const mia = person('mia', 'Mia Laurent', 'lead');
/** 18:00 on the wall; noon of the tests is 13:00 there. */
const CHANGE = NOON + 5 * HOUR;

function around(day: readonly string[], night: readonly string[]): Surroundings {
  const { shifts } = richPlant;
  const crews = new Map([
    ['red', { name: 'red', people: day }],
    ['blue', { name: 'blue', people: night }],
  ]);
  return {
    plant: { ...plant, ...richPlant, shifts: { ...shifts, crews, calendar: [] } },
    people: [ana, ole, sam, ada, mia],
    platforms: ['slack'],
    checkIns: [],
    overrides: [],
  };
}

const USUAL = around(['sam', 'ana'], ['mia', 'ole']);

function prepared(world = USUAL, now = CHANGE - 20 * MINUTE): Handover {
  const [roster] = world.plant.shifts.rosters;
  const due = roster === undefined ? null : handoverDue(roster, now, world);
  if (due === null) throw new Error('there is no hand-over');
  return { id: 'h-1', items: [], ...due };
}

function offered(world = USUAL): Handover {
  return climbed(prepared(world), CHANGE, world);
}

test('from nobody to nobody there is none', () => {
  expect(() => prepared(around([], []))).toThrow();
  expect(prepared(around([], ['ole'])).stage).toBe('prepared');
});

test('it begins twenty minutes before, and not earlier', () => {
  expect(() => prepared(USUAL, CHANGE - 20 * MINUTE - 1)).toThrow();
});

describe('the signature', () => {
  test('is the outgoing lead’s, once', () => {
    const first = signed(prepared(), sam, CHANGE, USUAL);
    expect(first).toMatchObject({ signedBy: sam.id, revision: 2 });
    expect(signed(first as Handover, sam, CHANGE, USUAL)).toEqual({
      code: 'handover-signed',
      who: sam.id,
    });
    expect(signed(prepared(), ana, CHANGE, USUAL)).toEqual({ code: 'handover-not-yours' });
  });

  test('is anybody’s of a crew that nobody leads', () => {
    const world = around(['ana'], ['mia']);
    expect(signed(prepared(world), ana, CHANGE, world)).toMatchObject({ signedBy: ana.id });
  });
});

describe('the acceptance', () => {
  test.each([
    ['the incoming lead', mia, 'accepted'],
    ['an admin in their place', ada, 'accepted'],
    ['not whoever hands it over, though a lead', sam, null],
    ['not the incoming crew, which has a lead', ole, null],
    ['not the outgoing crew', ana, null],
  ] as const)('is for %s', (_who, by, stage) => {
    const answer = accepted(offered(), by, CHANGE, USUAL);
    expect(answer).toMatchObject(stage === null ? { code: 'handover-not-yours' } : { stage });
  });

  test('is anybody’s of an incoming crew that nobody leads', () => {
    const world = around(['sam'], ['ole']);
    expect(accepted(offered(world), ole, CHANGE, world)).toMatchObject({ acceptedBy: ole.id });
    expect(accepted(offered(world), ana, CHANGE, world)).toEqual({ code: 'handover-not-yours' });
  });

  test('can’t come before the change', () => {
    const code = 'handover-early';
    expect(accepted(prepared(), mia, CHANGE - MINUTE, USUAL)).toEqual({ code, at: CHANGE });
  });

  test('can’t come when that shift is over, nor a signature', () => {
    const { until } = offered();
    const past = { code: 'handover-past' };
    expect(accepted(offered(), mia, until - 1, USUAL)).toMatchObject({ stage: 'accepted' });
    expect(accepted(offered(), mia, until, USUAL)).toEqual(past);
    expect(signed(offered(), sam, until, USUAL)).toEqual(past);
  });
});

describe('what goes over', () => {
  test('is of those who leave; who stays keeps what is theirs', () => {
    const world = around(['sam', 'ana'], ['mia', 'ana']);
    expect(leavers(offered(world), CHANGE, world)).toEqual([sam.id]);
  });

  test('is what they own: not another’s, not what nobody owns, not what is closed', () => {
    const relief = { now: CHANGE, by: mia.id, leavers: [sam.id], handover: 'h-1' };
    const owned = { work: 'owned', attention: 'acknowledged', revision: 4 } as const;
    expect(relieve(alertOf({ ...owned, owner: sam.id }), relief)?.alert).toMatchObject({
      owner: mia.id,
      ownedAt: CHANGE,
      undoable: [],
      revision: 5,
    });
    expect(relieve(alertOf({ ...owned, owner: ana.id }), relief)).toBeNull();
    expect(relieve(alertOf({ work: 'unowned', owner: null }), relief)).toBeNull();
    expect(relieve(alertOf({ ...owned, work: 'done', owner: sam.id }), relief)).toBeNull();
  });
});
