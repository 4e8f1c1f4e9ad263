// The shifts of a site: which roster an alert belongs to, and which shift it is at an instant. Boundaries are what the wall
// clock shows, so the night shift is an hour shorter in March and an hour longer in October; one begins as another ends.
import { matchesGlob } from '../glob.ts';
import { type Day, type Instant, instantOf, wallAt } from '../time.ts';
import { OFF, type Turn } from './pattern.ts';

/** A crew and its way through the calendar. */
export interface CrewTurn extends Turn {
  readonly crew: string;
}

export interface ShiftStart {
  readonly letter: string;
  /** Milliseconds since midnight on the site's wall. */
  readonly ms: number;
}

/** Crews that relieve each other. A site may have several, each for some of its areas. */
export interface Roster {
  readonly name: string;
  /** Patterns on area or asset; none = everything that no other roster names. */
  readonly areas: readonly string[];
  /** The day from which cycles are counted. */
  readonly anchor: Day;
  /** In the order of the day; each shift ends as the next begins. */
  readonly starts: readonly ShiftStart[];
  readonly turns: readonly CrewTurn[];
}

/** One shift of one day. The day is that of its beginning, also for what is left of a night after midnight. */
export interface Shift {
  readonly roster: string;
  readonly day: Day;
  /** `-` for hours in which nobody is planned. */
  readonly letter: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Where something happens. */
export interface Place {
  readonly area: string | null;
  readonly asset: string;
}

/** More shifts than a year of the shortest can have. */
export const SHIFTS_LIMIT = 10_000;

/** `line-3` means the area of that name and every asset below it; `*` is anything. */
export function isWithin(place: Place, area: string): boolean {
  return (
    (place.area !== null && matchesGlob(place.area, area)) ||
    matchesGlob(place.asset, area) ||
    place.asset.startsWith(`${area}/`)
  );
}

/** The first roster that names the place, else the first that is for everything; null when neither is there. */
export function rosterFor(place: Place, rosters: readonly Roster[]): Roster | null {
  return (
    rosters.find((r) => r.areas.some((area) => isWithin(place, area))) ??
    rosters.find((r) => r.areas.length === 0) ??
    null
  );
}

/** The shift that it is at this instant. There is always one: shifts follow each other without a gap. */
export function shiftAt(roster: Roster, at: Instant, zone: string): Shift {
  const { day } = wallAt(at, zone);
  // Nearly always it began today or yesterday; where the clock is set back at midnight, also "tomorrow".
  for (const begun of [day, day - 1, day + 1]) {
    const found = shiftsOf(roster, begun, zone).find((s) => s.from <= at && at < s.until);
    if (found !== undefined) return found;
  }
  throw new Error(`the roster ${roster.name} has no shift`);
}

/** The shifts that begin in [from, until), in order, at most SHIFTS_LIMIT. */
export function shiftsBetween(
  roster: Roster,
  from: Instant,
  until: Instant,
  zone: string,
): readonly Shift[] {
  const shifts: Shift[] = [];
  const last = wallAt(until, zone).day;
  for (let { day } = wallAt(from, zone); day <= last && shifts.length < SHIFTS_LIMIT; day += 1) {
    const begun = shiftsOf(roster, day, zone).filter((s) => s.from >= from && s.from < until);
    shifts.push(...begun.slice(0, SHIFTS_LIMIT - shifts.length));
  }
  return shifts;
}

/** A shift that a clock's jump leaves no time is none. */
function shiftsOf(roster: Roster, day: Day, zone: string): readonly Shift[] {
  const { name, starts } = roster;
  const boundaries = [
    ...starts.map(({ ms }) => instantOf({ day, ms }, zone)),
    instantOf({ day: day + 1, ms: starts[0]?.ms ?? 0 }, zone),
  ];
  return starts
    .map(({ letter }, index): Shift => {
      const [from = 0, until = 0] = boundaries.slice(index);
      return { roster: name, day, letter, from, until };
    })
    .filter((s) => s.from < s.until);
}

/** Whether anybody is planned in these hours. */
export function isManned(shift: Shift): boolean {
  return shift.letter !== OFF;
}
