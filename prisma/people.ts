// People and how platforms know them. The plant's people keep their id by key; a verified stranger becomes a person when
// they first act. Everybody else names people by id alone.
import type { Identity, Person, Plant, PlantPerson } from '../bot/core/plant.ts';
import type { Sender, Store } from '../bot/ports/store.ts';
import { type Db, type Deps, isTaken, type Tx } from './database.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { peopleReads } from './people-reads.ts';
import { readRow } from './rows.ts';
import * as shapes from './shapes.ts';

type Row = Prisma.PersonGetPayload<{ include: { identities: true } }>;

const WITH_IDENTITIES = {
  include: { identities: { orderBy: [{ platform: 'asc' }, { tenant: 'asc' }, { user: 'asc' }] } },
} as const satisfies Prisma.PersonDefaultArgs;

type People = Pick<Store, 'syncPeople' | 'people' | 'plantPeople' | 'personOf' | 'strangers'>;

export function people(db: Db, deps: Deps): People {
  const reads = peopleReads(db);
  return {
    syncPeople: (plant) => db.transact((tx) => syncPeople(tx, deps, plant)),
    people: async (ids) => reads.people(ids),
    plantPeople: async () => {
      const rows = await db.client.person.findMany({
        where: { isInPlant: true },
        orderBy: { key: 'asc' },
        ...WITH_IDENTITIES,
      });
      return rows.map(personOfRow);
    },
    strangers: async (limit) => {
      const rows = await db.client.person.findMany({
        where: { isInPlant: false, identities: { some: {} } },
        orderBy: { id: 'desc' },
        take: limit,
        ...WITH_IDENTITIES,
      });
      return rows.map(personOfRow);
    },
    personOf: async (sender) => {
      const known = reads.sender(sender);
      if (known !== null) return known;
      try {
        return await db.transact(
          async (tx) => (await findSender(tx, sender)) ?? addStranger(tx, deps, sender),
        );
      } catch (error) {
        // Two taps of one stranger at once, on two replicas: the other one has just recorded them.
        const added = isTaken(error) ? reads.sender(sender) : null;
        if (added === null) throw error;
        return added;
      }
    },
  };
}

function personOfRow(row: Row): Person {
  return readRow('Person', row.id, shapes.Person, () => ({
    ...row,
    key: row.isInPlant ? row.key : null,
    roles: JSON.parse(row.roles),
  }));
}

async function syncPeople(tx: Tx, deps: Deps, plant: Plant): Promise<readonly Person[]> {
  const keys = plant.people.map((p) => p.key);
  await tx.person.updateMany({
    where: { isInPlant: true, key: { notIn: keys } },
    data: { isInPlant: false, roles: JSON.stringify([]) },
  });
  for (const person of plant.people) await syncPerson(tx, deps, person);
  const rows = await tx.person.findMany({ where: { key: { in: keys } }, ...WITH_IDENTITIES });
  const byKey = new Map(rows.map((r) => [r.key, personOfRow(r)]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

async function syncPerson(tx: Tx, deps: Deps, person: PlantPerson): Promise<void> {
  const { key, name } = person;
  const roles = JSON.stringify(person.roles);
  const wanted = identitiesOf(person);
  const isListed = wanted.map(whereListed);
  const known = await tx.person.findUnique({ where: { key } });
  const id = known?.id ?? (await strangerWith(tx, isListed)) ?? deps.ids.next();
  await tx.person.upsert({
    where: { id },
    create: { id, key, name, roles, isInPlant: true },
    update: { key, name, roles, isInPlant: true },
  });
  await tx.identity.deleteMany({ where: { personId: id, NOT: { OR: isListed } } });
  // Also from a stranger who acted before they were listed, with the tenant that was learned then.
  await tx.identity.updateMany({ where: { OR: isListed }, data: { personId: id } });
  for (const { platform, tenant, user } of wanted) {
    await tx.identity.upsert({
      where: { platform_tenant_user: { platform, tenant, user } },
      create: { platform, tenant, user, personId: id },
      update: {},
    });
  }
}

/** Whoever acted before they were in the plant: what they own and what they said stays theirs. */
async function strangerWith(
  tx: Tx,
  isListed: readonly Prisma.IdentityWhereInput[],
): Promise<string | null> {
  const found = await tx.person.findFirst({
    where: { key: null, identities: { some: { OR: [...isListed] } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return found?.id ?? null;
}

/** Everybody in the plant can use the console, by their key, unless the file says how. */
function identitiesOf(person: PlantPerson): readonly Identity[] {
  const isOnConsole = person.identities.some((i) => i.platform === 'console');
  const console = { platform: 'console', tenant: '', user: person.key } as const;
  return isOnConsole ? person.identities : [...person.identities, console];
}

/** The file names a user without a tenant where any will do. */
function whereListed({ platform, tenant, user }: Identity): Prisma.IdentityWhereInput {
  return { platform, user, ...(tenant === '' ? {} : { tenant }) };
}

/** As `sender` in people-reads.ts, inside a transaction. */
async function findSender(tx: Tx, sender: Sender): Promise<Person | null> {
  const { platform, tenant, users } = sender;
  const rows = await tx.person.findMany({
    where: {
      identities: {
        some: { platform, tenant: { in: [tenant, ''] }, user: { in: [...users] } },
      },
    },
    orderBy: [{ isInPlant: 'desc' }, { id: 'asc' }],
    take: 1,
    ...WITH_IDENTITIES,
  });
  return rows[0] === undefined ? null : personOfRow(rows[0]);
}

async function addStranger(tx: Tx, deps: Deps, sender: Sender): Promise<Person> {
  const { platform, tenant, users, name } = sender;
  const [user] = users;
  if (user === undefined) throw new Error('a sender has at least one id');
  const row = await tx.person.create({
    data: {
      id: deps.ids.next(),
      key: null,
      name,
      roles: JSON.stringify([]),
      isInPlant: false,
      identities: { create: [{ platform, tenant, user }] },
    },
    ...WITH_IDENTITIES,
  });
  return personOfRow(row);
}
