// What a detection does: it opens an alert, joins one, or says that the condition is over.
import type { Alert } from './alert.ts';
import { ask, type Decision, nextRevision, record, unchanged } from './decision.ts';
import type { Detection } from './detection.ts';
import { idleDueAt, stepDueAt } from './escalation.ts';
import { SEVERITIES, type Severity } from './plant.ts';
import type { Routed } from './routing.ts';
import type { Instant } from './time.ts';

/** A new alert from its first detection. Its card in the channel is the first step. */
export function open(detection: Detection, routed: Routed, id: string, now: Instant): Decision {
  const alert: Alert = {
    id,
    key: detection.key,
    site: detection.site,
    asset: detection.asset,
    area: detection.area,
    type: detection.type,
    title: detection.title,
    severity: detection.severity,
    channel: routed.channel,
    policy: routed.policy,
    openedAt: now,
    revision: 0,
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
    levelRevision: 1,
    answerRevision: 0,
    dueAt: stepDueAt({ policy: routed.policy, severity: detection.severity }, 0, 0, now),
    isExpiryTold: false,
    count: 1,
    lastObservedAt: detection.observedAt,
    isJoinable: true,
    undoable: [],
  };
  const { revision: _, ...set } = alert;
  return record(unchanged(alert, null), { kind: 'opened', at: now, by: null, set });
}

/** Whether the detection is near enough in time to belong to the joinable alert of its key. */
export function joins(alert: Alert, detection: Detection, routed: Routed): boolean {
  const gapMs = detection.observedAt - alert.lastObservedAt;
  return alert.isJoinable && (routed.joinWithinMs === null || gapMs <= routed.joinWithinMs);
}

export function join(alert: Alert, detection: Detection, now: Instant): Decision {
  const severity = worse(alert.severity, detection.severity);
  return record(unchanged(alert, null), {
    kind: 'joined',
    at: now,
    by: null,
    set: {
      count: alert.count + 1,
      severity,
      ...wakeUp(alert, severity, now),
      lastObservedAt: Math.max(alert.lastObservedAt, detection.observedAt),
      // It is back: whoever owns it knows of it, and the card shows that it is not over.
      ...(alert.attention === 'cleared' ? { attention: 'acknowledged' } : {}),
    },
    detail: { source: detection.source, detection: detection.id },
  });
}

/** What became too severe for the quiet hours in which it waits is asked about in its usual time. */
function wakeUp(alert: Alert, severity: Severity, now: Instant): Partial<Alert> {
  const isWaiting = alert.attention === 'new' && alert.shelf === null;
  if (severity === alert.severity || !isWaiting || alert.dueAt === null) return {};
  const dueAt = stepDueAt({ ...alert, severity }, alert.level, alert.reminders, now);
  return dueAt < alert.dueAt ? { dueAt } : {};
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}

/** Whether the detection comes soon enough after the closing to be the same matter. Opt-in by the route. */
export function reopens(alert: Alert, routed: Routed, now: Instant): boolean {
  const { closedAt } = alert;
  const { reopenWithinMs } = routed;
  return reopenWithinMs !== null && closedAt !== null && now - closedAt <= reopenWithinMs;
}

/**
 * A closed alert comes back: nobody owns it, a verdict is wanted again, and its steps begin anew. Labels stay as they were
 * given, and no tap from before can be undone. The card stands already, so its channel is asked by a new message.
 */
export function reopen(alert: Alert, detection: Detection, now: Instant): Decision {
  const severity = worse(alert.severity, detection.severity);
  const reopened = record(unchanged(alert, null), {
    kind: 'joined',
    at: now,
    by: null,
    set: {
      count: 1,
      severity,
      lastObservedAt: Math.max(alert.lastObservedAt, detection.observedAt),
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
      answeredAt: null,
      shelf: null,
      offer: null,
      level: 0,
      levelRevision: nextRevision(alert),
      reminders: 0,
      isExpiryTold: false,
      dueAt: stepDueAt({ ...alert, severity }, 0, 0, now),
      isJoinable: true,
      undoable: [],
    },
    detail: { source: detection.source, detection: detection.id, reopened: true },
  });
  return ask(reopened, { reason: 'again', people: [], copyTo: null });
}

/** The source says it is over: closed when nobody owns it, else it stays with its owner. No verdict is implied. */
export function clear(alert: Alert, detection: Detection, now: Instant): Decision {
  const isOwned = alert.work === 'owned';
  return record(unchanged(alert, null), {
    kind: 'cleared',
    at: now,
    by: null,
    set: {
      attention: 'cleared',
      shelf: null,
      count: 0,
      lastObservedAt: Math.max(alert.lastObservedAt, detection.observedAt),
      ...(isOwned
        ? { dueAt: alert.shelf === null ? alert.dueAt : idleDueAt(alert, now) }
        : { dueAt: null, closedAt: now, isJoinable: false }),
    },
    detail: { source: detection.source, detection: detection.id },
  });
}

/** A newer alert takes over the key: later detections join that one. */
export function giveWay(alert: Alert, to: string, now: Instant): Decision {
  return record(unchanged(alert, null), {
    kind: 'note',
    at: now,
    by: null,
    set: { isJoinable: false },
    detail: { continuedBy: to },
  });
}
