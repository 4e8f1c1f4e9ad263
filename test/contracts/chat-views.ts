// Alerts as the chat contract shows them: one fresh alert that a test may bend, and the models made of it. Plain values;
// nothing here knows a platform.
import type { Alert } from '../../bot/core/alert.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Handover } from '../../bot/core/handover/handover.ts';
import type { Person } from '../../bot/core/plant.ts';
import { MINUTE } from '../../bot/core/time.ts';
import type { AlertView, Setting } from '../../bot/core/view.ts';
import type { Content } from '../../bot/ports/chat.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { askModel } from '../../cards/ask/model.ts';
import { digestModel } from '../../cards/digest/model.ts';
import { handoverModel } from '../../cards/handover/model.ts';

export const SETTING: Setting = {
  language: 'en',
  timezone: 'Europe/Paris',
  publicUrl: 'https://andon.example.com',
};

const OPENED_AT = Date.parse('2026-11-22T10:20:00Z');

export function detectionOf(change: Partial<Detection> = {}): Detection {
  return {
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
    observedAt: OPENED_AT,
    key: 'line-1/station-12/surface-scratch',
    reasons: ['3rd hit on this station in 10 min'],
    readings: [{ name: 'depth', value: 0.4, unit: 'mm', limit: 0.2 }],
    evidence: [],
    extra: {},
    ...change,
  };
}

export function alertOf(change: Partial<Alert> = {}): Alert {
  return {
    id: '0192d3a0-7b1c-7000-8000-00000000c0de',
    key: 'line-1/station-12/surface-scratch',
    site: 'lyon-2',
    asset: 'line-1/station-12',
    area: 'hall-b',
    type: 'surface-scratch',
    title: 'Scratch on housing',
    severity: 'high',
    channel: 'line-1',
    policy: {
      name: 'standard',
      steps: [
        { to: { kind: 'channel' }, afterMs: 0 },
        { to: { kind: 'lead' }, afterMs: 10 * MINUTE },
      ],
      expireMs: 20 * MINUTE,
      idleMs: 60 * MINUTE,
    },
    openedAt: OPENED_AT,
    revision: 1,
    levelRevision: 1,
    answerRevision: 0,
    dueAt: OPENED_AT + 10 * MINUTE,
    isExpiryTold: false,
    count: 1,
    lastObservedAt: OPENED_AT,
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
    ...change,
  };
}

/** A view of one alert. Title and asset go onto its detections too. */
export function viewOf(change: Partial<Alert> = {}, people: readonly Person[] = []): AlertView {
  const alert = alertOf(change);
  const { title, asset, severity } = alert;
  const detection = detectionOf({ title, asset, severity });
  return {
    alert,
    opening: detection,
    latest: detection,
    recent: [],
    past: { judged: 0, real: 0 },
    people: new Map(people.map((p) => [p.id, p])),
  };
}

export function alertContent(change: Partial<Alert> = {}, people: readonly Person[] = []): Content {
  return { kind: 'alert', model: alertModel(viewOf(change, people), SETTING) };
}

/** The alert judged real and owned by `person`, one revision later. */
export function confirmedContent(person: Person): Content {
  const at = OPENED_AT + MINUTE;
  return alertContent(
    {
      revision: 2,
      attention: 'acknowledged',
      verdict: 'real',
      verdictBy: person.id,
      verdictAt: at,
      work: 'owned',
      owner: person.id,
      ownedAt: at,
      answeredAt: at,
      answerRevision: 2,
    },
    [person],
  );
}

export const DIGEST_ID = '0192d3a0-7b1c-7000-8000-00000000d1e5';
export const HANDOVER_ID = '0192d3a0-7b1c-7000-8000-00000000b055';

/** A digest of two alerts of one asset. */
export function digestContent(revision = 9): Content {
  const alerts = [1, 2].map((n) => alertOf({ id: `0192d3a0-7b1c-7000-8000-00000000000${n}` }));
  const digest = {
    id: DIGEST_ID,
    channel: 'line-1',
    since: OPENED_AT,
    endedAt: null,
    revision,
    isTaking: true,
    size: 2,
  };
  return { kind: 'digest', model: digestModel({ digest, alerts, names: new Map() }, SETTING) };
}

/** A hand-over of one alert that waits for a signature and for its acceptance, as everybody in a channel sees it. */
export function handoverContent(change: Partial<Handover> = {}): Content {
  const changesAt = OPENED_AT + 60 * MINUTE;
  const handover: Handover = {
    id: HANDOVER_ID,
    roster: 'hall-b',
    from: changesAt - 480 * MINUTE,
    changesAt,
    until: changesAt + 480 * MINUTE,
    stage: 'offered',
    dueAt: changesAt + 15 * MINUTE,
    signedBy: null,
    signedAt: null,
    acceptedBy: null,
    acceptedAt: null,
    moved: 0,
    notes: [],
    steps: [
      { at: changesAt - 20 * MINUTE, stage: 'prepared', people: [] },
      { at: changesAt, stage: 'offered', people: [] },
    ],
    items: [],
    changedAt: changesAt,
    revision: 2,
    ...change,
  };
  const view = {
    handover,
    alerts: [alertOf()],
    hasMore: false,
    held: [],
    suppressed: 0,
    names: new Map(),
  };
  return { kind: 'handover', model: handoverModel(view, SETTING, null) };
}

/** A message that asks `person` to look at the alert. */
export function askContent(person: Person, change: Partial<Alert> = {}): Content {
  const ask = { reason: 'step', people: [person.id], copyTo: null } as const;
  const view = viewOf({ level: 1, ...change }, [person]);
  return { kind: 'ask', model: askModel(view, ask, [person], SETTING) };
}
