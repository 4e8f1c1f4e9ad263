// What the store contract writes: alerts made by the rules themselves, so that their events are the real ones.
import type { Alert, EventKind } from '../../../bot/core/alert.ts';
import { open } from '../../../bot/core/arrival.ts';
import { type Decision, record, unchanged } from '../../../bot/core/decision.ts';
import type { Detection, KeptDetection } from '../../../bot/core/detection.ts';
import { routeOf } from '../../../bot/core/routing.ts';
import type { LabelRecord } from '../../../bot/core/view.ts';
import type { Change, Commit, Memory, NewDelivery } from '../../../bot/ports/store.ts';
import type { Clock, Ids } from '../../../bot/ports/system.ts';
import { ana, detection, NOON, plant } from '../../core/world.ts';

/** A store under test. `reopen` is a new process on the same memory. */
export interface StoreRig {
  readonly memory: Memory;
  readonly clock: Clock & { set(at: number): void };
  readonly ids: Ids;
  reopen(): Promise<void>;
  close(): Promise<void>;
}
export type GetRig = () => StoreRig;

export const EMPTY: Commit = { changes: [], detections: [], quarantine: [], labels: [] };

export function changeOf(
  rig: StoreRig,
  decision: Decision,
  expected: number | null,
  over: Partial<Change> = {},
): Change {
  return {
    alert: decision.alert,
    expected,
    events: decision.events.map((e) => ({ ...e, id: rig.ids.next() })),
    labels: [],
    deliveries: [],
    refreshCards: true,
    ...over,
  };
}

/** What opens an alert, not yet written. Each call is another key unless `over` names one. */
export function opening(
  rig: StoreRig,
  over: Partial<Detection> = {},
  change: Partial<Change> = {},
): Commit & { readonly alert: Alert } {
  const id = rig.ids.next();
  const seen = detection({ id: `frame-${id}`, key: `key-${id}`, ...over });
  const decision = open(seen, routeOf(seen, plant, NOON), id, rig.clock.now());
  return {
    ...EMPTY,
    alert: decision.alert,
    changes: [changeOf(rig, decision, null, change)],
    detections: [kept(seen, decision.alert)],
  };
}

export async function opened(
  rig: StoreRig,
  over: Partial<Detection> = {},
  change: Partial<Change> = {},
): Promise<Alert> {
  const wish = opening(rig, over, change);
  const outcome = await rig.memory.store.commit(wish);
  if (outcome !== 'done') throw new Error('a sample was not written');
  return wish.alert;
}

export function kept(
  seen: Detection,
  alert: Alert | null,
  over: Partial<KeptDetection> = {},
): KeptDetection {
  return {
    detection: seen,
    receivedAt: seen.observedAt + 5,
    bodyHash: 'ab'.repeat(32),
    alert: alert?.id ?? null,
    revision: alert?.revision ?? 0,
    stream: 'action',
    probability: 1,
    ...over,
  };
}

/** One more change to an alert, not yet written. */
export function stepOf(
  rig: StoreRig,
  alert: Alert,
  set: Partial<Alert> = {},
  over: Partial<Change> = {},
  kind: EventKind = 'note',
): Change {
  const at = rig.clock.now();
  const decision = record(unchanged(alert, null), { kind, at, by: ana.id, set });
  return changeOf(rig, decision, alert.revision, over);
}

export async function stepped(
  rig: StoreRig,
  alert: Alert,
  set: Partial<Alert> = {},
  over: Partial<Change> = {},
): Promise<Alert> {
  const change = stepOf(rig, alert, set, over);
  const outcome = await rig.memory.store.commit({ ...EMPTY, changes: [change] });
  if (outcome !== 'done') throw new Error('a sample was not written');
  return change.alert;
}

export function labelOf(rig: StoreRig, alert: Alert, over: Partial<LabelRecord> = {}): LabelRecord {
  return {
    id: rig.ids.next(),
    alert: alert.id,
    asset: alert.asset,
    type: alert.type,
    by: ana.id,
    role: 'technician',
    platform: 'slack',
    verdict: 'real',
    isDeciding: true,
    reason: null,
    technicalTruth: true,
    actionable: true,
    strength: 1,
    shownAt: null,
    at: rig.clock.now(),
    revision: alert.revision,
    stream: 'action',
    probability: 1,
    supersedes: null,
    isWithdrawn: false,
    ...over,
  };
}

export function card(key: string, over: Partial<NewDelivery> = {}): NewDelivery {
  return {
    key,
    kind: 'card',
    platform: 'slack',
    channel: 'line-1',
    person: null,
    ask: null,
    severity: 'high',
    ...over,
  };
}

/** Another value than the opening one in every field that may change. */
export function everything(alert: Alert): Partial<Alert> {
  const { attention, verdict, verdictBy, verdictAt, reason, work, owner, ownedAt } = alert;
  const { closedBy, closedAt, shelf, offer, answeredAt, level, reminders } = alert;
  const before = {
    ...{ attention, verdict, verdictBy, verdictAt, reason, work, owner, ownedAt },
    ...{ closedBy, closedAt, shelf, offer, answeredAt, level, reminders },
  };
  return {
    attention: 'shelved',
    verdict: 'contested',
    verdictBy: ana.id,
    verdictAt: NOON + 1,
    reason: 'R-KNOWN',
    work: 'owned',
    owner: ana.id,
    ownedAt: NOON + 2,
    closedBy: 'id-sam',
    closedAt: NOON + 3,
    shelf: { until: NOON + 4, by: ana.id, reason: 'until the shift ends' },
    offer: { from: ana.id, to: 'id-ole', asked: ['id-ole'], crew: null },
    answeredAt: NOON + 5,
    level: 1,
    reminders: 2,
    levelRevision: 2,
    answerRevision: 2,
    dueAt: NOON + 6,
    isExpiryTold: true,
    count: 3,
    lastObservedAt: NOON + 7,
    isJoinable: false,
    severity: 'critical',
    undoable: [
      { by: ana.id, verb: 'take', at: NOON + 8, label: null, before, remainingMs: 12.5 },
      { by: ana.id, verb: 'confirm', at: NOON + 9, label: 'label-1', before, remainingMs: null },
    ],
  };
}
