// The posts of alerts that match a filter, a page at a time. It goes from alerts to their copies here, never through all posts:
// the one critical alert of last week is found as fast as the newest.
import type { Alert } from '../../core/alert.ts';
import type { Person } from '../../core/plant.ts';
import type { ConsoleMemory, ConsolePost } from '../../ports/notes.ts';
import { type AlertFilter, type AlertReads, factsOf, isMatching } from './facts.ts';
import type { OpenAlertReader } from './open-alerts.ts';

export interface ListingWish {
  /** The plant's names of the channels whose copies are wanted. */
  readonly channels: readonly string[];
  readonly filter: AlertFilter;
  readonly before: string | null;
}

export interface Listing {
  readonly posts: readonly ConsolePost[];
  readonly older: string | null;
  /** How many alerts match in all; null where counting would mean reading everything. */
  readonly total: number | null;
}

export interface ListingParts {
  readonly reads: AlertReads;
  readonly memory: Pick<ConsoleMemory, 'read'>;
  readonly open: OpenAlertReader;
  readonly people: readonly Person[];
}

const PAGE_ALERTS = 40;
const WALK_PAGE = 50;
/** What one request looks through at most; the answer says where to go on. */
const WALK_PAGES = 40;

export async function listing(wish: ListingWish, parts: ListingParts): Promise<Listing> {
  const { state } = wish.filter;
  return state === null || state === 'closed' ? walked(wish, parts) : ofOpen(wish, parts);
}

/** All that is open is at hand; `before` is the id of the last alert of the page before. */
async function ofOpen(wish: ListingWish, parts: ListingParts): Promise<Listing> {
  const { before } = wish;
  const { alerts } = await parts.open.read(before === null ? 'fresh' : 'recent');
  const matching = alerts.filter((alert) => isWanted(alert, wish, parts));
  const rest = before === null ? matching : matching.filter((alert) => alert.id < before);
  const page = rest.slice(0, PAGE_ALERTS);
  const isMore = rest.length > page.length;
  return {
    posts: await postsOf(page, wish.channels, parts),
    older: isMore ? (page.at(-1)?.id ?? null) : null,
    total: matching.length,
  };
}

/** `before` is the store's cursor. */
async function walked(wish: ListingWish, parts: ListingParts): Promise<Listing> {
  const only = wish.filter.state === 'closed' ? ({ state: 'closed' } as const) : {};
  const found: Alert[] = [];
  let cursor = wish.before;
  for (let page = 0; page < WALK_PAGES && found.length < PAGE_ALERTS; page += 1) {
    const { items, next } = await parts.reads.alerts(only, WALK_PAGE, cursor);
    found.push(...items.filter((alert) => isWanted(alert, wish, parts)));
    cursor = next;
    if (cursor === null) break;
  }
  return { posts: await postsOf(found, wish.channels, parts), older: cursor, total: null };
}

function isWanted(alert: Alert, { channels, filter }: ListingWish, parts: ListingParts): boolean {
  return isShownIn(alert, channels) && isMatching(factsOf(alert, parts.people), filter);
}

/** In its own channel, and in those that it has climbed to. */
function isShownIn(alert: Alert, channels: readonly string[]): boolean {
  if (channels.includes(alert.channel)) return true;
  const taken = alert.policy.steps.slice(0, alert.level + 1);
  return taken.some(({ to }) => to.kind === 'other-channel' && channels.includes(to.channel));
}

async function postsOf(
  alerts: readonly Alert[],
  channels: readonly string[],
  { reads, memory }: ListingParts,
): Promise<readonly ConsolePost[]> {
  const found = await Promise.all(
    alerts.map(async (alert) => {
      const copies = (await reads.messages(alert.id)).filter(
        (m) => m.platform === 'console' && m.channel !== null && channels.includes(m.channel),
      );
      return copies.flatMap((m) => (m.address === null ? [] : [m.address]));
    }),
  );
  const ids = [...new Set(found.flat())];
  const posts = await Promise.all(ids.map((id) => memory.read({ id })));
  return posts.filter((post) => post !== null);
}
