// Who somebody is, as every tap and every drawing asks: prepared statements, as in hot-reads.ts, since through Prisma finding
// the tapper cost more than all other reads of a tap together.
import type { Person } from '../bot/core/plant.ts';
import type { Sender } from '../bot/ports/store.ts';
import type { Db } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { type Cells, readRow } from './rows.ts';
import * as shapes from './shapes.ts';

type PersonRow = Cells<tables.Person>;
type IdentityRow = Pick<Cells<tables.Identity>, 'platform' | 'tenant' | 'user'>;

export interface PeopleReads {
  /** The plant's people come first: somebody who was a stranger once may have been added since. */
  sender(sender: Sender): Person | null;
  people(ids: readonly string[]): readonly Person[];
}

export function peopleReads({ raw }: Db): PeopleReads {
  const bySender = raw.prepare<[string, string, string], PersonRow>(
    `SELECT p.* FROM "Person" p JOIN "Identity" i ON i."personId" = p."id"
     WHERE i."platform" = ? AND i."tenant" IN (?, '') AND i."user" IN (SELECT value FROM json_each(?))
     ORDER BY p."isInPlant" DESC, p."id" LIMIT 1`,
  );
  const byId = raw.prepare<[string], PersonRow>(`SELECT * FROM "Person" WHERE "id" = ?`);
  const identities = raw.prepare<[string], IdentityRow>(
    `SELECT "platform", "tenant", "user" FROM "Identity" WHERE "personId" = ?
     ORDER BY "platform", "tenant", "user"`,
  );

  function personOf(row: PersonRow): Person {
    return readRow('Person', row.id, shapes.Person, () => ({
      ...row,
      key: row.isInPlant === 1 ? row.key : null,
      isInPlant: row.isInPlant === 1,
      roles: JSON.parse(row.roles),
      identities: identities.all(row.id),
    }));
  }

  return {
    sender: ({ platform, tenant, users }) => {
      const row = bySender.get(platform, tenant, JSON.stringify(users));
      return row === undefined ? null : personOf(row);
    },
    people: (ids) =>
      [...new Set(ids)]
        .sort()
        .flatMap((id) => byId.get(id) ?? [])
        .map(personOf),
  };
}
