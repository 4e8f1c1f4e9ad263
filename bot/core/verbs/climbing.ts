// The way up: the next step by hand or by the clock. A step that reaches nobody is skipped at once, as an event of its own.

import type { Detail, Undoable } from '../alert.ts';
import { type Alert, isClosed, type PersonId } from '../alert.ts';
import type { Answer } from '../answer.ts';
import {
  ask,
  type Decision,
  nextRevision,
  noteOf,
  pushUndo,
  type Request,
  record,
  type Situation,
  unchanged,
} from '../decision.ts';
import {
  type Ask,
  lastLevel,
  type Reached,
  reach,
  type Surroundings,
  stepDueAt,
  toAdmins,
} from '../escalation.ts';
import type { StepTarget } from '../plant.ts';
import { HOUR, type Instant } from '../time.ts';

/** Admins hear of one target that reaches nobody once in this time, however many alerts it is missed by. */
export const UNREACHED_TOLD_MS = HOUR;

/** Refused when the level changed or somebody answered since the card that was tapped: two people would climb twice. */
export function escalate(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) {
    return unchanged(alert, { code: 'closed', who: alert.closedBy, at: alert.closedAt });
  }
  const late = lateClimb(alert, request);
  if (late !== null) return unchanged(alert, late);
  const isLast = alert.level >= lastLevel(alert.policy);
  const { undoable } = pushUndo(alert, request, situation.now, null);
  const climbed = climb(unchanged(alert, null), {
    now: situation.now,
    from: situation.now,
    by: request.by.id,
    around: situation.around,
    undoable,
    detail: noteOf(request),
  });
  return isLast ? { ...climbed, answer: { code: 'asked-again' } } : climbed;
}

/** Why the card that was tapped no longer says who is asked; null when it still does. */
export function lateClimb(alert: Alert, request: Request): Answer | null {
  const seen = request.seen ?? alert.revision;
  if (seen < alert.levelRevision) return { code: 'already-climbed', at: null };
  if (seen < alert.answerRevision) {
    return { code: 'answered-since', who: alert.owner ?? alert.verdictBy };
  }
  return null;
}

export interface Climb {
  readonly now: Instant;
  /** What the next due time is counted from. */
  readonly from: Instant;
  readonly by: PersonId | null;
  readonly around: Surroundings;
  readonly undoable: readonly Undoable[];
  readonly detail: Readonly<Record<string, Detail>>;
}

/** Takes the next step that reaches somebody; past the last one, asks that one again. */
export function climb(start: Decision, how: Climb): Decision {
  const { alert } = start;
  const last = lastLevel(alert.policy);
  let decision = start;
  for (let level = Math.min(alert.level + 1, last); level <= last; level += 1) {
    const found = reachLevel(alert, level, how);
    if (found !== null || level === last) {
      if (found === null) decision = unreachable(decision, level, how);
      decision = arriveAt(decision, level, how);
      if (found === null) return decision;
      // A copy that stands there already is no question: asked again, it takes a new message.
      const isAgain = level === alert.level;
      return askStep(decision, isAgain ? again(found) : found, level, how);
    }
    decision = unreachable(decision, level, how);
  }
  return decision;
}

/** Asks the present step again without climbing. */
export function askAgain(start: Decision, how: Climb, set: Partial<Alert>): Decision {
  const { alert } = start;
  const found = reachLevel(alert, alert.level, how);
  if (found === null) return unreachable(start, alert.level, how, set);
  return askStep(start, again(found), alert.level, how, set);
}

function reachLevel(alert: Alert, level: number, { around, now }: Climb): Reached | null {
  const step = alert.policy.steps[level];
  return step === undefined ? null : reach(step, alert, around, now);
}

function again(found: Reached): Reached {
  return { ...found, ask: { ...found.ask, reason: 'again' } };
}

function arriveAt(decision: Decision, level: number, how: Climb): Decision {
  const { alert } = decision;
  return record(decision, {
    kind: 'escalated',
    at: how.now,
    by: how.by,
    set: {
      level,
      levelRevision: level === alert.level ? alert.levelRevision : nextRevision(alert),
      attention: 'new',
      shelf: null,
      reminders: 0,
      dueAt: stepDueAt(alert, level, 0, how.from),
      undoable: how.undoable,
    },
    detail: { ...how.detail, level, to: targetText(alert.policy.steps[level]?.to) },
  });
}

function askStep(
  decision: Decision,
  found: Reached,
  level: number,
  how: Climb,
  set: Partial<Alert> = {},
): Decision {
  const asked = record(decision, {
    kind: 'asked',
    at: how.now,
    by: null,
    set,
    detail: {
      level,
      to: targetText(decision.alert.policy.steps[level]?.to),
      people: found.ask.people,
      // How whoever is on was found: `lead` counts the hours in which nobody was.
      ...(found.by === null ? {} : { found: found.by }),
    },
  });
  return ask(asked, found.ask);
}

function unreachable(
  decision: Decision,
  level: number,
  how: Climb,
  set: Partial<Alert> = {},
): Decision {
  const to = targetText(decision.alert.policy.steps[level]?.to);
  const skipped = record(decision, {
    kind: 'unreachable',
    at: how.now,
    by: null,
    set,
    detail: { level, to },
  });
  return ask(skipped, ...unreached(decision.alert, level, how.now, how.around));
}

/** Whoever looks after the plant hears of a step that reached nobody. */
export function unreached(
  { policy }: Alert,
  level: number,
  now: Instant,
  around: Surroundings,
): readonly Ask[] {
  const to = targetText(policy.steps[level]?.to);
  const once = `unreached:${to}:${Math.floor(now / UNREACHED_TOLD_MS)}`;
  return toAdmins({ reason: 'unreached', level, once }, around);
}

/** A step's target as the plant file writes it. */
export function targetText(to: StepTarget | undefined): string {
  switch (to?.kind) {
    case undefined:
      return '';
    case 'channel':
    case 'lead':
    case 'shift-lead':
      return to.kind;
    case 'crew':
      return to.crew === null ? 'crew' : `crew:${to.crew}`;
    case 'person':
      return `person:${to.key}`;
    case 'other-channel':
      return `channel:${to.channel}`;
  }
}
