// The console's messages: it is a chat platform like the others, so it remembers what was posted. Every add and replace
// takes the next `seq`, so that a browser can catch up with what it missed. Prepared statements, as in outbox.ts: each delivery
// to the console is one of these writes.
import type { ConsoleMemory, ConsolePost } from '../bot/ports/notes.ts';
import type { Db } from './database.ts';
import type { ConsolePost as Row } from './generated/sqlite/client.ts';
import { type Cells, instant, readRow } from './rows.ts';
import * as shapes from './shapes.ts';

/** `number` is the database's to give: the order of posting. */
type PostRow = Cells<Row> & { readonly seq: number };
type NewRow = Omit<PostRow, 'number'>;

export function consoleMemory({ raw, write }: Db): ConsoleMemory {
  const byId = raw.prepare<[string], PostRow>(`SELECT * FROM "ConsolePost" WHERE "id" = ?`);
  const byKey = raw.prepare<[string], PostRow>(`SELECT * FROM "ConsolePost" WHERE "key" = ?`);
  const latest = raw.prepare<[], { seq: number | null }>(
    `SELECT max("seq") AS "seq" FROM "ConsolePost"`,
  );
  const insert = raw.prepare<[NewRow]>(
    `INSERT INTO "ConsolePost" ("id", "key", "seq", "channel", "person", "thread", "alert",
       "summary", "card", "postedAt", "updatedAt")
     VALUES (@id, @key, @seq, @channel, @person, @thread, @alert,
       @summary, @card, @postedAt, @updatedAt)`,
  );
  const change = raw.prepare<[Pick<NewRow, 'id' | 'summary' | 'card' | 'updatedAt' | 'seq'>]>(
    `UPDATE "ConsolePost" SET "summary" = @summary, "card" = @card, "updatedAt" = @updatedAt,
       "seq" = @seq
     WHERE "id" = @id`,
  );
  const page = (column: 'channel' | 'person') =>
    raw.prepare<[string, number, number], PostRow>(
      `SELECT * FROM "ConsolePost" WHERE "${column}" = ? AND "number" < ?
       ORDER BY "number" DESC LIMIT ?`,
    );
  const pages = { channel: page('channel'), person: page('person') };
  const since = raw.prepare<[number, number], PostRow>(
    `SELECT * FROM "ConsolePost" WHERE "seq" > ? ORDER BY "seq" LIMIT ?`,
  );
  const latestSeq = (): number => latest.get()?.seq ?? 0;
  return {
    add: async (post) => {
      const { card, ...rest } = shapes.Post.parse(post);
      // The seq is read and taken in one transaction: another process may post as well.
      return write(() => {
        const known = byKey.get(rest.key);
        if (known !== undefined) return known.id;
        insert.run({ ...rest, card: JSON.stringify(card), seq: latestSeq() + 1 });
        return rest.id;
      });
    },
    read: async (by) => {
      const row = 'id' in by ? byId.get(by.id) : byKey.get(by.key);
      return row === undefined ? null : postOf(row);
    },
    replace: (id, { summary, card, updatedAt }) =>
      write(() => {
        const seq = latestSeq() + 1;
        const text = JSON.stringify(card);
        return change.run({ id, summary, card: text, updatedAt, seq }).changes > 0;
      }),
    page: async (of, limit, before) => {
      const from = before === null ? Number.MAX_SAFE_INTEGER : byId.get(before)?.number;
      if (from === undefined) return [];
      const rows =
        'channel' in of
          ? pages.channel.all(of.channel, from, limit)
          : pages.person.all(of.person, from, limit);
      return rows.map(postOf);
    },
    since: async (seq, limit) =>
      since.all(seq, limit).map((row) => ({ ...postOf(row), seq: row.seq })),
    seq: async () => latestSeq(),
  };
}

function postOf(row: PostRow): ConsolePost {
  return readRow('ConsolePost', row.id, shapes.Post, () => ({
    ...row,
    card: JSON.parse(row.card),
    postedAt: instant(row.postedAt),
    updatedAt: instant(row.updatedAt),
  }));
}
