// What a hand-over lists: one line for each open alert of its places, as it stood when the hand-over last changed. It is kept
// with the hand-over, so that what was passed on can still be read when everything has long changed.
import type { Alert, PersonId } from '../alert.ts';
import type { Severity } from '../plant.ts';
import { type Instant, SECOND } from '../time.ts';
import type { Handover } from './handover.ts';

/** By what it needs, in the order in which a card lists them. */
export const HANDOVER_GROUPS = [
  'unanswered',
  'expired',
  'contested',
  'owned',
  'shelved',
  'open',
] as const;
export type HandoverGroupKey = (typeof HANDOVER_GROUPS)[number];

export interface HandoverItem {
  readonly alert: string;
  readonly severity: Severity;
  readonly group: HandoverGroupKey;
  readonly owner: PersonId | null;
  readonly shelvedUntil: Instant | null;
  /** Whose it was until the hand-over was accepted; null = it did not change hands with it. */
  readonly movedFrom: PersonId | null;
}

/** Between two drawings of a card, however much changes meanwhile. */
export const REDRAW_GAP_MS = 5 * SECOND;

export function groupOf(alert: Alert): HandoverGroupKey {
  if (alert.attention === 'shelved') return 'shelved';
  if (alert.attention === 'expired') return 'expired';
  if (alert.verdict === 'contested') return 'contested';
  if (alert.attention === 'new' && alert.owner === null) return 'unanswered';
  return alert.owner === null ? 'open' : 'owned';
}

/** `moved`: alerts that change owner with the hand-over, as they are afterwards, and whose they were. */
export function itemsOf(
  alerts: readonly Alert[],
  moved: ReadonlyMap<string, { readonly alert: Alert; readonly from: PersonId | null }> = new Map(),
): readonly HandoverItem[] {
  const listed = new Set(alerts.map((a) => a.id));
  const beyond = [...moved.values()].map((m) => m.alert).filter((a) => !listed.has(a.id));
  return [...alerts, ...beyond].map((before) => {
    const { alert = before, from = null } = moved.get(before.id) ?? {};
    return {
      alert: alert.id,
      severity: alert.severity,
      group: groupOf(alert),
      owner: alert.owner,
      shelvedUntil: alert.shelf?.until ?? null,
      movedFrom: from,
    };
  });
}

/**
 * One that waits, with what is listed now; null when its cards say so already, or were drawn a moment ago. `isOutdated`: what
 * gets no card has changed since.
 */
export function redrawn(
  handover: Handover,
  items: readonly HandoverItem[],
  now: Instant,
  isOutdated = false,
): Handover | null {
  const age = now - handover.changedAt;
  // A clock that was set back must not keep it from being drawn.
  if (age >= 0 && age < REDRAW_GAP_MS) return null;
  if (isSame(handover.items, items) && !isOutdated) return null;
  return { ...handover, items, changedAt: now, revision: handover.revision + 1 };
}

function isSame(before: readonly HandoverItem[], after: readonly HandoverItem[]): boolean {
  return (
    before.length === after.length &&
    before.every((b, i) => {
      const a = after[i];
      return (
        a !== undefined &&
        a.alert === b.alert &&
        a.severity === b.severity &&
        a.group === b.group &&
        a.owner === b.owner &&
        a.shelvedUntil === b.shelvedUntil
      );
    })
  );
}
