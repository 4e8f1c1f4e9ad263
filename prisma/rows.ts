// Row ⇄ core for alerts, events, detections, labels and messages, checked by zod both ways: nothing malformed goes in, and a
// row that somebody or something damaged is a coded error that names its table and id, never a half-read alert.
import type { z } from 'zod';
import { type Alert, type AlertEvent, isClosed } from '../bot/core/alert.ts';
import type { KeptDetection } from '../bot/core/detection.ts';
import type { Trouble } from '../bot/core/trouble.ts';
import type { LabelRecord, Message, Sighting } from '../bot/core/view.ts';
import type { Quarantined } from '../bot/ports/store.ts';
import { storeFault } from './fault.ts';
import type * as tables from './generated/sqlite/client.ts';
import * as shapes from './shapes.ts';

/** A row as SQL takes it: instants are numbers, truth is 0 or 1. `seq` is the database's to give. */
export type Cells<Row> = {
  readonly [Column in keyof Omit<Row, 'seq'>]: Cell<Row[Column]>;
};
type Cell<T> = T extends boolean ? 0 | 1 : T extends bigint ? number : T;

// ---- checking

/** Reads a row: `build` may throw on broken JSON. */
export function readRow<T>(
  table: string,
  id: string | number,
  shape: z.ZodType<T>,
  build: () => unknown,
): T {
  try {
    return shape.parse(build());
  } catch (error) {
    const sentence = `the row ${id} of the table ${table} is damaged: ${reasonOf(error)}`;
    throw storeFault('CORRUPT_ROW', sentence, error);
  }
}

/** Refuses what could not be read back. */
function checked<T>(table: string, id: string, shape: z.ZodType<T>, value: T): T {
  const { error } = shape.safeParse(value);
  if (error === undefined) return value;
  const sentence = `this can't be written as ${id} to the table ${table}: ${reasonOf(error)}`;
  throw storeFault('CORRUPT_ROW', sentence, error);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('issues' in error) || !Array.isArray(error.issues)) return error.message;
  const issues: readonly { path: readonly PropertyKey[]; message: string }[] = error.issues;
  return issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
}

export function instant(stored: bigint | number): number;
export function instant(stored: bigint | number | null): number | null;
export function instant(stored: bigint | number | null): number | null {
  return stored === null ? null : Number(stored);
}

function bit(truth: boolean): 0 | 1 {
  return truth ? 1 : 0;
}

function maybeBit(truth: boolean | null): 0 | 1 | null {
  return truth === null ? null : bit(truth);
}

export function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function parseOrNull(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

// ---- alerts

/** Held by the one alert that detections of this key join; null on all others. */
export function joinKey(site: string, key: string): string {
  return JSON.stringify([site, key]);
}

export function backwards(text: string): string {
  return [...text].reverse().join('');
}

export function alertCells(alert: Alert): Cells<tables.Alert> {
  const { id, policy, shelf, offer, undoable, ...plain } = checked(
    'Alert',
    alert.id,
    shapes.Alert,
    alert,
  );
  const isOver = isClosed(alert);
  return {
    ...plain,
    id,
    idBackwards: backwards(id),
    joinKey: alert.isJoinable && !isOver ? joinKey(alert.site, alert.key) : null,
    isClosed: bit(isOver),
    isJoinable: bit(alert.isJoinable),
    isExpiryTold: bit(alert.isExpiryTold),
    policy: JSON.stringify(policy),
    shelf: jsonOrNull(shelf),
    offer: jsonOrNull(offer),
    undoable: JSON.stringify(undoable),
  };
}

export function alertOf(row: tables.Alert | Cells<tables.Alert>): Alert {
  return readRow('Alert', row.id, shapes.Alert, () => ({
    ...row,
    isJoinable: Boolean(row.isJoinable),
    isExpiryTold: Boolean(row.isExpiryTold),
    policy: JSON.parse(row.policy),
    shelf: parseOrNull(row.shelf),
    offer: parseOrNull(row.offer),
    undoable: JSON.parse(row.undoable),
    openedAt: instant(row.openedAt),
    verdictAt: instant(row.verdictAt),
    ownedAt: instant(row.ownedAt),
    closedAt: instant(row.closedAt),
    answeredAt: instant(row.answeredAt),
    dueAt: instant(row.dueAt),
    lastObservedAt: instant(row.lastObservedAt),
  }));
}

export function eventCells(
  alert: string,
  event: AlertEvent & { readonly id: string },
): Cells<tables.Event> {
  const { id, revision, kind, at, by, set, detail } = event;
  checked('Event', id, shapes.Event, event);
  return {
    id,
    alertId: alert,
    revision,
    kind,
    at,
    by,
    set: JSON.stringify(set),
    detail: JSON.stringify(detail),
  };
}

export function eventOf(row: tables.Event): AlertEvent {
  return readRow('Event', row.id, shapes.Event, () => ({
    ...row,
    at: instant(row.at),
    set: JSON.parse(row.set),
    detail: JSON.parse(row.detail),
  }));
}

// ---- detections

export function detectionCells(kept: KeptDetection, isOpening: boolean): Cells<tables.Detection> {
  const { detection, receivedAt, bodyHash, alert, revision, stream, probability } = kept;
  const { source, id, status, model } = detection;
  checked('Detection', id, shapes.Kept, kept);
  return {
    source,
    detectionId: id,
    status,
    alertId: alert,
    revision,
    isOpening: bit(isOpening),
    receivedAt,
    bodyHash,
    stream,
    probability,
    modelName: model?.name ?? null,
    modelVersion: model?.version ?? null,
    payload: JSON.stringify(detection),
  };
}

/** A detection's row as a prepared statement reads it. */
export type KeptRow = Cells<tables.Detection> & { readonly seq: number };

export function keptOf(row: tables.Detection | KeptRow): KeptDetection {
  return readRow('Detection', row.seq, shapes.Kept, () => ({
    ...row,
    alert: row.alertId,
    receivedAt: instant(row.receivedAt),
    detection: JSON.parse(row.payload),
  }));
}

/** Of a detection that only its trend is wanted of. */
export function sightingOf(row: { readonly seq: number; readonly payload: string }): Sighting {
  return readRow('Detection', row.seq, shapes.Sighting, () => JSON.parse(row.payload));
}

export function quarantineCells(kept: Quarantined): Cells<tables.Quarantine> {
  const { id, at, source, detectionId, reason, body } = kept;
  return { id, at, source, detectionId, reason, body };
}

// ---- labels

export function labelCells(label: LabelRecord): Cells<tables.Label> {
  const { alert, ...rest } = checked('Label', label.id, shapes.Label, label);
  return {
    ...rest,
    alertId: alert,
    isDeciding: bit(label.isDeciding),
    technicalTruth: maybeBit(label.technicalTruth),
    actionable: maybeBit(label.actionable),
    isWithdrawn: bit(label.isWithdrawn),
    isLive: bit(!label.isWithdrawn),
    chain: JSON.stringify([alert, label.by, label.supersedes]),
  };
}

export function labelOf(row: tables.Label): LabelRecord {
  return readRow('Label', row.id, shapes.Label, () => ({
    ...row,
    alert: row.alertId,
    shownAt: instant(row.shownAt),
    at: instant(row.at),
  }));
}

// ---- messages

export function messageCells(message: Message): Cells<tables.Message> {
  const { subject, receipts, ...rest } = checked('Message', message.id, shapes.Message, message);
  const about = { subjectKind: subject.kind, subjectId: subject.id };
  return { ...rest, ...about, receipts: JSON.stringify(receipts) };
}

export function messageOf(row: tables.Message | Cells<tables.Message>): Message {
  return readRow('Message', row.id, shapes.Message, () => ({
    ...row,
    subject: { kind: row.subjectKind, id: row.subjectId },
    postedAt: instant(row.postedAt),
    updatedAt: instant(row.updatedAt),
    receipts: JSON.parse(row.receipts),
  }));
}

// ---- troubles

export function troubleCells(trouble: Trouble): Cells<tables.Trouble> {
  const { alert, isWide, ...rest } = checked('Trouble', trouble.id, shapes.Trouble, trouble);
  return { ...rest, isWide: bit(isWide), alertId: alert };
}

export function troubleOf(row: tables.Trouble | Cells<tables.Trouble>): Trouble {
  return readRow('Trouble', row.id, shapes.Trouble, () => ({
    ...row,
    isWide: Boolean(row.isWide),
    since: instant(row.since),
    alert: row.alertId,
  }));
}
