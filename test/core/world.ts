// A small plant and its people for tests of the rules: Ana and Ole are technicians, Sam is the lead, Ada the admin.
import type { Alert } from '../../bot/core/alert.ts';
import { open } from '../../bot/core/arrival.ts';
import { decide } from '../../bot/core/decide.ts';
import type { Decision, Request, Situation } from '../../bot/core/decision.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Surroundings } from '../../bot/core/escalation.ts';
import type { Label } from '../../bot/core/feedback.ts';
import type { Person, Plant, Policy, Role } from '../../bot/core/plant.ts';
import { routeOf } from '../../bot/core/routing.ts';
import { NO_SHIFTS } from '../../bot/core/shifts/on-duty.ts';
import { MINUTE } from '../../bot/core/time.ts';

export const NOON = Date.UTC(2026, 10, 22, 12);

/** A person's id on the chat platform. */
export function userOf(key: string): string {
  return `U0${key.toUpperCase()}0001`;
}

export function person(key: string, name: string, ...roles: readonly Role[]): Person {
  return {
    id: `id-${key}`,
    key,
    name,
    roles,
    identities: [{ platform: 'slack', tenant: '', user: userOf(key) }],
  };
}

export const ana = person('ana', 'Ana Ruiz', 'technician');
export const ole = person('ole', 'Ole Berg', 'technician');
export const sam = person('sam', 'Sam Supervisor', 'lead');
export const ada = person('ada', 'Ada Admin', 'admin');
export const people = [ana, ole, sam, ada] as const;

export const standard: Policy = {
  name: 'standard',
  steps: [
    { to: { kind: 'channel' }, afterMs: 0 },
    { to: { kind: 'lead' }, afterMs: 10 * MINUTE },
    { to: { kind: 'other-channel', channel: 'floor' }, afterMs: 20 * MINUTE },
  ],
  expireMs: 20 * MINUTE,
  idleMs: 60 * MINUTE,
};

export const plant: Plant = {
  site: 'lyon-2',
  timezone: 'Europe/Paris',
  language: 'en',
  strangers: 'allow',
  channels: new Map([
    ['line-1', { slack: 'C0LINE0001' }],
    ['floor', { slack: 'C0FLOOR001' }],
  ]),
  channelLanguages: new Map(),
  people: people.map(({ key, name, roles, identities }) => ({
    key: key ?? '',
    name,
    roles,
    identities,
  })),
  routes: [
    {
      match: {},
      channel: 'line-1',
      policy: 'standard',
      joinWithinMs: null,
      reopenWithinMs: null,
    },
  ],
  policies: new Map([['standard', standard]]),
  shifts: NO_SHIFTS,
};

export const around: Surroundings = {
  plant,
  people,
  platforms: ['slack'],
  checkIns: [],
  overrides: [],
};

export function detection(over: Partial<Detection> = {}): Detection {
  return {
    source: 'cam-12',
    id: 'frame-1',
    status: 'active',
    type: 'surface-scratch',
    asset: 'line-1/station-12',
    site: 'lyon-2',
    area: null,
    title: 'Scratch on housing',
    severity: 'high',
    confidence: 0.93,
    model: { name: 'scratch', version: '4.2' },
    observedAt: NOON,
    key: 'lyon-2/line-1/station-12/surface-scratch',
    reasons: [],
    readings: [],
    evidence: [],
    extra: {},
    ...over,
  };
}

/** One alert and everything the rules need to go on with it; each step changes it in place. */
export interface Scene {
  alert: Alert;
  labels: Label[];
  now: number;
  around: Surroundings;
  isKeyTaken: boolean;
  /** The decision of the last step. */
  last: Decision;
  act(by: Person, verb: Request['verb'], over?: Partial<Request>): Decision;
  adopt(decision: Decision): Decision;
}

export function scene(policy: Policy = standard): Scene {
  const routed = { ...routeOf(detection(), plant, NOON), policy };
  const opened = open(detection(), routed, 'alert-1', NOON);
  const self: Scene = {
    alert: opened.alert,
    labels: [],
    now: NOON + MINUTE,
    around,
    isKeyTaken: false,
    last: opened,
    act(by, verb, over = {}) {
      return self.adopt(decide(self.alert, request(by, verb, over), situation(self)));
    },
    adopt(decision) {
      self.alert = decision.alert;
      self.labels.push(...decision.labels);
      self.last = decision;
      return decision;
    },
  };
  return self;
}

export function request(by: Person, verb: Request['verb'], over: Partial<Request> = {}): Request {
  return { verb, by, seen: null, code: null, text: null, forMs: null, ...over };
}

export function situation(of: Scene): Situation {
  const n = of.labels.length;
  return {
    now: of.now,
    around: of.around,
    labels: of.labels,
    labelIds: [`label-${n + 1}`, `label-${n + 2}`],
    isKeyTaken: of.isKeyTaken,
  };
}
