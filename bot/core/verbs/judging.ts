// Verdicts: confirm, reject, can't tell, disagree, and the reason for one. The first verdict decides; whoever comes later
// is told who was faster and their verdict is kept as a label. A knowing disagreement makes the alert contested.
import { type Alert, type EventKind, isClosed } from '../alert.ts';
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
import { awaitsSecond } from '../escalation.ts';
import {
  findReason,
  type Label,
  type LabelVerdict,
  liveLabels,
  strengthOf,
  truthOf,
} from '../feedback.ts';
import { acknowledge, acknowledgedBy } from './acknowledging.ts';

const EVENT_OF: Readonly<Record<LabelVerdict, EventKind>> = {
  real: 'confirmed',
  not_real: 'rejected',
  unsure: 'cant-tell',
};

export function confirm(alert: Alert, request: Request, situation: Situation): Decision {
  return judge(alert, request, situation, 'real');
}

export function reject(alert: Alert, request: Request, situation: Situation): Decision {
  return judge(alert, request, situation, 'not_real');
}

export function cantTell(alert: Alert, request: Request, situation: Situation): Decision {
  return judge(alert, request, situation, 'unsure');
}

function judge(
  alert: Alert,
  request: Request,
  situation: Situation,
  verdict: LabelVerdict,
): Decision {
  const mine = liveLabelOf(request, situation);
  const isDeciding = decides(alert, request, verdict, mine);
  if (mine?.verdict === verdict && !isDeciding) {
    return unchanged(alert, { code: 'already-yours', at: mine.at });
  }
  const label = newLabel(alert, request, situation, verdict, isDeciding);
  if (!isDeciding) return second(alert, request, situation, label);

  const isLate = isClosed(alert);
  const set: Partial<Alert> = {
    verdict,
    verdictBy: request.by.id,
    verdictAt: situation.now,
    reason: null,
    ...(isLate ? {} : effectOf(alert, request, situation, verdict)),
    ...pushUndo(alert, request, situation.now, label.id),
  };
  const told = isLate ? ({ code: 'kept-after-closing' } as const) : null;
  const decision = record(
    { ...unchanged(alert, told), labels: [label] },
    {
      kind: EVENT_OF[verdict],
      at: situation.now,
      by: request.by.id,
      set,
      detail: noteOf(request),
    },
  );
  const isOthers = alert.owner !== null && alert.owner !== request.by.id;
  return verdict === 'not_real' && !isLate && isOthers && alert.owner !== null
    ? ask(decision, { reason: 'rejected-yours', people: [alert.owner], copyTo: null })
    : decision;
}

/** A verdict that does not decide is kept. Where two must acknowledge, agreeing is the second acknowledgment. */
function second(alert: Alert, request: Request, situation: Situation, label: Label): Decision {
  const agrees = label.verdict === 'real' && alert.verdict === 'real';
  if (agrees && awaitsSecond(alert) && alert.owner !== request.by.id) {
    return { ...acknowledge(alert, request, situation), labels: [label] };
  }
  return { ...unchanged(alert, fasterThan(alert)), labels: [label] };
}

/** The first verdict decides, "can't tell" gives way to one that can, and one's own newer verdict replaces the older. */
function decides(
  alert: Alert,
  request: Request,
  verdict: LabelVerdict,
  mine: Label | null,
): boolean {
  if (alert.verdict === 'pending') return true;
  if (alert.verdict === verdict) return false;
  // Whoever decided and now sees it as the others do ends the contest.
  if (alert.verdictBy === request.by.id)
    return alert.verdict !== 'contested' || mine?.verdict !== verdict;
  return alert.verdict === 'unsure';
}

/** What a deciding verdict on an open alert sets beyond the verdict itself. */
function effectOf(
  alert: Alert,
  request: Request,
  situation: Situation,
  verdict: LabelVerdict,
): Partial<Alert> {
  const { now } = situation;
  const answeredAt = alert.answeredAt ?? now;
  if (verdict === 'unsure') return { answeredAt };
  if (verdict === 'real') {
    return {
      answeredAt,
      answerRevision: nextRevision(alert),
      shelf: null,
      work: 'owned',
      owner: alert.owner ?? request.by.id,
      ownedAt: alert.ownedAt ?? now,
      ...acknowledgedBy(alert, request.by.id, now),
    };
  }
  return {
    answeredAt,
    answerRevision: nextRevision(alert),
    attention: alert.attention === 'cleared' ? 'cleared' : 'acknowledged',
    shelf: null,
    reminders: 0,
    work: 'done',
    closedBy: request.by.id,
    closedAt: now,
    offer: null,
    dueAt: null,
    isJoinable: false,
  };
}

export function disagree(alert: Alert, request: Request, situation: Situation): Decision {
  const stands = standingVerdict(alert, situation);
  if (stands === null) return unchanged(alert, { code: 'not-judged' });
  const verdict: LabelVerdict = stands === 'real' ? 'not_real' : 'real';
  if (alert.verdictBy === request.by.id) {
    return judge(alert, request, situation, verdict);
  }
  const mine = liveLabelOf(request, situation);
  if (alert.verdict === 'contested') {
    return mine?.verdict === verdict
      ? unchanged(alert, { code: 'already-yours', at: mine.at })
      : {
          ...unchanged(alert, { code: 'contested-already' }),
          labels: [newLabel(alert, request, situation, verdict, false)],
        };
  }
  const label = newLabel(alert, request, situation, verdict, false);
  return record(
    { ...unchanged(alert, null), labels: [label] },
    {
      kind: 'disagreed',
      at: situation.now,
      by: request.by.id,
      set: { verdict: 'contested', ...pushUndo(alert, request, situation.now, label.id) },
      detail: noteOf(request),
    },
  );
}

/** The verdict that a disagreement is about; null when there is none yet. */
function standingVerdict(alert: Alert, situation: Situation): 'real' | 'not_real' | null {
  if (alert.verdict === 'real' || alert.verdict === 'not_real') return alert.verdict;
  if (alert.verdict !== 'contested') return null;
  const deciding = liveLabels(situation.labels).findLast((l) => l.isDeciding);
  return deciding?.verdict === 'not_real' ? 'not_real' : 'real';
}

/** An optional second tap: it decides what the label says about the model. */
export function giveReason(alert: Alert, request: Request, situation: Situation): Decision {
  const reason = findReason(request.code ?? '');
  const mine = liveLabelOf(request, situation);
  if (reason === null) return unchanged(alert, { code: 'unknown-reason' });
  if (mine === null) return unchanged(alert, { code: 'no-verdict-of-yours' });
  if (mine.verdict !== reason.verdict) return unchanged(alert, { code: 'reason-does-not-fit' });
  if (mine.reason === reason.code) {
    return unchanged(alert, { code: 'already-yours', at: mine.at });
  }
  const label: Label = {
    ...mine,
    id: situation.labelIds[0],
    reason: reason.code,
    technicalTruth: reason.technicalTruth,
    actionable: reason.actionable,
    strength: strengthOf(reason.code),
    at: situation.now,
    supersedes: mine.id,
  };
  const isOnCard = mine.isDeciding && alert.verdictBy === request.by.id;
  const kept: Decision = {
    ...unchanged(alert, isOnCard ? null : { code: 'done', verb: 'reason', alert: alert.id }),
    labels: [label],
  };
  if (!isOnCard) return kept;
  return record(kept, {
    kind: 'reason',
    at: situation.now,
    by: request.by.id,
    set: { reason: reason.code },
    detail: { reason: reason.code },
  });
}

/** The person's verdict in force. */
export function liveLabelOf(request: Request, situation: Situation): Label | null {
  return liveLabels(situation.labels).findLast((l) => l.by === request.by.id) ?? null;
}

/** The person's records form one chain: each supersedes the one before, so two at once can't both be kept. */
function latestRecordOf(request: Request, situation: Situation): Label | null {
  return situation.labels.findLast((l) => l.by === request.by.id) ?? null;
}

function newLabel(
  alert: Alert,
  request: Request,
  situation: Situation,
  verdict: LabelVerdict,
  isDeciding: boolean,
): Label {
  return {
    id: situation.labelIds[0],
    by: request.by.id,
    verdict,
    isDeciding,
    reason: null,
    ...truthOf(verdict),
    strength: strengthOf(null),
    at: situation.now,
    // A revision that does not exist yet was not seen: a forged button covers no detection of the future.
    revision: Math.min(request.seen ?? alert.revision, alert.revision),
    supersedes: latestRecordOf(request, situation)?.id ?? null,
    isWithdrawn: false,
  };
}

function fasterThan(alert: Alert): Decision['answer'] {
  const { verdict } = alert;
  if (verdict === 'contested') return { code: 'contested-already' };
  return alert.verdictBy === null || alert.verdictAt === null
    ? { code: 'kept-after-closing' }
    : { code: 'faster', who: alert.verdictBy, at: alert.verdictAt, verdict };
}
