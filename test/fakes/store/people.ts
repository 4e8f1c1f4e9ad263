// The memory store's people: the plant's, who keep their id by key, and strangers, who are remembered when they first act.
import type { Identity, Person, Plant, PlantPerson } from '../../../bot/core/plant.ts';
import type { Sender } from '../../../bot/ports/store.ts';
import type { Ids } from '../../../bot/ports/system.ts';
import { type PersonRow, personOfRow, type Tables } from './tables.ts';

export function syncPeople(tables: Tables, ids: Ids, plant: Plant): readonly Person[] {
  for (const row of tables.people.values()) {
    if (row.isInPlant && !plant.people.some((p) => p.key === row.key)) {
      tables.people.set(row.id, { ...row, isInPlant: false, roles: [] });
    }
  }
  return plant.people.map((person) => {
    const wanted = identitiesOf(person);
    const known =
      [...tables.people.values()].find((p) => p.key === person.key) ?? strangerWith(tables, wanted);
    const taken = takeIdentities(tables, wanted);
    const row: PersonRow = {
      id: known?.id ?? ids.next(),
      key: person.key,
      isInPlant: true,
      name: person.name,
      roles: person.roles,
      identities: [...new Map([...wanted, ...taken].map((i) => [JSON.stringify(i), i])).values()],
    };
    tables.people.set(row.id, row);
    return personOfRow(row);
  });
}

/** Everybody in the plant can use the console, by their key, unless the file says how. */
function identitiesOf(person: PlantPerson): readonly Identity[] {
  const isOnConsole = person.identities.some((i) => i.platform === 'console');
  const console = { platform: 'console', tenant: '', user: person.key } as const;
  return isOnConsole ? person.identities : [...person.identities, console];
}

/** Whoever acted before they were in the plant: what they own and what they said stays theirs. */
function strangerWith(tables: Tables, wanted: readonly Identity[]): PersonRow | undefined {
  return [...tables.people.values()]
    .filter((p) => p.key === null && p.identities.some((i) => isAmong(i, wanted)))
    .sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

/** Also where a tenant was learned that the plant does not name. */
function isAmong(i: Identity, wanted: readonly Identity[]): boolean {
  return wanted.some(
    (w) =>
      w.platform === i.platform && w.user === i.user && (w.tenant === '' || w.tenant === i.tenant),
  );
}

/** Takes these identities from whoever has them. */
function takeIdentities(tables: Tables, wanted: readonly Identity[]): readonly Identity[] {
  const isWanted = (i: Identity): boolean => isAmong(i, wanted);
  const taken: Identity[] = [];
  for (const row of tables.people.values()) {
    const theirs = row.identities.filter(isWanted);
    if (theirs.length === 0) continue;
    taken.push(...theirs);
    const identities = row.identities.filter((i) => !isWanted(i));
    tables.people.set(row.id, { ...row, identities });
  }
  return taken;
}

/** The plant's people come first: somebody who was a stranger once may have been added since. */
export function personOf(tables: Tables, ids: Ids, sender: Sender): Person {
  const { platform, tenant, users, name } = sender;
  const isSender = (i: Identity): boolean =>
    i.platform === platform && users.includes(i.user) && (i.tenant === tenant || i.tenant === '');
  const found = [...tables.people.values()].filter((p) => p.identities.some(isSender));
  const row = found.find((p) => p.isInPlant) ?? found[0];
  if (row !== undefined) return personOfRow(row);
  const [user] = users;
  if (user === undefined) throw new Error('a sender has at least one id');
  const identities = [{ platform, tenant, user }];
  const made = { id: ids.next(), key: null, isInPlant: false, name, roles: [], identities };
  tables.people.set(made.id, made);
  return personOfRow(made);
}
