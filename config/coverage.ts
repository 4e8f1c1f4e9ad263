// Whether somebody is there at every hour: goes through the whole cycle of each roster, so that what it passes holds on every
// day to come. An hour without a crew or without a lead is a fault, found before anybody relies on it.
import { matchesGlob } from '../bot/core/glob.ts';
import {
  OFF,
  PATTERNS,
  rotationDays,
  type Uncovered,
  uncovered,
} from '../bot/core/shifts/pattern.ts';
import type { CrewTurn } from '../bot/core/shifts/roster.ts';
import { clockText, dayText } from '../bot/core/time.ts';
import { type Names, quoted, type Remark } from './names.ts';
import { type Calendar, type Roster, type ShiftParts, turnsOf } from './shifts.ts';
import type { Path } from './yaml.ts';

interface Site extends ShiftParts {
  readonly people?: Optional<
    Readonly<Record<string, { readonly roles?: readonly string[] | undefined }>>
  >;
  readonly routes?: Optional<
    readonly { readonly match: { readonly shift?: string | undefined } }[]
  >;
}

type Optional<T> = T | null | undefined;

interface Check {
  readonly crews: ReadonlySet<string>;
  /** Crews with somebody who may lead. */
  readonly led: ReadonlySet<string>;
  readonly faults: Remark[];
  readonly notes: Remark[];
}

/** Reads a file whose shape is good. */
export function checkShifts(site: Site): Names {
  const crews = Object.entries(site.crews ?? {});
  const people = site.people ?? {};
  const isLead = (key: string) => people[key]?.roles?.includes('lead') === true;
  const check: Check = {
    crews: new Set(crews.map(([name]) => name)),
    led: new Set(crews.filter(([, crew]) => crew.people.some(isLead)).map(([name]) => name)),
    faults: [],
    notes: [],
  };
  for (const [name, crew] of crews) {
    crew.people.forEach((key, i) => {
      const path = ['crews', name, 'people', i];
      if (!Object.hasOwn(people, key)) unknown(path, 'person', key, Object.keys(people), check);
    });
  }
  const rosters = Object.entries(site.shifts ?? {});
  for (const [name, roster] of rosters) checkRoster(['shifts', name], roster, check);
  checkReach(rosters, check);
  checkCalendar(site.calendar ?? [], rosters, check);
  checkRoutes(site.routes ?? [], rosters, check);
  return { faults: check.faults, notes: check.notes };
}

function checkRoster(path: Path, roster: Roster, check: Check): void {
  const before = check.faults.length;
  const turns = turnsOf(roster);
  checkCrews(path, roster, check);
  const missing = [...new Set(turns.flatMap((turn) => [...turn.cycle]))].filter(
    (letter) => letter !== OFF && !Object.hasOwn(roster.starts, letter),
  );
  for (const letter of missing) {
    const sentence = `does not say when shift ${letter} begins, which the pattern has`;
    check.faults.push({ path: [...path, 'starts'], sentence });
  }
  if (check.faults.length > before) return;
  const days = rotationDays(turns);
  if (days === null) {
    const sentence = 'has cycles that begin together less than once in ten years';
    check.faults.push({ path: [...path, 'crews'], sentence });
    return;
  }
  checkCover(path, roster, { turns, days }, check);
}

function checkCrews(path: Path, { pattern, crews }: Roster, check: Check): void {
  const isList = Array.isArray(crews);
  const names = isList ? crews : Object.keys(crews);
  names.forEach((name, i) => {
    const at = [...path, 'crews', isList ? i : name];
    if (!check.crews.has(name)) unknown(at, 'crew', name, [...check.crews], check);
  });
  const sentence = isList ? listFault(names.length, pattern) : null;
  if (sentence !== null) check.faults.push({ path: [...path, 'crews'], sentence });
}

function listFault(crews: number, pattern: string): string | null {
  const known = PATTERNS[pattern]?.length;
  if (known === undefined) {
    return 'needs the days after the pattern for each crew, as in { a: 0, b: 2 }: the pattern is your own';
  }
  return crews > known ? `has ${crews} crews; ${pattern} is for ${known}` : null;
}

function checkCover(
  path: Path,
  roster: Roster,
  { turns, days }: { readonly turns: readonly CrewTurn[]; readonly days: number },
  check: Check,
): void {
  const letters = Object.keys(roster.starts).filter((letter) => letter !== OFF);
  const say = (what: string, found: readonly Uncovered[]) => {
    const [first] = found;
    if (first === undefined) return false;
    const more = found.length > 1 ? `, and ${found.length - 1} more in ${days} days` : '';
    const sentence = `leaves hours without a ${what}: ${whenOf(first, roster)}${more}`;
    check.faults.push({ path: [...path, 'crews'], sentence });
    return true;
  };
  if (say('crew', uncovered(turns, letters, days))) return;
  const led = turns.filter((turn) => check.led.has(turn.crew));
  say('lead', uncovered(led, letters, days));
}

/** The shift by letter, time and the first day on which it is missing. */
function whenOf({ day, letter }: Uncovered, { anchor, starts }: Roster): string {
  return `shift ${letter} at ${clockText(starts[letter] ?? 0)} on ${dayText(anchor + day)}`;
}

/** Only the first roster without areas is for everything. */
function checkReach(rosters: readonly (readonly [string, Roster])[], check: Check): void {
  const everywhere = rosters.filter(([, roster]) => (roster.areas ?? []).length === 0);
  const [first, ...rest] = everywhere;
  for (const [name] of rest) {
    const sentence = `is never used: shifts.${first?.[0]} is for everything already; name its areas`;
    check.notes.push({ path: ['shifts', name], sentence });
  }
}

function checkCalendar(
  calendar: Calendar,
  rosters: readonly (readonly [string, Roster])[],
  check: Check,
): void {
  const letters = new Set(rosters.flatMap(([, roster]) => Object.keys(roster.starts)));
  const working = new Set(rosters.flatMap(([, r]) => turnsOf(r).map((turn) => turn.crew)));
  calendar.forEach(({ shift, crew }, i) => {
    const path = ['calendar', i];
    if (shift !== undefined && !letters.has(shift))
      unknown([...path, 'shift'], 'shift', shift, [...letters], check);
    if (crew === undefined) return;
    const at = [...path, 'crew'];
    if (!check.crews.has(crew)) unknown(at, 'crew', crew, [...check.crews], check);
    else if (!working.has(crew))
      check.faults.push({ path: at, sentence: 'works in no roster, so nobody would come' });
    else if (!check.led.has(crew))
      check.faults.push({ path: at, sentence: 'leaves the day without a lead' });
  });
}

/** Where there is no roster, it is always the hours in which nobody is planned. */
function checkRoutes(
  routes: NonNullable<Site['routes']>,
  rosters: readonly (readonly [string, Roster])[],
  check: Check,
): void {
  const letters = new Set([OFF, ...rosters.flatMap(([, roster]) => Object.keys(roster.starts))]);
  routes.forEach(({ match: { shift } }, i) => {
    if (shift === undefined || [...letters].some((letter) => matchesGlob(letter, shift))) return;
    unknown(['routes', i, 'match', 'shift'], 'shift', shift, [...letters], check);
  });
}

function unknown(
  path: Path,
  what: string,
  name: string,
  known: readonly string[],
  check: Check,
): void {
  const choice = known.length > 0 && known.length <= 12 ? `; there are ${known.join(', ')}` : '';
  check.faults.push({ path, sentence: `there is no ${what} ${quoted(name)}${choice}` });
}
