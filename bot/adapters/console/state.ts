// What a browser needs to draw the page: channels, people, and one page of posts with the cards that their threads hang from.
// Reads only; a browser learns a person's key and name, never platform ids of other platforms.
import type { Person, Plant } from '../../core/plant.ts';
import type { ConsoleMemory, ConsolePost } from '../../ports/notes.ts';
import {
  type AlertFacts,
  type AlertFilter,
  type AlertReads,
  factsOf,
  isFiltering,
} from './facts.ts';
import { type Listing, listing } from './listing.ts';
import type { OpenAlertReader } from './open-alerts.ts';

/** A post as a browser gets it. */
export interface ShownPost {
  readonly id: string;
  readonly channel: string | null;
  /** A direct message; whose it is, is decided before it is sent. */
  readonly isDirect: boolean;
  readonly thread: string | null;
  readonly alert: string;
  readonly summary: string;
  readonly card: Readonly<Record<string, unknown>>;
  readonly postedAt: number;
  readonly updatedAt: number;
  /** Null where the alert is not known (any more). */
  readonly facts: AlertFacts | null;
}

export interface ConsoleState {
  readonly site: string;
  readonly timezone: string;
  readonly language: string;
  readonly publicUrl: string;
  readonly hasPassword: boolean;
  readonly channels: readonly { readonly name: string; readonly address: string }[];
  readonly people: readonly {
    readonly key: string;
    readonly name: string;
    readonly roles: readonly string[];
  }[];
  /** Everything up to here is in what was read; live changes go on from it. */
  readonly seq: number;
  /** Newest first, threads included. */
  readonly posts: readonly ShownPost[];
  /** What to ask `before` for what is older; null at the end. */
  readonly older: string | null;
  /** How many alerts match the filter; null without one, or where it is not known. */
  readonly total: number | null;
}

/** A channel's address or EVERY_CHANNEL, or a person's key (then their direct messages); neither = no posts. */
export interface StateWish {
  readonly channel: string | null;
  readonly person: string | null;
  readonly before: string | null;
  /** For channels alone. */
  readonly filter: AlertFilter;
}

export interface Lookup {
  /** Null when the channel or the person is unknown. */
  state(wish: StateWish): Promise<ConsoleState | null>;
  /** By the plant's key. */
  person(key: string): Promise<Person | null>;
  hasChannel(address: string): boolean;
  /** As a browser gets them, in the same order. */
  shown(posts: readonly ConsolePost[]): Promise<readonly ShownPost[]>;
}

export const EVERY_CHANNEL = '*';
const PAGE_POSTS = 40;

export interface LookupParts {
  readonly plant: () => Plant;
  readonly publicUrl: string;
  readonly hasPassword: boolean;
  readonly memory: ConsoleMemory;
  readonly people: () => Promise<readonly Person[]>;
  readonly alerts: AlertReads;
  readonly open: OpenAlertReader;
}

export function consoleLookup(parts: LookupParts): Lookup {
  const { memory } = parts;
  const channelsNow = () =>
    [...parts.plant().channels].flatMap(([name, { console: address }]) =>
      address === undefined ? [] : [{ name, address }],
    );
  const hasChannel = (address: string): boolean => channelsNow().some((c) => c.address === address);

  async function person(key: string): Promise<Person | null> {
    return (await parts.people()).find((p) => p.key === key) ?? null;
  }

  async function state(wish: StateWish): Promise<ConsoleState | null> {
    const { channel } = wish;
    const [plant, channels] = [parts.plant(), channelsNow()];
    const wanted = channels.filter((c) => channel === EVERY_CHANNEL || c.address === channel);
    if (channel !== null && channel !== EVERY_CHANNEL && wanted.length === 0) return null;
    const people = await parts.people();
    const whose = people.find((p) => p.key === wish.person);
    if (channel === null && wish.person !== null && whose === undefined) return null;
    // Before the posts: what changes while they are read comes once more, live, and does no harm.
    const seq = await memory.seq();
    let found: Listing = { posts: [], older: null, total: null };
    if (channel !== null && isFiltering(wish.filter)) {
      const names = wanted.map((c) => c.name);
      const { filter, before } = wish;
      found = await listing(
        { channels: names, filter, before },
        { reads: parts.alerts, memory, open: parts.open, people },
      );
    } else if (channel !== null) {
      const addresses = wanted.map((c) => c.address);
      found = await newest(
        addresses.map((address) => ({ channel: address })),
        wish.before,
      );
    } else if (whose !== undefined) found = await newest([{ person: whose.id }], wish.before);
    const heads = await missingHeads(found.posts, memory);
    return {
      site: plant.site,
      timezone: plant.timezone,
      language: plant.language,
      publicUrl: parts.publicUrl,
      hasPassword: parts.hasPassword,
      channels,
      people: people.flatMap(({ key, name, roles }) =>
        key === null ? [] : [{ key, name, roles }],
      ),
      seq,
      posts: await shown([...found.posts, ...heads]),
      older: found.older,
      total: found.total,
    };
  }

  /** Several places in one list: each gives a page, of which the newest are taken. */
  async function newest(
    places: readonly Parameters<ConsoleMemory['page']>[0][],
    before: string | null,
  ): Promise<Listing> {
    const pages = await Promise.all(places.map((of) => memory.page(of, PAGE_POSTS, before)));
    const all = pages.length === 1 ? (pages[0] ?? []) : pages.flat().sort(newerFirst);
    const posts = all.slice(0, PAGE_POSTS);
    const isMore = all.length > posts.length || posts.length === PAGE_POSTS;
    return { posts, older: isMore ? (posts.at(-1)?.id ?? null) : null, total: null };
  }

  async function shown(posts: readonly ConsolePost[]): Promise<readonly ShownPost[]> {
    if (posts.length === 0) return [];
    const people = await parts.people();
    const ids = [...new Set(posts.map((p) => p.alert))];
    const alerts = await Promise.all(ids.map((id) => parts.alerts.alert(id)));
    const facts = new Map(alerts.flatMap((a) => (a === null ? [] : [[a.id, factsOf(a, people)]])));
    return posts.map((post) => shownPost(post, facts.get(post.alert) ?? null));
  }

  return { state, person, hasChannel, shown };
}

function newerFirst(a: ConsolePost, b: ConsolePost): number {
  return a.id < b.id ? 1 : -1;
}

/** Cards that are older than the page but whose threads reach into it. */
async function missingHeads(
  posts: readonly ConsolePost[],
  memory: ConsoleMemory,
): Promise<readonly ConsolePost[]> {
  const here = new Set(posts.map((p) => p.id));
  const wanted = new Set(posts.flatMap((p) => (p.thread === null ? [] : [p.thread])));
  const missing = [...wanted].filter((id) => !here.has(id));
  const heads = await Promise.all(missing.map((id) => memory.read({ id })));
  return heads.filter((head) => head !== null);
}

function shownPost(post: ConsolePost, facts: AlertFacts | null): ShownPost {
  const { id, channel, person, thread, alert, summary, card, postedAt, updatedAt } = post;
  const isDirect = person !== null;
  return { id, channel, isDirect, thread, alert, summary, card, postedAt, updatedAt, facts };
}
