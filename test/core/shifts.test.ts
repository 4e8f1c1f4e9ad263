// Shifts: the patterns that industry uses, who is on, nights that are not twelve hours long, covers that overlap.
import { describe, expect, test } from 'vitest';
import type { Person } from '../../bot/core/plant.ts';
import { rosterNamed } from '../../bot/core/shifts/arranging.ts';
import { boards } from '../../bot/core/shifts/board.ts';
import { calendarFile } from '../../bot/core/shifts/calendar-file.ts';
import { handoverAround } from '../../bot/core/shifts/handover.ts';
import {
  type Holiday,
  type Override,
  onDuty,
  type ShiftPlan,
  type Staffing,
} from '../../bot/core/shifts/on-duty.ts';
import {
  isCycle,
  letterOn,
  PATTERNS,
  rotationDays,
  type Turn,
  uncovered,
} from '../../bot/core/shifts/pattern.ts';
import { type Attendance, crewGroups, leadGroups } from '../../bot/core/shifts/presence.ts';
import {
  isWithin,
  type Roster,
  rosterFor,
  shiftAt,
  shiftsBetween,
} from '../../bot/core/shifts/roster.ts';
import { DAY, HOUR, isoText, MINUTE, parseClock, parseDay } from '../../bot/core/time.ts';
import { person } from './world.ts';

const BERLIN = 'Europe/Berlin';

function day(text: string): number {
  return parseDay(text) ?? Number.NaN;
}

function utc(text: string): number {
  return Date.parse(text);
}

function at(clock: string): number {
  return parseClock(clock) ?? Number.NaN;
}

function turns(cycle: string, ...offsets: readonly number[]): readonly Turn[] {
  return offsets.map((offset) => ({ cycle, offset }));
}

describe('vectors `shift_patterns` and `continental`: every hour of the cycle has a crew', () => {
  test.each([
    ['dupont', 'NNNN---DDD-NNN---DDDD-------', 28, [0, 7, 14, 21], 'DN', 12],
    ['panama', 'DD--DDD--DD---NN--NNN--NN---', 28, [0, 7, 14, 21], 'DN', 12],
    ['continental', 'DDEENNN--DDEEENN--DDDEENN---', 28, [0, 7, 14, 21], 'DEN', 8],
    ['4-on-4-off', 'DDDD----NNNN----', 16, [0, 4, 8, 12], 'DN', 12],
    ['ddnn', 'DDNN----', 8, [0, 2, 4, 6], 'DN', 12],
  ])('%s', (name, cycle, length, offsets, letters, hours) => {
    const pattern = PATTERNS[name] ?? [];
    expect(pattern).toEqual(turns(cycle, ...offsets));
    expect(rotationDays(pattern)).toBe(length);
    expect(uncovered(pattern, [...letters], length)).toEqual([]);
    const worked = [...cycle].filter((l) => l !== '-').length * hours;
    expect((worked / length) * 7).toBeCloseTo(42, 6);
  });

  test('pitman: two crews cover the days, and two more the nights', () => {
    const pitman = PATTERNS.pitman ?? [];
    expect(pitman.slice(0, 2)).toEqual(turns('DD--DDD--DD---', 0, 7));
    expect(uncovered(pitman.slice(0, 2), ['D'], 14)).toEqual([]);
    expect(uncovered(pitman, ['D', 'N'], 14)).toEqual([]);
    expect(uncovered(pitman.slice(0, 2), ['N'], 1)).toEqual([{ day: 0, letter: 'N' }]);
  });

  test('a continental cycle with one day misplaced leaves its first day without a late shift', () => {
    const wrong = turns('DDEENNN--DDEEENN---DDDEENN--', 0, 7, 14, 21);
    expect(uncovered(wrong, ['D', 'E', 'N'], 28)[0]).toEqual({ day: 0, letter: 'E' });
  });

  test('only one set of offsets makes panama whole', () => {
    const cycle = 'DD--DDD--DD---NN--NNN--NN---';
    const good: number[][] = [];
    for (let a = 1; a < 28; a += 1)
      for (let b = a + 1; b < 28; b += 1)
        for (let c = b + 1; c < 28; c += 1)
          if (uncovered(turns(cycle, 0, a, b, c), ['D', 'N'], 28).length === 0)
            good.push([0, a, b, c]);
    expect(good).toEqual([[0, 7, 14, 21]]);
  });
});

test.each([
  ['DDNN----', true],
  ['D', true],
  ['----', false],
  ['', false],
  ['ddnn', false],
  ['DD NN', false],
  ['D'.repeat(366), true],
  ['D'.repeat(367), false],
])('%s is a cycle: %s', (text, isGood) => expect(isCycle(text)).toBe(isGood));

test('crews with cycles of their own begin again when all do; cycles that hardly ever meet are refused', () => {
  expect(rotationDays(turns('D'.repeat(8), 0).concat(turns('D'.repeat(12), 0)))).toBe(24);
  expect(rotationDays(turns('D'.repeat(361), 0).concat(turns('D'.repeat(362), 0)))).toBeNull();
});

test('a cycle also goes back in time', () => {
  const turn = { cycle: 'DDNN----', offset: 2 };
  expect([-3, -2, -1, 0, 1].map((days) => letterOn(turn, days)).join('')).toBe('-DDNN');
});

const CREWS = ['A', 'B', 'C', 'D'];

function rosterOf(pattern: string, starts: Record<string, string>, over: Partial<Roster> = {}) {
  return {
    name: 'main',
    areas: [],
    anchor: day('2026-01-05'),
    starts: Object.entries(starts).map(([letter, clock]) => ({ letter, ms: at(clock) })),
    turns: (PATTERNS[pattern] ?? []).map((turn, i) => ({ ...turn, crew: CREWS[i] ?? '' })),
    ...over,
  } satisfies Roster;
}

const twelve = rosterOf('dupont', { D: '06:00', N: '18:00' });
const eight = rosterOf('continental', { D: '06:00', E: '14:00', N: '22:00' });

/** `a1` leads crew A, `a2` works in it, and so on. */
const staff: readonly Person[] = CREWS.flatMap((crew) => {
  const key = crew.toLowerCase();
  return [
    person(`${key}1`, `Lead ${crew}`, 'lead'),
    person(`${key}2`, `Two ${crew}`, 'technician'),
  ];
});

function staffing(rosters: readonly Roster[], over: Partial<Staffing & ShiftPlan> = {}): Staffing {
  const { calendar = [], ...rest } = over;
  const crews = new Map(
    CREWS.map((name) => {
      const key = name.toLowerCase();
      return [name, { name, people: [`${key}1`, `${key}2`] }];
    }),
  );
  return {
    plan: { rosters, crews, calendar },
    zone: BERLIN,
    people: staff,
    overrides: [],
    ...rest,
  };
}

const FLOOR = { area: null, asset: 'line-1/station-12' };

function crewAt(instant: number, of: Staffing): string {
  const duty = onDuty(instant, FLOOR, of);
  return `${duty?.shift.letter} ${duty?.crews.join('+')}`;
}

function peopleAt(instant: number, of: Staffing): string {
  const duty = onDuty(instant, FLOOR, of);
  const keys = duty?.people.map((p) => (duty.leads.includes(p) ? `${p.key}!` : p.key));
  return keys?.join(' ') ?? '';
}

// Vector `dupont_roster`: A, B, C, D on each day; anchor 2026-01-05.
test.each([
  ['2026-01-05', 'ND--'],
  ['2026-01-06', 'ND--'],
  ['2026-01-09', '-ND-'],
  ['2026-01-12', 'D--N'],
  ['2026-02-01', '--ND'],
  ['2026-02-02', 'ND--'],
])('DuPont on %s is %s', (text, expected) => {
  const days = day(text) - twelve.anchor;
  expect(twelve.turns.map((t) => letterOn(t, days)).join('')).toBe(expected);
  const of = staffing([twelve]);
  expect(crewAt(utc(`${text}T11:00:00Z`), of)).toBe(`D ${CREWS[expected.indexOf('D')]}`);
  expect(crewAt(utc(`${text}T20:00:00Z`), of)).toBe(`N ${CREWS[expected.indexOf('N')]}`);
});

test('what is left of a night after midnight belongs to the day on which it began', () => {
  const of = staffing([twelve]);
  expect(crewAt(utc('2026-01-09T04:59:59.999Z'), of)).toBe('N A');
  expect(crewAt(utc('2026-01-09T05:00:00Z'), of)).toBe('D C');
});

// Vector `dst`, as shifts.
test.each([
  ['Europe/Berlin', '22:00', '06:00', '2026-03-28', 7, '2026-03-28T21:00', '2026-03-29T04:00'],
  ['Europe/Berlin', '22:00', '06:00', '2026-10-24', 9, '2026-10-24T20:00', '2026-10-25T05:00'],
  ['America/Chicago', '19:00', '07:00', '2026-03-07', 11, '2026-03-08T01:00', '2026-03-08T12:00'],
  ['America/Chicago', '19:00', '07:00', '2026-10-31', 13, '2026-11-01T00:00', '2026-11-01T13:00'],
  ['Asia/Kolkata', '22:00', '06:00', '2026-03-28', 8, '2026-03-28T16:30', '2026-03-29T00:30'],
  ['Australia/Sydney', '22:00', '06:00', '2026-04-04', 9, '2026-04-04T11:00', '2026-04-04T20:00'],
])('in %s the night %s–%s of %s has %i hours', (zone, start, end, on, hours, from, until) => {
  const roster = rosterOf('dupont', { D: end, N: start });
  const night = shiftAt(roster, utc(`${from}Z`), zone);
  expect(night).toMatchObject({ letter: 'N', day: day(on) });
  expect([isoText(night.from).slice(0, 16), isoText(night.until).slice(0, 16)]).toEqual([
    from,
    until,
  ]);
  expect((night.until - night.from) / HOUR).toBe(hours);
  expect(shiftAt(roster, night.until - 1, zone)).toEqual(night);
  expect(shiftAt(roster, night.until, zone).from).toBe(night.until);
});

test.each(['Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo'])(
  'in %s the shifts of a year follow each other without gap or overlap',
  (zone) => {
    // Boundaries inside both of the hours that come twice or never.
    const roster = rosterOf('continental', { N: '00:00', D: '02:15', E: '02:45' });
    const shifts = shiftsBetween(roster, utc('2026-01-01T00:00Z'), utc('2027-01-01T00:00Z'), zone);
    shifts.slice(1).forEach((shift, i) => {
      expect(shift.from).toBe(shifts[i]?.until);
    });
    for (const shift of shifts) {
      for (const moment of [shift.from, shift.until - 1])
        expect(shiftAt(roster, moment, zone)).toEqual(shift);
    }
  },
);

test('hours in which nobody is planned have no crew', () => {
  const roster = rosterOf('pitman', { D: '06:00', '-': '18:00' });
  const of = staffing([roster]);
  expect(crewAt(utc('2026-01-05T12:00:00Z'), of)).toBe('D A');
  expect(crewAt(utc('2026-01-05T20:00:00Z'), of)).toBe('- ');
  expect(crewAt(utc('2026-01-07T12:00:00Z'), of)).toBe('D B');
});

describe('areas', () => {
  const hall = rosterOf('ddnn', { D: '06:00', N: '18:00' }, { name: 'hall', areas: ['hall-b'] });
  const press = rosterOf('ddnn', { D: '06:00', N: '18:00' }, { name: 'press', areas: ['line-2'] });

  test.each([
    ['hall-b', 'line-1/a', 'hall'],
    [null, 'line-2/press-1', 'press'],
    [null, 'line-2', 'press'],
    [null, 'line-20/press-1', 'main'],
    ['hall-c', 'line-1/a', 'main'],
  ])('%s, %s belongs to %s', (area, asset, name) => {
    expect(rosterFor({ area, asset }, [hall, press, twelve])?.name).toBe(name);
  });

  test('people name a place by its beginning: its roster, its board, its calendar', () => {
    const part = rosterOf(
      'ddnn',
      { D: '06:00', N: '18:00' },
      { name: 'part', areas: ['line-3/*'] },
    );
    const rosters = [hall, part, twelve];
    const found = ['hall-b', 'line-3', 'line-3/oven', 'line-30', 'line-2'].map(
      (area) => rosterNamed(area, rosters)?.name,
    );
    expect(found).toEqual(['hall', 'part', 'part', 'main', 'main']);
    const here = { person: staff[0]?.id ?? '', area: 'line-3/oven', from: 0, until: 10 };
    const [board] = boards('line-3', 5, staffing(rosters), [here]);
    expect([board?.roster?.name, board?.here.length]).toEqual(['part', 1]);
  });

  test('a place that no roster names has none', () => {
    expect(onDuty(0, FLOOR, staffing([hall]))).toBeNull();
    expect(isWithin(FLOOR, 'line-*')).toBe(true);
  });
});

describe('holidays', () => {
  const christmas: Holiday = { day: day('2026-12-25'), name: 'Christmas', letter: null, crew: 'C' };
  const noon = utc('2026-12-25T11:00:00Z');

  test('a holiday names who works instead, for its whole day and the night that begins on it', () => {
    const of = staffing([eight], { calendar: [christmas] });
    expect(onDuty(noon, FLOOR, of)?.holiday?.name).toBe('Christmas');
    expect(crewAt(noon, of)).toBe('D C');
    expect(crewAt(utc('2026-12-26T04:00:00Z'), of)).toBe('N C');
    expect(crewAt(utc('2026-12-26T05:00:00Z'), of)).not.toBe('D C');
  });

  test('a holiday without a crew has nobody; one for a single shift leaves the others', () => {
    const closed = staffing([eight], { calendar: [{ ...christmas, crew: null }] });
    expect(peopleAt(noon, closed)).toBe('');
    const night = staffing([eight], { calendar: [{ ...christmas, letter: 'N' }] });
    expect(crewAt(noon, night)).toBe(crewAt(noon, staffing([eight])));
    expect(crewAt(utc('2026-12-25T22:00:00Z'), night)).toBe('N C');
  });

  test('the last that is written holds, and a crew of another roster is not this one’s holiday', () => {
    const later = { ...christmas, crew: 'D' };
    expect(crewAt(noon, staffing([eight], { calendar: [christmas, later] }))).toBe('D D');
    const foreign = { ...christmas, crew: 'Z' };
    expect(onDuty(noon, FLOOR, staffing([eight], { calendar: [foreign] }))?.holiday).toBeNull();
  });
});

describe('covers and swaps', () => {
  const noon = utc('2026-01-05T11:00:00Z');
  let made = 0;
  const cover = (who: string, insteadOf: string | null, over: Partial<Override> = {}): Override => {
    made += 1;
    const times = { at: made, from: noon - HOUR, until: noon + HOUR, by: `id-${who}` };
    const people = { person: `id-${who}`, insteadOf: insteadOf && `id-${insteadOf}` };
    return { kind: 'cover', id: `o${made}`, ...times, ...people, ...over } as Override;
  };
  const on = (...overrides: readonly Override[]) =>
    peopleAt(noon, staffing([twelve], { overrides }));

  test('crew B is on; its lead leads', () => expect(on()).toBe('b1! b2'));
  test('who covers for the lead leads', () => expect(on(cover('c2', 'b1'))).toBe('c2! b2'));
  test('one more is one more', () => expect(on(cover('d1', null))).toBe('b1! b2 d1!'));
  test('who covers for nobody on duty changes nothing', () =>
    expect(on(cover('c2', 'a1'))).toBe('b1! b2'));
  test('who is on already is on once', () => expect(on(cover('b2', 'b1'))).toBe('b2!'));
  test('somebody unknown does not come', () => expect(on(cover('zed', 'b2'))).toBe('b1!'));
  test('two who swap are swapped', () => {
    const there = cover('b2', 'b1', { at: 5 });
    expect(on(there, cover('b1', 'b2', { at: 5 }))).toBe('b2! b1!');
  });
  test('who was to come may find somebody else', () =>
    expect(on(cover('c1', 'b1'), cover('d2', 'c1'))).toBe('d2! b2'));
  test('from its first moment to before its last', () => {
    const overrides = [cover('c2', 'b2')];
    const at = (moment: number) => peopleAt(moment, staffing([twelve], { overrides }));
    expect(at(noon - HOUR - 1)).toBe('b1! b2');
    expect(at(noon - HOUR)).toBe('b1! c2');
    expect(at(noon + HOUR)).toBe('b1! b2');
  });

  test('of those that overlap the latest holds, and the others are named', () => {
    const first = cover('c2', 'b2');
    const second = cover('d2', 'b2');
    const of = staffing([twelve], { overrides: [second, first] });
    expect(peopleAt(noon, of)).toBe('b1! d2');
    expect(onDuty(noon, FLOOR, of)?.overruled).toEqual([first]);
  });

  test('a whole crew comes instead, also on a holiday; the latest holds', () => {
    const times = { from: noon - HOUR, until: noon + HOUR, by: 'id-a1' };
    const swap = (id: string, crew: string, at: number): Override => {
      return { kind: 'crew', id, roster: 'main', crew, at, ...times };
    };
    const overrides = [swap('x', 'C', 1), swap('y', 'D', 2)];
    const calendar = [{ day: twelve.anchor, name: 'New', letter: null, crew: null }];
    const of = staffing([twelve], { overrides, calendar });
    expect(crewAt(noon, of)).toBe('D D');
    expect(onDuty(noon, FLOOR, of)).toMatchObject({ holiday: null, overruled: [{ id: 'x' }] });
  });
});

describe('presence', () => {
  const noon = utc('2026-01-05T11:00:00Z');
  const duty = onDuty(noon, FLOOR, staffing([twelve]));
  const checkIn = (key: string, area: string | null = null, until = noon + HOUR) => ({
    person: `id-${key}`,
    area,
    from: noon - HOUR,
    until,
  });
  const cases: readonly (readonly [string, Partial<Attendance>, string, string, string])[] = [
    ['nobody checked in: the roster', {}, 'roster', 'b1 b2', 'b1'],
    [
      'checked in beats the roster',
      { checkIns: [checkIn('c2'), checkIn('c2')] },
      'checked-in',
      'c2',
      'b1',
    ],
    [
      'only for this area',
      { checkIns: [checkIn('c2', 'line-1'), checkIn('d2', 'line-2')] },
      'checked-in',
      'c2',
      'b1',
    ],
    ['no longer than it lasts', { checkIns: [checkIn('c2', null, noon)] }, 'roster', 'b1 b2', 'b1'],
    ['a lead of the crew who is there', { checkIns: [checkIn('b1')] }, 'checked-in', 'b1', 'b1'],
    ['nobody planned: the leads, counted', { duty: null }, 'lead', 'a1 b1 c1 d1', 'a1 b1 c1 d1'],
    [
      'nobody planned, but a lead is there',
      { duty: null, checkIns: [checkIn('c1'), checkIn('a2')] },
      'checked-in',
      'c1 a2',
      'c1',
    ],
  ];
  test.each(cases)('%s', (_, over, by, people, leads) => {
    const attendance: Attendance = {
      ...{ people: staff, checkIns: [], duty, away: new Set<string>() },
      ...over,
    };
    const keys = (list: readonly Person[] = []) => list.map((p) => p.key).join(' ');
    const crew = crewGroups(noon, FLOOR, attendance).find((g) => g.people.length > 0);
    const lead = leadGroups(noon, FLOOR, attendance).find((g) => g.people.length > 0);
    expect([crew?.by, keys(crew?.people)]).toEqual([by, people]);
    expect(keys(lead?.people)).toBe(leads);
  });
});

describe('the end of a shift', () => {
  const change = utc('2026-01-05T17:00:00Z');

  test.each([
    ['in the morning', change - 9 * HOUR],
    ['in the window before', change - 20 * MINUTE],
    ['at the change', change],
    ['in the window after', change + 14 * MINUTE],
  ])('%s it is the change at 18:00', (_, moment) => {
    const found = handoverAround(twelve, moment, BERLIN);
    expect(found).toMatchObject({
      opensAt: change - 20 * MINUTE,
      changesAt: change,
      lateAt: change + 15 * MINUTE,
      outgoing: { letter: 'D' },
      incoming: { letter: 'N' },
    });
  });

  test('fifteen minutes after a change the next one counts', () => {
    const next = handoverAround(twelve, change + 15 * MINUTE, BERLIN);
    expect(next).toMatchObject({ changesAt: change + 12 * HOUR, outgoing: { letter: 'N' } });
  });

  test('where nobody is ever planned nothing is handed over', () => {
    const empty = rosterOf('ddnn', { '-': '00:00' });
    expect(handoverAround(empty, change, BERLIN)).toBeNull();
  });
});

test('the calendar file is what RFC 5545 wants', () => {
  const from = utc('2026-03-28T00:00Z');
  const span = { site: 'Werk, Süd', from, until: from + 2 * DAY, now: from };
  const long = person(
    'b1',
    'Anneliese-Charlotte Müller; die mit dem sehr langen Namen 🙂🙂',
    'lead',
  );
  const people = [...staff.filter((p) => p.key !== 'b1'), long];
  const calendar = [{ day: day('2026-03-29'), name: 'Summer, time', letter: 'N', crew: 'B' }];
  const text = calendarFile([twelve], span, staffing([twelve], { people, calendar }));
  const lines = text.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(lines.every((l) => new TextEncoder().encode(l).length <= 75)).toBe(true);
  expect(text.includes('\ufffd')).toBe(false);
  const whole = text.replaceAll('\r\n ', '').split('\r\n');
  expect(whole.filter((l) => l === 'BEGIN:VEVENT')).toHaveLength(4);
  expect(whole).toContain('DTSTART:20260328T170000Z');
  expect(whole).toContain('DTEND:20260329T040000Z');
  expect(whole).toContain('UID:2026-03-28-N-main@Werk\\, Süd');
  expect(whole).toContain('CATEGORIES:Summer\\, time');
  expect(whole.filter((l) => l.startsWith('SUMMARY:')).join('\n')).toContain(
    'SUMMARY:N · B · Anneliese-Charlotte Müller\\; die mit dem sehr langen Namen 🙂🙂',
  );
  expect(calendarFile([twelve], span, staffing([twelve], { people, calendar }))).toBe(text);
});
