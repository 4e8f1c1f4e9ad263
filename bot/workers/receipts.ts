// What a message shall remember of one attempt: the waiting before it, and how it ended. Written together with the outcome, so
// it can't say anything else than what happened.
import { isShown, type Receipt } from '../core/receipts.ts';
import type { Instant } from '../core/time.ts';
import type { Delivery } from '../ports/outbox.ts';
import type { Attempt } from './attempt.ts';
import { type Track, waitedIn } from './track.ts';

/** What a message had to wait for on its way to this attempt, as far as it does not know yet. */
export function waitedFor(delivery: Delivery, track: Track, now: Instant): readonly Receipt[] {
  // An update is done for the newest state: how long it took stands on it, whatever the pace was.
  if (delivery.op === 'update') return [];
  const last = delivery.message.receipts.findLast((r) => r.kind === 'delayed');
  const known = last === undefined ? 0 : last.at + (last.ms ?? 0);
  return waitedIn(track, Math.max(delivery.wantedAt, known), now);
}

export function receiptsOf(
  delivery: Delivery,
  { result, cause, refusal }: Attempt,
  now: Instant,
): readonly Receipt[] {
  const { message, op } = delivery;
  switch (result.kind) {
    case 'sent': {
      const { at } = result;
      if (op === 'update') return [{ at, kind: 'updated', ms: at - delivery.wantedAt }];
      return [{ at, kind: arrivalOf(delivery, result.shown), ms: at - delivery.wantedAt }];
    }
    case 'later':
      return [{ at: now, kind: 'delayed', reason: cause, ms: result.nextAt - now }];
    case 'unclear': {
      const ms = result.nextAt - now;
      return message.address === null
        ? [{ at: now, kind: 'unclear', ms }]
        : [{ at: now, kind: 'delayed', reason: 'unavailable', ms }];
    }
    case 'post-again':
      return op === 'update'
        ? [{ at: now, kind: 'lost' }]
        : [{ at: now, kind: 'delayed', reason: 'order', ms: result.nextAt - now }];
    case 'failed':
      return [{ at: now, kind: 'failed', reason: refusal ?? 'other' }];
  }
}

/** A post that was only found shows nobody knows what: revision 0. */
function arrivalOf({ message }: Delivery, shown: number): Receipt['kind'] {
  if (shown === 0) return 'found';
  const isSecond = message.receipts.some((r) => isShown(r) || r.kind === 'unclear');
  return isSecond ? 'posted-again' : 'posted';
}
