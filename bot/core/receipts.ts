// What became of one copy, step by step: when it was promised, what it had to wait for, when it was shown and changed, and why
// it was not. A list that only grows at its end and stays short: like steps in a row become one. It never changes an alert.
import { type Instant, MINUTE, SECOND } from './time.ts';

/** `order`: it had to wait for another message, such as the card whose thread it belongs to. */
export const WAIT_CAUSES = ['asked-to-wait', 'unavailable', 'pace', 'order'] as const;
export type WaitCause = (typeof WAIT_CAUSES)[number];

/** Why something can't be said: the platform's refusals, in words that hold for every platform. */
export const REFUSALS = [
  'not-member',
  'unknown-place',
  'archived',
  'forbidden',
  /** The person can't be written to: gone, switched off, or never here. */
  'person-gone',
  /** The bot itself is not let in. */
  'credentials',
  /** This one message, not its place. */
  'card',
  /** The plant no longer knows where it belongs. */
  'removed',
  'other',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export const RECEIPT_KINDS = [
  'queued',
  'delayed',
  'posted',
  'updated',
  /** It may have been posted: one must look, or post once more. */
  'unclear',
  /** An unclear post that had happened. */
  'found',
  /** It stood there and is gone. */
  'lost',
  'posted-again',
  'failed',
] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

export interface Receipt {
  readonly at: Instant;
  readonly kind: ReceiptKind;
  /** What it waited for, or why it was refused. */
  readonly reason?: WaitCause | Refusal;
  /** How long it had to wait, or how long after it was wanted it was shown. */
  readonly ms?: number;
  /** How many steps this one stands for; left out = one. */
  readonly times?: number;
}

/** How much later than it could have been a copy was first shown, and what for. */
export interface LateBy {
  readonly ms: number;
  readonly cause: Exclude<WaitCause, 'order'>;
}

/** What is kept of one copy. The beginning stays, up to the first time it was shown; of updates the last ones. */
export const RECEIPTS_LIMIT = 24;
export const UPDATES_KEPT = 5;
/** A copy that the platform delays by more than this says so. */
export const LATE_MS = 10 * SECOND;
/** It says so on every card that is drawn this long after it was first shown; nothing is drawn only to take it away. */
export const LATE_SHOWN_MS = 10 * MINUTE;

/** The list with what happened next. */
export function noted(receipts: readonly Receipt[], ...next: readonly Receipt[]): Receipt[] {
  return next.reduce<Receipt[]>((all, one) => shortened(added(all, one)), [...receipts]);
}

function added(receipts: readonly Receipt[], next: Receipt): Receipt[] {
  const last = receipts.at(-1);
  const isSame = last?.kind === next.kind && last.reason === next.reason;
  if (last === undefined || !isSame) return [...receipts, next];
  const before = receipts.slice(0, -1);
  // Waiting began when it began, however often one was told to wait on.
  if (next.kind === 'delayed') return [...before, { ...last, ms: (last.ms ?? 0) + (next.ms ?? 0) }];
  if (next.kind === 'failed') return [...before, { ...next, times: timesOf(last) + 1 }];
  return [...receipts, next];
}

function shortened(receipts: Receipt[]): Receipt[] {
  const updates = receipts.filter((r) => r.kind === 'updated');
  const [oldest, second] = updates;
  if (updates.length > UPDATES_KEPT && oldest !== undefined && second !== undefined) {
    const both: Receipt = {
      at: second.at,
      kind: 'updated',
      times: timesOf(oldest) + timesOf(second),
    };
    return receipts.filter((r) => r !== oldest).map((r) => (r === second ? both : r));
  }
  if (receipts.length <= RECEIPTS_LIMIT) return receipts;
  const shown = receipts.findIndex(isShown);
  const at = shown < 0 || shown >= receipts.length - 1 ? 1 : shown + 1;
  return receipts.filter((_, i) => i !== at);
}

export function timesOf({ times }: Receipt): number {
  return times ?? 1;
}

/** What the platform itself made it wait for last; null where it does not wait, or for something else. */
export function waitOf(receipts: readonly Receipt[]): 'asked-to-wait' | 'unavailable' | null {
  const last = receipts.at(-1);
  const isOurs = last?.reason !== 'asked-to-wait' && last?.reason !== 'unavailable';
  return last?.kind !== 'delayed' || isOurs ? null : last.reason;
}

/** The copy came to stand where people see it. */
export function isShown({ kind }: Receipt): boolean {
  return kind === 'posted' || kind === 'found' || kind === 'posted-again';
}

/** What a card that is drawn now says of its own lateness; null when it was in time, or has said so long enough. */
export function lateBy(receipts: readonly Receipt[], now: Instant): LateBy | null {
  const shownAt = receipts.find(isShown)?.at ?? now;
  return now - shownAt >= LATE_SHOWN_MS ? null : lateness(receipts);
}

/** The platform's share of the wait before the copy was first shown; null when that is too little to speak of. */
export function lateness(receipts: readonly Receipt[]): LateBy | null {
  const spent = new Map<LateBy['cause'], number>();
  for (const { kind, reason, ms = 0 } of waits(receipts)) {
    const cause = kind === 'unclear' ? 'unavailable' : reason;
    if (cause !== 'asked-to-wait' && cause !== 'unavailable' && cause !== 'pace') continue;
    spent.set(cause, (spent.get(cause) ?? 0) + ms);
  }
  const [longest] = [...spent].sort(([, a], [, b]) => b - a);
  const ms = [...spent.values()].reduce((a, b) => a + b, 0);
  return longest === undefined || ms <= LATE_MS ? null : { ms, cause: longest[0] };
}

/** What was waited for before it stood there. One that was found had arrived when it became unclear. */
function waits(receipts: readonly Receipt[]): readonly Receipt[] {
  const shown = receipts.findIndex(isShown);
  const before = shown < 0 ? receipts : receipts.slice(0, shown);
  if (receipts[shown]?.kind !== 'found') return before;
  const arrived = before.findLastIndex((r) => r.kind === 'unclear');
  return arrived < 0 ? [] : before.slice(0, arrived);
}
