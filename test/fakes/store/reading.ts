// What the memory store answers about alerts: lists, views, histories, the label log and the rows for the numbers.
import { type Alert, type AlertEvent, isClosed, type PersonId } from '../../../bot/core/alert.ts';
import type { KeptDetection } from '../../../bot/core/detection.ts';
import { gapAfter } from '../../../bot/core/escalation.ts';
import { liveLabels, pastOf } from '../../../bot/core/feedback.ts';
import type { KpiAlert } from '../../../bot/core/kpi/rows.ts';
import { chatterOf } from '../../../bot/core/storm.ts';
import {
  type AlertView,
  type LabelLine,
  type Message,
  PAST_LIMIT,
  type Past,
  RECENT_LIMIT,
} from '../../../bot/core/view.ts';
import type { AlertFilter, KpiFilter, LabelFilter, Page } from '../../../bot/ports/store.ts';
import { storeFault } from '../../../prisma/fault.ts';
import { digestOf } from './digests.ts';
import { picturesOf } from './pictures.ts';
import { type LabelRow, personOfRow, type Tables } from './tables.ts';

export function newestFirst(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? 1 : -1;
}

export function alertPage(
  tables: Tables,
  filter: AlertFilter,
  limit: number,
  cursor: string | null,
): Page<Alert> {
  const before = cursor === null ? null : readCursor('a', cursor);
  const found = [...tables.alerts.values()]
    .filter((a) => before === null || a.id < before)
    .filter((a) => filter.state === undefined || isClosed(a) === (filter.state === 'closed'))
    .filter((a) => filter.channel === undefined || a.channel === filter.channel)
    .filter((a) => filter.asset === undefined || a.asset === filter.asset)
    .filter((a) => filter.owner === undefined || a.owner === filter.owner)
    .sort(newestFirst);
  return page(found, limit, (a) => cursorOf('a', a.id));
}

export function page<T>(found: readonly T[], limit: number, cursor: (last: T) => string): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && found.length > limit ? cursor(last) : null };
}

export function cursorOf(kind: 'a' | 'h' | 'l' | 'm', at: string): string {
  return Buffer.from(`${kind}:${at}`).toString('base64url');
}

export function readCursor(kind: 'a' | 'h' | 'l' | 'm', cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const at = text.slice(2);
  const isGood =
    text.startsWith(`${kind}:`) &&
    cursorOf(kind, at) === cursor &&
    (kind === 'a' || kind === 'h' ? at !== '' : /^\d{1,15}$/.test(at));
  if (!isGood) throw storeFault('BadCursor', 'this cursor is not one that a page gave');
  return at;
}

export function closedLast(
  tables: Tables,
  of: { readonly site: string; readonly key: string },
  since: number,
): Alert | null {
  const found = [...tables.alerts.values()]
    .filter((a) => a.site === of.site && a.key === of.key && isClosed(a))
    .filter((a) => a.closedAt !== null && a.closedAt >= since)
    .sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || newestFirst(a, b));
  return found[0] ?? null;
}

export function viewOf(tables: Tables, id: string): AlertView | null {
  const alert = tables.alerts.get(id);
  const kept = tables.detectionsOf.get(id) ?? [];
  const opening = kept[0]?.detection;
  if (alert === undefined || opening === undefined) return null;
  const active = kept.map((k) => k.detection).filter((d) => d.status === 'active');
  const latest = active.at(-1) ?? opening;
  const recent = active.slice(-RECENT_LIMIT);
  const rows = peopleNamed(alert).flatMap((p) => tables.people.get(p) ?? []);
  return {
    alert,
    opening,
    latest,
    recent:
      active.length < 2 ? [] : recent.map(({ observedAt, readings }) => ({ observedAt, readings })),
    past: pastBefore(tables, alert),
    people: new Map(rows.map((r) => [r.id, personOfRow(r)])),
    pictures: picturesOf(tables, id),
  };
}

function pastBefore(tables: Tables, of: Alert): Past {
  const judged = [...tables.alerts.values()]
    .filter((a) => a.site === of.site && a.asset === of.asset && a.type === of.type)
    .filter((a) => a.openedAt < of.openedAt)
    .flatMap(({ verdict, reason, openedAt }) =>
      verdict === 'real' || verdict === 'not_real' ? [{ verdict, reason, openedAt }] : [],
    )
    .sort((a, b) => b.openedAt - a.openedAt);
  return pastOf(judged.slice(0, PAST_LIMIT));
}

function peopleNamed(alert: Alert): readonly PersonId[] {
  const { owner, verdictBy, closedBy, shelf, offer, undoable } = alert;
  const named = [owner, verdictBy, closedBy, shelf?.by, offer?.from, offer?.to];
  return [...named, ...(offer?.asked ?? []), ...undoable.map((u) => u.by)].filter(
    (p) => typeof p === 'string',
  );
}

export function eventsOf(tables: Tables, alert: string): readonly AlertEvent[] {
  return (tables.events.get(alert) ?? []).map(({ id: _, ...event }) => event);
}

export function messagesOf(tables: Tables, alert: string): readonly Message[] {
  const digest = digestOf(tables, alert);
  const rows = [alert, ...(digest === null ? [] : [digest])].flatMap(
    (subject) => tables.deliveriesOf.get(subject) ?? [],
  );
  return rows.flatMap((r) => tables.messages.get(r.message) ?? []);
}

export function lineOf(tables: Tables, row: LabelRow): LabelLine {
  const { seq, label } = row;
  const person = tables.people.get(label.by);
  return {
    seq,
    label,
    person: {
      id: label.by,
      key: person?.isInPlant === true ? person.key : null,
      name: person?.name ?? '',
    },
    detections: covered(tables, label).map((k) => k.detection),
  };
}

/** A label covers what had joined at the revision that was judged, or before. */
function covered(
  tables: Tables,
  label: { readonly alert: string; readonly revision: number },
): readonly KeptDetection[] {
  return (tables.detectionsOf.get(label.alert) ?? []).filter((k) => k.revision <= label.revision);
}

export function labelPage(
  tables: Tables,
  filter: LabelFilter,
  limit: number,
  cursor: string | null,
): Page<LabelLine> {
  const after = cursor === null ? 0 : Number(readCursor('l', cursor));
  const live = new Set(liveLabels(tables.labels.map((r) => r.label)));
  const found = tables.labels
    .filter((r) => r.seq > after)
    .filter((r) => filter.since === undefined || r.label.at >= filter.since)
    .filter((r) => filter.live === undefined || live.has(r.label) === filter.live)
    .map((r) => lineOf(tables, r))
    .filter(
      (l) => filter.model === undefined || l.detections.some((d) => d.model?.name === filter.model),
    );
  return page(found, limit, (l) => cursorOf('l', String(l.seq)));
}

export function kpiAlerts(tables: Tables, filter: KpiFilter): readonly KpiAlert[] {
  const { model, version, asset, type, channel, from, to } = filter;
  const rows: KpiAlert[] = [];
  for (const alert of tables.alerts.values()) {
    if (asset !== undefined && alert.asset !== asset) continue;
    if (type !== undefined && alert.type !== type) continue;
    if (channel !== undefined && alert.channel !== channel) continue;
    if (from !== undefined && alert.openedAt < from) continue;
    if (to !== undefined && alert.openedAt >= to) continue;
    const row = kpiAlert(tables, alert);
    const models = row.models.filter(
      (m) =>
        (model === undefined || m.name === model) &&
        (version === undefined || m.version === version),
    );
    const isFiltered = model !== undefined || version !== undefined;
    if (!isFiltered || models.length > 0) rows.push({ ...row, models });
  }
  return rows.sort((a, b) => newestFirst(b, a));
}

function kpiAlert(tables: Tables, alert: Alert): KpiAlert {
  const { id, asset, type, channel, openedAt, closedAt, answeredAt, verdict, verdictAt } = alert;
  const all = tables.detectionsOf.get(id) ?? [];
  const labels = tables.labels.map((r) => r.label).filter((l) => l.alert === id);
  const label = liveLabels(labels).findLast((l) => l.isDeciding) ?? null;
  const counted = label === null ? all : covered(tables, label);
  const models = counted.map((k) => k.detection.model).filter((m) => m !== null);
  const arrivals = all.filter((k) => k.detection.status === 'active').map((k) => k.receivedAt);
  const events = tables.events.get(id) ?? [];
  return {
    id,
    asset,
    type,
    channel,
    openedAt,
    closedAt,
    answeredAt,
    isPutAside: events.some((e) => e.kind === 'shelved' && e.at === answeredAt),
    verdict,
    verdictAt,
    work: alert.work,
    level: alert.level,
    isClimbedByItself:
      alert.level > 0 && events.some((e) => e.kind === 'escalated' && e.by === null),
    targetMs: gapAfter(alert.policy, 0),
    carriedBy: alert.owner ?? alert.closedBy,
    chatter: arrivals.length < 3 ? null : chatterOf(arrivals),
    stream: all[0]?.stream ?? 'action',
    probability: all[0]?.probability ?? 1,
    label: label && {
      verdict: label.verdict,
      technicalTruth: label.technicalTruth,
      actionable: label.actionable,
      strength: label.strength,
    },
    models: [...new Map(models.map((m) => [JSON.stringify(m), m])).values()].sort((a, b) =>
      a.name + a.version < b.name + b.version ? -1 : 1,
    ),
  };
}
