// A plant that uses everything a policy and a roster can say: shifts, repeats, quiet hours, two acknowledgments, a ladder
// of its own by night. For stories and random shifts; the small plant of world.ts is for tables.
import type { Plant, Policy } from '../../bot/core/plant.ts';
import { HOUR, MINUTE, parseDay } from '../../bot/core/time.ts';
import { plant } from './world.ts';

const day: Policy = {
  name: 'standard',
  steps: [
    { to: { kind: 'channel' }, afterMs: 0, repeat: { times: 2, everyMs: 3 * MINUTE } },
    { to: { kind: 'crew', crew: null }, afterMs: 10 * MINUTE, needsTwo: true },
    { to: { kind: 'shift-lead' }, afterMs: 20 * MINUTE, repeat: { times: 1, everyMs: 4 * MINUTE } },
    { to: { kind: 'other-channel', channel: 'floor' }, afterMs: 30 * MINUTE },
  ],
  expireMs: 20 * MINUTE,
  idleMs: 60 * MINUTE,
  quiet: { severities: ['low'], fromMs: 14 * HOUR, untilMs: 14.5 * HOUR, zone: 'Europe/Paris' },
};

const night: Policy = {
  name: 'night',
  steps: [
    { to: { kind: 'channel' }, afterMs: 0, needsTwo: true },
    { to: { kind: 'crew', crew: 'blue' }, afterMs: 5 * MINUTE },
  ],
  expireMs: 15 * MINUTE,
  idleMs: 30 * MINUTE,
};

/** Noon of the tests is 13:00 here: red (Sam, Ana) works until 18:00, then blue (Ole), which nobody leads. */
export const richPlant: Pick<Plant, 'policies' | 'routes' | 'shifts'> = {
  policies: new Map([
    ['standard', day],
    ['night', night],
  ]),
  routes: [
    {
      match: { shift: 'N' },
      channel: 'line-1',
      policy: 'night',
      joinWithinMs: null,
      reopenWithinMs: null,
    },
    ...plant.routes,
  ],
  shifts: {
    rosters: [
      {
        name: 'floor',
        areas: [],
        anchor: parseDay('2026-11-22') ?? 0,
        starts: [
          { letter: 'D', ms: 6 * HOUR },
          { letter: 'N', ms: 18 * HOUR },
        ],
        turns: [
          { crew: 'red', cycle: 'D', offset: 0 },
          { crew: 'blue', cycle: 'N', offset: 0 },
        ],
      },
    ],
    crews: new Map([
      ['red', { name: 'red', people: ['sam', 'ana'] }],
      ['blue', { name: 'blue', people: ['ole'] }],
    ]),
    calendar: [{ day: parseDay('2026-11-23') ?? 0, name: 'Holiday', letter: 'D', crew: null }],
  },
};
