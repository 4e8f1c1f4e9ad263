// What the numbers are counted from: one row for each alert, without any name of a person.
import type { Alert, PersonId } from '../alert.ts';
import type { Label } from '../feedback.ts';
import type { Instant } from '../time.ts';

/** One alert with what its answers say, for counting. */
export interface KpiAlert {
  readonly id: string;
  readonly asset: string;
  readonly type: string;
  readonly channel: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** The first answer of a person; null = nobody answered (censored). */
  readonly answeredAt: Instant | null;
  /** That answer was to shelve it: no more is known of how long it would have waited for one (censored). */
  readonly isPutAside: boolean;
  readonly verdict: Alert['verdict'];
  readonly verdictAt: Instant | null;
  readonly work: Alert['work'];
  readonly level: number;
  /** It climbed at least once because nobody answered in time. */
  readonly isClimbedByItself: boolean;
  /** How long its policy waits for a first answer, in milliseconds. */
  readonly targetMs: number;
  /** Who carried it: its owner, else who closed it. For counting loads only; it never leaves the count. */
  readonly carriedBy: PersonId | null;
  /** Kondaveeti's index of the arrivals that joined it; null when they are too few to chatter. */
  readonly chatter: number | null;
  readonly stream: string;
  readonly probability: number;
  /** The deciding label in force, if any. */
  readonly label: Pick<Label, 'verdict' | 'technicalTruth' | 'actionable' | 'strength'> | null;
  /** The distinct models among the detections that the label covers; without a label, among all. */
  readonly models: readonly { readonly name: string; readonly version: string }[];
}
