// Shifts in the plant file: rosters, crews and the calendar: their shape, and the plan that they become. What only the whole
// cycle shows (an hour without a crew, a crew without a lead) is found in coverage.ts.
import { z } from 'zod';
import type { Crew as PlannedCrew, ShiftPlan } from '../bot/core/shifts/on-duty.ts';
import { isCycle, OFF, PATTERNS, type Turn } from '../bot/core/shifts/pattern.ts';
import type { CrewTurn, Roster as PlannedRoster } from '../bot/core/shifts/roster.ts';
import { CalendarDay, Clock, Glob, NAME, say, section, text, Words } from './fields.ts';

export const MAX_ROSTERS = 100;
export const MAX_CREWS = 500;
export const MAX_MEMBERS = 500;
export const MAX_HOLIDAYS = 2_000;
export const MAX_AREAS = 200;
export const MAX_STARTS = 27;

const PATTERN_NAMES = Object.keys(PATTERNS).join(', ');

const Cycle = z
  .string({ error: say('must be the name of a pattern or a cycle such as DDNN----') })
  .refine(
    (given) => Object.hasOwn(PATTERNS, given) || isCycle(given),
    `is neither a pattern (${PATTERN_NAMES}) nor a cycle: one capital letter for each day, - for a day off, at most a year`,
  );

const CrewName = text('must be the name of a crew', NAME);

/** A crew's offset into the pattern in days, or a cycle of its own. */
const Way = z.union(
  [z.int().min(-3_660).max(3_660), z.string().refine((given) => isCycle(given))],
  { error: say('must be days after the pattern (such as 7) or a cycle such as DDNN----') },
);

const LETTER = /^([A-Z]|-)$/;

export const Roster = section({
  pattern: Cycle,
  anchor: CalendarDay,
  starts: z
    .record(z.string(), Clock, { error: say('must be a map such as { D: "06:00", N: "18:00" }') })
    .refine((map) => Object.keys(map).length > 0, 'needs at least one shift')
    .refine((map) => Object.keys(map).length <= MAX_STARTS, `has more than ${MAX_STARTS} shifts`)
    .refine(
      (map) => Object.keys(map).every((letter) => LETTER.test(letter)),
      'names each shift by one capital letter, and - where nobody is planned',
    )
    .refine(
      (map) => new Set(Object.values(map)).size === Object.keys(map).length,
      'has two shifts that begin at the same time',
    ),
  crews: z.union([z.array(CrewName), z.record(z.string(), Way)], {
    error: say('must be a list of crews, or a map such as { a: 0, b: 7 }'),
  }),
  areas: z
    .array(Glob, {
      error: say('must be a list of areas or assets, for example [hall-b, "line-3/*"]'),
    })
    .max(MAX_AREAS, `has more than ${MAX_AREAS} areas`)
    .optional(),
});
export type Roster = z.infer<typeof Roster>;

export const Crew = section({
  people: z
    .array(text('must be the name of a person', NAME), {
      error: say('must be a list of people, for example [sam, ana]'),
    })
    .max(MAX_MEMBERS, `has more than ${MAX_MEMBERS} people`),
});
export type Crew = z.infer<typeof Crew>;

const Entry = section({
  day: CalendarDay,
  name: Words,
  shift: text('must be the letter of a shift', LETTER).optional(),
  crew: CrewName.optional(),
});

export const Calendar = z
  .array(Entry, { error: say('must be a list of days') })
  .max(MAX_HOLIDAYS, `has more than ${MAX_HOLIDAYS} days`);
export type Calendar = z.infer<typeof Calendar>;

/** The parts of a plant file that are about shifts. */
export interface ShiftParts {
  readonly shifts?: Readonly<Record<string, Roster>> | null | undefined;
  readonly crews?: Readonly<Record<string, Crew>> | null | undefined;
  readonly calendar?: Calendar | null | undefined;
}

/** `names` are the rosters in the order of the file, which keys that look like numbers lose. */
export function shiftPlan(
  { shifts, crews, calendar }: ShiftParts,
  names: readonly string[],
): ShiftPlan {
  return {
    rosters: names.flatMap((name) => {
      const given = shifts?.[name];
      return given === undefined ? [] : [rosterOf(name, given)];
    }),
    crews: new Map(
      Object.entries(crews ?? {}).map(([name, { people }]): [string, PlannedCrew] => [
        name,
        { name, people: [...new Set(people)] },
      ]),
    ),
    calendar: (calendar ?? []).map(({ day, name, shift, crew }) => ({
      day,
      name: name.trim(),
      letter: shift ?? null,
      crew: crew ?? null,
    })),
  };
}

function rosterOf(name: string, given: Roster): PlannedRoster {
  return {
    name,
    areas: given.areas ?? [],
    anchor: given.anchor,
    starts: Object.entries(given.starts)
      .map(([letter, ms]) => ({ letter, ms }))
      .sort((a, b) => a.ms - b.ms),
    turns: turnsOf(given),
  };
}

/** A list takes the pattern's own offsets in order; what is beyond them has no turn, and is a fault. */
export function turnsOf({
  pattern,
  crews,
}: Pick<Roster, 'pattern' | 'crews'>): readonly CrewTurn[] {
  const known: readonly Turn[] = PATTERNS[pattern] ?? [{ cycle: pattern, offset: 0 }];
  if (Array.isArray(crews)) {
    return crews.flatMap((crew, i) => {
      const turn = known[i];
      return turn === undefined ? [] : [{ ...turn, crew }];
    });
  }
  const cycle = known[0]?.cycle ?? OFF;
  return Object.entries(crews).map(([crew, way]) =>
    typeof way === 'number' ? { crew, cycle, offset: way } : { crew, cycle: way, offset: 0 },
  );
}
