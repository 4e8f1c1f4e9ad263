// What the numbers are counted from: one row for each alert, without any name of a person.
import type { Alert } from '../alert.ts';
import type { Label } from '../feedback.ts';
import type { Instant } from '../time.ts';

/** One alert with what its answers say, for counting. */
export interface KpiAlert {
  readonly id: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** The first answer of a person; null = nobody answered (censored). */
  readonly answeredAt: Instant | null;
  readonly verdict: Alert['verdict'];
  readonly level: number;
  readonly stream: string;
  readonly probability: number;
  /** The deciding label in force, if any. */
  readonly label: Pick<Label, 'verdict' | 'technicalTruth' | 'actionable' | 'strength'> | null;
  /** The distinct models among the detections that the label covers; without a label, among all. */
  readonly models: readonly { readonly name: string; readonly version: string }[];
}
