// Reads about alerts: by id, by key, by list, by time, and everything that is shown of one.
import type { Alert, PersonId } from '../bot/core/alert.ts';
import type { AlertView } from '../bot/core/view.ts';
import type { AlertFilter, Page, Store } from '../bot/ports/store.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { Db } from './database.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { type HotReads, hotReads } from './hot-reads.ts';
import { labelLines } from './labels.ts';
import { type PeopleReads, peopleReads } from './people-reads.ts';
import { alertOf, backwards, eventOf, keptOf } from './rows.ts';

type AlertReads = Pick<
  Store,
  | 'kept'
  | 'joinable'
  | 'closedLast'
  | 'alert'
  | 'alertsEndingWith'
  | 'alerts'
  | 'view'
  | 'pictures'
  | 'history'
  | 'events'
  | 'opening'
  | 'due'
  | 'unattended'
  | 'alertsAfter'
  | 'messages'
  | 'troubles'
  | 'messageAt'
>;

/** Far more than are written between two looks at the clock. */
const LATEST_EVENTS = 5_000;

/** Sorts after every text that goes on. */
const LAST = '\u{10ffff}';

export function alertReads(db: Db): AlertReads {
  const { client } = db;
  const hot = hotReads(db);
  const known = peopleReads(db);
  const after = db.raw.prepare<[number, number, number], { alertId: string }>(
    `SELECT DISTINCT "alertId" FROM (SELECT * FROM "Event" ORDER BY "seq" DESC LIMIT ?)
     WHERE "at" > ? ORDER BY "alertId" LIMIT ?`,
  );
  return {
    kept: async (refs) => hot.kept(refs),
    joinable: async (keys) => hot.joinable(keys),
    closedLast: async ({ site, key }, since) => {
      const row = await client.alert.findFirst({
        where: { site, key, isClosed: true, closedAt: { gte: since } },
        orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
      });
      return row === null ? null : alertOf(row);
    },
    alert: async (id) => hot.alert(id),
    alertsEndingWith: async (ending, limit) => {
      const start = backwards(ending);
      const rows = await client.alert.findMany({
        where: { idBackwards: { gte: start, lt: start + LAST } },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map(alertOf);
    },
    alerts: (filter, limit, cursor) => alertPage(db, filter, limit, cursor),
    view: async (id) => viewOf(hot, known, id),
    pictures: async (alert) => hot.pictures(alert),
    history: async (id) => {
      const [events, detections, messages, labels] = await Promise.all([
        client.event.findMany({ where: { alertId: id }, orderBy: { seq: 'asc' } }),
        client.detection.findMany({ where: { alertId: id }, orderBy: { seq: 'asc' } }),
        hot.messages(id),
        client.label.findMany({ where: { alertId: id }, orderBy: { seq: 'asc' } }),
      ]);
      return {
        events: events.map(eventOf),
        detections: detections.map(keptOf),
        messages,
        labels: await labelLines(db, labels),
      };
    },
    events: async (id, limit) => {
      const rows = await client.event.findMany({
        where: { alertId: id },
        orderBy: { seq: 'desc' },
        take: limit,
      });
      return rows.reverse().map(eventOf);
    },
    opening: async (alert) => hot.opening(alert),
    due: async (now, limit) => {
      const rows = await client.alert.findMany({
        // Negated so that SQLite walks the due times, not all that is open.
        where: { dueAt: { lte: now }, NOT: { isClosed: true } },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map(alertOf);
    },
    unattended: async (since, limit) => {
      const rows = await client.alert.findMany({
        where: {
          isClosed: false,
          OR: [{ dueAt: { lt: since } }, { dueAt: null, NOT: { work: 'owned' } }],
        },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(alertOf);
    },
    alertsAfter: async (at, limit) => after.all(LATEST_EVENTS, at, limit).map((row) => row.alertId),
    messages: async (alert) => hot.messages(alert),
    troubles: async () => hot.troubles(),
    messageAt: async (platform, address) => hot.messageAt(platform, address),
  };
}

async function alertPage(
  db: Db,
  filter: AlertFilter,
  limit: number,
  cursor: string | null,
): Promise<Page<Alert>> {
  const { state, channel, asset, owner } = filter;
  const where: Prisma.AlertWhereInput = {
    ...(cursor === null ? {} : { id: { lt: readCursor('alerts', cursor) } }),
    ...(state === undefined ? {} : { isClosed: state === 'closed' }),
    ...(channel === undefined ? {} : { channel }),
    ...(asset === undefined ? {} : { asset }),
    ...(owner === undefined ? {} : { owner }),
  };
  const rows = await db.client.alert.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 });
  const items = rows.slice(0, limit).map(alertOf);
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items, next: isMore ? cursorOf('alerts', last.id) : null };
}

function viewOf(hot: HotReads, known: PeopleReads, id: string): AlertView | null {
  const alert = hot.alert(id);
  const opening = hot.opening(id);
  if (alert === null || opening === null) return null;
  const latest = hot.latest(id) ?? opening;
  const isAlone =
    latest.detection.id === opening.detection.id &&
    latest.detection.source === opening.detection.source;
  const people = known.people(peopleNamed(alert));
  return {
    alert,
    opening: opening.detection,
    latest: latest.detection,
    recent: isAlone ? [] : hot.recent(id),
    past: hot.past(alert),
    people: new Map(people.map((p) => [p.id, p])),
    pictures: hot.pictures(id),
  };
}

function peopleNamed(alert: Alert): readonly PersonId[] {
  const { owner, verdictBy, closedBy, shelf, offer, undoable } = alert;
  const named = [owner, verdictBy, closedBy, shelf?.by, offer?.from, offer?.to];
  return [...named, ...(offer?.asked ?? []), ...undoable.map((u) => u.by)].filter(
    (p) => typeof p === 'string',
  );
}
