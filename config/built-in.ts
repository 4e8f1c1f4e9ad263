// The plant of somebody who has none yet: one console channel and four people to be, so that everything can be tried at
// once without an account or a file.
import type { Plant } from '../bot/core/plant.ts';
import { NO_SHIFTS } from '../bot/core/shifts/on-duty.ts';
import { STANDARD } from './plant.ts';

export const BUILT_IN_PLANT: Plant = {
  site: 'plant',
  timezone: 'UTC',
  language: 'en',
  strangers: 'allow',
  channels: new Map([['floor', { console: 'floor' }]]),
  channelLanguages: new Map(),
  people: [
    { key: 'ana', name: 'Ana Ruiz', roles: ['technician'], identities: [] },
    { key: 'ole', name: 'Ole Berg', roles: ['technician'], identities: [] },
    { key: 'sam', name: 'Sam Supervisor', roles: ['lead'], identities: [] },
    { key: 'ada', name: 'Ada Admin', roles: ['admin'], identities: [] },
  ],
  routes: [
    { match: {}, channel: 'floor', policy: 'standard', joinWithinMs: null, reopenWithinMs: null },
  ],
  policies: new Map([[STANDARD.name, STANDARD]]),
  shifts: NO_SHIFTS,
};
