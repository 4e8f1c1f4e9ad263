// Who is on and who comes next, place by place: what `who` and `shift` tell.
import type { Person } from '../plant.ts';
import type { Instant } from '../time.ts';
import { placeNamed, rosterNamed } from './arranging.ts';
import {
  activeAt,
  type Holiday,
  membersOf,
  type Override,
  onDutyOf,
  type Staffing,
} from './on-duty.ts';
import type { CheckIn } from './presence.ts';
import { isManned, isWithin, type Roster, type Shift, shiftAt } from './roster.ts';

/** One shift with whoever works it. */
export interface Manned {
  readonly shift: Shift;
  readonly crews: readonly string[];
  readonly people: readonly Person[];
  readonly leads: readonly Person[];
  readonly holiday: Holiday | null;
}

/** Somebody who checked in. */
export interface Here {
  readonly person: Person;
  readonly areas: readonly string[];
  readonly until: Instant;
}

export interface Board {
  /** Null where no roster says. */
  readonly roster: Roster | null;
  readonly now: Manned | null;
  /** The next shift for which somebody is planned. */
  readonly next: Manned | null;
  readonly here: readonly Here[];
  /** What is arranged against the roster there now. */
  readonly arranged: readonly Override[];
}

/** The board of one area, or of every roster; without rosters there is one all the same. */
export function boards(
  area: string | null,
  now: Instant,
  staffing: Staffing,
  checkIns: readonly CheckIn[],
): readonly Board[] {
  const { rosters } = staffing.plan;
  const active = checkIns.filter((c) => c.from <= now && now < c.until);
  if (area !== null) {
    const place = placeNamed(area);
    const isThere = (a: string): boolean => isWithin(place, a) || a.startsWith(`${area}/`);
    const here = active.filter((c) => c.area === null || isThere(c.area));
    return [board(rosterNamed(area, rosters), now, staffing, here)];
  }
  if (rosters.length === 0) return [board(null, now, staffing, active)];
  return rosters.map((roster) => {
    const isHere = (c: CheckIn): boolean =>
      c.area === null || rosterNamed(c.area, rosters) === roster;
    return board(roster, now, staffing, active.filter(isHere));
  });
}

function board(
  roster: Roster | null,
  now: Instant,
  staffing: Staffing,
  checkIns: readonly CheckIn[],
): Board {
  const here = hereOf(checkIns, staffing.people);
  if (roster === null) return { roster, now: null, next: null, here, arranged: [] };
  const on = manned(roster, now, staffing);
  return {
    roster,
    now: on,
    next: nextManned(roster, on.shift, staffing),
    here,
    arranged: arrangedFor(on, now, staffing),
  };
}

function manned(roster: Roster, at: Instant, staffing: Staffing): Manned {
  const { shift, crews, people, leads, holiday } = onDutyOf(roster, at, staffing);
  return { shift, crews, people, leads, holiday };
}

function nextManned(roster: Roster, after: Shift, staffing: Staffing): Manned | null {
  let { until } = after;
  for (let n = 0; n <= roster.starts.length; n += 1) {
    const shift = shiftAt(roster, until, staffing.zone);
    if (isManned(shift)) return manned(roster, shift.from, staffing);
    until = shift.until;
  }
  return null;
}

/** One line for each person, in the order in which they came. */
function hereOf(checkIns: readonly CheckIn[], people: readonly Person[]): readonly Here[] {
  const found = new Map<string, Here>();
  for (const { person: id, area, until } of checkIns) {
    const person = people.find((p) => p.id === id);
    if (person === undefined) continue;
    const before = found.get(id);
    const areas = [...(before?.areas ?? []), ...(area === null ? [] : [area])];
    found.set(id, { person, areas, until: Math.max(until, before?.until ?? until) });
  }
  return [...found.values()];
}

/** Covers for people of the crew, people of the crew who left, and the crew that works instead. */
function arrangedFor(on: Manned, now: Instant, staffing: Staffing): readonly Override[] {
  const crew = new Set(on.crews.flatMap((c) => membersOf(c, staffing)).map((p) => p.id));
  const seen = new Set<string>();
  return activeAt(now, staffing.overrides).filter((o) => {
    const about =
      o.kind === 'crew' ? `${o.roster} crew` : o.kind === 'cover' ? o.insteadOf : o.person;
    // Of those about the same the latest holds.
    if (about === null || seen.has(about)) return false;
    const isHere = o.kind === 'crew' ? o.roster === on.shift.roster : crew.has(about);
    if (isHere) seen.add(about);
    return isHere;
  });
}
