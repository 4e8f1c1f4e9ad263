// What people arrange among themselves: how long a check-in lasts, what leaving early means, whether there is anything to
// cover, and what a new arrangement takes the place of.
import type { Person } from '../plant.ts';
import { HOUR, type Instant, MINUTE } from '../time.ts';
import { type Override, onDutyOf, type Staffing } from './on-duty.ts';
import { CHECK_IN_AFTER_SHIFT_MS } from './presence.ts';
import { isManned, type Roster, rosterFor, type Shift, shiftAt } from './roster.ts';
import type { Span } from './span.ts';

/** How long a check-in lasts where nobody is planned. */
export const CHECK_IN_MS = 12 * HOUR;
/** Whoever comes so shortly before the change, and is not on, comes for the shift that begins. */
export const CHECK_IN_EARLY_MS = 30 * MINUTE;

/** A name for a place as people type it: an area or an asset. */
export function placeNamed(area: string) {
  return { area, asset: area };
}

/** The roster of a place as people name it: `line-3` means one for `line-3/*`, too. */
export function rosterNamed(area: string, rosters: readonly Roster[]): Roster | null {
  const isBelow = (r: Roster): boolean => r.areas.some((a) => a.startsWith(`${area}/`));
  const found = rosterFor(placeNamed(area), rosters);
  return found !== null && found.areas.length > 0 ? found : (rosters.find(isBelow) ?? found);
}

/** Until when somebody who comes now is there: half an hour past the end of the last of these shifts. */
export function checkInUntil(
  person: Person,
  areas: readonly string[],
  now: Instant,
  staffing: Staffing,
): Instant {
  const { rosters } = staffing.plan;
  const named = areas.flatMap((a) => rosterNamed(a, rosters) ?? []);
  const theirs = areas.length === 0 ? rostersOf(person, now, staffing) : named;
  const ends = theirs.flatMap((r) => shiftToCome(r, person, now, staffing)?.until ?? []);
  return ends.length === 0 ? now + CHECK_IN_MS : Math.max(...ends) + CHECK_IN_AFTER_SHIFT_MS;
}

/** The rosters somebody belongs to: on now, else by their crew, else the one for everything. */
export function rostersOf(person: Person, now: Instant, staffing: Staffing): readonly Roster[] {
  const { rosters, crews } = staffing.plan;
  const on = rosters.filter((r) => isOn(person, r, now, staffing));
  if (on.length > 0) return on;
  const isInCrew = (name: string): boolean =>
    person.key !== null && (crews.get(name)?.people.includes(person.key) ?? false);
  const own = rosters.filter((r) => r.turns.some((t) => isInCrew(t.crew)));
  if (own.length > 0) return own;
  const [first] = rosters;
  const usual = rosters.find((r) => r.areas.length === 0) ?? first;
  return usual === undefined ? [] : [usual];
}

/** Null in hours in which nobody is planned. */
function shiftToCome(
  roster: Roster,
  person: Person,
  now: Instant,
  staffing: Staffing,
): Shift | null {
  const shift = shiftAt(roster, now, staffing.zone);
  const isEarly = shift.until - now <= CHECK_IN_EARLY_MS && !isOn(person, roster, now, staffing);
  const next = isEarly ? shiftAt(roster, shift.until, staffing.zone) : shift;
  const found = isManned(next) ? next : shift;
  return isManned(found) ? found : null;
}

function isOn(person: Person, roster: Roster, at: Instant, staffing: Staffing): boolean {
  return onDutyOf(roster, at, staffing).people.some((p) => p.id === person.id);
}

/** When the shift ends from which somebody goes; null when no roster has them on. */
export function shiftEndOf(person: Person, now: Instant, staffing: Staffing): Instant | null {
  const on = staffing.plan.rosters.filter((r) => isOn(person, r, now, staffing));
  const ends = on.map((r) => shiftAt(r, now, staffing.zone).until);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** More changes of shift than a span may have. */
const CHANGES_LIMIT = 1_000;

/** Whether somebody works at any time of the span, covers of them left aside: else there is nothing to cover. */
export function worksIn(person: Person, { from, until }: Span, staffing: Staffing): boolean {
  const overrides = staffing.overrides.filter(
    (o) => !(o.kind === 'cover' && o.insteadOf === person.id) && o.kind !== 'away',
  );
  const open = { ...staffing, overrides };
  return staffing.plan.rosters.some((roster) => {
    let at = from;
    for (let n = 0; at < until && n < CHANGES_LIMIT; n += 1) {
      if (isOn(person, roster, at, open)) return true;
      at = shiftAt(roster, at, staffing.zone).until;
    }
    return false;
  });
}

/** What holds for the same person or roster in the same time, and no longer counts there. The latest first. */
export function overruledBy(added: Override, overrides: readonly Override[]): readonly Override[] {
  return overrides
    .filter((o) => o.id !== added.id && o.from < added.until && added.from < o.until)
    .filter((o) => isAboutSame(o, added))
    .sort((a, b) => b.at - a.at);
}

function isAboutSame(o: Override, added: Override): boolean {
  if (o.kind === 'cover' && added.kind === 'cover')
    return o.insteadOf !== null && o.insteadOf === added.insteadOf;
  return o.kind === 'crew' && added.kind === 'crew' && o.roster === added.roster;
}
