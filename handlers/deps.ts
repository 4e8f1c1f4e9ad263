// What every reaction is given. Built once by bot/app.ts.
import type { Surroundings } from '../bot/core/escalation.ts';
import type { InForce, PlantRules } from '../bot/ports/plant.ts';
import type { Store } from '../bot/ports/store.ts';
import type { Clock, Ids, Log, Meter, Seal } from '../bot/ports/system.ts';

export interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly meter: Meter;
  /** What is in force now; it may change between two awaits, so nobody keeps it. */
  readonly around: Surroundings;
  readonly rules: PlantRules;
  /** The revision of the rules that is in force now. */
  readonly inForce: InForce;
  /** Brings the newest rules into force here. */
  readonly keepRules: () => Promise<void>;
  /** Reads anew who is there and what was arranged. */
  readonly keepPresence: () => Promise<void>;
  /** Proves that a link was made here. */
  readonly seal: Seal;
  /** Base of links, without a slash at the end. */
  readonly publicUrl: string;
  /** Whether a flood of alerts is shown as one digest. */
  readonly isStormOn: boolean;
  /** Something to say was committed: the outbox need not wait for its next round. */
  readonly wake: () => void;
}

/** How often a decision is made again when somebody else was faster by a revision. */
export const DECIDE_ATTEMPTS = 3;
