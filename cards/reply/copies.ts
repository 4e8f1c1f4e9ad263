// One copy's history in one line: where it stands, when it was shown and after how long, how often it changed, and what went
// wrong. A copy that nothing is known of says only how it is.
import type { Language } from '../../bot/core/plant.ts';
import { isShown, type Receipt, timesOf } from '../../bot/core/receipts.ts';
import { SECOND } from '../../bot/core/time.ts';
import type { Message } from '../../bot/core/view.ts';
import { joined, type Line, type Moment, ours, say } from '../line.ts';
import { tidy } from '../text.ts';
import { type Words, words } from '../words.ts';

/** A shorter wait is not worth its words. */
const TELLING_MS = SECOND;

/** `at` writes an instant with its seconds. */
export function copyLine(message: Message, said: Words, at: (instant: number) => Moment): Line {
  const { reply, delivery } = said;
  const place =
    message.channel === null ? [ours(reply.directMessage)] : say`${tidy(message.channel, 60)}`;
  const steps = stepsOf(message, said, at);
  const how = steps.length > 0 ? joined(steps, ', ') : [ours(reply.messageState[message.state])];
  return say`${ours(delivery.platform[message.platform])} ${place}: ${how}`;
}

function stepsOf(
  { receipts, state }: Message,
  said: Words,
  at: (instant: number) => Moment,
): readonly Line[] {
  const { delivery, reply } = said;
  const steps: Line[] = [];
  receipts.forEach((receipt, i) => {
    const { kind, reason } = receipt;
    const name = ours(delivery.kind[kind]);
    if (isShown(receipt)) steps.push(say`${name} ${at(receipt.at)}${waitText(receipts, i, said)}`);
    else if (kind === 'lost') steps.push(say`${name} ${at(receipt.at)}`);
    else if (kind === 'failed')
      steps.push(say`${name}${ours(bracketed(reasonText(reason, said)))}`);
  });
  const updates = receipts.filter((r) => r.kind === 'updated');
  const last = updates.at(-1);
  const times = updates.reduce((sum, r) => sum + timesOf(r), 0);
  if (last !== undefined) steps.push(delivery.updated(times, at(last.at)));
  if (state === 'pending' || state === 'ambiguous') {
    const wait = waitText(receipts, receipts.length, said);
    steps.push(say`${ours(reply.messageState[state])}${wait}`);
  }
  return receipts.length === 0 ? [] : steps;
}

/** One step of it alone: “waited 14 s (asked to wait)”, “updated 3×”, “could not be shown (the channel is archived)”. */
export function receiptText(receipt: Receipt, language: Language): string {
  const said = words(language);
  const { kind, reason, ms = 0 } = receipt;
  const duration = ms < TELLING_MS ? '' : said.duration(ms);
  const wait = duration === '' || kind === 'delayed' ? duration : said.delivery.after(duration);
  const times = timesOf(receipt) > 1 ? `${timesOf(receipt)}×` : '';
  const parts = [said.delivery.kind[kind], times, kind === 'unclear' ? '' : wait];
  return parts.filter((part) => part !== '').join(' ') + bracketed(reasonText(reason, said));
}

/** ` after 14 s (asked to wait)`: what stands between the receipt before and this one. */
function waitText(receipts: readonly Receipt[], index: number, said: Words): Line {
  const waits = waitsBefore(receipts, index);
  const ms = receipts[index]?.ms ?? waits.reduce((sum, r) => sum + (r.ms ?? 0), 0);
  if (ms < TELLING_MS) return [];
  const causes = [...new Set(waits.map((r) => reasonText(r.reason, said)))];
  const why = bracketed(causes.filter((c) => c !== '').join(', '));
  return [ours(` ${said.delivery.after(said.duration(ms))}${why}`)];
}

/** The waits that led to the receipt at `index`. */
function waitsBefore(receipts: readonly Receipt[], index: number): readonly Receipt[] {
  const before = receipts.slice(0, index);
  const start = before.findLastIndex(
    (r) => isShown(r) || r.kind === 'updated' || r.kind === 'lost',
  );
  return before.slice(start + 1).filter((r) => r.kind === 'delayed');
}

function reasonText(reason: Receipt['reason'], { delivery }: Words): string {
  if (reason === undefined) return '';
  const all: Readonly<Record<string, string>> = { ...delivery.cause, ...delivery.refusal };
  return all[reason] ?? '';
}

function bracketed(text: string): string {
  return text === '' ? '' : ` (${text})`;
}
