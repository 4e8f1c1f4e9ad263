// Keeps in mind which places are in trouble, so that the first thing that gets through there is noticed. What it knows comes from
// memory and is read again now and then: another process may have met, or mended, a trouble. It tells nobody itself.

import { SECOND } from '../core/time.ts';
import { isOver, type Trouble } from '../core/trouble.ts';
import type { Delivery } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import type { Clock } from '../ports/system.ts';

/** How old what it knows may be. */
const READ_EVERY_MS = 15 * SECOND;

export interface TroubleWatch {
  /** Reads what is in trouble, if that was long ago. */
  look(): Promise<void>;
  /** Reads it now: something was just met. */
  read(): Promise<void>;
  /** Something got through; gives the troubles that are over by that. */
  through(delivery: Delivery): readonly Trouble[];
  /** What is in trouble, as far as it is known. */
  known(): readonly Trouble[];
}

export function troubleWatch(store: Pick<Store, 'troubles'>, clock: Clock): TroubleWatch {
  let known: readonly Trouble[] = [];
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    readAt = clock.now();
    known = await store.troubles();
  }

  return {
    read,
    look: async () => {
      // Also after the clock was set back.
      if (Math.abs(clock.now() - readAt) >= READ_EVERY_MS) await read();
    },
    through: ({ message, op }) => {
      const over = known.filter((trouble) => isOver(trouble, message, op));
      if (over.length > 0) known = known.filter((trouble) => !over.includes(trouble));
      return over;
    },
    known: () => known,
  };
}
