// Who is asked next, and when it is due. Two clocks: nobody answered (the policy's steps), and somebody owns it but
// nothing happens (idle). Both are one due time on the alert.
import type { Alert, PersonId } from './alert.ts';
import type { News } from './news.ts';
import type { Person, Plant, Platform, Policy, Role, Step } from './plant.ts';
import { awake } from './policy.ts';
import type { Refusal } from './receipts.ts';
import { awayAt, type Override, onDuty, type Staffing } from './shifts/on-duty.ts';
import {
  type Attendance,
  type CheckIn,
  crewGroups,
  leadGroups,
  type PresentBy,
} from './shifts/presence.ts';
import type { Instant } from './time.ts';

/** Why somebody is asked or told. */
export type AskReason =
  | 'step'
  | 'again'
  | 'expired'
  | 'idle'
  | 'expired-admins'
  | 'unreached'
  | 'unattended'
  | 'rejected-yours'
  | 'taken-from-you'
  | 'hand-over'
  | 'undelivered'
  | 'delivered-again'
  /** Nobody is asked: a line of the timeline. */
  | 'news';

/** A wish to say something beyond the card: a new message that mentions people, or a copy of the card elsewhere. */
export interface Ask {
  readonly reason: AskReason;
  readonly people: readonly PersonId[];
  /** A copy of the card goes to this channel; null = in the thread of the alert's own card, or directly. */
  readonly copyTo: string | null;
  /** What could not be reached, and why; for `undelivered` and `delivered-again` alone. */
  readonly lost?: Lost;
  /** What happened; with the reason `news` alone. */
  readonly news?: News;
  /** The digest that the alert stands on: the message speaks of all that wait there. */
  readonly digest?: string;
  /** The step that reached nobody; with the reason `unreached` alone. */
  readonly level?: number;
  /** Whatever alert says it: what has the same word here is said once. */
  readonly once?: string;
}

/** A place that a message could not be brought to: a channel, or a person where `channel` is null. */
export interface Lost {
  readonly platform: Platform;
  readonly channel: string | null;
  readonly person: PersonId | null;
  /** In the platform's words. */
  readonly reason: string;
  readonly refusal: Refusal;
  /** It is not about this place alone, the platform as a whole is closed. */
  readonly isWide: boolean;
}

/** What the rules need to know of the world: the people, the channels and the platforms that run. */
export interface Surroundings {
  readonly plant: Plant;
  readonly people: readonly Person[];
  readonly platforms: readonly Platform[];
  /** Who said that they are there, and what people arranged against the roster. */
  readonly checkIns: readonly CheckIn[];
  readonly overrides: readonly Override[];
}

/** Who a step reaches, and, where it is for whoever is on, how they were found. */
export interface Reached {
  readonly ask: Ask;
  readonly by: PresentBy | null;
}

/** Who a step reaches now: people with an identity on a running platform, or a channel that a running platform shows. */
export function reach(
  step: Step,
  alert: Alert,
  around: Surroundings,
  now: Instant,
): Reached | null {
  const { to } = step;
  switch (to.kind) {
    case 'channel':
      return hasRunningPlatform(alert.channel, around) ? reached([], null, null) : null;
    case 'other-channel':
      return hasRunningPlatform(to.channel, around) ? reached([], null, to.channel) : null;
    case 'lead':
      return firstReachable(leadsBy(now, around), around);
    case 'person':
      return firstReachable([{ people: withKeys([to.key], around), by: null }], around);
    case 'shift-lead':
      return firstReachable(leadGroups(now, alert, attendanceAt(now, alert, around)), around);
    case 'crew':
      return firstReachable(
        to.crew === null
          ? crewGroups(now, alert, attendanceAt(now, alert, around))
          : crewOrLeads(to.crew, around),
        around,
      );
  }
}

/** Everybody of one crew, on or not; a crew that is gone leaves the leads. */
function crewOrLeads(crew: string, around: Surroundings): readonly Group[] {
  const keys = around.plant.shifts.crews.get(crew)?.people ?? [];
  return [
    { people: withKeys(keys, around), by: null },
    { people: withRole('lead', around), by: 'lead' },
  ];
}

/** Every lead, but for those who left early while others are there. */
function leadsBy(now: Instant, around: Surroundings): readonly Group[] {
  const leads = withRole('lead', around);
  const away = awayAt(now, around.overrides);
  return [
    { people: leads.filter((p) => !away.has(p.id)), by: null },
    { people: leads, by: null },
  ];
}

/** Who is where at this moment, as far as the alert is concerned. */
function attendanceAt(now: Instant, alert: Alert, around: Surroundings): Attendance {
  const { people, overrides, checkIns } = around;
  const duty = onDuty(now, alert, staffingOf(around));
  return { people, checkIns, duty, away: awayAt(now, overrides) };
}

export function staffingOf({ plant, people, overrides }: Surroundings): Staffing {
  return { plan: plant.shifts, zone: plant.timezone, people, overrides };
}

interface Group {
  readonly people: readonly Person[];
  readonly by: PresentBy | null;
}

function firstReachable(groups: readonly Group[], around: Surroundings): Reached | null {
  for (const { people, by } of groups) {
    const found = people.filter((p) => isReachable(p, around.platforms)).map((p) => p.id);
    if (found.length > 0) return reached(found, by, null);
  }
  return null;
}

function reached(
  people: readonly PersonId[],
  by: PresentBy | null,
  copyTo: string | null,
): Reached {
  return { ask: { reason: 'step', people, copyTo }, by };
}

function withRole(role: Role, { people }: Surroundings): readonly Person[] {
  return people.filter((p) => p.roles.includes(role));
}

function withKeys(keys: readonly string[], { people }: Surroundings): readonly Person[] {
  return people.filter((p) => p.key !== null && keys.includes(p.key));
}

export function isReachable(person: Person, platforms: readonly Platform[]): boolean {
  return person.identities.some((i) => platforms.includes(i.platform));
}

/** Whoever looks after the plant, as far as anybody of them can be written to. */
export function toAdmins(
  ask: Omit<Ask, 'people' | 'copyTo'>,
  around: Surroundings,
): readonly Ask[] {
  const people = withRole('admin', around)
    .filter((p) => isReachable(p, around.platforms))
    .map((p) => p.id);
  return people.length > 0 ? [{ ...ask, people, copyTo: null }] : [];
}

function hasRunningPlatform(channel: string, around: Surroundings): boolean {
  const addresses = around.plant.channels.get(channel) ?? {};
  return around.platforms.some((p) => addresses[p] !== undefined);
}

/** Milliseconds from the step at `level` to what comes after it: the next step, or expiry. */
export function gapAfter(policy: Policy, level: number): number {
  const step = policy.steps[level];
  const next = policy.steps[level + 1];
  return step !== undefined && next !== undefined ? next.afterMs - step.afterMs : policy.expireMs;
}

export function lastLevel(policy: Policy): number {
  return policy.steps.length - 1;
}

type Timed = Pick<Alert, 'policy' | 'severity'>;

/** When what follows the step at `level` is due, which has been asked again `repeats` times: once more, or the next step. */
export function stepDueAt(
  { policy, severity }: Timed,
  level: number,
  repeats: number,
  from: Instant,
): Instant {
  const { times, everyMs } = policy.steps[level]?.repeat ?? { times: 0, everyMs: 0 };
  const waitMs = repeats < times ? everyMs : Math.max(0, gapAfter(policy, level) - times * everyMs);
  return awake(from + waitMs, policy.quiet, severity);
}

/** The present step is to be asked again before the next one. */
export function hasRepeats({ policy, level, reminders }: Alert): boolean {
  return reminders < (policy.steps[level]?.repeat?.times ?? 0);
}

/** One person acknowledged it, and the present step wants a second one. */
export function awaitsSecond(alert: Alert): boolean {
  return alert.work === 'owned' && needsTwo(alert);
}

/** Whether an acknowledgment by this person stops the climbing. */
export function suffices(alert: Alert, by: PersonId): boolean {
  return !needsTwo(alert) || (alert.owner !== null && alert.owner !== by);
}

function needsTwo({ policy, level, attention }: Alert): boolean {
  const isWaiting = attention === 'new' || attention === 'expired';
  return isWaiting && policy.steps[level]?.needsTwo === true;
}

/** When an owned alert is looked at again. */
export function idleDueAt({ policy, severity }: Timed, now: Instant): Instant {
  return awake(now + policy.idleMs, policy.quiet, severity);
}
