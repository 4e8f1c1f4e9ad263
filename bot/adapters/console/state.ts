// What a browser needs to draw the page: channels, people, and one page of posts with the cards that their threads hang from.
// Reads only; a browser learns a person's key and name, never platform ids of other platforms.
import type { Person, Plant } from '../../core/plant.ts';
import type { ConsoleMemory, ConsolePost } from '../../ports/notes.ts';

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
}

/** A channel's address, or a person's key (then their direct messages); neither = no posts. */
export interface StateWish {
  readonly channel: string | null;
  readonly person: string | null;
  readonly before: string | null;
}

export interface Lookup {
  /** Null when the channel or the person is unknown. */
  state(wish: StateWish): Promise<ConsoleState | null>;
  /** By the plant's key. */
  person(key: string): Promise<Person | null>;
  hasChannel(address: string): boolean;
}

const PAGE_POSTS = 40;

export function consoleLookup(parts: {
  readonly plant: Plant;
  readonly publicUrl: string;
  readonly hasPassword: boolean;
  readonly memory: ConsoleMemory;
  readonly people: () => Promise<readonly Person[]>;
}): Lookup {
  const { plant, memory } = parts;
  const channels = [...plant.channels].flatMap(([name, { console: address }]) =>
    address === undefined ? [] : [{ name, address }],
  );
  const hasChannel = (address: string): boolean => channels.some((c) => c.address === address);

  async function person(key: string): Promise<Person | null> {
    return (await parts.people()).find((p) => p.key === key) ?? null;
  }

  async function state(wish: StateWish): Promise<ConsoleState | null> {
    if (wish.channel !== null && !hasChannel(wish.channel)) return null;
    const people = await parts.people();
    // Before the posts: what changes while they are read comes once more, live, and does no harm.
    const seq = await memory.seq();
    let posts: readonly ConsolePost[] = [];
    if (wish.channel !== null) {
      posts = await memory.page({ channel: wish.channel }, PAGE_POSTS, wish.before);
    } else if (wish.person !== null) {
      const whose = people.find((p) => p.key === wish.person);
      if (whose === undefined) return null;
      posts = await memory.page({ person: whose.id }, PAGE_POSTS, wish.before);
    }
    const heads = await missingHeads(posts, memory);
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
      posts: [...posts, ...heads].map(shownPost),
      older: posts.length === PAGE_POSTS ? (posts.at(-1)?.id ?? null) : null,
    };
  }

  return { state, person, hasChannel };
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

export function shownPost(post: ConsolePost): ShownPost {
  const { id, channel, person, thread, alert, summary, card, postedAt, updatedAt } = post;
  const isDirect = person !== null;
  return { id, channel, isDirect, thread, alert, summary, card, postedAt, updatedAt };
}
