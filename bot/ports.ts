// What the outside must promise: memory, chats, clock, log. Types only; nothing here behaves.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AlertModel } from '../cards/alert/model.ts';
import type { AskModel } from '../cards/ask/model.ts';
import type { Button } from '../cards/button.ts';
import type { ReplyModel } from '../cards/reply/model.ts';
import type { Alert, AlertEvent, PersonId } from './core/alert.ts';
import type { Detection, KeptDetection } from './core/detection.ts';
import type { Ask } from './core/escalation.ts';
import type { KpiAlert } from './core/kpi/rows.ts';
import type { Person, Plant, Platform, Severity } from './core/plant.ts';
import type { Saying } from './core/saying.ts';
import type { Instant } from './core/time.ts';
import type {
  AlertHistory,
  AlertView,
  LabelLine,
  LabelRecord,
  Message,
  Setting,
  Told,
} from './core/view.ts';

export type { ReplyBody } from '../cards/reply/model.ts';

// ---- time, chance, log ------------------------------------------------------------------------------------------------

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A new time-ordered id, unique everywhere (UUID version 7). */
  next(): string;
}

/** Static text with facts beside it. Never a name, a token or a payload of a person. */
export interface Log {
  debug(text: string, facts?: Record<string, unknown>): void;
  info(text: string, facts?: Record<string, unknown>): void;
  warn(text: string, facts?: Record<string, unknown>): void;
  error(text: string, facts?: Record<string, unknown>): void;
}

/** The product's own measurements; names and labels stand in docs and contract. */
export interface Meter {
  count(name: MeterCounter, labels: Record<string, string>, by?: number): void;
  observe(name: MeterHistogram, seconds: number): void;
  gauge(name: 'andon_outbox_pending', value: number): void;
}
export type MeterCounter =
  | 'andon_detections_total'
  | 'andon_taps_total'
  | 'andon_deliveries_total'
  | 'andon_unreachable_total';
export type MeterHistogram =
  | 'andon_ingest_seconds'
  | 'andon_tap_seconds'
  | 'andon_delivery_delay_seconds';

/** The keyed hash of the sampling rule, a number in [0, 1). */
export type SamplingHash = (source: string, id: string) => number;

// ---- memory -----------------------------------------------------------------------------------------------------------

/** A copy to be made or a message to be said. A second one with the same key is ignored, for ever. */
export type NewDelivery = Saying;

/** Everything that one decision changes, written together or not at all. */
export interface Change {
  readonly alert: Alert;
  /** The revision it was decided on; null = the alert is new. */
  readonly expected: number | null;
  /** With ids, in order; their revisions follow `expected`. */
  readonly events: readonly (AlertEvent & { readonly id: string })[];
  readonly labels: readonly LabelRecord[];
  readonly deliveries: readonly NewDelivery[];
  /** Every existing card copy of this alert shall show the new revision. */
  readonly refreshCards: boolean;
}

export interface Quarantined {
  readonly id: string;
  readonly at: Instant;
  readonly source: string | null;
  readonly detectionId: string | null;
  readonly reason: string;
  readonly body: string;
}

export interface Commit {
  readonly changes: readonly Change[];
  readonly detections: readonly KeptDetection[];
  readonly quarantine: readonly Quarantined[];
  /**
   * Labels that change no alert (a verdict that came second). One person's records on one alert form a chain: a second one
   * with the same `supersedes` (or a second first one) makes the commit stale.
   */
  readonly labels: readonly LabelRecord[];
}

/** `stale`: an expected revision, a detection's identity or a joinable key was taken meanwhile; nothing was written. */
export type CommitOutcome = 'done' | 'stale';

export interface DetectionRef {
  readonly source: string;
  readonly id: string;
  readonly status: 'active' | 'cleared';
}

export interface AlertFilter {
  readonly state?: 'open' | 'closed';
  readonly channel?: string;
  readonly asset?: string;
  /** A person's id. */
  readonly owner?: PersonId;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null at the end. */
  readonly next: string | null;
}

export interface LabelFilter {
  readonly since?: Instant;
  readonly model?: string;
  readonly live?: boolean;
}

export interface KpiFilter {
  readonly model?: string;
  readonly version?: string;
  readonly asset?: string;
  readonly type?: string;
  readonly channel?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

export type Scope = 'ingest' | 'read' | 'admin';

export interface Token {
  readonly id: string;
  readonly name: string;
  /** Hex SHA-256 of the secret; the secret itself is never kept. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly perSecond: number | null;
}

/** A verified sender, as the platform names them. */
export interface Sender {
  readonly platform: Platform;
  readonly tenant: string;
  /** Every id that the platform has for this person (Teams has two), the most lasting first. */
  readonly users: readonly string[];
  readonly name: string;
}

export interface Store {
  commit(commit: Commit): Promise<CommitOutcome>;

  /** Those of the references that are kept, in no order. */
  kept(refs: readonly DetectionRef[]): Promise<readonly KeptDetection[]>;
  /** The joinable alerts for these keys, at most one each. */
  joinable(
    keys: readonly { readonly site: string; readonly key: string }[],
  ): Promise<readonly Alert[]>;
  alert(id: string): Promise<Alert | null>;
  /** Alerts whose id ends so, newest first, at most `limit`. */
  alertsEndingWith(ending: string, limit: number): Promise<readonly Alert[]>;
  /** Newest first. `cursor` is what a page before gave as `next`; an unknown one throws `BadCursor`. */
  alerts(filter: AlertFilter, limit: number, cursor: string | null): Promise<Page<Alert>>;
  view(id: string): Promise<AlertView | null>;
  history(id: string): Promise<AlertHistory>;
  /** The latest events of one alert, oldest first, at most `limit`. */
  events(id: string, limit: number): Promise<readonly AlertEvent[]>;
  /** The labels of one alert, oldest first. */
  labelsOf(alert: string): Promise<readonly LabelRecord[]>;
  /** The opening detection as kept (its stream goes onto labels). */
  opening(alert: string): Promise<KeptDetection | null>;
  /** The label log in stable order. */
  labels(filter: LabelFilter, limit: number, cursor: string | null): Promise<Page<LabelLine>>;
  kpiAlerts(filter: KpiFilter): Promise<readonly KpiAlert[]>;
  /** Open alerts whose time has come, longest overdue first. */
  due(now: Instant, limit: number): Promise<readonly Alert[]>;

  messages(alert: string): Promise<readonly Message[]>;
  messageAt(platform: Platform, address: string): Promise<Message | null>;

  /** Writes the plant's people and identities; people who left the file keep their id, and lose their key's roles. */
  syncPeople(plant: Plant): Promise<readonly Person[]>;
  people(ids: readonly PersonId[]): Promise<readonly Person[]>;
  /** The plant's people. */
  plantPeople(): Promise<readonly Person[]>;
  /** Finds a sender, or records a verified but unknown one as a person without roles. */
  personOf(sender: Sender): Promise<Person>;

  tokens(): Promise<readonly Token[]>;
  addToken(token: Token): Promise<void>;
  /** False when there was none. */
  removeToken(id: string): Promise<boolean>;
  /** The kept value, or `made` if there was none: the first caller decides, also among replicas. */
  secret(name: string, made: string): Promise<string>;
  /** True the first time, false when this key was seen before. Forgotten after `until`. */
  once(key: string, until: Instant): Promise<boolean>;

  /** Throws when the database can't be written. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** What a store throws on purpose has one of these as its `code`, and a sentence as its `message`. */
export type StoreFaultCode =
  /** A cursor that no page gave. */
  | 'BadCursor'
  /** A row that is not what was written: names the table and the id. */
  | 'CORRUPT_ROW'
  /** The database can't be opened, migrated or used; the sentence names DATABASE_URL. */
  | 'DATABASE_UNUSABLE';

export interface StoreFault extends Error {
  readonly code: StoreFaultCode;
}

/** All memory of one process, opened and closed together. */
export interface Memory {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly consoleMemory: ConsoleMemory;
  readonly notebook: Notebook;
  close(): Promise<void>;
}

// ---- outbox -----------------------------------------------------------------------------------------------------------

/** One channel of one platform, or one person's direct messages there: what has an order and a pace of its own. */
export interface Lane {
  readonly platform: Platform;
  readonly channel: string | null;
  readonly person: PersonId | null;
}

/** A claimed delivery. */
export interface Delivery {
  readonly id: string;
  readonly key: string;
  readonly message: Message;
  readonly ask: Ask | null;
  readonly severity: Severity;
  /** `post` until the message has an address. */
  readonly op: 'post' | 'update';
  /** An earlier attempt may have posted: look before posting again. */
  readonly isUnclear: boolean;
  /** Attempts that failed since it last succeeded. */
  readonly attempts: number;
  /** When it was first wanted, and when the first attempt of an unclear post began. */
  readonly wantedAt: Instant;
  readonly triedAt: Instant | null;
}

/** How an attempt ended. `shown` is the revision that was drawn. */
export type DeliveryResult =
  | {
      readonly kind: 'sent';
      readonly address: string;
      readonly shown: number;
      readonly at: Instant;
    }
  | {
      readonly kind: 'later';
      readonly nextAt: Instant;
      readonly reason: string;
      readonly isFailure: boolean;
    }
  | { readonly kind: 'unclear'; readonly nextAt: Instant; readonly reason: string }
  | { readonly kind: 'post-again'; readonly nextAt: Instant; readonly reason: string }
  | { readonly kind: 'failed'; readonly at: Instant; readonly reason: string };

/** The outbox's side of memory. */
export interface Outbox {
  /** Lanes that have something to do at `now`. */
  lanes(now: Instant): Promise<readonly Lane[]>;
  /**
   * Claims up to `limit` deliveries of one lane and one operation for `instance`, until `leaseUntil`. Order: asks and critical
   * first, then by severity and by opening. A claim whose lease ran out while posting comes back as unclear.
   */
  claim(wish: {
    readonly lane: Lane;
    readonly op: 'post' | 'update';
    readonly now: Instant;
    readonly leaseUntil: Instant;
    readonly instance: string;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** Records an attempt. When the alert moved on meanwhile the delivery stays wanted. */
  finish(delivery: string, instance: string, result: DeliveryResult): Promise<void>;
  /** At start, on a database that only this process uses: what the last process had claimed is free again, posts as unclear. */
  release(now: Instant): Promise<number>;
  /** The earliest time at which something may be claimed; null when nothing is wanted. */
  nextAt(): Promise<Instant | null>;
  pending(): Promise<number>;
}

// ---- chats ------------------------------------------------------------------------------------------------------------

/** Where a message goes on a platform. */
export interface Place {
  /** The platform's address of the channel, or null for a direct message to `person`. */
  readonly channel: string | null;
  readonly person: Person | null;
  /** The address of the card under whose thread this goes; null = at the top. */
  readonly thread: string | null;
}

export type Content =
  | { readonly kind: 'alert'; readonly model: AlertModel }
  | { readonly kind: 'ask'; readonly model: AskModel };

/** Own pace in front of a platform's limits. Zero = none. */
export interface Pace {
  /** Milliseconds between two posts into one lane. */
  readonly postGapMs: number;
  /** Milliseconds between two updates in the whole workspace. */
  readonly updateGapMs: number;
}

/** Why a platform did not do as asked. `unclear`: it may have. `missing`: the message is gone. `refused`: it never will. */
export type ChatFault =
  | { readonly code: 'limited'; readonly retryAfterMs: number }
  | { readonly code: 'unavailable'; readonly reason: string }
  | { readonly code: 'unclear'; readonly reason: string }
  | { readonly code: 'missing'; readonly reason: string }
  | { readonly code: 'refused'; readonly reason: string };

export type Chatted =
  | { readonly ok: true; readonly address: string }
  | ({ readonly ok: false } & ChatFault);

/** What `find` learned about an unclear post. `cannot`: this platform can't be searched. */
export type Found =
  | { readonly kind: 'found'; readonly address: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot' }
  | { readonly kind: 'later'; readonly retryAfterMs: number };

/** One chat platform. It speaks only when the outbox asks it to; a reply to whoever tapped is no card. */
export interface ChatAdapter {
  readonly platform: Platform;
  readonly pace: Pace;
  /** Posts. `key` marks the message where the platform can carry a mark. Never throws for the platform's faults. */
  post(place: Place, content: Content, key: string): Promise<Chatted>;
  /** Shows a newer state in place. */
  update(place: Place, address: string, content: Content): Promise<Chatted>;
  /** Looks for a post that may have happened at or after `since`. */
  find(place: Place, key: string, since: Instant): Promise<Found>;
  /** Connects; returns at once when the platform is down (health tells) and keeps trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Null when all is well; else one sentence for the operator. */
  trouble(): string | null;
}

/** A verified press of a button. */
export interface Tap {
  readonly sender: Sender;
  readonly button: Button;
  /** The address of the message it was pressed on; null when unknown. */
  readonly message: string | null;
}

/** What the tapper gets: the card as it is now, and a private sentence unless the card says it all. */
export interface TapReply {
  readonly told: Told | null;
  readonly card: AlertModel | null;
  readonly setting: Setting;
}

export interface CommandCall {
  readonly sender: Sender;
  /** Without the command's own name or mention. */
  readonly text: string;
  /** The platform's address of the channel it was typed in, if any. */
  readonly channel: string | null;
}

/** What adapters hand inwards; built by app.ts. */
export interface Reactions {
  tap(tap: Tap): Promise<TapReply>;
  command(call: CommandCall): Promise<ReplyModel>;
}

/** Requests of one kind on the one HTTP server. */
export interface Door {
  owns(method: string, path: string): boolean;
  /** Answers the request; a rejection becomes a 500 without a word from inside. */
  open(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** A platform with its own way in. */
export type ConnectedChat = ChatAdapter & { readonly door: Door | null };

// ---- the console's own memory (it is a chat platform, so it remembers its messages like one) ------------------------------

export interface ConsolePost {
  /** The address. */
  readonly id: string;
  readonly key: string;
  readonly channel: string | null;
  readonly person: PersonId | null;
  readonly thread: string | null;
  readonly alert: string;
  /** The full sentence for screen readers and notifications. */
  readonly summary: string;
  /** Adaptive Card 1.5 as JSON. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly postedAt: Instant;
  readonly updatedAt: Instant;
}

export interface ConsoleMemory {
  /** Keeps a post; the same key again changes nothing and gives the first id. */
  add(post: ConsolePost): Promise<string>;
  /** The post with this id, or with this key; null when there is none. */
  read(by: { readonly id: string } | { readonly key: string }): Promise<ConsolePost | null>;
  /** False when there is no such post. */
  replace(
    id: string,
    change: Pick<ConsolePost, 'summary' | 'card' | 'updatedAt'>,
  ): Promise<boolean>;
  /** The newest posts of a channel or of a person, newest first, older than `before` (an id) if given. */
  page(
    of: { readonly channel: string } | { readonly person: PersonId },
    limit: number,
    before: string | null,
  ): Promise<readonly ConsolePost[]>;
  /** Posts that were added or replaced after `seq`, in order, with the seq of each. Seq counts every add and replace. */
  since(seq: number, limit: number): Promise<readonly (ConsolePost & { readonly seq: number })[]>;
  /** The latest seq; 0 when empty. */
  seq(): Promise<number>;
}

/** A few lasting facts that an adapter must find again after a restart (a service address, a conversation's id). */
export interface Notebook {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
}

// ---- producers --------------------------------------------------------------------------------------------------------

/** A parsed detection with the bytes it came from, or what is wrong with it. */
export type Arrival =
  | { readonly ok: true; readonly detection: Detection; readonly body: string }
  | {
      readonly ok: false;
      readonly source: string | null;
      readonly id: string | null;
      readonly errors: readonly { readonly path: string; readonly message: string }[];
      readonly body: string;
    };

export type ArrivalStatus = 'opened' | 'joined' | 'duplicate' | 'logged' | 'rejected';

export interface ArrivalResult {
  readonly source: string | null;
  readonly id: string | null;
  readonly status: ArrivalStatus;
  readonly alert?: string;
  readonly error?: string;
}

/** Takes detections in; resolves only when they are durable. Results in order. */
export type Ingest = (arrivals: readonly Arrival[]) => Promise<readonly ArrivalResult[]>;
