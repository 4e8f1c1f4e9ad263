// Undo: one's latest tap is taken back while no later tap stands upon it. Its label is withdrawn, never deleted, and the
// clock goes on with what was left of it.
import { type Alert, isClosed, type Undoable } from '../alert.ts';
import {
  type Decision,
  nextRevision,
  noteOf,
  type Request,
  record,
  type Situation,
  unchanged,
} from '../decision.ts';
import type { Label } from '../feedback.ts';
import { isLead } from '../rights.ts';
import { type Instant, MINUTE } from '../time.ts';
import { liveLabelOf } from './judging.ts';

export const UNDO_WINDOW_MS = 5 * MINUTE;

export function undo(alert: Alert, request: Request, situation: Situation): Decision {
  const top = alert.undoable.at(-1);
  const losing = losingLabel(alert, request, situation);
  if (losing !== null && (top === undefined || top.by !== request.by.id || losing.at > top.at)) {
    return takeBackLosing(alert, request, situation, losing);
  }
  if (top === undefined || top.by !== request.by.id) {
    const isOvertaken = alert.undoable.some((u) => u.by === request.by.id);
    return unchanged(
      alert,
      isOvertaken && top !== undefined
        ? { code: 'undo-overtaken', who: top.by }
        : { code: 'nothing-to-undo' },
    );
  }
  if (isTooLate(top.at, request, situation)) return unchanged(alert, tooLate());
  const restored = restore(alert, top, situation);
  if (isClosed(alert) && !isClosed(restored) && situation.isKeyTaken) {
    return unchanged(alert, { code: 'undo-newer-alert' });
  }
  return record(
    { ...unchanged(alert, null), labels: labelsAfter(top, request, situation) },
    {
      kind: 'undone',
      at: situation.now,
      by: request.by.id,
      set: changed(alert, restored),
      detail: { ...noteOf(request), verb: top.verb },
    },
  );
}

/** A verdict that came second changed no state; taking it back only withdraws the label. */
function losingLabel(alert: Alert, request: Request, situation: Situation): Label | null {
  const mine = liveLabelOf(request, situation);
  if (mine === null || mine.isDeciding) return null;
  // A disagreement's label decides nothing either, but its tap changed the state and stands on the stack.
  const tapped = tappedLabel(mine, situation.labels);
  return alert.undoable.some((u) => u.label === tapped.id) ? null : mine;
}

/** The record that the tap itself wrote, before any reason was added. */
function tappedLabel(label: Label, labels: readonly Label[]): Label {
  const older = labels.find((l) => l.id === label.supersedes);
  return label.reason === null || older === undefined ? label : tappedLabel(older, labels);
}

function takeBackLosing(
  alert: Alert,
  request: Request,
  situation: Situation,
  losing: Label,
): Decision {
  if (isTooLate(losing.at, request, situation)) return unchanged(alert, tooLate());
  return {
    ...unchanged(alert, { code: 'done', verb: 'undo', alert: alert.id }),
    labels: [withdraw(losing, situation)],
  };
}

function isTooLate(at: number, request: Request, situation: Situation): boolean {
  return situation.now - at > UNDO_WINDOW_MS && !isLead(request.by);
}

function tooLate(): Decision['answer'] {
  return { code: 'undo-too-late', minutes: UNDO_WINDOW_MS / MINUTE };
}

function restore(alert: Alert, top: Undoable, situation: Situation): Alert {
  const axes = { ...top.before };
  // The source may have cleared it since: what is over stays over.
  const attention = alert.attention === 'cleared' ? 'cleared' : axes.attention;
  const restored: Alert = { ...alert, ...axes, attention, undoable: alert.undoable.slice(0, -1) };
  const isOver = isClosed(restored);
  return {
    ...restored,
    levelRevision: axes.level === alert.level ? alert.levelRevision : nextRevision(alert),
    closedAt: isOver ? (axes.closedAt ?? situation.now) : null,
    dueAt: isOver ? null : dueAgain(restored, top, situation.now),
    isJoinable: isClosed(alert) ? !isOver : alert.isJoinable && !isOver,
  };
}

/** What remained of the clock; a shelf ends at the hour that people were told. */
function dueAgain({ shelf }: Alert, { remainingMs }: Undoable, now: Instant): Instant | null {
  if (shelf !== null) return Math.max(shelf.until, now);
  return remainingMs === null ? null : now + remainingMs;
}

/** Only the fields that differ, so that the event says what changed. */
function changed(before: Alert, after: Alert): Partial<Alert> {
  const keys = (Object.keys(after) as (keyof Alert)[]).filter((k) => before[k] !== after[k]);
  return Object.fromEntries(keys.map((k) => [k, after[k]])) as Partial<Alert>;
}

/** Withdraws the tap's label; a verdict of one's own that it had replaced is in force again. */
function labelsAfter(top: Undoable, request: Request, situation: Situation): readonly Label[] {
  if (top.label === null) return [];
  const live = liveLabelOf(request, situation);
  if (live === null) return [];
  const withdrawn = withdraw(live, situation);
  const undone = situation.labels.find((l) => l.id === top.label);
  const older = situation.labels.find((l) => l.id === undone?.supersedes && !l.isWithdrawn);
  if (older === undefined) return [withdrawn];
  return [
    withdrawn,
    { ...older, id: situation.labelIds[1], at: situation.now, supersedes: withdrawn.id },
  ];
}

function withdraw(label: Label, situation: Situation): Label {
  return {
    ...label,
    id: situation.labelIds[0],
    at: situation.now,
    supersedes: label.id,
    isWithdrawn: true,
  };
}
