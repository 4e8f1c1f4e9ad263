// What memory must promise: guarded commits and the reads that rules and pages need. Types only; nothing here behaves.
import type { Alert, AlertEvent, PersonId } from '../core/alert.ts';
import type { KeptDetection } from '../core/detection.ts';
import type { Digest, DigestChange, DigestView } from '../core/digest.ts';
import type { HandoverChange } from '../core/handover/handover.ts';
import type { KpiAlert } from '../core/kpi/rows.ts';
import type { Person, Plant, Platform } from '../core/plant.ts';
import type { Saying } from '../core/saying.ts';
import type { SuppressedDetection } from '../core/suppression.ts';
import type { Instant } from '../core/time.ts';
import type { Trouble } from '../core/trouble.ts';
import type {
  AlertHistory,
  AlertView,
  LabelLine,
  LabelRecord,
  Message,
  PictureState,
} from '../core/view.ts';
import type { HandoverStore } from './handovers.ts';
import type { MissStore } from './misses.ts';
import type { ConsoleMemory, Notebook } from './notes.ts';
import type { Outbox } from './outbox.ts';
import type { PictureMemory } from './pictures.ts';
import type { PlantRevision } from './plant.ts';
import type { PresenceStore } from './presence.ts';
import type { ConditionChange, SuppressionStore } from './suppression.ts';

export type NewDelivery = Saying;

/** What memory knows of a channel's floods. */
export interface ChannelStorm {
  /** When the latest alerts opened there, at most as many as were asked for. */
  readonly recent: readonly Instant[];
  /** The digest that takes further alerts. */
  readonly digest: Digest | null;
}

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
  /** Those among them that got no card. Left out = none. */
  readonly suppressed?: readonly SuppressedDetection[];
  /** Left out = none begins and none is shown. */
  readonly conditions?: ConditionChange;
  readonly quarantine: readonly Quarantined[];
  /**
   * Labels that change no alert (a verdict that came second). One person's records on one alert form a chain: a second one
   * with the same `supersedes` (or a second first one) makes the commit stale.
   */
  readonly labels: readonly LabelRecord[];
  /** A second digest that takes alerts in one channel makes the commit stale. */
  readonly digests?: readonly DigestChange[];
  /** A second hand-over of one change of shift, or an outdated one, makes the commit stale. */
  readonly handovers?: readonly HandoverChange[];
  /** Stale when one begins that is known by its key, or one ends (by its id) that is not known. Left out = none. */
  readonly troubles?: { readonly begun: readonly Trouble[]; readonly over: readonly string[] };
}

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

export interface Sender {
  readonly platform: Platform;
  readonly tenant: string;
  /** Every id that the platform has for this person (Teams has two), the most lasting first. */
  readonly users: readonly string[];
  readonly name: string;
  /** What the platform tells of their language (BCP 47). */
  readonly locale?: string;
}

export interface Store extends HandoverStore, MissStore, PresenceStore, SuppressionStore {
  commit(commit: Commit): Promise<CommitOutcome>;

  /** Those of the references that are kept, in no order. */
  kept(refs: readonly DetectionRef[]): Promise<readonly KeptDetection[]>;
  /** The joinable alerts for these keys, at most one each. */
  joinable(
    keys: readonly { readonly site: string; readonly key: string }[],
  ): Promise<readonly Alert[]>;
  /** The alert of this key that closed last, at or after `since`; null when none did. */
  closedLast(
    of: { readonly site: string; readonly key: string },
    since: Instant,
  ): Promise<Alert | null>;
  alert(id: string): Promise<Alert | null>;
  /** Alerts whose id ends so, newest first, at most `limit`. */
  alertsEndingWith(ending: string, limit: number): Promise<readonly Alert[]>;
  /** Newest first. `cursor` is what a page before gave as `next`; an unknown one throws `BadCursor`. */
  alerts(filter: AlertFilter, limit: number, cursor: string | null): Promise<Page<Alert>>;
  view(id: string): Promise<AlertView | null>;
  /** The pictures that the bot fetches for an alert, by their address. */
  pictures(alert: string): Promise<ReadonlyMap<string, PictureState>>;
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
  /** Alerts with an event later than `at` among the latest events of all: a clock that ran ahead wrote them. */
  alertsAfter(at: Instant, limit: number): Promise<readonly string[]>;
  /** Open alerts that were due before `since`, and those without an owner or a due time; at most `limit`. */
  unattended(since: Instant, limit: number): Promise<readonly Alert[]>;

  storm(channel: string, openings: number): Promise<ChannelStorm>;
  digest(id: string): Promise<DigestView | null>;
  /** The digest that the alert stands on. */
  digestOf(alert: string): Promise<string | null>;
  /** The revision of each alert that the digest showed at its revision `at`. */
  digestShown(id: string, at: number): Promise<ReadonlyMap<string, number>>;
  /** Digests whose flood goes on. */
  floods(): Promise<readonly Digest[]>;

  /** Those of one alert, with the digest that it stands on. */
  messages(alert: string): Promise<readonly Message[]>;
  messageAt(platform: Platform, address: string): Promise<Message | null>;
  /** Places that nothing can be brought to, the oldest trouble first. */
  troubles(): Promise<readonly Trouble[]>;

  /**
   * Writes the plant's people and identities; people who left the plant keep their id, and lose their key's roles. Somebody who
   * acted as a stranger before keeps their id, too.
   */
  syncPeople(plant: Plant): Promise<readonly Person[]>;
  people(ids: readonly PersonId[]): Promise<readonly Person[]>;
  /** The plant's people. */
  plantPeople(): Promise<readonly Person[]>;
  /** Finds a sender, or records a verified but unknown one as a person without roles. */
  personOf(sender: Sender): Promise<Person>;

  /** People who acted here and are not in the plant, the latest to come first. */
  strangers(limit: number): Promise<readonly Person[]>;

  /** The states of the rules, newest first. */
  plantRevisions(limit: number): Promise<readonly PlantRevision[]>;
  /** The revision with this number; null when there is none. */
  plantRevision(number: number): Promise<PlantRevision | null>;
  /** `stale` when there is a revision with this number already: somebody else was faster. */
  addPlantRevision(revision: PlantRevision): Promise<CommitOutcome>;

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

export interface Memory {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly pictures: PictureMemory;
  readonly consoleMemory: ConsoleMemory;
  readonly notebook: Notebook;
  close(): Promise<void>;
}
