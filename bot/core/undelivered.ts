// A message that can never be shown where it belongs: that is an event of its own, and a step that reached nobody that way
// is passed at once instead of being waited for. It never says where else the people are asked (saying.ts does). Whoever
// looks after the plant is told of each place, once, not of each message.
import { type Alert, isClosed } from './alert.ts';
import { type Decision, record, unchanged } from './decision.ts';
import { type Lost, lastLevel, type Surroundings } from './escalation.ts';
import { directly, type Saying } from './saying.ts';
import { DAY, type Instant } from './time.ts';
import type { Message } from './view.ts';

export interface Loss {
  readonly message: Message;
  /** The alert's other messages, as they stand. */
  readonly others: readonly Message[];
  readonly reason: string;
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
function isStepLost(alert: Alert, { message, others }: Loss): boolean {
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
    case 'person':
      return message.kind !== 'card' && !alive.some((m) => m.kind !== 'card');
  }
}

/**
 * The admins are told that nothing can be brought to a place: once a day, however much is lost there, and by another platform
 * than the one that refused where they have one.
 */
export function newsOfLoss(
  lost: Lost,
  alert: Alert,
  now: Instant,
  around: Surroundings,
): readonly Saying[] {
  const others = around.platforms.filter((p) => p !== lost.platform);
  const platforms = [...others, ...around.platforms.filter((p) => p === lost.platform)];
  const key = `undelivered:${lost.platform}:${lost.channel ?? `@${lost.person}`}:${Math.floor(now / DAY)}`;
  const admins = around.people.filter((p) => p.roles.includes('admin') && p.id !== lost.person);
  return admins.flatMap((admin) => {
    const platform = platforms.find((p) => admin.identities.some((i) => i.platform === p));
    const ask = { reason: 'undelivered', people: [admin.id], copyTo: null, lost } as const;
    return platform === undefined ? [] : directly(ask, ask.people, key, platform, alert);
  });
}
