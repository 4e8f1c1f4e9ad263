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

export interface Present {
  readonly people: readonly Person[];
  /** `lead`: nobody was there. */
  readonly by: PresentBy;
}

/** What is known of who is where. */
export interface Attendance {
  readonly people: readonly Person[];
  readonly checkIns: readonly CheckIn[];
  /** Who is on by the roster; null where there is none. */
  readonly duty: OnDuty | null;
}

/** Those who checked in for the place, in the order in which they did. */
export function checkedIn(at: Instant, place: Place, attendance: Attendance): readonly Person[] {
  const here = attendance.checkIns.filter(
    (c) => c.from <= at && at < c.until && (c.area === null || isWithin(place, c.area)),
  );
  const ids = new Set(here.map((c) => c.person));
  return [...ids].flatMap((id) => attendance.people.find((p) => p.id === id) ?? []);
}

export function present(at: Instant, place: Place, attendance: Attendance): Present {
  const here = checkedIn(at, place, attendance);
  if (here.length > 0) return { people: here, by: 'checked-in' };
  const rostered = attendance.duty?.people ?? [];
  if (rostered.length > 0) return { people: rostered, by: 'roster' };
  return { people: attendance.people.filter((p) => p.roles.includes('lead')), by: 'lead' };
}

/**
 * Who leads the shift: leads of the crew that is on, those first (and alone) who checked in; a checked-in lead where the crew
 * has none; every lead when there is no roster or nobody on it leads.
 */
export function shiftLeads(at: Instant, place: Place, attendance: Attendance): readonly Person[] {
  const { duty } = attendance;
  const here = checkedIn(at, place, attendance);
  const leads = duty?.leads ?? [];
  const leadsHere = leads.filter((p) => here.includes(p));
  if (leadsHere.length > 0) return leadsHere;
  if (leads.length > 0) return leads;
  const every = attendance.people.filter((p) => p.roles.includes('lead'));
  const anyHere = every.filter((p) => here.includes(p));
  return anyHere.length > 0 ? anyHere : every;
}
