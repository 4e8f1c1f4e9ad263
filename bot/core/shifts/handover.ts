// The time around the end of a shift: when the card for the outgoing lead appears, when ownership may pass, and when it is
// too late and climbs. Ownership passes with a tap, never with the clock.
import { type Instant, MINUTE } from '../time.ts';
import { isManned, type Roster, type Shift, shiftAt } from './roster.ts';

export const HANDOVER_BEFORE_MS = 20 * MINUTE;
export const HANDOVER_AFTER_MS = 15 * MINUTE;

export interface Handover {
  readonly outgoing: Shift;
  readonly incoming: Shift;
  /** When the card is shown to the outgoing lead. */
  readonly opensAt: Instant;
  /** When one shift ends and the other begins. */
  readonly changesAt: Instant;
  /** Without an acceptance by then, it climbs. */
  readonly lateAt: Instant;
}

/**
 * The change of shift in whose window the instant lies, or the next one. A change from nobody to nobody is none; shifts
 * that are shorter than the window follow each other as they end.
 */
export function handoverAround(roster: Roster, at: Instant, zone: string): Handover | null {
  // The late end of a window that began with the shift before.
  let outgoing = shiftAt(roster, at - HANDOVER_AFTER_MS, zone);
  for (let step = 0; step <= 2 * roster.starts.length; step += 1) {
    const incoming = shiftAt(roster, outgoing.until, zone);
    if (isManned(outgoing) || isManned(incoming)) return handover(outgoing, incoming);
    outgoing = incoming;
  }
  return null;
}

function handover(outgoing: Shift, incoming: Shift): Handover {
  const changesAt = outgoing.until;
  return {
    outgoing,
    incoming,
    opensAt: changesAt - HANDOVER_BEFORE_MS,
    changesAt,
    lateAt: changesAt + HANDOVER_AFTER_MS,
  };
}
