// The console's messages: it is a chat platform like the others, so it remembers what was posted. Every add and replace
// takes the next `seq`, so that a browser can catch up with what it missed.
import type { ConsoleMemory, ConsolePost } from '../bot/ports/notes.ts';
import type { Db, Tx } from './database.ts';
import type { ConsolePost as Row } from './generated/sqlite/client.ts';
import { instant, readRow } from './rows.ts';
import * as shapes from './shapes.ts';

export function consoleMemory(db: Db): ConsoleMemory {
  const { consolePost } = db.client;
  return {
    add: (post) => db.transact((tx) => add(tx, post)),
    read: async (by) => {
      const row = await consolePost.findUnique({ where: 'id' in by ? { id: by.id } : by });
      return row === null ? null : postOf(row);
    },
    replace: (id, { summary, card, updatedAt }) =>
      db.transact(async (tx) => {
        const { count } = await tx.consolePost.updateMany({
          where: { id },
          data: { summary, card: JSON.stringify(card), updatedAt, seq: await nextSeq(tx) },
        });
        return count > 0;
      }),
    page: async (of, limit, before) => {
      const from = before === null ? null : await consolePost.findUnique({ where: { id: before } });
      if (before !== null && from === null) return [];
      const rows = await consolePost.findMany({
        where: { ...of, ...(from === null ? {} : { number: { lt: from.number } }) },
        orderBy: { number: 'desc' },
        take: limit,
      });
      return rows.map(postOf);
    },
    since: async (seq, limit) => {
      const rows = await consolePost.findMany({
        where: { seq: { gt: seq } },
        orderBy: { seq: 'asc' },
        take: limit,
      });
      return rows.map((row) => ({ ...postOf(row), seq: row.seq }));
    },
    seq: () => latestSeq(db.client),
  };
}

async function add(tx: Tx, post: ConsolePost): Promise<string> {
  const known = await tx.consolePost.findUnique({ where: { key: post.key } });
  if (known !== null) return known.id;
  const { card, ...rest } = shapes.Post.parse(post);
  await tx.consolePost.create({
    data: { ...rest, card: JSON.stringify(card), seq: await nextSeq(tx) },
  });
  return post.id;
}

async function nextSeq(tx: Tx): Promise<number> {
  return (await latestSeq(tx)) + 1;
}

async function latestSeq(tx: Tx): Promise<number> {
  const { _max } = await tx.consolePost.aggregate({ _max: { seq: true } });
  return _max.seq ?? 0;
}

function postOf(row: Row): ConsolePost {
  return readRow('ConsolePost', row.id, shapes.Post, () => ({
    ...row,
    card: JSON.parse(row.card),
    postedAt: instant(row.postedAt),
    updatedAt: instant(row.updatedAt),
  }));
}
