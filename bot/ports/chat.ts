// What a chat platform must promise, and what it hands inwards. No rule may ask which platform it is. Types only.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AlertModel } from '../../cards/alert/model.ts';
import type { AskModel } from '../../cards/ask/model.ts';
import type { Button } from '../../cards/button.ts';
import type { BulkButton } from '../../cards/digest/button.ts';
import type { DigestModel } from '../../cards/digest/model.ts';
import type { HandoverButton } from '../../cards/handover/button.ts';
import type { HandoverModel } from '../../cards/handover/model.ts';
import type { HomeModel } from '../../cards/home/model.ts';
import type { ReplyModel } from '../../cards/reply/model.ts';
import type { PersonId } from '../core/alert.ts';
import type { Person, Platform } from '../core/plant.ts';
import type { Refusal } from '../core/receipts.ts';
import type { Instant } from '../core/time.ts';
import type { Setting, Told } from '../core/view.ts';
import type { Picture } from './pictures.ts';
import type { Sender } from './store.ts';

export interface Place {
  /** The platform's address of the channel, or null for a direct message to `person`. */
  readonly channel: string | null;
  readonly person: Person | null;
  /** The address of the card under whose thread this goes; null = at the top. */
  readonly thread: string | null;
}

export type Content =
  | { readonly kind: 'alert'; readonly model: AlertModel }
  | { readonly kind: 'ask'; readonly model: AskModel }
  | { readonly kind: 'digest'; readonly model: DigestModel }
  | { readonly kind: 'handover'; readonly model: HandoverModel };

export interface Pace {
  /** Milliseconds between two posts into one lane. */
  readonly postGapMs: number;
  /** Milliseconds between two updates in the whole workspace. */
  readonly updateGapMs: number;
  /**
   * Milliseconds between two updates in one lane, where the platform counts each conversation by itself: a wait that it asks
   * for then holds for that lane alone. Left out where it counts the workspace: there a wait is everybody's.
   */
  readonly laneUpdateGapMs?: number;
}

export type ChatFault =
  | { readonly code: 'limited'; readonly retryAfterMs: number }
  /** With a refusal, a person must put it right before it can get better. */
  | { readonly code: 'unavailable'; readonly reason: string; readonly refusal?: Refusal }
  | { readonly code: 'unclear'; readonly reason: string }
  | { readonly code: 'missing'; readonly reason: string }
  /** Left out = `other`. */
  | { readonly code: 'refused'; readonly reason: string; readonly refusal?: Refusal };

export type Chatted =
  | {
      readonly ok: true;
      readonly address: string;
      /** The platform would not have the picture: it stands there as a line of text. */
      readonly isBare?: true;
    }
  | ({ readonly ok: false } & ChatFault);

export type Found =
  | { readonly kind: 'found'; readonly address: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot' }
  | { readonly kind: 'later'; readonly retryAfterMs: number };

export type Done<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & ChatFault);

/** Where people see only pictures that the platform keeps itself. Never throws for the platform's faults. */
export interface PictureDesk {
  /** Brings the bytes there and gives the platform's name for them. Nobody sees them yet. */
  bring(place: Place, picture: Picture, alt: string): Promise<Done<string>>;
  /**
   * Lets everybody in the place see it, under the card at `address`. `isUnclear`: that may have happened already, so look
   * first. `missing` = the platform no longer has the bytes.
   */
  share(place: Place, address: string, ref: string, isUnclear: boolean): Promise<Done<true>>;
  /** Whether a card may show it by now. */
  isReady(place: Place, ref: string): Promise<Done<boolean>>;
}

export interface ChatAdapter {
  readonly platform: Platform;
  readonly pace: Pace;
  /** Posts. `key` marks the message where the platform can carry a mark. Never throws for the platform's faults. */
  post(place: Place, content: Content, key: string): Promise<Chatted>;
  /**
   * Those of the people on this platform who can't see what is posted there. Left out where everybody sees everything; nobody
   * when the platform does not tell.
   */
  unseenBy?(place: Place, people: readonly Person[]): Promise<readonly PersonId[]>;
  /** Shows a newer state in place. */
  update(place: Place, address: string, content: Content): Promise<Chatted>;
  /** Left out where a card may show a picture that stands elsewhere. */
  readonly pictures?: PictureDesk;
  /** Looks for a post that may have happened at or after `since`. */
  find(place: Place, key: string, since: Instant): Promise<Found>;
  /** Something changed: pages that people look at by themselves may be drawn anew, at their own pace. Nobody waits. */
  stir?(): void;
  /** Connects; returns at once when the platform is down (health tells) and keeps trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Null when all is well; else one sentence for the operator. */
  trouble(): string | null;
}

export interface Tap {
  readonly sender: Sender;
  readonly button: Button;
  /** The address of the message it was pressed on; null when unknown. */
  readonly message: string | null;
  /** What was written with it. */
  readonly text?: string | null;
}

/** A press on a digest: something for all alerts of one asset. */
export interface BulkTap {
  readonly sender: Sender;
  readonly button: BulkButton;
  readonly message: string | null;
}

/** A press on a hand-over. */
export interface HandoverTap {
  readonly sender: Sender;
  readonly button: HandoverButton;
  readonly message: string | null;
  /** What was written with it. */
  readonly text?: string | null;
}

export interface TapReply {
  readonly told: Told | null;
  readonly card: AlertModel | null;
  /**
   * True when it was pressed on a copy that we do not know, and all those that we know stand: the copy was posted and its
   * answer lost. The platform may take it away.
   */
  readonly isOrphan?: boolean;
  readonly setting: Setting;
}

/** What somebody wrote, or a picture that they sent, in the thread under a card. */
export interface ThreadReply {
  readonly sender: Sender;
  /** The address of the card at the top of the thread. */
  readonly card: string;
  readonly text: string;
  /** Where the pictures can be seen by people who may. */
  readonly pictures: readonly string[];
  /** Its own address: what comes twice with the same one is kept once. Null where the platform gives none. */
  readonly message: string | null;
}

/** Somebody or something that was named in a command, and that the platform knows. */
export interface Mention {
  readonly kind: 'person' | 'group' | 'channel';
  /** As it stands in the command's text: one word that begins with `@` or `#`. */
  readonly text: string;
  /** The platform's own id. */
  readonly id: string;
}

export interface CommandCall {
  readonly sender: Sender;
  /** Without the command's own name or mention. */
  readonly text: string;
  readonly mentions?: readonly Mention[];
  /** The platform's address of the channel it was typed in, if any. */
  readonly channel: string | null;
}

/** Something real that no model reported. */
export interface MissCall {
  readonly sender: Sender;
  readonly asset: string;
  readonly type: string;
  /** As somebody wrote it; empty = now. */
  readonly when: string;
  /** The platform's address of the channel it was reported in, if any. */
  readonly channel: string | null;
  /** The message that it was reported from, and where that can be seen by people who may. */
  readonly text: string | null;
  readonly link: string | null;
}

export interface Reactions {
  tap(tap: Tap): Promise<TapReply>;
  bulk(tap: BulkTap): Promise<TapReply>;
  handover(tap: HandoverTap): Promise<TapReply>;
  command(call: CommandCall): Promise<ReplyModel>;
  /** Keeps it; the answer is a `miss`, or `told` why not. */
  miss(call: MissCall): Promise<ReplyModel>;
  /** What somebody finds on their own page, where the platform has such pages. */
  home(sender: Sender): Promise<HomeModel>;
  /** Keeps it as a note on the alert. Null = the thread is none of ours. */
  reply(reply: ThreadReply): Promise<TapReply | null>;
}

export interface Door {
  owns(method: string, path: string): boolean;
  /** Answers the request; a rejection becomes a 500 without a word from inside. */
  open(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export type ConnectedChat = ChatAdapter & { readonly door: Door | null };
