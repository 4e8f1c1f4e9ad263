// The plain open alert from which every other state of a card differs, and the people around it.
import type { Alert, Axes, PersonId, Undoable, Verb } from '../../bot/core/alert.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Person, Policy } from '../../bot/core/plant.ts';
import { MINUTE } from '../../bot/core/time.ts';
import type { AlertView, Past, PictureState, Setting, Sighting } from '../../bot/core/view.ts';

export const setting: Setting = {
  language: 'en',
  timezone: 'Europe/Paris',
  publicUrl: 'https://andon.plant-lyon.com',
  people: [{ key: 'mia', name: 'Mia Laurent' }],
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

export const bearing: Partial<Detection> = {
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

export const withPicture: Partial<Detection> = {
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
  readonly recent?: readonly Sighting[];
  readonly past?: Past;
  readonly picture?: PictureState;
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
    recent: change.recent ?? [],
    past: change.past ?? { judged: 0, real: 0 },
    people: new Map(people.map((p) => [p.id, p])),
    pictures: new Map(
      change.picture === undefined ? [] : [[opening.evidence[0]?.url ?? '', change.picture]],
    ),
  };
}

export function tapped(
  verb: Verb,
  by: PersonId,
  afterMs: number,
): { readonly undoable: readonly Undoable[] } {
  const before: Axes = alert;
  return {
    undoable: [{ by, verb, at: openedAt + afterMs, label: null, before, remainingMs: 9 * MINUTE }],
  };
}
