// What one person finds when they look by themselves: what they own, what waits for their answer, what waits for anybody's, and
// whether they are on shift. Pure selection: how it looks is a card's affair.
import { type Alert, isClosed, wantsVerdict } from './alert.ts';
import { reach, type Surroundings, staffingOf } from './escalation.ts';
import { type Person, SEVERITIES } from './plant.ts';
import { onDutyOf } from './shifts/on-duty.ts';
import { isManned, type Shift } from './shifts/roster.ts';
import type { Instant } from './time.ts';

export interface HomeGroup {
  readonly alerts: readonly Alert[];
  /** Those that are more than are shown. */
  readonly more: number;
}

export type Duty =
  | { readonly kind: 'no-shifts' }
  | { readonly kind: 'off' }
  /** They checked in; no areas = everything. */
  | { readonly kind: 'here'; readonly areas: readonly string[]; readonly until: Instant }
  | { readonly kind: 'on'; readonly shift: Shift; readonly crews: readonly string[] };

export interface Home {
  readonly mine: HomeGroup;
  /** They were asked: by a step, or about a hand-over. */
  readonly asked: HomeGroup;
  /** Anybody may answer. */
  readonly open: HomeGroup;
  readonly duty: Duty;
}

/** How many alerts of a group are shown. */
export const HOME_ROWS = 8;

export function homeOf(
  person: Person,
  alerts: readonly Alert[],
  around: Surroundings,
  now: Instant,
): Home {
  const standing = alerts.filter((a) => !isClosed(a));
  const mine = standing.filter((a) => a.owner === person.id && !isOfferedTo(a, person));
  const asked = standing.filter((a) => !mine.includes(a) && isAsked(a, person, around, now));
  const open = standing.filter((a) => !mine.includes(a) && !asked.includes(a) && isOpen(a));
  return {
    mine: groupOf(mine),
    asked: groupOf(asked),
    open: groupOf(open),
    duty: dutyOf(person, around, now),
  };
}

function isOfferedTo({ offer }: Alert, { id }: Person): boolean {
  return offer?.asked.includes(id) ?? false;
}

function isAsked(alert: Alert, person: Person, around: Surroundings, now: Instant): boolean {
  if (alert.offer !== null) return isOfferedTo(alert, person);
  const isWaiting = alert.attention === 'new' || alert.attention === 'expired';
  const step = alert.policy.steps[alert.level];
  if (!isWaiting || step === undefined) return false;
  return reach(step, alert, around, now)?.ask.people.includes(person.id) ?? false;
}

/** Nobody has it, and nobody put it aside. */
function isOpen(alert: Alert): boolean {
  return alert.work === 'unowned' && alert.attention !== 'shelved' && wantsVerdict(alert);
}

/** The worst first, and among equals the newest. */
function groupOf(alerts: readonly Alert[]): HomeGroup {
  const rank = (a: Alert): number => SEVERITIES.indexOf(a.severity);
  const sorted = alerts.toSorted((a, b) => rank(b) - rank(a) || b.openedAt - a.openedAt);
  return {
    alerts: sorted.slice(0, HOME_ROWS),
    more: Math.max(0, sorted.length - HOME_ROWS),
  };
}

function dutyOf(person: Person, around: Surroundings, now: Instant): Duty {
  const { plant, checkIns } = around;
  const staffing = staffingOf(around);
  const here = checkIns.filter((c) => c.person === person.id && c.from <= now && now < c.until);
  if (here.length > 0) {
    const areas = here.flatMap((c) => c.area ?? []);
    return { kind: 'here', areas, until: Math.max(...here.map((c) => c.until)) };
  }
  if (plant.shifts.rosters.length === 0) return { kind: 'no-shifts' };
  for (const roster of plant.shifts.rosters) {
    const { shift, crews, people: on } = onDutyOf(roster, now, staffing);
    if (isManned(shift) && on.some((p) => p.id === person.id)) return { kind: 'on', shift, crews };
  }
  return { kind: 'off' };
}
