// A message that can never be shown where it belongs: that is an event of its own, and a step that reached nobody that way
// is passed at once instead of being waited for. It never says where else the people are asked (saying.ts does), nor who
// is told of the place (trouble.ts does).
import { type Alert, isClosed, type PersonId } from './alert.ts';
import { type Decision, record, unchanged } from './decision.ts';
import { lastLevel } from './escalation.ts';
import type { Instant } from './time.ts';
import type { Message } from './view.ts';

export interface Loss {
  readonly message: Message;
  /** The alert's other messages, as they stand. */
  readonly others: readonly Message[];
  readonly reason: string;
  /** Whom the present step asks: what others were told directly reached none of them. */
  readonly asked: readonly PersonId[];
  /** Whoever the message was for is asked another way. */
  readonly isPassedOn: boolean;
  readonly now: Instant;
}

/**
 * A card that stands and only can't show its newest state was seen: no event, because an event is a new state, which can't
 * be shown either, and so on for ever. The message itself says that it failed.
 */
export function undelivered(alert: Alert, loss: Loss): Decision {
  const { message, reason, now } = loss;
  const start = unchanged(alert, null);
  if (message.address !== null) return start;
  return record(start, {
    kind: 'unreachable',
    at: now,
    by: null,
    set: mustClimb(alert, loss) ? { dueAt: now } : {},
    detail: { platform: message.platform, channel: message.channel ?? '', reason },
  });
}

function mustClimb(alert: Alert, loss: Loss): boolean {
  const isWaiting = !isClosed(alert) && alert.attention === 'new';
  const hasNext = alert.level < lastLevel(alert.policy);
  return isWaiting && hasNext && !loss.isPassedOn && isStepLost(alert, loss);
}

/** Whether the message was how the present step reached anybody, and no other message does. */
function isStepLost(alert: Alert, { message, others, asked }: Loss): boolean {
  const to = alert.policy.steps[alert.level]?.to;
  const alive = others.filter((m) => m.state !== 'failed');
  switch (to?.kind) {
    case undefined:
      return false;
    case 'channel':
    case 'other-channel': {
      const channel = to.kind === 'channel' ? alert.channel : to.channel;
      return message.channel === channel && !alive.some((m) => m.channel === channel);
    }
    case 'lead':
    case 'shift-lead':
    case 'crew':
    case 'person': {
      const failed = [message, ...others.filter((m) => m.state === 'failed')];
      return message.kind !== 'card' && !alive.some((m) => isQuestion(m, asked, failed));
    }
  }
}

/** Who was written to directly did not see the thread: where that failed for all of them, it asked nobody. */
function isQuestion(
  { kind, person, platform }: Message,
  asked: readonly PersonId[],
  failed: readonly Message[],
): boolean {
  if (kind === 'direct') return person !== null && asked.includes(person);
  const isLost = (id: PersonId): boolean =>
    failed.some((m) => m.kind === 'direct' && m.platform === platform && m.person === id);
  return kind === 'thread' && (asked.length === 0 || asked.some((id) => !isLost(id)));
}
