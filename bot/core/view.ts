// What is known of an alert when it is shown: the row, the detections that matter for a card, and who is named on it.
import type { Alert, AlertEvent, PersonId } from './alert.ts';
import type { Answer } from './answer.ts';
import type { Detection, KeptDetection, Reading } from './detection.ts';
import type { Label } from './feedback.ts';
import type { Language, Person, Platform, Role } from './plant.ts';
import type { Receipt } from './receipts.ts';
import type { Roster } from './shifts/roster.ts';
import type { Instant } from './time.ts';

export type MessageKind = 'card' | 'digest' | 'thread' | 'direct';
export type MessageState = 'pending' | 'sent' | 'ambiguous' | 'failed';

/** What a message shows: one alert, a digest that stands for many, a hand-over of a shift. */
export interface Subject {
  readonly kind: 'alert' | 'digest' | 'handover';
  readonly id: string;
}

/** The address of one delivered (or promised) copy. */
export interface Message {
  readonly id: string;
  readonly subject: Subject;
  readonly kind: MessageKind;
  readonly platform: Platform;
  /** The plant's name of the channel; null for a direct message. */
  readonly channel: string | null;
  /** Whom a direct message is for. */
  readonly person: PersonId | null;
  /** Slack's `ts`, Teams' activity id, the console's own; null until posted. */
  readonly address: string | null;
  readonly state: MessageState;
  /** The alert's revision that it shows. */
  readonly revision: number;
  readonly postedAt: Instant | null;
  readonly updatedAt: Instant | null;
  /** What became of it, oldest first. */
  readonly receipts: readonly Receipt[];
}

/** How far a picture has come that the bot itself fetches. */
export type PictureState =
  | { readonly kind: 'coming' }
  | {
      readonly kind: 'kept';
      readonly sha256: string;
      readonly size: number;
      /** The platform's own name for it, where it was brought there. */
      readonly ref: string | null;
    }
  /** With a hash where it was here once. */
  | { readonly kind: 'failed'; readonly reason: string; readonly sha256: string | null };

/** How many detections a card's trend is drawn from. */
export const RECENT_LIMIT = 24;
/** How many judged alerts a card looks back on. */
export const PAST_LIMIT = 10;

/** What a trend needs of a detection. */
export interface Sighting {
  readonly observedAt: Instant;
  readonly readings: readonly Reading[];
}

/** How the judged alerts before this one turned out, of the same site, asset and type; the latest few of them. */
export interface Past {
  readonly judged: number;
  readonly real: number;
}

/** The alert that a message is about; null when it is about something else. */
export function alertIn({ subject }: Pick<Message, 'subject'>): string | null {
  return subject.kind === 'alert' ? subject.id : null;
}

export interface AlertView {
  readonly alert: Alert;
  /** The detection that opened it, and the latest that joined. */
  readonly opening: Detection;
  readonly latest: Detection;
  /** The latest active detections in the order of their arrival, at most RECENT_LIMIT; empty while there is only one. */
  readonly recent: readonly Sighting[];
  readonly past: Past;
  /** Everybody whom the alert names. */
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The pictures that the bot fetches for it, by their address; left out = none. */
  readonly pictures?: ReadonlyMap<string, PictureState>;
}

/** How a place wants to be spoken to. */
export interface Setting {
  readonly language: Language;
  /** IANA name of the site's zone. */
  readonly timezone: string;
  /** Base of links, without a slash at the end. */
  readonly publicUrl: string;
  /** The site's shifts: what a button says of their end depends on them. Left out = none. */
  readonly rosters?: readonly Roster[];
  /** The plant's people, whom steps name by their keys. Left out = none. */
  readonly people?: readonly { readonly key: string; readonly name: string }[];
  /** Patterns of the types that nobody shelves from chat. Left out = none. */
  readonly highlyManaged?: readonly string[];
}

/** A label with everything that the training data needs. */
export interface LabelRecord extends Label {
  readonly alert: string;
  readonly asset: string;
  readonly type: string;
  readonly role: Role;
  readonly platform: Platform;
  /** When the card that was judged appeared where it was judged; null for commands. */
  readonly shownAt: Instant | null;
  readonly stream: string;
  readonly probability: number;
}

/** A label for the log, with the detections that it covers. */
export interface LabelLine {
  readonly seq: number;
  readonly label: LabelRecord;
  readonly person: Pick<Person, 'id' | 'key' | 'name'>;
  readonly detections: readonly Detection[];
}

export interface AlertHistory {
  readonly events: readonly AlertEvent[];
  readonly detections: readonly KeptDetection[];
  readonly messages: readonly Message[];
  readonly labels: readonly LabelLine[];
}

/** A private answer and the names that it needs. */
export interface Told {
  readonly answer: Answer;
  readonly names: ReadonlyMap<PersonId, string>;
}
