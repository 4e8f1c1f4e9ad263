// A place that nothing can be brought to until a person puts it right: a channel that throws the bot out, somebody who left, a
// platform that no longer lets the bot in. Whoever looks after the plant hears of it once, however much is lost there, and once
// more when something gets through.
import { type Alert, isClosed, type PersonId } from './alert.ts';
import type { Lost, Surroundings } from './escalation.ts';
import type { Refusal } from './receipts.ts';
import { directly, type Saying } from './saying.ts';
import type { Instant } from './time.ts';
import type { Message } from './view.ts';

export interface Trouble extends Lost {
  readonly id: string;
  /** Place and refusal: there is one trouble with this key at a time. */
  readonly key: string;
  /** What was tried when it was met. */
  readonly op: 'post' | 'update';
  readonly since: Instant;
  /** The alert that met it first: what is said of it hangs on that one. */
  readonly alert: string;
}

/** Whether the refusal says something about the place; else it is about the one message. */
export function isLasting(refusal: Refusal): boolean {
  return refusal !== 'card' && refusal !== 'removed';
}

/** A bot that is not let in at all is one trouble, wherever it is met. */
export function lostAt(
  { platform, channel, person }: Pick<Message, 'platform' | 'channel' | 'person'>,
  refusal: Refusal,
  reason: string,
): Lost {
  return { platform, channel, person, reason, refusal, isWide: refusal === 'credentials' };
}

export function troubleKey({ platform, channel, person, refusal, isWide }: Lost): string {
  return JSON.stringify(isWide ? [platform, refusal] : [platform, channel, person, refusal]);
}

/**
 * It got through where it could not. An edit that goes through does not say that a post would: some channels are closed to new
 * messages alone.
 */
export function isOver(
  trouble: Trouble,
  { platform, channel, person }: Message,
  op: 'post' | 'update',
): boolean {
  const isThere =
    trouble.platform === platform && trouble.channel === channel && trouble.person === person;
  return isThere && (op === 'post' || trouble.op === 'update');
}

/**
 * The card that an open alert never had where something gets through again, or the digest that it stands on. It is a message of
 * its own: that the first one failed stays told.
 */
export function missingAfter(
  trouble: Trouble,
  alert: Alert,
  messages: readonly Message[],
): Saying | null {
  const { id, op, platform, channel } = trouble;
  if (op !== 'post' || channel === null || isClosed(alert)) return null;
  const there = messages.filter(
    (m) => isCard(m) && m.platform === platform && m.channel === channel,
  );
  const isMissing = there.every((m) => m.state === 'failed' && m.address === null);
  const last = there.at(-1);
  if (last === undefined || !isMissing) return null;
  const key = `${last.kind}:${last.subject.id}:${platform}:${channel}:${id}`;
  const { severity } = alert;
  const saying = { key, platform, channel, person: null, ask: null, severity };
  return last.kind === 'digest'
    ? { ...saying, kind: 'digest', digest: last.subject.id }
    : { ...saying, kind: 'card' };
}

function isCard({ kind }: Message): boolean {
  return kind === 'card' || kind === 'digest';
}

/** Tells the admins, by another platform than the troubled one where they have one; never whom it is about. */
export function newsOf(
  trouble: Trouble,
  reason: 'undelivered' | 'delivered-again',
  alert: Alert,
  around: Surroundings,
): readonly Saying[] {
  const { id, op: _op, key: _key, since: _since, alert: _alert, ...lost } = trouble;
  const others = around.platforms.filter((p) => p !== lost.platform);
  const platforms = [...others, ...around.platforms.filter((p) => p === lost.platform)];
  return adminsBut(lost.person, around).flatMap(({ id: admin, identities }) => {
    const platform = platforms.find((p) => identities.some((i) => i.platform === p));
    const ask = { reason, people: [admin], copyTo: null, lost } as const;
    const news = `${reason}:${id}`;
    return platform === undefined ? [] : directly(ask, ask.people, news, platform, alert);
  });
}

function adminsBut(person: PersonId | null, { people }: Surroundings) {
  return people.filter((p) => p.roles.includes('admin') && p.id !== person);
}
