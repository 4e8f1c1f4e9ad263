// What memory must promise about who is there, and about what people arranged against the roster. Nothing is taken out: what
// ended stays as the record of who said it and who ended it. Types only.
import type { PersonId } from '../core/alert.ts';
import type { Override } from '../core/shifts/on-duty.ts';
import type { CheckIn } from '../core/shifts/presence.ts';
import type { Instant } from '../core/time.ts';

/** What holds at some moment, or will. */
export interface Presence {
  /** In the order in which people came. */
  readonly checkIns: readonly CheckIn[];
  /** Those who left early among them. */
  readonly overrides: readonly Override[];
}

/** One person is there (for each of these areas, null = everywhere), is away, or neither. */
export interface PresenceWord {
  readonly person: PersonId;
  /** Who said it: themselves, or a lead. */
  readonly by: PersonId;
  readonly at: Instant;
  readonly until: Instant;
  readonly state: 'here' | 'away' | 'neither';
  /** With `here` alone; each with an id of its own, as `away` has one. */
  readonly areas: readonly (string | null)[];
  readonly ids: readonly string[];
}

export type Arrangement = Exclude<Override, { readonly kind: 'away' }>;

export interface PresenceStore {
  /** What holds now or later, at most `limit` of each kind, the latest. */
  presence(now: Instant, limit: number): Promise<Presence>;
  /** Takes the place of everything that the same person said before. */
  sayPresence(word: PresenceWord): Promise<void>;
  addArrangement(arrangement: Arrangement): Promise<void>;
}
