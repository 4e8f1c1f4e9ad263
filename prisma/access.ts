// Tokens, secrets, the requests that were seen, and the adapters' notebook: small lasting facts, each the first caller's.
import type { Notebook } from '../bot/ports/notes.ts';
import type { Store, Token } from '../bot/ports/store.ts';
import { type Db, type Deps, isTaken } from './database.ts';
import type { Token as TokenRow } from './generated/sqlite/client.ts';
import { instant, readRow } from './rows.ts';
import * as shapes from './shapes.ts';

/** How many new keys are seen between two cleanings of the expired ones. */
const CLEANING_INTERVAL = 200;

/** The note that is written to find out whether anything can be written. */
const CHECK_NOTE = 'check';

type Access = Pick<Store, 'tokens' | 'addToken' | 'removeToken' | 'secret' | 'once' | 'check'>;

export function access(db: Db, deps: Deps): Access {
  const { note, token } = db.client;
  return {
    tokens: async () => {
      const rows = await token.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
      return rows.map(tokenOf);
    },
    addToken: async (added) => {
      const { scopes, ...rest } = shapes.Token.parse(added);
      await token.create({ data: { ...rest, scopes: JSON.stringify(scopes) } });
    },
    removeToken: async (id) => (await token.deleteMany({ where: { id } })).count > 0,
    secret: async (name, made) => {
      const where = { name: `secret:${name}` };
      const kept = await note.findUnique({ where });
      if (kept !== null) return kept.value;
      try {
        return (await note.create({ data: { ...where, value: made } })).value;
      } catch (error) {
        if (!isTaken(error)) throw error;
        return (await note.findUniqueOrThrow({ where })).value;
      }
    },
    once: onceOf(db, deps),
    check: async () => {
      const value = String(deps.clock.now());
      await note.upsert({
        where: { name: CHECK_NOTE },
        create: { name: CHECK_NOTE, value },
        update: { value },
      });
    },
  };
}

function tokenOf(row: TokenRow): Token {
  return readRow('Token', row.id, shapes.Token, () => ({
    ...row,
    scopes: JSON.parse(row.scopes),
    createdAt: instant(row.createdAt),
    expiresAt: instant(row.expiresAt),
  }));
}

/** On the way of every tap, so by prepared statements, as in commit.ts. */
function onceOf(db: Db, deps: Deps): Store['once'] {
  // Seen before, but that may be forgotten by now: whoever changes the row is the first again.
  const see = db.raw.prepare<[string, number, number]>(
    `INSERT INTO "Once" ("key", "until") VALUES (?, ?)
     ON CONFLICT ("key") DO UPDATE SET "until" = excluded."until" WHERE "until" < ?`,
  );
  const forget = db.raw.prepare<[number]>(`DELETE FROM "Once" WHERE "until" < ?`);
  let seen = 0;
  return (key, until) => {
    const now = deps.clock.now();
    seen += 1;
    const isTidying = seen % CLEANING_INTERVAL === 0;
    return db.write(() => {
      if (isTidying) forget.run(now);
      return see.run(key, until, now).changes > 0;
    });
  };
}

export function notebook(db: Db): Notebook {
  const nameOf = (name: string): string => `note:${name}`;
  return {
    read: async (name) => {
      const row = await db.client.note.findUnique({ where: { name: nameOf(name) } });
      return row?.value ?? null;
    },
    write: async (name, value) => {
      await db.client.note.upsert({
        where: { name: nameOf(name) },
        create: { name: nameOf(name), value },
        update: { value },
      });
    },
  };
}
