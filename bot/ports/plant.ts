// The plant as it is at this moment, and how it changes. Leads change its rules while the bot runs, so whoever needs it asks at
// each use and keeps no copy. Types only; nothing here behaves.
import type { PersonId } from '../core/alert.ts';
import type { Surroundings } from '../core/escalation.ts';
import type { Person, Plant } from '../core/plant.ts';
import type { PlantChange, PlantDocument } from '../core/plant-change.ts';
import type { Instant } from '../core/time.ts';
import type { Presence } from './presence.ts';

/** The bot's first start, another plant file at a later one, a command, or the way back from one. */
export type RevisionCause = 'start' | 'file' | 'command' | 'undo';

/** One state of the rules, kept for ever. The whole plant stands in it, so that none needs another to be understood. */
export interface PlantRevision {
  /** From 1, without gaps. */
  readonly number: number;
  readonly at: Instant;
  /** Null = the plant file. */
  readonly by: PersonId | null;
  readonly cause: RevisionCause;
  /** What this revision changed; for an undo, what it took back. */
  readonly changes: readonly PlantChange[];
  /** Everything that lies over the file now. */
  readonly overlay: readonly PlantChange[];
  /** What lay over the file before this one and no longer fits on it. */
  readonly dropped: readonly PlantChange[];
  /** The plant in force, as a plant file. */
  readonly text: string;
  /** Hex SHA-256 of the plant file that it is based on. */
  readonly fileHash: string;
  /** The revision before it, whose rules an undo brings back; for an undo the one it brought back. Null = the plant file. */
  readonly parent: number | null;
}

export type PlantReading =
  | { readonly ok: true; readonly plant: Plant; readonly document: PlantDocument }
  /** Never none; each says where, and what is wrong. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** What makes a good plant file: the same checks for a file, and for what a command makes of it. */
export interface PlantRules {
  read(text: string): PlantReading;
  /** The text with the document's values; what stays the same keeps its place and its comments. */
  rewrite(text: string, document: PlantDocument): string;
}

/** The rules that hold now. */
export interface InForce {
  readonly revision: PlantRevision;
  readonly document: PlantDocument;
}

export interface LivePlant {
  /** The plant in force, its people as kept, and the platforms that run. */
  readonly around: Surroundings;
  readonly inForce: InForce;
  /** From now on these are in force. */
  adopt(inForce: InForce, plant: Plant, people: readonly Person[]): void;
  /** From now on these are there; `guests` are those of them who are not in the plant. */
  staff(presence: Presence, guests: readonly Person[]): void;
}
