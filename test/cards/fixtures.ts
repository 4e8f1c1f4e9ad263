// Every state of an alert's card, as views that the store could give. Contract suites and golden files share them.
import type { Alert, Axes, PersonId, Undoable, Verb } from '../../bot/core/alert.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Person, Policy } from '../../bot/core/plant.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import type { AlertView, Setting } from '../../bot/core/view.ts';
import { HOSTILE } from './hostile.ts';

export const setting: Setting = {
  language: 'en',
  timezone: 'Europe/Paris',
  publicUrl: 'https://andon.plant-lyon.com',
};

/** 10:20 on the site's clock. */
export const openedAt = Date.UTC(2026, 10, 22, 9, 20);
export const alertId = '0193a2b4-7c1d-7e5f-9a3b-4c5d6e3fa92c';

export const ana = person('ana', 'Ana Ruiz', ['technician'], 'U0ANA00001', '29:ana');
export const sam = person('sam', 'Sam Supervisor', ['lead'], 'U0SAM00001', '29:sam');
export const bo = person('bo', 'Bo Chen', ['technician'], 'U0BOCHEN01', null);

function person(
  key: string,
  name: string,
  roles: Person['roles'],
  slack: string,
  teams: string | null,
): Person {
  const onTeams = teams === null ? [] : [{ platform: 'teams' as const, tenant: '', user: teams }];
  return {
    id: `person-${key}`,
    key,
    name,
    roles,
    identities: [{ platform: 'slack', tenant: '', user: slack }, ...onTeams],
  };
}

export const policy: Policy = {
  name: 'standard',
  steps: [
    { to: { kind: 'channel' }, afterMs: 0 },
    { to: { kind: 'lead' }, afterMs: 10 * MINUTE },
    { to: { kind: 'other-channel', channel: 'floor' }, afterMs: 20 * MINUTE },
  ],
  expireMs: 20 * MINUTE,
  idleMs: 60 * MINUTE,
};

export const detection: Detection = {
  source: 'cam-12',
  id: 'frame-88213',
  status: 'active',
  type: 'surface-scratch',
  asset: 'line-1/station-12',
  site: 'lyon-2',
  area: 'hall-b',
  title: 'Scratch on housing',
  severity: 'high',
  confidence: 0.93,
  model: { name: 'scratch', version: '4.2' },
  observedAt: openedAt,
  key: 'lyon-2|line-1/station-12|surface-scratch',
  reasons: ['3rd hit on this station in 10 min'],
  readings: [],
  evidence: [],
  extra: {},
};

const bearing: Partial<Detection> = {
  source: 'vib-204',
  type: 'bearing-temperature',
  asset: 'line-2/gearbox-204',
  area: 'hall-b',
  title: 'Gearbox bearing runs hot',
  confidence: 0.87,
  model: { name: 'bearing-heat', version: '2.3.1' },
  reasons: ['Rose 11 °C in 20 min', 'Same load as yesterday'],
  readings: [
    { name: 'temperature', value: 92, unit: '°C', limit: 80 },
    { name: 'vibration', value: 7.9, unit: 'mm/s', limit: 7.1 },
    { name: 'load', value: 61, unit: '%' },
  ],
};

export const pictureUrl = 'https://pictures.plant-lyon.com/cam-12/frame-88213.png';

const withPicture: Partial<Detection> = {
  evidence: [{ kind: 'image', url: pictureUrl, alt: 'Housing with a scratch, top left' }],
};

const alert: Alert = {
  id: alertId,
  key: detection.key,
  site: detection.site,
  asset: detection.asset,
  area: detection.area,
  type: detection.type,
  title: detection.title,
  severity: detection.severity,
  channel: 'line-1',
  policy,
  openedAt,
  revision: 1,
  levelRevision: 1,
  answerRevision: 0,
  dueAt: openedAt + 10 * MINUTE,
  isExpiryTold: false,
  count: 1,
  lastObservedAt: openedAt,
  isJoinable: true,
  undoable: [],
  attention: 'new',
  verdict: 'pending',
  verdictBy: null,
  verdictAt: null,
  reason: null,
  work: 'unowned',
  owner: null,
  ownedAt: null,
  closedBy: null,
  closedAt: null,
  shelf: null,
  offer: null,
  answeredAt: null,
  level: 0,
  reminders: 0,
};

export interface Change {
  readonly alert?: Partial<Alert>;
  readonly detection?: Partial<Detection>;
  readonly latest?: Partial<Detection>;
  readonly people?: readonly Person[];
}

/** A view in which only `change` differs from a plain open alert. */
export function viewOf(change: Change = {}): AlertView {
  const opening: Detection = { ...detection, ...change.detection };
  const { asset, area, type, title, severity, key } = opening;
  const people = change.people ?? [ana, sam, bo];
  return {
    alert: { ...alert, asset, area, type, title, severity, key, ...change.alert },
    opening,
    latest: { ...opening, ...change.latest },
    people: new Map(people.map((p) => [p.id, p])),
  };
}

function tapped(
  verb: Verb,
  by: PersonId,
  afterMs: number,
): { readonly undoable: readonly Undoable[] } {
  const before: Axes = alert;
  return {
    undoable: [{ by, verb, at: openedAt + afterMs, label: null, before, remainingMs: 9 * MINUTE }],
  };
}

const confirmed: Partial<Alert> = {
  ...tapped('confirm', ana.id, MINUTE),
  revision: 2,
  attention: 'acknowledged',
  verdict: 'real',
  verdictBy: ana.id,
  verdictAt: openedAt + MINUTE,
  work: 'owned',
  owner: ana.id,
  ownedAt: openedAt + MINUTE,
  answeredAt: openedAt + MINUTE,
  dueAt: openedAt + 61 * MINUTE,
};

const rejected: Partial<Alert> = {
  ...tapped('reject', ana.id, 4 * MINUTE),
  revision: 2,
  attention: 'acknowledged',
  verdict: 'not_real',
  verdictBy: ana.id,
  verdictAt: openedAt + 4 * MINUTE,
  work: 'done',
  closedBy: ana.id,
  closedAt: openedAt + 4 * MINUTE,
  answeredAt: openedAt + 4 * MINUTE,
  dueAt: null,
  isJoinable: false,
};

const taken: Partial<Alert> = {
  ...tapped('take', bo.id, 2 * MINUTE),
  revision: 2,
  attention: 'acknowledged',
  work: 'owned',
  owner: bo.id,
  ownedAt: openedAt + 2 * MINUTE,
  answeredAt: openedAt + 2 * MINUTE,
  dueAt: openedAt + 62 * MINUTE,
};

/** In the order of a life: what a reviewer reads from top to bottom. */
export const views = {
  open: viewOf(),
  'open-with-picture': viewOf({ detection: withPicture }),
  'open-with-readings': viewOf({ detection: bearing }),
  critical: viewOf({
    detection: {
      ...withPicture,
      severity: 'critical',
      type: 'person-in-cell',
      title: 'Person in robot cell 4',
      asset: 'line-3/cell-4',
      area: null,
      confidence: 0.998,
      reasons: ['Gate closed, robot moving'],
    },
  }),
  minimal: viewOf({
    detection: {
      title: 'surface-scratch',
      severity: 'medium',
      area: null,
      confidence: null,
      model: null,
      reasons: [],
    },
  }),
  'many-joined': viewOf({
    detection: withPicture,
    latest: { id: 'frame-88410', observedAt: openedAt + 11 * MINUTE, confidence: 0.78 },
    alert: { revision: 12, count: 12, lastObservedAt: openedAt + 11 * MINUTE },
  }),
  taken: viewOf({ alert: taken }),
  'cant-tell': viewOf({
    detection: withPicture,
    alert: {
      ...tapped('cant-tell', ana.id, 3 * MINUTE),
      revision: 2,
      verdict: 'unsure',
      verdictBy: ana.id,
      verdictAt: openedAt + 3 * MINUTE,
      answeredAt: openedAt + 3 * MINUTE,
    },
  }),
  confirmed: viewOf({ alert: confirmed, detection: withPicture }),
  'confirmed-with-reason': viewOf({
    alert: { ...confirmed, revision: 3, reason: 'C-INSP' },
    detection: withPicture,
  }),
  rejected: viewOf({ alert: rejected, detection: withPicture }),
  'rejected-with-reason': viewOf({ alert: { ...rejected, revision: 3, reason: 'R-KNOWN' } }),
  'escalated-by-hand': viewOf({
    alert: {
      ...tapped('escalate', ana.id, 2 * MINUTE),
      revision: 2,
      levelRevision: 2,
      level: 1,
      dueAt: openedAt + 12 * MINUTE,
    },
  }),
  'escalated-by-timer': viewOf({
    detection: bearing,
    alert: { revision: 2, levelRevision: 2, level: 1, dueAt: openedAt + 20 * MINUTE },
  }),
  expired: viewOf({
    alert: {
      revision: 4,
      levelRevision: 3,
      level: 2,
      attention: 'expired',
      isExpiryTold: true,
      dueAt: openedAt + 100 * MINUTE,
    },
  }),
  shelved: viewOf({
    alert: {
      ...tapped('shelve', sam.id, 5 * MINUTE),
      revision: 2,
      attention: 'shelved',
      shelf: { until: openedAt + 8 * HOUR, by: sam.id, reason: 'Camera is cleaned at shift end' },
      dueAt: openedAt + 8 * HOUR,
    },
  }),
  contested: viewOf({
    alert: {
      ...confirmed,
      ...tapped('disagree', bo.id, 9 * MINUTE),
      revision: 3,
      verdict: 'contested',
    },
    detection: withPicture,
  }),
  cleared: viewOf({
    detection: bearing,
    latest: { status: 'cleared', observedAt: openedAt + 7 * MINUTE },
    alert: {
      revision: 2,
      attention: 'cleared',
      count: 0,
      closedAt: openedAt + 7 * MINUTE,
      dueAt: null,
      isJoinable: false,
    },
  }),
  'cleared-owned': viewOf({
    detection: bearing,
    latest: { status: 'cleared', observedAt: openedAt + 7 * MINUTE },
    alert: { ...confirmed, revision: 3, attention: 'cleared', count: 0 },
  }),
  resolved: viewOf({
    alert: {
      ...confirmed,
      ...tapped('resolve', ana.id, 42 * MINUTE),
      revision: 3,
      reason: 'C-FIXED',
      work: 'done',
      closedBy: ana.id,
      closedAt: openedAt + 42 * MINUTE,
      dueAt: null,
      isJoinable: false,
    },
    detection: withPicture,
  }),
  'hand-over-offered': viewOf({
    alert: { ...confirmed, revision: 3, offer: { from: ana.id, to: bo.id, asked: bo.id } },
    detection: withPicture,
  }),
  'hand-over-wanted': viewOf({
    alert: { ...confirmed, revision: 3, offer: { from: ana.id, to: bo.id, asked: ana.id } },
  }),
  'climbed-past-owner': viewOf({
    detection: bearing,
    alert: {
      ...confirmed,
      revision: 5,
      levelRevision: 5,
      level: 1,
      attention: 'new',
      dueAt: openedAt + 131 * MINUTE,
    },
  }),
  'resolved-unjudged': viewOf({
    alert: {
      ...taken,
      ...tapped('resolve', bo.id, 30 * MINUTE),
      revision: 3,
      work: 'done',
      closedBy: bo.id,
      closedAt: openedAt + 30 * MINUTE,
      dueAt: null,
      isJoinable: false,
    },
  }),
  'rejected-contested': viewOf({
    alert: {
      ...rejected,
      ...tapped('disagree', bo.id, 9 * MINUTE),
      revision: 3,
      verdict: 'contested',
    },
    detection: withPicture,
  }),
  'plant-network-picture': viewOf({
    detection: {
      evidence: [{ kind: 'image', url: 'https://10.3.0.12/cam-12/88213.png', alt: 'Housing' }],
    },
  }),
  'old-observation': viewOf({ detection: { observedAt: Date.UTC(2014, 1, 14, 14, 55) } }),
  hostile: viewOf({
    detection: HOSTILE.detection,
    alert: {
      ...confirmed,
      verdict: 'real',
      reason: HOSTILE.text,
      offer: { from: ana.id, to: bo.id, asked: bo.id },
    },
    people: [ana, sam, bo].map((p) => ({ ...p, name: HOSTILE.text })),
  }),
  'hostile-open': viewOf({
    detection: HOSTILE.detection,
    alert: {
      shelf: { until: openedAt + HOUR, by: ana.id, reason: HOSTILE.text },
      attention: 'shelved',
    },
    people: [ana, sam, bo].map((p) => ({ ...p, name: HOSTILE.text })),
  }),
} as const satisfies Record<string, AlertView>;

export type StateName = keyof typeof views;
export const stateNames = Object.keys(views) as readonly StateName[];
