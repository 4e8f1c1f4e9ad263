// Shifts in the plant file: what they become, and that an hour without a crew or a lead is found before anybody relies on it.
import { describe, expect, test } from 'vitest';
import { HOUR, parseDay } from '../../bot/core/time.ts';
import { faultText, readPlant } from '../../config/plant.ts';

// Eleven lines: what is appended begins on line 12.
const HEAD = `apiVersion: andon/v1
site: s
channels: { floor: { console: floor } }
people:
  sam: { name: Sam, roles: [lead] }
  lea: { name: Lea, roles: [lead] }
  ana: { name: Ana }
crews:
  red: { people: [sam, ana, sam] }
  blue: { people: [lea] }
  green: { people: [ana] }
`;

const PITMAN = `shifts:
  main:
    pattern: pitman
    anchor: 2026-01-05
    starts: { "-": "18:00", D: "06:00" }
    crews: [red, blue]
`;

function read(text: string) {
  return readPlant(HEAD + text);
}

function faultsOf(text: string): readonly string[] {
  const found = read(text);
  return found.ok ? [] : found.faults.map((f) => faultText('f', f));
}

function planOf(text: string) {
  const found = read(text);
  if (!found.ok) throw new Error(found.faults.map((f) => faultText('f', f)).join('\n'));
  return found.plant.shifts;
}

test('a plant without shifts has none', () => {
  expect(planOf('')).toMatchObject({ rosters: [], calendar: [] });
});

test('a named pattern gives its crews their offsets, and shifts come in the order of the day', () => {
  const plan = planOf(`${PITMAN}calendar:
  - { day: 2026-12-25, name: " Christmas " }
  - { day: 2026-12-26, name: Boxing, shift: D, crew: blue }
`);
  expect(plan.rosters).toEqual([
    {
      name: 'main',
      areas: [],
      anchor: parseDay('2026-01-05'),
      starts: [
        { letter: 'D', ms: 6 * HOUR },
        { letter: '-', ms: 18 * HOUR },
      ],
      turns: [
        { crew: 'red', cycle: 'DD--DDD--DD---', offset: 0 },
        { crew: 'blue', cycle: 'DD--DDD--DD---', offset: 7 },
      ],
    },
  ]);
  expect(plan.crews.get('red')).toEqual({ name: 'red', people: ['sam', 'ana'] });
  expect(plan.calendar.map(({ name, letter, crew }) => [name, letter, crew])).toEqual([
    ['Christmas', null, null],
    ['Boxing', 'D', 'blue'],
  ]);
});

test('offsets and cycles of one’s own', () => {
  const [roster] = planOf(`shifts:
  main:
    pattern: D-
    anchor: 2026-01-05
    starts: { D: "06:00" }
    crews: { red: 0, blue: "-D" }
    areas: [hall-b, "line-3/*"]
`).rosters;
  expect(roster?.turns).toEqual([
    { crew: 'red', cycle: 'D-', offset: 0 },
    { crew: 'blue', cycle: '-D', offset: 0 },
  ]);
  expect(roster?.areas).toEqual(['hall-b', 'line-3/*']);
});

test('rosters keep the order of the file, also when their names look like numbers', () => {
  const roster = '{ pattern: D, anchor: 2026-01-05, starts: { D: "06:00" }, crews: { red: 0 }';
  const text = `shifts:\n  b: ${roster}, areas: [x] }\n  2: ${roster}, areas: [y] }\n  "1": ${roster} }\n`;
  expect(planOf(text).rosters.map((r) => r.name)).toEqual(['b', '2', '1']);
});

test('a second roster for everything is never used, and that is noted', () => {
  const roster = '{ pattern: D, anchor: 2026-01-05, starts: { D: "06:00" }, crews: { red: 0 } }';
  const found = read(`shifts:\n  a: ${roster}\n  b: ${roster}\n`);
  expect(found.ok && found.notes.map((n) => faultText('f', n))).toEqual([
    'f:14: shifts.b: is never used: shifts.a is for everything already; name its areas',
  ]);
});

describe('faults name their line', () => {
  const own = (over: string) => `shifts:
  main: { pattern: D-, anchor: 2026-01-05, starts: { D: "06:00" }, ${over} }
`;
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'an hour without a crew',
      own('crews: { red: 0 }'),
      ['13: shifts.main.crews: leaves hours without a crew: shift D at 06:00 on 2026-01-06'],
    ],
    [
      'nights that nobody works',
      PITMAN.replace('"-"', 'N'),
      [
        '17: shifts.main.crews: leaves hours without a crew: shift N at 18:00 on 2026-01-05, and 13 more in 14 days',
      ],
    ],
    [
      'an hour without a lead',
      own('crews: { red: 0, green: 1 }'),
      ['13: shifts.main.crews: leaves hours without a lead: shift D at 06:00 on 2026-01-06'],
    ],
    [
      'a shift that begins at no time',
      own('crews: { red: 0, blue: "-E" }'),
      ['13: shifts.main.starts: does not say when shift E begins'],
    ],
    [
      'a crew that is not there',
      own('crews: { red: 0, pink: 1 }'),
      ['13: shifts.main.crews.pink: there is no crew "pink"; there are red, blue, green'],
    ],
    [
      'more crews than the pattern has',
      PITMAN.replace('[red, blue]', '[red, blue, red, blue, red]').replace('"-"', 'N'),
      ['17: shifts.main.crews: has 5 crews; pitman is for 4'],
    ],
    [
      'an own pattern without offsets',
      own('crews: [red, blue]'),
      ['13: shifts.main.crews: needs the days after the pattern for each crew'],
    ],
    [
      'cycles that hardly ever meet',
      own(`crews: { red: "${'D'.repeat(361)}", blue: "${'D'.repeat(362)}" }`),
      ['13: shifts.main.crews: has cycles that begin together less than once in ten years'],
    ],
    [
      'a pattern that is none',
      PITMAN.replace('pitman', 'pittman'),
      ['14: shifts.main.pattern: is neither a pattern (dupont, panama'],
    ],
    [
      'a day that is none',
      PITMAN.replace('2026-01-05', '2026-02-30'),
      ['15: shifts.main.anchor: must be a day such as 2026-01-05'],
    ],
    [
      'a time that is none',
      PITMAN.replace('06:00', '6:00'),
      ['16: shifts.main.starts.D: must be a time of day such as "06:00"'],
    ],
    [
      'two shifts at once',
      PITMAN.replace('18:00', '06:00'),
      ['16: shifts.main.starts: has two shifts that begin at the same time'],
    ],
    [
      'a shift with a long name',
      PITMAN.replace('D: "06', 'Day: "06'),
      ['16: shifts.main.starts: names each shift by one capital letter'],
    ],
    [
      'a person who is not there',
      'calendar: []\npolicies: { p: { steps: [{ to: "crew:pink", after: 1m }] } }',
      ['13: policies.p.steps.0.to: there is no crew "pink"; there are red, blue, green'],
    ],
    [
      'a holiday of an unknown crew, of one that never works, of one without a lead',
      `${PITMAN.replace('[red, blue]', '[red, blue, green, red]')}calendar:
  - { day: 2026-12-25, name: A, crew: pink }
  - { day: 2026-12-25, name: B, crew: green, shift: X }
`.replace('"-"', 'N'),
      [
        '17: shifts.main.crews: leaves hours without a lead: shift N at 18:00',
        '19: calendar.0.crew: there is no crew "pink"',
        '20: calendar.1.crew: leaves the day without a lead',
        '20: calendar.1.shift: there is no shift "X"; there are N, D',
      ],
    ],
    [
      'a holiday for a crew that works in no roster',
      `${PITMAN}calendar: [{ day: 2026-12-25, name: A, crew: green }]\n`,
      ['18: calendar.0.crew: works in no roster, so nobody would come'],
    ],
    ['an unknown key', own('crews: {}, area: x'), ['13: shifts.main.area: is not a key here']],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const faults = faultsOf(text);
    expect(faults.length ? faults : ['none']).toHaveLength(expected.length);
    const sorted = [...faults].sort();
    [...expected].sort().forEach((start, i) => {
      expect(sorted[i]).toContain(`f:${start}`);
    });
  });
});

test('people of a crew are people of the plant', () => {
  const found = readPlant(`apiVersion: andon/v1
site: s
channels: { floor: { console: floor } }
crews: { red: { people: [zed] } }`);
  expect(found.ok ? [] : found.faults.map((f) => faultText('f', f))).toEqual([
    'f:4: crews.red.people.0: there is no person "zed"',
  ]);
});

test('a step for whoever is on', () => {
  const found = read(`policies:
  p:
    steps:
      - { to: crew, after: 1m }
      - { to: "crew:red", after: 2m }
      - { to: shift-lead, after: 3m }
${PITMAN}`);
  if (!found.ok) throw new Error('refused');
  expect(found.notes).toEqual([]);
  expect(
    found.plant.policies
      .get('p')
      ?.steps.slice(1)
      .map((s) => s.to),
  ).toEqual([{ kind: 'crew', crew: null }, { kind: 'crew', crew: 'red' }, { kind: 'shift-lead' }]);
});
