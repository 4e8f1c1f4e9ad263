// The memory store's commit: everything is checked first, then everything is written, so a stale commit leaves no trace.
// It is synchronous inside, so that two commits can never interleave.
import { type Alert, isClosed } from '../../../bot/core/alert.ts';
import type { LabelRecord, Subject } from '../../../bot/core/view.ts';
import type {
  Change,
  Commit,
  CommitOutcome,
  DetectionRef,
  NewDelivery,
} from '../../../bot/ports/store.ts';
import type { Clock, Ids } from '../../../bot/ports/system.ts';
import { areDigestsStale, writeDigests } from './digests.ts';
import { areHandoversStale, writeHandovers } from './handovers.ts';
import { push, type Tables } from './tables.ts';

export interface Deps {
  readonly clock: Clock;
  readonly ids: Ids;
}

export function commit(tables: Tables, deps: Deps, wish: Commit): CommitOutcome {
  if (isStale(tables, wish)) return 'stale';
  for (const { alert } of wish.changes) releaseKey(tables, alert.id);
  for (const change of wish.changes) write(tables, deps, change);
  writeDigests(tables, deps, wish);
  writeHandovers(tables, deps, wish);
  for (const kept of [...wish.detections, ...(wish.conditions?.shown ?? [])]) {
    tables.detections.set(refKey(kept.detection), kept);
    if (kept.alert !== null) push(tables.detectionsOf, kept.alert, kept);
  }
  writeConditions(tables, wish);
  for (const label of labelsOf(wish)) {
    tables.chains.add(chainOf(label));
    tables.labels.push({ seq: tables.labels.length + 1, label });
  }
  tables.suppressed.push(...(wish.suppressed ?? []));
  tables.quarantine.push(...wish.quarantine);
  for (const trouble of wish.troubles?.begun ?? []) tables.troubles.set(trouble.id, trouble);
  for (const id of wish.troubles?.over ?? []) tables.troubles.delete(id);
  return 'done';
}

/** What makes a detection the same one. */
export function refKey(ref: DetectionRef): string {
  return JSON.stringify([ref.source, ref.id, ref.status]);
}

export function joinKey(site: string, key: string): string {
  return JSON.stringify([site, key]);
}

function keyHeldBy(alert: Alert): string | null {
  return alert.isJoinable && !isClosed(alert) ? joinKey(alert.site, alert.key) : null;
}

function isStale(tables: Tables, wish: Commit): boolean {
  const changed = new Set(wish.changes.map((c) => c.alert.id));
  const keys = wish.changes.map((c) => keyHeldBy(c.alert)).filter((k) => k !== null);
  const refs = wish.detections.map((d) => refKey(d.detection));
  const chains = labelsOf(wish).map(chainOf);
  return (
    areDigestsStale(tables, wish) ||
    areHandoversStale(tables, wish) ||
    wish.changes.some((c) => (tables.alerts.get(c.alert.id)?.revision ?? null) !== c.expected) ||
    new Set(keys).size < keys.length ||
    keys.some((k) => {
      const holder = tables.joinable.get(k);
      return holder !== undefined && !changed.has(holder);
    }) ||
    new Set(refs).size < refs.length ||
    refs.some((r) => tables.detections.has(r)) ||
    new Set(chains).size < chains.length ||
    chains.some((c) => tables.chains.has(c)) ||
    areTroublesStale(tables, wish) ||
    areConditionsStale(tables, wish)
  );
}

function areTroublesStale({ troubles }: Tables, { troubles: wish }: Commit): boolean {
  const known = [...troubles.values()].map((t) => t.key);
  return (
    (wish?.begun ?? []).some((t) => known.includes(t.key)) ||
    (wish?.over ?? []).some((id) => !troubles.has(id))
  );
}

function areConditionsStale({ conditions }: Tables, { conditions: wish }: Commit): boolean {
  return (wish?.over ?? []).some(({ site, key, source, detectionId }) => {
    const known = conditions.get(joinKey(site, key));
    return known?.source !== source || known.detectionId !== detectionId;
  });
}

function writeConditions({ conditions }: Tables, { detections, conditions: wish }: Commit): void {
  const over = [...(wish?.over ?? []), ...detections.map((d) => d.detection)];
  for (const { site, key } of over) conditions.delete(joinKey(site, key));
  for (const one of wish?.begun ?? []) conditions.set(joinKey(one.site, one.key), one);
}

/** A label's place in its person's chain of records; only one record may take it. */
function chainOf(label: LabelRecord): string {
  return JSON.stringify([label.alert, label.by, label.supersedes]);
}

function labelsOf(wish: Commit): readonly LabelRecord[] {
  return [...wish.changes.flatMap((c) => c.labels), ...wish.labels];
}

function releaseKey(tables: Tables, id: string): void {
  const before = tables.alerts.get(id);
  const key = before === undefined ? null : keyHeldBy(before);
  if (key !== null) tables.joinable.delete(key);
}

function write(tables: Tables, deps: Deps, change: Change): void {
  const { alert } = change;
  tables.alerts.set(alert.id, alert);
  const key = keyHeldBy(alert);
  if (key !== null) tables.joinable.set(key, alert.id);
  for (const event of change.events) push(tables.events, alert.id, event);
  if (change.refreshCards) refresh(tables, deps, alert.id, alert.revision);
  const subject = { kind: 'alert', id: alert.id } as const;
  for (const delivery of change.deliveries)
    promise(tables, deps, subject, alert.revision, delivery);
}

/** Every card copy shall show this revision; a copy that failed before it was ever posted stays failed. */
export function refresh(tables: Tables, deps: Deps, subject: string, revision: number): void {
  for (const row of tables.deliveriesOf.get(subject) ?? []) {
    const message = tables.messages.get(row.message);
    if (message?.kind !== 'card' && message?.kind !== 'digest') continue;
    if (row.state === 'failed' && message.address === null) continue;
    row.wanted = revision;
    if (row.state === 'wanted') continue;
    if (row.state === 'failed') tables.messages.set(message.id, { ...message, state: 'sent' });
    const now = deps.clock.now();
    Object.assign(row, { state: 'wanted', nextAt: now, wantedAt: now, attempts: 0 });
  }
}

export function promise(
  tables: Tables,
  deps: Deps,
  given: Subject,
  revision: number,
  delivery: NewDelivery,
): void {
  if (tables.deliveryKeys.has(delivery.key)) return;
  const { key, kind, platform, channel, person, ask, severity } = delivery;
  const subject: Subject =
    delivery.digest === undefined ? given : { kind: 'digest', id: delivery.digest };
  const isWaiting = (tables.deliveriesOf.get(subject.id) ?? []).some(
    (r) =>
      r.state === 'wanted' &&
      r.claimedBy === null &&
      tables.messages.get(r.message)?.address === null &&
      JSON.stringify([r.ask, r.lane]) === JSON.stringify([ask, { platform, channel, person }]),
  );
  if (ask?.reason === 'again' && isWaiting) return;
  const now = deps.clock.now();
  const message = deps.ids.next();
  const row = {
    id: deps.ids.next(),
    key,
    message,
    subject: subject.id,
    lane: { platform, channel, person },
    ask,
    severity,
    isAsk: kind === 'thread' || kind === 'direct',
    state: 'wanted' as const,
    wanted: revision,
    nextAt: now,
    claimedBy: null,
    isUnclear: false,
    attempts: 0,
    wantedAt: now,
    triedAt: null,
  };
  tables.messages.set(message, {
    id: message,
    subject,
    kind,
    platform,
    channel,
    person,
    address: null,
    state: 'pending',
    revision: 0,
    postedAt: null,
    updatedAt: null,
    receipts: [{ at: now, kind: 'queued' }],
  });
  tables.deliveryKeys.add(key);
  tables.deliveries.set(row.id, row);
  push(tables.deliveriesOf, subject.id, row);
}
