// GET /v1/alerts and GET /v1/alerts/{id}: what stands open, and everything about one. People are looked up once for a page.
import { z } from 'zod';
import type { Person } from '../../core/plant.ts';
import type { Store } from '../../ports/store.ts';
import {
  alertJson,
  eventJson,
  keptDetectionJson,
  labelJson,
  messageJson,
  type People,
} from './faces.ts';
import { Cursor, given, limit, readPage, readQuery, Word } from './query.ts';
import { json, problem, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

export const ALERTS_PAGE = 50;
export const ALERTS_PAGE_MAX = 200;

const AlertQuery = z.strictObject({
  state: z.enum(['open', 'closed']).optional(),
  channel: Word.optional(),
  asset: Word.optional(),
  owner: Word.optional(),
  cursor: Cursor.optional(),
  limit: limit(ALERTS_PAGE_MAX, ALERTS_PAGE),
});

const None = z.strictObject({});

export function alertRoutes({ store }: ApiDeps): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/alerts',
      scope: 'read',
      answer: (asked) => list(asked, store),
    },
    {
      method: 'GET',
      path: '/v1/alerts/{id}',
      scope: 'read',
      answer: (asked) => one(asked, store),
    },
  ];
}

async function list({ query }: Asked, store: Store): Promise<Reply> {
  const read = readQuery(AlertQuery, query);
  if (!read.ok) return read.reply;
  const { cursor = null, limit: size, owner, ...rest } = read.value;
  const ownerId = owner === undefined ? undefined : await personId(owner, store);
  const filter = given({ ...rest, owner: ownerId });
  const page = await readPage(store.alerts(filter, size, cursor));
  if (!page.ok) return page.reply;
  const { items, next } = page.value;
  const people = await peopleOf(
    items.map((a) => a.owner),
    store,
  );
  return json(200, { alerts: items.map((a) => alertJson(a, people)), next });
}

/** An owner may be named by the plant's key or by id. */
async function personId(owner: string, store: Store): Promise<string> {
  const people = await store.plantPeople();
  return people.find((p) => p.key === owner)?.id ?? owner;
}

async function one({ parts, query }: Asked, store: Store): Promise<Reply> {
  const read = readQuery(None, query);
  if (!read.ok) return read.reply;
  const id = parts.id ?? '';
  const alert = await store.alert(id);
  if (alert === null) return problem({ status: 404, detail: 'There is no alert with this id.' });
  const { events, detections, messages, labels } = await store.history(id);
  const pictures = await store.pictures(id);
  const people = await peopleOf(
    [alert.owner, ...events.map((e) => e.by), ...messages.map((m) => m.person)],
    store,
  );
  return json(200, {
    ...alertJson(alert, people),
    events: events.map((e) => eventJson(e, people)),
    detections: detections.map((d) => keptDetectionJson(d, pictures)),
    messages: messages.map((m) => messageJson(m, people)),
    labels: labels.map(labelJson),
  });
}

async function peopleOf(ids: readonly (string | null)[], store: Store): Promise<People> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people: readonly Person[] = wanted.length === 0 ? [] : await store.people(wanted);
  return new Map(people.map((p) => [p.id, p]));
}
