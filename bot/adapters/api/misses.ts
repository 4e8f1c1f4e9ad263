// GET /v1/misses: what people saw and no model reported, as an append-only log in stable order.
import { z } from 'zod';
import type { Store } from '../../ports/store.ts';
import { missJson } from './faces.ts';
import { Cursor, given, limit, readPage, readQuery, When, Word } from './query.ts';
import { json, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

export const MISSES_PAGE = 50;
export const MISSES_PAGE_MAX = 500;

const MissQuery = z.strictObject({
  since: When.optional(),
  asset: Word.optional(),
  type: Word.optional(),
  cursor: Cursor.optional(),
  limit: limit(MISSES_PAGE_MAX, MISSES_PAGE),
});

export function missRoutes({ store }: ApiDeps): readonly Route[] {
  const answer = (asked: Asked): Promise<Reply> => list(asked, store);
  return [{ method: 'GET', path: '/v1/misses', scope: 'read', answer }];
}

async function list({ query }: Asked, store: Store): Promise<Reply> {
  const read = readQuery(MissQuery, query);
  if (!read.ok) return read.reply;
  const { cursor = null, limit: size, ...rest } = read.value;
  const page = await readPage(store.misses(given(rest), size, cursor));
  if (!page.ok) return page.reply;
  const { items, next } = page.value;
  const people = await store.people([...new Set(items.map((m) => m.by))]);
  const byId = new Map(people.map((p) => [p.id, p]));
  return json(200, { misses: items.map((m) => missJson(m, byId)), next });
}
