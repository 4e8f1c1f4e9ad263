// A plant of two crews, each with its lead: Ana and Sam have the day, Ole and Nina the night, and Nina leads it.
import type { Plant } from '../../bot/core/plant.ts';
import { HOUR } from '../../bot/core/time.ts';
import { richPlant } from './rich-plant.ts';
import { person, plant as smallPlant, standard } from './world.ts';

const nina = person('nina', 'Nina Night', 'lead');

/** Noon of the tests is 13:00 here; the shift changes at 18:00. Owners may be idle for a day. */
export const twoCrews: Partial<Plant> = {
  ...richPlant,
  policies: new Map([['standard', { ...standard, idleMs: 24 * HOUR, expireMs: 24 * HOUR }]]),
  routes: smallPlant.routes,
  people: [
    ...smallPlant.people,
    { key: 'nina', name: nina.name, roles: nina.roles, identities: nina.identities },
  ],
  shifts: {
    ...richPlant.shifts,
    crews: new Map([
      ['red', { name: 'red', people: ['sam', 'ana'] }],
      ['blue', { name: 'blue', people: ['ole', 'nina'] }],
    ]),
    calendar: [],
  },
};
