// What comes in from producers, and what they are answered. Types only.
import type { Detection } from '../core/detection.ts';

export type Arrival =
  | {
      readonly ok: true;
      readonly detection: Detection;
      /** The body says `status` itself: its producer tells when a condition is over, too. Left out = it does not. */
      readonly isCondition?: boolean;
      readonly body: string;
    }
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
  /** The rule by which it gets no card, with `logged`. */
  readonly detail?: string;
}

export type Ingest = (arrivals: readonly Arrival[]) => Promise<readonly ArrivalResult[]>;
