// Who is on before and after a change of shift, and which of them are asked at each stage of its hand-over.
import { isReachable, type Surroundings } from '../escalation.ts';
import type { Person } from '../plant.ts';
import { onDutyOf } from '../shifts/on-duty.ts';
import type { Instant } from '../time.ts';
import type { HandoverStage } from './handover.ts';

/** Who is on before the change, and after it. */
export interface HandoverCrews {
  readonly outgoing: readonly Person[];
  readonly outgoingLeads: readonly Person[];
  readonly incoming: readonly Person[];
  readonly incomingLeads: readonly Person[];
}

const NOBODY: HandoverCrews = { outgoing: [], outgoingLeads: [], incoming: [], incomingLeads: [] };

/**
 * Who is on before and after this hand-over; after it as of `now`, because somebody may have taken over a place since the change.
 * A roster that is gone meanwhile has nobody.
 */
export function crewsAround(
  rosterName: string,
  changesAt: Instant,
  around: Surroundings,
  now: Instant = changesAt,
): HandoverCrews {
  const { plant, people, overrides } = around;
  const roster = plant.shifts.rosters.find((r) => r.name === rosterName);
  if (roster === undefined) return NOBODY;
  const staffing = { plan: plant.shifts, zone: plant.timezone, people, overrides };
  const before = onDutyOf(roster, changesAt - 1, staffing);
  const after = onDutyOf(roster, Math.max(now, changesAt), staffing);
  return {
    outgoing: before.people,
    outgoingLeads: before.leads,
    incoming: after.people,
    incomingLeads: after.leads,
  };
}

/** Who is asked as this stage begins; nobody = their channel is told instead. */
export function askedAt(
  stage: HandoverStage,
  crews: HandoverCrews,
  now: Instant,
  around: Surroundings,
): readonly Person[] {
  const leads = withRole('lead', around);
  const admins = withRole('admin', around);
  const first = (...groups: readonly (readonly Person[])[]) =>
    groups
      .map((group) => group.filter((p) => isReachable(p, around.platforms)))
      .find((group) => group.length > 0) ?? [];
  switch (stage) {
    case 'prepared':
      return first(crews.outgoingLeads);
    case 'offered':
      return first(crews.incomingLeads, leads);
    case 'late':
      return first([...new Set([...crews.incomingLeads, ...leadsHere(now, around)])], leads);
    case 'climbed':
      return first(admins);
    case 'accepted':
      return [];
  }
}

/** Leads who said that they are there. */
function leadsHere(now: Instant, { checkIns, people }: Surroundings): readonly Person[] {
  const valid = checkIns.filter((c) => c.from <= now && now < c.until);
  const here = new Set(valid.map((c) => c.person));
  return people.filter((p) => here.has(p.id) && p.roles.includes('lead'));
}

function withRole(role: 'lead' | 'admin', { people }: Surroundings): readonly Person[] {
  return people.filter((p) => p.roles.includes(role));
}
