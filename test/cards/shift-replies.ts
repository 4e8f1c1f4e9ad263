// What commands about presence and shifts are answered with, as fixtures: an afternoon in Lyon with people, a holiday, a
// stand-in, and a plant that is large or hostile.
import { boards } from '../../bot/core/shifts/board.ts';
import type { Override, ShiftPlan, Staffing } from '../../bot/core/shifts/on-duty.ts';
import type { CheckIn } from '../../bot/core/shifts/presence.ts';
import { HOUR, MINUTE, parseDay } from '../../bot/core/time.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import { ana, bo, openedAt, sam } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';

const ZONE = 'Europe/Paris';
const people = [ana, bo, sam];
const names = new Map(people.map((p) => [p.id, p.name]));

const plan: ShiftPlan = {
  rosters: [
    {
      name: 'hall-b',
      areas: ['hall-b', 'line-3/*'],
      anchor: parseDay('2026-11-22') ?? 0,
      starts: [
        { letter: 'D', ms: 6 * HOUR },
        { letter: 'N', ms: 18 * HOUR },
      ],
      turns: [
        { crew: 'red', cycle: 'D', offset: 0 },
        { crew: 'blue', cycle: 'N', offset: 0 },
      ],
    },
    {
      name: 'office',
      areas: [],
      anchor: parseDay('2026-11-22') ?? 0,
      starts: [
        { letter: 'D', ms: 8 * HOUR },
        { letter: '-', ms: 10 * HOUR },
      ],
      turns: [{ crew: 'blue', cycle: 'D', offset: 0 }],
    },
  ],
  crews: new Map([
    ['red', { name: 'red', people: [ana.key ?? '', sam.key ?? ''] }],
    ['blue', { name: 'blue', people: [bo.key ?? ''] }],
  ]),
  calendar: [{ day: parseDay('2026-11-23') ?? 0, name: 'Inventory', letter: 'D', crew: 'red' }],
};

const cover: Override = {
  kind: 'cover',
  id: 'o1',
  at: openedAt - HOUR,
  by: bo.id,
  from: openedAt - HOUR,
  until: openedAt + 3 * HOUR,
  person: bo.id,
  insteadOf: ana.id,
};

const swap: Override = {
  kind: 'crew',
  id: 'o2',
  at: openedAt,
  by: sam.id,
  from: openedAt + 8 * HOUR,
  until: openedAt + 20 * HOUR,
  roster: 'hall-b',
  crew: 'red',
};

const staffing: Staffing = { plan, zone: ZONE, people, overrides: [cover] };

const here: readonly CheckIn[] = [
  { person: sam.id, area: null, from: openedAt - HOUR, until: openedAt + 8 * HOUR },
  { person: bo.id, area: 'hall-b', from: openedAt - MINUTE, until: openedAt + 8 * HOUR },
];

function board(of: 'who' | 'shift', over: Partial<Staffing>, checkIns: readonly CheckIn[]) {
  const found = boards(null, openedAt, { ...staffing, ...over }, checkIns);
  return { kind: 'boards', of, boards: found, leads: [sam.name], names, at: openedAt } as const;
}

const nasty = { ...ana, name: HOSTILE.text };
const crowd = Array.from({ length: 200 }, (_, n) => ({ ...nasty, id: `p${n}`, key: `p${n}` }));
const span = { from: cover.from, until: cover.until };

export const shiftReplies: Readonly<Record<string, ReplyBody>> = {
  'checked-in': { kind: 'checked-in', areas: [], until: openedAt + 8 * HOUR, at: openedAt },
  'checked-in-areas': {
    kind: 'checked-in',
    areas: ['hall-b', HOSTILE.text],
    until: openedAt + 20 * HOUR,
    at: openedAt,
  },
  'checked-out': { kind: 'checked-out', who: null, owned: 2, isNobodyLeft: true },
  'checked-out-by-lead': { kind: 'checked-out', who: ana.name, owned: 1, isNobodyLeft: false },
  who: board('who', {}, here),
  'who-nobody': board('who', { plan: { ...plan, rosters: [] } }, []),
  'who-crowd': board(
    'who',
    {
      people: crowd,
      overrides: [],
      plan: {
        ...plan,
        crews: new Map([['red', { name: 'red', people: crowd.map((p) => p.key) }]]),
      },
    },
    crowd.map((p) => ({ ...here[0], person: p.id, area: HOSTILE.text }) as CheckIn),
  ),
  shift: board('shift', {}, []),
  covered: { kind: 'arranged', arranged: cover, span, overruled: [], names, at: openedAt },
  'covered-later': {
    kind: 'arranged',
    arranged: { ...cover, id: 'o3', at: openedAt, by: sam.id, from: openedAt + 1 },
    span: { from: openedAt + 12 * HOUR, until: openedAt + 20 * HOUR },
    overruled: [cover, { ...cover, id: 'o4', insteadOf: bo.id }],
    names,
    at: openedAt,
  },
  swapped: {
    kind: 'arranged',
    arranged: swap,
    span: { from: swap.from, until: swap.until },
    overruled: Array.from({ length: 9 }, (_, n) => ({ ...swap, id: `s${n}`, crew: HOSTILE.text })),
    names,
    at: openedAt,
  },
  calendar: {
    kind: 'calendar',
    link: 'https://andon.example.com/v1/shifts.ics?area=hall-b&days=28&seal=eyJhbGciOiJIUzI1NiJ9_q-R',
  },
  'unknown-area': {
    kind: 'shift-refused',
    refusal: { code: 'unknown-area', area: HOSTILE.text, known: ['hall-a', 'hall-b'] },
  },
  'nothing-to-cover': {
    kind: 'shift-refused',
    refusal: { code: 'nothing-to-cover', who: HOSTILE.text },
  },
};
