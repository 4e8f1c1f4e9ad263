// The hand-over of one change of shift: who prepares it, who may take it on, and when nobody has for too long. The outgoing lead
// gets it before the end, the incoming one as the shift begins; ownership passes as that one says so, never with the clock.
import { type Alert, isClosed, type PersonId } from '../alert.ts';
import type { Answer } from '../answer.ts';
import type { Surroundings } from '../escalation.ts';
import type { Person, Plant } from '../plant.ts';
import type { Saying } from '../saying.ts';
import { HANDOVER_AFTER_MS, handoverAround } from '../shifts/handover.ts';
import { type Roster, rosterFor } from '../shifts/roster.ts';
import type { Held } from '../suppression.ts';
import { type Instant, MINUTE } from '../time.ts';
import { askedAt, crewsAround, type HandoverCrews } from './crews.ts';
import type { HandoverItem } from './items.ts';
import type { HandoverNote } from './notes.ts';

/** Shown to the outgoing lead; to the incoming one; nobody accepted in time and every lead on was asked; then the admins. */
export const HANDOVER_STAGES = ['prepared', 'offered', 'late', 'climbed', 'accepted'] as const;
export type HandoverStage = (typeof HANDOVER_STAGES)[number];

/** What its buttons do; `note` opens a form. */
export const HANDOVER_VERBS = ['sign', 'accept', 'note'] as const;
export type HandoverVerb = (typeof HANDOVER_VERBS)[number];

/** That a stage was reached, and who was asked then. */
export interface HandoverStep {
  readonly at: Instant;
  readonly stage: HandoverStage;
  readonly people: readonly PersonId[];
}

export interface Handover {
  readonly id: string;
  readonly roster: string;
  /** When the outgoing shift began, when it gives way to the incoming one, and when that one ends. */
  readonly from: Instant;
  readonly changesAt: Instant;
  readonly until: Instant;
  readonly stage: HandoverStage;
  /** When the next stage is due; null = none is. */
  readonly dueAt: Instant | null;
  readonly signedBy: PersonId | null;
  readonly signedAt: Instant | null;
  readonly acceptedBy: PersonId | null;
  readonly acceptedAt: Instant | null;
  /** How many alerts went over to whoever accepted. */
  readonly moved: number;
  /** In the order in which they came; none ever leaves its place. */
  readonly notes: readonly HandoverNote[];
  readonly steps: readonly HandoverStep[];
  /** What is listed, newest first, as of the last change; with its acceptance it stays as it is. */
  readonly items: readonly HandoverItem[];
  /** When it last changed: what is listed is listed as of then. */
  readonly changedAt: Instant;
  readonly revision: number;
}

/** What a commit does to a hand-over. */
export interface HandoverChange {
  readonly handover: Handover;
  /** Null = it is new; else the revision it was decided on. */
  readonly expected: number | null;
  readonly deliveries: readonly Saying[];
}

/** Everybody whom a hand-over and its alerts name. */
export function namedOn(
  handover: Handover,
  alerts: readonly Alert[],
  held: readonly Held[],
): readonly PersonId[] {
  const { signedBy, acceptedBy, notes, steps } = handover;
  const owners = alerts.flatMap((a) => a.owner ?? []);
  const asked = steps.flatMap((s) => s.people);
  const said = [...notes, ...held].flatMap((n) => n.by ?? []);
  return [...new Set([signedBy ?? [], acceptedBy ?? [], said, owners, asked].flat())];
}

/** A hand-over with everything that its card lists. */
export interface HandoverView {
  readonly handover: Handover;
  /** Open alerts of the roster, newest first, at most HANDOVER_ALERTS. */
  readonly alerts: readonly Alert[];
  readonly hasMore: boolean;
  /** What gets no card now at its places; a detection counts wherever it was. */
  readonly held: readonly Held[];
  /** How many detections got none since the shift began that goes. */
  readonly suppressed: number;
  readonly names: ReadonlyMap<PersonId, string>;
}

/** Alerts that one hand-over lists, or moves, at most. */
export const HANDOVER_ALERTS = 500;

/** The hand-over that shall exist now for this roster, without its id and what it lists; null outside the window, or from nobody to nobody. */
export function handoverDue(
  roster: Roster,
  now: Instant,
  around: Surroundings,
): Omit<Handover, 'id' | 'items'> | null {
  const window = handoverAround(roster, now, around.plant.timezone);
  if (window === null || now < window.opensAt) return null;
  const { changesAt, outgoing, incoming } = window;
  const crews = crewsAround(roster.name, changesAt, around);
  if (crews.outgoing.length + crews.incoming.length === 0) return null;
  return {
    roster: roster.name,
    from: outgoing.from,
    changesAt,
    until: incoming.until,
    stage: 'prepared',
    dueAt: changesAt,
    signedBy: null,
    signedAt: null,
    acceptedBy: null,
    acceptedAt: null,
    moved: 0,
    notes: [],
    steps: [{ at: now, stage: 'prepared', people: idsOf(askedAt('prepared', crews, now, around)) }],
    changedAt: now,
    revision: 1,
  };
}

/** How late a stage may be taken and still count as on time. */
const ON_TIME_MS = MINUTE;

/** The next stage, as the time for it has come. One that comes late, after a stop, gives the next its whole time. */
export function climbed(handover: Handover, now: Instant, around: Surroundings): Handover {
  const stage = AFTER[handover.stage];
  const crews = crewsAround(handover.roster, handover.changesAt, around, now);
  const people = idsOf(askedAt(stage, crews, now, around));
  const planned = handover.dueAt ?? now;
  const takenAt = now - planned > ON_TIME_MS ? now : planned;
  return changed(handover, now, {
    stage,
    dueAt: stage === 'offered' || stage === 'late' ? takenAt + HANDOVER_AFTER_MS : null,
    steps: [...handover.steps, { at: now, stage, people }],
  });
}

/** Who would be asked now and was not yet: somebody who took over a place by cover or swap, or a lead who came in. */
export function latecomers(
  handover: Handover,
  now: Instant,
  around: Surroundings,
): readonly PersonId[] {
  const crews = crewsAround(handover.roster, handover.changesAt, around, now);
  // Whoever prepared it may have to take it on as well.
  const isFor = (stage: HandoverStage): boolean =>
    (stage === 'prepared') === (handover.stage === 'prepared');
  const steps = handover.steps.filter((s) => isFor(s.stage));
  const asked = new Set(steps.flatMap((s) => s.people));
  return idsOf(askedAt(handover.stage, crews, now, around)).filter((id) => !asked.has(id));
}

/** The shift that it is for is over: nobody is asked any more. What is open has its owners and clocks, and the next one lists it. */
export function ended(handover: Handover, now: Instant): Handover | null {
  return now < handover.until ? null : changed(handover, now, { dueAt: null });
}

const AFTER: Readonly<Record<HandoverStage, HandoverStage>> = {
  prepared: 'offered',
  offered: 'late',
  late: 'climbed',
  climbed: 'climbed',
  accepted: 'accepted',
};

/** Open alerts of the places that the roster is for. */
export function belongsTo(rosterName: string, alert: Alert, { shifts }: Plant): boolean {
  return !isClosed(alert) && rosterFor(alert, shifts.rosters)?.name === rosterName;
}

/** The outgoing lead answers for it with their name; where nobody leads, anybody of the crew. */
export function signed(
  handover: Handover,
  by: Person,
  now: Instant,
  around: Surroundings,
): Handover | Answer {
  const refusal = refused(handover, now);
  if (refusal !== null) return refusal;
  const { outgoing, outgoingLeads } = crewsAround(handover.roster, handover.changesAt, around, now);
  const may = outgoingLeads.length > 0 ? outgoingLeads : outgoing;
  if (!isAmong(may, by)) return { code: 'handover-not-yours' };
  if (handover.signedBy !== null) return { code: 'handover-signed', who: handover.signedBy };
  return changed(handover, now, { signedBy: by.id, signedAt: now });
}

/** Read and accepted. Whoever leads the incoming shift may; where nobody does, its crew; any other lead or admin in their place. */
export function accepted(
  handover: Handover,
  by: Person,
  now: Instant,
  around: Surroundings,
): Handover | Answer {
  const refusal = refused(handover, now);
  if (refusal !== null) return refusal;
  if (handover.stage === 'prepared') return { code: 'handover-early', at: handover.changesAt };
  const crews = crewsAround(handover.roster, handover.changesAt, around, now);
  if (!mayAccept(by, crews)) return { code: 'handover-not-yours' };
  return changed(handover, now, {
    stage: 'accepted',
    dueAt: null,
    acceptedBy: by.id,
    acceptedAt: now,
    steps: [...handover.steps, { at: now, stage: 'accepted', people: [by.id] }],
  });
}

function mayAccept(by: Person, { outgoing, incoming, incomingLeads }: HandoverCrews): boolean {
  if (isAmong(incomingLeads, by)) return true;
  const isAbove = by.roles.includes('lead') || by.roles.includes('admin');
  if (incomingLeads.length === 0) return isAbove || isAmong(incoming, by);
  return isAbove && !isAmong(outgoing, by);
}

/** Whose alerts go over: people who leave. Who is still on keeps what is theirs. */
export function leavers(
  handover: Handover,
  now: Instant,
  around: Surroundings,
): readonly PersonId[] {
  const { outgoing, incoming } = crewsAround(handover.roster, handover.changesAt, around, now);
  return idsOf(outgoing.filter((p) => !isAmong(incoming, p)));
}

/** Why nothing can be done with it any more; null when something can. */
export function refused(handover: Handover, now: Instant): Answer | null {
  const { acceptedBy: who, acceptedAt: at, moved: n } = handover;
  if (who !== null && at !== null) return { code: 'handover-taken', who, at, n };
  return now >= handover.until ? { code: 'handover-past' } : null;
}

export function changed(handover: Handover, now: Instant, set: Partial<Handover>): Handover {
  return { ...handover, ...set, changedAt: now, revision: handover.revision + 1 };
}

function isAmong(people: readonly Person[], person: Person): boolean {
  return people.some((p) => p.id === person.id);
}

function idsOf(people: readonly Person[]): readonly PersonId[] {
  return people.map((p) => p.id);
}
