// Who is asked next, and when it is due. Two clocks: nobody answered (the policy's steps), and somebody owns it but
// nothing happens (idle). Both are one due time on the alert.
import type { Alert, PersonId } from './alert.ts';
import type { Person, Plant, Platform, Policy, Step } from './plant.ts';
import type { Instant } from './time.ts';

/** Why somebody is asked or told. */
export type AskReason =
  | 'step'
  | 'again'
  | 'expired'
  | 'idle'
  | 'expired-admins'
  | 'rejected-yours'
  | 'taken-from-you'
  | 'hand-over'
  | 'undelivered';

/** A wish to say something beyond the card: a new message that mentions people, or a copy of the card elsewhere. */
export interface Ask {
  readonly reason: AskReason;
  readonly people: readonly PersonId[];
  /** A copy of the card goes to this channel; null = in the thread of the alert's own card, or directly. */
  readonly copyTo: string | null;
  /** What could not be delivered, and why, in the platform's words; for `undelivered` alone. */
  readonly lost?: Lost;
}

/** A place that a message could not be brought to: a channel, or a person where `channel` is null. */
export interface Lost {
  readonly platform: Platform;
  readonly channel: string | null;
  readonly person: PersonId | null;
  readonly reason: string;
}

/** What the rules need to know of the world: the people, the channels and the platforms that run. */
export interface Surroundings {
  readonly plant: Plant;
  readonly people: readonly Person[];
  readonly platforms: readonly Platform[];
}

/** Who a step reaches now: people with an identity on a running platform, or a channel that a running platform shows. */
export function reach(step: Step, alert: Alert, around: Surroundings): Ask | null {
  const { to } = step;
  switch (to.kind) {
    case 'channel':
      return hasRunningPlatform(alert.channel, around)
        ? { reason: 'step', people: [], copyTo: null }
        : null;
    case 'other-channel':
      return hasRunningPlatform(to.channel, around)
        ? { reason: 'step', people: [], copyTo: to.channel }
        : null;
    case 'lead':
      return askOf(
        around.people.filter((p) => p.roles.includes('lead')),
        around,
      );
    case 'person':
      return askOf(
        around.people.filter((p) => p.key === to.key),
        around,
      );
  }
}

function askOf(people: readonly Person[], around: Surroundings): Ask | null {
  const reached = people.filter((p) => isReachable(p, around.platforms)).map((p) => p.id);
  return reached.length > 0 ? { reason: 'step', people: reached, copyTo: null } : null;
}

export function isReachable(person: Person, platforms: readonly Platform[]): boolean {
  return person.identities.some((i) => platforms.includes(i.platform));
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

/** The target of the step that is taken at `dueAt` if nobody answers; null when all were asked. */
export function nextStep(alert: Alert): Step | null {
  return alert.policy.steps[alert.level + 1] ?? null;
}

/** When an owned alert is looked at again. */
export function idleDueAt(policy: Policy, now: Instant): Instant {
  return now + policy.idleMs;
}
