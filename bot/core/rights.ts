// Who may do what. Read from the verified sender and the stored row, never from a button.
import type { Alert } from './alert.ts';
import { matchesGlob } from './glob.ts';
import type { Person, Plant, Role } from './plant.ts';

const RANK: Readonly<Record<Role, number>> = { technician: 0, lead: 1, admin: 2 };

/** Whether the person is at least a lead. Only leads and admins change rules or take an alert from its owner. */
export function isLead(person: Pick<Person, 'roles'>): boolean {
  return person.roles.some((r) => RANK[r] >= RANK.lead);
}

export function isAdmin(person: Pick<Person, 'roles'>): boolean {
  return person.roles.includes('admin');
}

/** Verified people who are not in the plant file act as technicians, unless the plant says otherwise. */
export function mayAct(person: Person, plant: Plant): boolean {
  return person.key !== null || isLead(person) || plant.strangers === 'allow';
}

export function mayTake(person: Person, alert: Alert): boolean {
  return alert.owner === null || alert.owner === person.id || isLead(person);
}

/** Highly managed (ISA-18.2): nobody puts it aside from chat, only who looks after the plant file does. */
export function isHighlyManaged(
  type: string,
  { highlyManaged }: Pick<Plant, 'highlyManaged'>,
): boolean {
  return highlyManaged?.some((pattern) => matchesGlob(type, pattern)) === true;
}

/** The role that a label is recorded with. */
export function roleOf(person: Pick<Person, 'roles'>): Role {
  if (isAdmin(person)) return 'admin';
  return isLead(person) ? 'lead' : 'technician';
}
