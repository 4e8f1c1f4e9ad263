// What is said in the thread under a card although nobody is asked: what the card will forget, and no ask has told. A plain
// confirm, reject or resolve stays on the card and is not said again, so that usual taps make no further message.
import type { Alert, AlertEvent, PersonId } from './alert.ts';
import type { Surroundings } from './escalation.ts';
import type { Platform } from './plant.ts';
import type { Saying } from './saying.ts';

/** The part of an event that a line is made of. */
export type News = Pick<AlertEvent, 'kind' | 'by' | 'at' | 'detail'>;

/** One line for each piece of news, on every running platform that shows the alert's channel. */
export function newsOf(
  events: readonly AlertEvent[],
  alert: Alert,
  around: Surroundings,
): readonly Saying[] {
  const addresses = around.plant.channels.get(alert.channel) ?? {};
  const platforms = around.platforms.filter((p) => addresses[p] !== undefined);
  return events
    .filter((event) => isNews(event, alert))
    .flatMap((event) =>
      platforms
        .filter((platform) => !standsThere(event, platform))
        .map((platform) => lineOn(platform, event, alert)),
    );
}

/** Whom a line names. */
export function namedIn({ by, detail }: News): readonly PersonId[] {
  return [by, detail.from, detail.to].filter((p) => typeof p === 'string');
}

function isNews(event: AlertEvent, alert: Alert): boolean {
  switch (event.kind) {
    case 'escalated':
      // People are asked in the thread; a copy elsewhere is seen by nobody here.
      return String(event.detail.to ?? '').startsWith('channel:');
    // Nobody is asked again about what has an owner.
    case 'unshelved':
    case 'cleared':
      return alert.work === 'owned';
    case 'handed-over':
    case 'declined':
    case 'shelved':
    case 'expired':
    case 'undone':
    case 'note':
      return true;
    default:
      return false;
  }
}

/** A note that was written in a thread is read there already. */
function standsThere({ kind, detail }: AlertEvent, platform: Platform): boolean {
  return kind === 'note' && typeof detail.message === 'string' && detail.platform === platform;
}

function lineOn(platform: Platform, event: AlertEvent, alert: Alert): Saying {
  const { kind, by, at, detail } = event;
  const news: News = { kind, by, at, detail };
  return {
    key: `news:${alert.id}:${event.revision}:${platform}`,
    kind: 'thread',
    platform,
    channel: alert.channel,
    person: null,
    ask: { reason: 'news', people: [], copyTo: null, news },
    severity: alert.severity,
  };
}
