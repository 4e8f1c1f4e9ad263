// Who is on: the crew whose turn it is, a holiday's crew instead, and whatever people arranged among themselves. Of
// arrangements that contradict each other the latest holds, and the others are named.
import type { PersonId } from '../alert.ts';
import type { Person } from '../plant.ts';
import type { Day, Instant } from '../time.ts';
import { letterOn } from './pattern.ts';
import { isManned, type Place, type Roster, rosterFor, type Shift, shiftAt } from './roster.ts';

export interface Crew {
  readonly name: string;
  /** Keys of the plant's people. */
  readonly people: readonly string[];
}

/** A day on which the roster does not hold. */
export interface Holiday {
  readonly day: Day;
  readonly name: string;
  /** The shift that it is about; null = all of that day. */
  readonly letter: string | null;
  /** Who works instead; null = nobody. */
  readonly crew: string | null;
}

/** The plan of a site's shifts, as its plant file says it. */
export interface ShiftPlan {
  readonly rosters: readonly Roster[];
  readonly crews: ReadonlyMap<string, Crew>;
  readonly calendar: readonly Holiday[];
}

/** A site without shifts. */
export const NO_SHIFTS: ShiftPlan = { rosters: [], crews: new Map(), calendar: [] };

interface Arranged {
  readonly id: string;
  /** When it was arranged: the latest holds. */
  readonly at: Instant;
  readonly by: PersonId;
  readonly from: Instant;
  readonly until: Instant;
}

/** What people arranged against the roster. */
export type Override =
  /** One person comes; `insteadOf` (null = nobody) goes. */
  | (Arranged & {
      readonly kind: 'cover';
      readonly person: PersonId;
      readonly insteadOf: PersonId | null;
    })
  /** A whole crew works in place of whoever has the turn. */
  | (Arranged & { readonly kind: 'crew'; readonly roster: string; readonly crew: string })
  /** One person went before the end. Whoever is asked to cover later than that is there again. */
  | (Arranged & { readonly kind: 'away'; readonly person: PersonId });

export interface OnDuty {
  readonly shift: Shift;
  readonly crews: readonly string[];
  readonly people: readonly Person[];
  /** Leads among them, and whoever covers for one. */
  readonly leads: readonly Person[];
  readonly holiday: Holiday | null;
  /** Arrangements that a later one took the place of. */
  readonly overruled: readonly Override[];
}

/** What is known when somebody asks who is on. */
export interface Staffing {
  readonly plan: ShiftPlan;
  readonly zone: string;
  readonly people: readonly Person[];
  readonly overrides: readonly Override[];
}

/** Who is on at a place; null where no roster says. */
export function onDuty(at: Instant, place: Place, staffing: Staffing): OnDuty | null {
  const roster = rosterFor(place, staffing.plan.rosters);
  return roster === null ? null : onDutyOf(roster, at, staffing);
}

export function onDutyOf(roster: Roster, at: Instant, staffing: Staffing): OnDuty {
  const { plan, zone } = staffing;
  const shift = shiftAt(roster, at, zone);
  const active = activeAt(at, staffing.overrides);
  const swaps = active.filter((o) => o.kind === 'crew' && o.roster === roster.name);
  const [swap] = swaps;
  const holiday = swap === undefined ? holidayOf(shift, roster, plan.calendar) : null;
  const crews = crewsOf(shift, roster, holiday, swap?.kind === 'crew' ? swap.crew : null);
  const rostered = crews.flatMap((crew) => membersOf(crew, staffing));
  const away = awayAt(at, staffing.overrides);
  const { people, leads, overruled } = covered([...new Set(rostered)], active, away, staffing);
  return { shift, crews, people, leads, holiday, overruled: [...swaps.slice(1), ...overruled] };
}

function crewsOf(
  shift: Shift,
  roster: Roster,
  holiday: Holiday | null,
  instead: string | null,
): readonly string[] {
  if (instead !== null) return [instead];
  if (holiday !== null) return holiday.crew === null ? [] : [holiday.crew];
  return isManned(shift) ? crewsOn(roster, shift.day, shift.letter) : [];
}

/** The crews whose turn it is, by the pattern alone. */
export function crewsOn(roster: Roster, day: Day, letter: string): readonly string[] {
  return roster.turns
    .filter((turn) => letterOn(turn, day - roster.anchor) === letter)
    .map((turn) => turn.crew);
}

/** A holiday's crew works where it belongs; a holiday without one is for every roster. The last that is written holds. */
export function holidayOf(
  shift: Shift,
  roster: Roster,
  calendar: readonly Holiday[],
): Holiday | null {
  const found = calendar.findLast(
    (h) =>
      h.day === shift.day &&
      (h.letter === null || h.letter === shift.letter) &&
      (h.crew === null || roster.turns.some((t) => t.crew === h.crew)),
  );
  return found ?? null;
}

export function membersOf(crew: string, { plan, people }: Staffing): readonly Person[] {
  const keys = plan.crews.get(crew)?.people ?? [];
  return keys.flatMap((key) => people.find((p) => p.key === key) ?? []);
}

/** The people after all covers. `active` has the latest first. */
function covered(
  rostered: readonly Person[],
  active: readonly Override[],
  away: ReadonlySet<PersonId>,
  { people }: Staffing,
): Pick<OnDuty, 'people' | 'leads' | 'overruled'> {
  const covers = active.filter((o) => o.kind === 'cover');
  const overruled: Override[] = [];
  const insteadOf = new Map<PersonId, (typeof covers)[number]>();
  for (const cover of covers) {
    if (cover.insteadOf === null) continue;
    if (insteadOf.has(cover.insteadOf)) overruled.push(cover);
    else insteadOf.set(cover.insteadOf, cover);
  }
  const on = new Map<PersonId, Person>();
  const leading = new Set<PersonId>();
  const come = (id: PersonId, leads: boolean) => {
    const person = people.find((p) => p.id === id);
    if (person === undefined || away.has(id)) return;
    on.set(id, person);
    if (leads || hasLead(person)) leading.add(id);
  };
  for (const person of rostered) come(standIn(person.id, insteadOf), hasLead(person));
  for (const { insteadOf: gone, person } of covers) if (gone === null) come(person, false);
  return {
    people: [...on.values()],
    leads: [...on.values()].filter((p) => leading.has(p.id)),
    overruled,
  };
}

/**
 * Who comes for this person. Whoever comes may have found somebody else later; what was arranged before does not count again,
 * so two who swap with each other do not end where they began.
 */
function standIn(
  person: PersonId,
  insteadOf: ReadonlyMap<PersonId, { readonly person: PersonId; readonly at: Instant }>,
): PersonId {
  let who = person;
  let arrangedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const next = insteadOf.get(who);
    if (next === undefined || next.at <= arrangedAt) return who;
    who = next.person;
    arrangedAt = next.at;
  }
}

/** Those who said that they go, and whom nothing arranged since brings back. */
export function awayAt(at: Instant, overrides: readonly Override[]): ReadonlySet<PersonId> {
  const latest = new Map<PersonId, Override>();
  for (const o of activeAt(at, overrides)) {
    if (o.kind !== 'crew' && !latest.has(o.person)) latest.set(o.person, o);
  }
  return new Set([...latest].filter(([, o]) => o.kind === 'away').map(([person]) => person));
}

/** What holds at the instant, the latest first. */
export function activeAt(at: Instant, overrides: readonly Override[]): readonly Override[] {
  return overrides
    .filter((o) => o.from <= at && at < o.until)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

function hasLead(person: Person): boolean {
  return person.roles.includes('lead');
}
