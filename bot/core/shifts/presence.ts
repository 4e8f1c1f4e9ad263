// Who is there. Presence beats the roster: those who checked in for the place are asked, else the roster's people, else
// every lead; that nobody was there is told, so that it can be counted.
import type { PersonId } from '../alert.ts';
import type { Person } from '../plant.ts';
import type { Instant } from '../time.ts';
import { MINUTE } from '../time.ts';
import type { OnDuty } from './on-duty.ts';
import { isWithin, type Place } from './roster.ts';

/** Somebody said that they are there, for one area or (null) for everything. */
export interface CheckIn {
  readonly person: PersonId;
  readonly area: string | null;
  readonly from: Instant;
  readonly until: Instant;
}

/** A check-in lasts this long past the end of the shift: the hand-over takes time. */
export const CHECK_IN_AFTER_SHIFT_MS = 30 * MINUTE;

export type PresentBy = 'checked-in' | 'roster' | 'lead';

/** Some people, and how they were found. */
export interface Present {
  readonly people: readonly Person[];
  /** `lead` means that nobody was there. */
  readonly by: PresentBy;
}

/** What is known of who is where. */
export interface Attendance {
  readonly people: readonly Person[];
  readonly checkIns: readonly CheckIn[];
  /** Who is on by the roster; null where there is none. */
  readonly duty: OnDuty | null;
  /** Those who left early. They are asked only where nobody else is. */
  readonly away: ReadonlySet<PersonId>;
}

/** Those who checked in for the place, in the order in which they did. */
export function checkedIn(at: Instant, place: Place, attendance: Attendance): readonly Person[] {
  const here = attendance.checkIns.filter(
    (c) => c.from <= at && at < c.until && (c.area === null || isWithin(place, c.area)),
  );
  const ids = new Set(here.map((c) => c.person));
  return [...ids].flatMap((id) => attendance.people.find((p) => p.id === id) ?? []);
}

/** Who may be asked, first those who are there, then the roster, then the leads. A group may be empty. */
export function crewGroups(at: Instant, place: Place, attendance: Attendance): readonly Present[] {
  return [
    { people: checkedIn(at, place, attendance), by: 'checked-in' },
    { people: attendance.duty?.people ?? [], by: 'roster' },
    { people: everyLead(attendance), by: 'lead' },
  ];
}

/**
 * Who may be asked as the shift's lead: leads of the crew that is on, first those of them who checked in; then whichever lead
 * checked in; then every lead.
 */
export function leadGroups(at: Instant, place: Place, attendance: Attendance): readonly Present[] {
  const here = checkedIn(at, place, attendance);
  const leads = attendance.duty?.leads ?? [];
  const every = everyLead(attendance);
  return [
    { people: leads.filter((p) => here.includes(p)), by: 'checked-in' },
    { people: leads, by: 'roster' },
    { people: every.filter((p) => here.includes(p)), by: 'checked-in' },
    { people: every, by: 'lead' },
  ];
}

function everyLead({ people, away }: Attendance): readonly Person[] {
  const leads = people.filter((p) => p.roles.includes('lead'));
  const there = leads.filter((p) => !away.has(p.id));
  return there.length > 0 ? there : leads;
}
