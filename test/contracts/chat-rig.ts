// What a platform brings so that the chat contract can be run against it, and the small steps that the contract is told in.
import { expect, it } from 'vitest';
import type { Person } from '../../bot/core/plant.ts';
import type { Told } from '../../bot/core/view.ts';
import type {
  BulkTap,
  ChatAdapter,
  Chatted,
  CommandCall,
  Content,
  HandoverTap,
  Place,
  Reactions,
  Tap,
  TapReply,
  ThreadReply,
} from '../../bot/ports/chat.ts';
import { SETTING } from './chat-views.ts';

/** How the platform shall spoil the next call. `lost-answer`: it did as asked, and the answer never came. */
export type ChatTrouble = 'limited' | 'unavailable' | 'lost-answer' | 'missing' | 'refused';

/** One message as people see it now. */
export interface Shown {
  /** All words that can be read on it, in any order. */
  readonly text: string;
  /** The sentence for notifications and screen readers. */
  readonly summary: string;
  /** `value` parsed, with or without what a platform adds. */
  readonly buttons: readonly { readonly verb: string; readonly value: unknown }[];
  /** Platform ids of people whom it mentions; `everyone` for any kind of broadcast. */
  readonly mentions: readonly string[];
  /** Addresses of links that input brought to life (an evidence link that the card itself offers does not count). */
  readonly links: readonly string[];
}

export interface PrivateAnswer {
  /** Platform id of the one person who sees it. */
  readonly user: string;
  readonly text: string;
}

/** One platform, connected, with somebody to talk to. Made anew for each test. */
export interface ChatRig {
  readonly chat: ChatAdapter;
  /** A channel, at the top. */
  readonly place: Place;
  /** The direct messages of `ana`. */
  readonly direct: Place;
  /** Two people with an identity on this platform; the first of `users` in a tap's sender is its `user`. */
  readonly ana: Person;
  readonly ben: Person;
  shown(place: Place, address: string): Promise<Shown | null>;
  /** How many messages stand there; for a place with a thread, how many replies. */
  posts(place: Place): Promise<number>;
  /** Presses the button as the platform does, with the shown value; resolves when the platform has its answer. */
  tap(
    place: Place,
    address: string,
    user: string,
    verb: string,
    /** What was filled in on the card, where the platform sends that along. */
    inputs?: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Types a command as the platform does (`text` without the command's own name), in the channel of `place`. */
  command(place: Place, user: string, text: string): Promise<void>;
  /** Every private answer so far, oldest first. */
  answers(): Promise<readonly PrivateAnswer[]>;
  fail(trouble: ChatTrouble): void;
  close(): Promise<void>;
}

/** A promise that a platform can't keep, with the reason. For `find` the contract then expects the answer `cannot`. */
export type ChatExemptions = Partial<Record<ChatTrouble | 'find' | 'thread', string>>;

/** Reactions that write down what came in, and answer as the test says. */
export interface Inner {
  readonly taps: Tap[];
  readonly calls: CommandCall[];
  readonly replies: ThreadReply[];
  readonly bulks: BulkTap[];
  readonly handovers: HandoverTap[];
  told: Told | null;
  isBroken: boolean;
  readonly reactions: Reactions;
}

export function makeInner(): Inner {
  const inner: Inner = {
    taps: [],
    calls: [],
    replies: [],
    bulks: [],
    handovers: [],
    told: null,
    isBroken: false,
    reactions: {
      async tap(tap): Promise<TapReply> {
        inner.taps.push(tap);
        if (inner.isBroken) throw new Error('the database is gone');
        return { told: inner.told, card: null, setting: SETTING };
      },
      async bulk(tap) {
        inner.bulks.push(tap);
        if (inner.isBroken) throw new Error('the database is gone');
        return { told: inner.told, card: null, setting: SETTING };
      },
      async handover(tap) {
        inner.handovers.push(tap);
        if (inner.isBroken) throw new Error('the database is gone');
        return { told: inner.told, card: null, setting: SETTING };
      },
      async command(call) {
        inner.calls.push(call);
        if (inner.isBroken) throw new Error('the database is gone');
        return { setting: SETTING, body: { kind: 'help', unknown: call.text } };
      },
      miss: async () => Promise.reject(new Error('nobody misses anything here')),
      home: async () => Promise.reject(new Error('nobody looks at a page here')),
      async reply(reply) {
        inner.replies.push(reply);
        if (inner.isBroken) throw new Error('the database is gone');
        return { told: inner.told, card: null, setting: SETTING };
      },
    },
  };
  return inner;
}

/** A test, or the written reason why this platform is let off. */
export function unless(reason: string | undefined, title: string, test: () => Promise<void>): void {
  if (reason === undefined) it(title, test);
  else it.skip(`${title} (exempt: ${reason})`, test);
}

export async function posted(
  rig: ChatRig,
  place: Place,
  content: Content,
  key = 'card:1',
): Promise<string> {
  const result = await rig.chat.post(place, content, key);
  expect(result).toMatchObject({ ok: true });
  return addressOf(result);
}

export function addressOf(result: Chatted): string {
  if (!result.ok) throw new Error(`not posted: ${JSON.stringify(result)}`);
  expect(result.address).not.toBe('');
  return result.address;
}

export async function seen(rig: ChatRig, place: Place, address: string): Promise<Shown> {
  const shown = await rig.shown(place, address);
  if (shown === null) throw new Error(`nothing stands at ${address}`);
  return shown;
}

export function userOf(person: Person, chat: ChatAdapter): string {
  const identity = person.identities.find((i) => i.platform === chat.platform);
  if (identity === undefined) throw new Error(`${person.name} is not on ${chat.platform}`);
  return identity.user;
}
