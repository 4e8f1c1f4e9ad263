// Who is told where: turns the wish to ask somebody into messages on the platforms that run. A person is mentioned in the
// thread of the alert's card where they can see it, and written to directly where they can't.
import type { Alert, PersonId } from './alert.ts';
import type { Ask, AskReason, Surroundings } from './escalation.ts';
import type { Person, Platform, Severity } from './plant.ts';
import { type Instant, MINUTE } from './time.ts';
import type { MessageKind } from './view.ts';

/** One message to be delivered. The key makes it once only. */
export interface Saying {
  readonly key: string;
  readonly kind: MessageKind;
  readonly platform: Platform;
  readonly channel: string | null;
  readonly person: PersonId | null;
  readonly ask: Ask | null;
  readonly severity: Severity;
  /** The digest that is shown, where it is not the alert itself. */
  readonly digest?: string;
}

/** The digest that an alert stands on, and when its asks are said. */
export interface Standing {
  readonly digest: string;
  readonly at: Instant;
}

/** Asks of one digest within this time are one message: a flood must not drown the people it asks. */
export const DIGEST_ASK_MS = MINUTE;

/** The copies of a card in one channel, one for each running platform. */
export function cardsIn(channel: string, alert: Alert, around: Surroundings): readonly Saying[] {
  return platformsOf(channel, around).map((platform) => ({
    key: `card:${alert.id}:${platform}:${channel}`,
    kind: 'card',
    platform,
    channel,
    person: null,
    ask: null,
    severity: alert.severity,
  }));
}

/** The copies of a digest in one channel. */
export function digestsIn(
  digest: string,
  channel: string,
  severity: Severity,
  around: Surroundings,
): readonly Saying[] {
  return platformsOf(channel, around).map((platform) => ({
    key: `digest:${digest}:${platform}:${channel}`,
    kind: 'digest',
    platform,
    channel,
    person: null,
    ask: null,
    severity,
    digest,
  }));
}

/** Everything that the asks of one decision say. The alert is the one after the decision: its revision makes keys unique. */
export function sayings(
  asks: readonly Ask[],
  alert: Alert,
  around: Surroundings,
  standing: Standing | null = null,
): readonly Saying[] {
  return asks.flatMap((given, index) => {
    const isMerged = standing !== null && MERGED.includes(given.reason);
    const ask = isMerged ? { ...given, digest: standing.digest } : given;
    const own = ask.once ?? `ask:${alert.id}:${alert.revision}:${index}`;
    const key = isMerged ? mergedKey(ask, alert, standing) : own;
    if (ask.copyTo !== null) return copies(ask, ask.copyTo, key, alert, around);
    if (ask.people.length === 0) return threads(ask, alert.channel, key, alert, around);
    return toPeople(ask, key, alert, around);
  });
}

/** What is asked of many at once; whoever is told of their own alert is told of that one. */
const MERGED: readonly AskReason[] = ['step', 'again', 'expired-admins'];

function mergedKey(ask: Ask, alert: Alert, { digest, at }: Standing): string {
  const whom = ask.copyTo ?? [...ask.people].sort().join(',');
  return `ask:${digest}:${alert.level}:${ask.reason}:${whom}:${Math.floor(at / DIGEST_ASK_MS)}`;
}

/** Another channel gets a copy of the card; when it is asked again, a message under that copy. */
function copies(
  ask: Ask,
  channel: string,
  key: string,
  alert: Alert,
  around: Surroundings,
): readonly Saying[] {
  if (ask.reason === 'again') return threads(ask, channel, key, alert, around);
  return ask.digest === undefined
    ? cardsIn(channel, alert, around)
    : digestsIn(ask.digest, channel, alert.severity, around);
}

function threads(
  ask: Ask,
  channel: string,
  key: string,
  alert: Alert,
  around: Surroundings,
): readonly Saying[] {
  return platformsOf(channel, around).map((platform) => ({
    key: `${key}:${platform}`,
    kind: 'thread',
    platform,
    channel,
    person: null,
    ask,
    severity: alert.severity,
  }));
}

function toPeople(ask: Ask, key: string, alert: Alert, around: Surroundings): readonly Saying[] {
  const people = around.people.filter((p) => ask.people.includes(p.id));
  // Somebody who is not in the plant acted where the card stands, and hears of it there.
  const strangers = ask.people.filter((id) => !around.people.some((p) => p.id === id));
  // What only concerns the admins is not for the channel.
  const isPrivate = ask.reason === 'expired-admins' || ask.reason === 'unreached';
  const shared = isPrivate ? [] : platformsOf(alert.channel, around);
  const mentioned = shared.flatMap((platform) => {
    const known = people.filter((p) => isOn(p, platform)).map((p) => p.id);
    const here = [...known, ...strangers];
    const saying: Saying = {
      key: `${key}:${platform}`,
      kind: 'thread',
      platform,
      channel: alert.channel,
      person: null,
      ask: { ...ask, people: here },
      severity: alert.severity,
    };
    return here.length > 0 ? [saying] : [];
  });
  const direct = people
    .filter((p) => !shared.some((platform) => isOn(p, platform)))
    .flatMap((person) => {
      const platform = around.platforms.find((p) => isOn(person, p));
      return platform === undefined
        ? []
        : directTo(person.id, ask, `${key}:${platform}`, platform, alert);
    });
  return [...mentioned, ...direct];
}

/**
 * The same question to people whom it could not reach in the channel: they can't see it, or it is gone. `key` is that of the
 * message in the channel, so that they are asked once however often that one is tried.
 */
export function directly(
  ask: Ask,
  people: readonly PersonId[],
  key: string,
  platform: Platform,
  alert: Alert,
): readonly Saying[] {
  return people.flatMap((person) => directTo(person, ask, key, platform, alert));
}

/** Who is asked to act gets the card as well: where the channel can't be seen, it is the only one with buttons. */
function directTo(
  person: PersonId,
  ask: Ask,
  key: string,
  platform: Platform,
  alert: Alert,
): readonly Saying[] {
  const { severity } = alert;
  const to = { platform, channel: null, person, severity };
  const question: Saying = {
    ...to,
    key: `${key}:${person}`,
    kind: 'direct',
    ask: { ...ask, people: [person] },
  };
  const mustAct = ask.reason === 'step' || ask.reason === 'again';
  const { digest } = ask;
  const card: Saying =
    digest === undefined
      ? { ...to, key: `card:${alert.id}:${platform}:@${person}`, kind: 'card', ask: null }
      : {
          ...to,
          key: `digest:${digest}:${platform}:@${person}`,
          kind: 'digest',
          ask: null,
          digest,
        };
  return mustAct ? [question, card] : [question];
}

function platformsOf(channel: string, around: Surroundings): readonly Platform[] {
  const addresses = around.plant.channels.get(channel) ?? {};
  return around.platforms.filter((p) => addresses[p] !== undefined);
}

function isOn(person: Person, platform: Platform): boolean {
  return person.identities.some((i) => i.platform === platform);
}
