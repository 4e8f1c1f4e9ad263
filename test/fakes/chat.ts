// A chat platform in memory: it implements the port, keeps every message as it is now and everything that was ever said, and
// fails when told to. It shows cards as Slack would. It never waits on real time and never repairs what the bot did wrong: the
// same key posted twice stands there twice.
import type { PersonId } from '../../bot/core/alert.ts';
import type { BulkVerb } from '../../bot/core/digest.ts';
import type { Platform } from '../../bot/core/plant.ts';
import type { Instant } from '../../bot/core/time.ts';
import type { Told } from '../../bot/core/view.ts';
import type {
  ChatFault,
  ConnectedChat,
  Content,
  Found,
  Place,
  Reactions,
  TapReply,
} from '../../bot/ports/chat.ts';
import type { Clock } from '../../bot/ports/system.ts';
import type { ReplyModel } from '../../cards/reply/model.ts';
import type { ChatTrouble, PrivateAnswer, Shown } from '../contracts/chat-rig.ts';
import { bulkFrom, commandFrom, replyFrom, tapOn } from './chat-people.ts';
import { type FakePictures, fakePictures } from './chat-pictures.ts';
import { findIn, postTo, removeFrom, shownAs, updateAt } from './chat-wire.ts';

/** `unclear` fails before anything was kept, but looks like `lost-answer`; `locked-out` is a token that was revoked. */
export type FakeTrouble = ChatTrouble | 'unclear' | 'locked-out';

export interface FakeCall {
  readonly op: 'post' | 'update' | 'find';
  readonly place: Place;
  readonly key: string | null;
  readonly address: string | null;
}

/** One message as it is now, with all its earlier states. */
export interface FakeMessage {
  readonly address: string;
  readonly key: string;
  readonly channel: string | null;
  readonly person: PersonId | null;
  readonly thread: string | null;
  readonly postedAt: Instant;
  readonly content: Content;
  /** Every content it ever had, the present one last. */
  readonly states: readonly Content[];
}

/** A line of the record: what was asked of the platform, when, and what it answered. */
export interface FakeLine extends FakeCall {
  readonly at: Instant;
  readonly content: Content | null;
  readonly outcome: 'ok' | ChatFault['code'] | Found['kind'];
}

export interface FakeAnswer extends PrivateAnswer {
  readonly at: Instant;
  /** Null for the answer to a command. */
  readonly told: Told | null;
  readonly reply: ReplyModel | null;
}

export interface FakeChat extends ConnectedChat {
  /** What it was given to show. */
  readonly gallery: FakePictures;
  /** All messages that stand, oldest first. */
  messages(): readonly FakeMessage[];
  /** The top-level alert cards of a channel, oldest first. */
  cards(channel: string): readonly FakeMessage[];
  replies(address: string): readonly FakeMessage[];
  directs(person: PersonId): readonly FakeMessage[];
  at(address: string): FakeMessage | null;
  shown(message: FakeMessage): Shown;
  /** Keys that stand more than once: said twice. */
  duplicates(): readonly string[];
  readonly record: readonly FakeLine[];
  readonly answers: readonly FakeAnswer[];
  /** Spoils the next calls, in order. */
  fail(trouble: FakeTrouble, times?: number): void;
  /** Asked before each call that no `fail` spoils; for trouble by chance. */
  spoil: (call: FakeCall) => FakeTrouble | null;
  /** While true, nothing gets through and `trouble()` says so. */
  isDown: boolean;
  /** People who are in no channel: what is posted there they don't see. */
  readonly outsiders: Set<PersonId>;
  /** Makes calls wait until the returned function is called. */
  hold(): () => void;
  /** As if somebody deleted it. */
  remove(address: string): void;
  /**
   * Presses a button. `value` is the one that the card shows now, unless given (somebody who saw an older card); `text` is
   * what was written in the form that it opens. Throws when no such button is there.
   */
  tap(
    address: string,
    user: string,
    verb: string,
    value?: unknown,
    text?: string,
  ): Promise<TapReply | null>;
  command(channel: string | null, user: string, text: string): Promise<ReplyModel | null>;
  /** Chooses in the menu of a digest, for the asset that is named so. */
  bulk(address: string, user: string, asset: string, verb: BulkVerb): Promise<void>;
  /** Writes under a card. */
  reply(
    address: string,
    user: string,
    text: string,
    pictures: readonly string[],
    /** The address of the message itself; a new one unless given. */
    message?: string,
  ): Promise<TapReply | null>;
}

export interface FakeChatDeps {
  readonly reactions: Reactions;
  readonly clock: Clock;
  /** Default slack. The face is Slack's in any case. */
  readonly platform?: Platform;
  readonly tenant?: string;
}

/** What the parts of the fake share. */
export interface FakeState {
  readonly platform: Platform;
  readonly tenant: string;
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly gallery: FakePictures;
  readonly standing: Map<string, FakeMessage>;
  readonly record: FakeLine[];
  readonly answers: FakeAnswer[];
  readonly planned: FakeTrouble[];
  spoil: (call: FakeCall) => FakeTrouble | null;
  isDown: boolean;
  gate: Promise<void>;
  count: number;
}

export function fakeChat(deps: FakeChatDeps): FakeChat {
  const state: FakeState = {
    platform: deps.platform ?? 'slack',
    tenant: deps.tenant ?? 'T-FAKE',
    reactions: deps.reactions,
    clock: deps.clock,
    gallery: fakePictures(deps.clock),
    standing: new Map(),
    record: [],
    answers: [],
    planned: [],
    spoil: () => null,
    isDown: false,
    gate: Promise.resolve(),
    count: 0,
  };
  const messages = () => [...state.standing.values()];
  const outsiders = new Set<PersonId>();
  return {
    platform: state.platform,
    pace: { postGapMs: 0, updateGapMs: 0 },
    door: null,
    record: state.record,
    gallery: state.gallery,
    pictures: state.gallery.desk,
    answers: state.answers,
    post: (place, content, key) => postTo(state, place, content, key),
    update: (place, address, content) => updateAt(state, place, address, content),
    find: (place, key, since) => findIn(state, place, key, since),
    unseenBy: async (place, people) =>
      place.channel === null ? [] : people.map((p) => p.id).filter((id) => outsiders.has(id)),
    outsiders,
    start: async () => {},
    stop: async () => {},
    trouble: () => (state.isDown ? `The chat platform ${state.platform} does not answer.` : null),
    messages,
    cards: (channel) =>
      messages().filter(
        (m) => m.channel === channel && m.thread === null && m.content.kind === 'alert',
      ),
    replies: (address) => messages().filter((m) => m.thread === address),
    directs: (person) => messages().filter((m) => m.person === person),
    at: (address) => state.standing.get(address) ?? null,
    shown: (message) => shownAs(message.content),
    duplicates() {
      const keys = messages().map((m) => m.key);
      return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
    },
    fail: (trouble, times = 1) => void state.planned.push(...Array(times).fill(trouble)),
    get spoil() {
      return state.spoil;
    },
    set spoil(spoil) {
      state.spoil = spoil;
    },
    get isDown() {
      return state.isDown;
    },
    set isDown(isDown) {
      state.isDown = isDown;
    },
    hold: () => holdGate(state),
    remove: (address) => removeFrom(state, address),
    tap: (address, user, verb, value, text) => tapOn(state, address, user, verb, value, text),
    command: (channel, user, text) => commandFrom(state, channel, user, text),
    bulk: (address, user, asset, verb) => bulkFrom(state, address, user, asset, verb),
    reply: (address, user, text, pictures, message) =>
      replyFrom(state, address, user, text, pictures, message),
  };
}

function holdGate(state: FakeState): () => void {
  let open = (): void => {};
  state.gate = new Promise((resolve) => {
    open = resolve;
  });
  return () => open();
}
