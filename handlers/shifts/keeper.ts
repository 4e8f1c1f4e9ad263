// Keeps what is known of who is there up to date: after each change, at start, before something climbs, and once a minute,
// because another replica may have been told.
import type { PersonId } from '../../bot/core/alert.ts';
import { mayAct } from '../../bot/core/rights.ts';
import { type Instant, MINUTE } from '../../bot/core/time.ts';
import type { LivePlant } from '../../bot/ports/plant.ts';
import type { Presence } from '../../bot/ports/presence.ts';
import type { Store } from '../../bot/ports/store.ts';
import type { Clock } from '../../bot/ports/system.ts';

/** How many check-ins and arrangements count at once, the latest. */
export const PRESENCE_LIMIT = 2_000;
export const PRESENCE_EVERY_MS = MINUTE;

export interface PresenceKeeper {
  /** Reads anew; calls come one after the other, and each finds the newest. */
  keep(): Promise<void>;
  /** Reads anew when the last time was too long ago. */
  keepFresh(): Promise<void>;
}

export function presenceKeeper(
  live: LivePlant,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): PresenceKeeper {
  let last: Promise<void> = Promise.resolve();
  let readAt: Instant = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    const now = clock.now();
    const presence = await store.presence(now, PRESENCE_LIMIT);
    const known = new Set(live.around.plant.people.map((p) => p.key));
    const inPlant = live.around.people.filter((p) => known.has(p.key ?? ''));
    const strange = namedIn(presence).filter((id) => !inPlant.some((p) => p.id === id));
    // Verified people who are not in the plant file may be there, too.
    const guests = (await store.people(strange)).filter((p) => mayAct(p, live.around.plant));
    live.staff(presence, guests);
    readAt = now;
  }

  const keep = (): Promise<void> => {
    last = last.then(read, read);
    return last;
  };
  return {
    keep,
    keepFresh: async () => {
      // A clock that was set back must not silence it.
      if (Math.abs(clock.now() - readAt) >= PRESENCE_EVERY_MS) await keep();
    },
  };
}

function namedIn({ checkIns, overrides }: Presence): readonly PersonId[] {
  const arranged = overrides.flatMap((o) => (o.kind === 'crew' ? [] : [o.person]));
  return [...new Set([...checkIns.map((c) => c.person), ...arranged])];
}
