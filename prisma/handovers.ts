// Hand-overs in SQLite: guarded by their revision, written with the alerts that change owner; one for each change of shift.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { HANDOVER_STAGES, type Handover } from '../bot/core/handover/handover.ts';
import { HANDOVER_GROUPS } from '../bot/core/handover/items.ts';
import type { HandoverNote } from '../bot/core/handover/notes.ts';
import { SEVERITIES } from '../bot/core/plant.ts';
import type { HandoverFilter, HandoverStore } from '../bot/ports/handovers.ts';
import type { Commit, Page } from '../bot/ports/store.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { Db } from './database.ts';
import type { Prisma, Handover as Row } from './generated/sqlite/client.ts';
import type { Promises } from './promises.ts';
import { instant, readRow } from './rows.ts';
import { Instant, MaybeInstant, MaybeName, Name } from './shapes.ts';
import { inserter, STALE } from './statements.ts';

const Note = z.object({
  at: Instant,
  by: Name,
  text: Name,
  revision: z.int(),
  isAfterSigning: z.boolean(),
  droppedBy: MaybeName,
  droppedAt: MaybeInstant,
} satisfies Record<keyof HandoverNote, z.ZodType>);
/** As versions wrote them in which nobody could take a note back. */
const OldNote = Note.pick({ at: true, by: true, text: true }).strict();

const Shape: z.ZodType<Handover> = z.object({
  id: Name.min(1),
  roster: Name,
  from: Instant,
  changesAt: Instant,
  until: Instant,
  stage: z.enum(HANDOVER_STAGES),
  dueAt: MaybeInstant,
  signedBy: MaybeName,
  signedAt: MaybeInstant,
  acceptedBy: MaybeName,
  acceptedAt: MaybeInstant,
  moved: z.int(),
  notes: z.array(Note),
  steps: z.array(z.object({ at: Instant, stage: z.enum(HANDOVER_STAGES), people: z.array(Name) })),
  items: z.array(
    z.object({
      alert: Name,
      severity: z.enum(SEVERITIES),
      group: z.enum(HANDOVER_GROUPS),
      owner: MaybeName,
      shelvedUntil: MaybeInstant,
      movedFrom: MaybeName,
    }),
  ),
  changedAt: Instant,
  revision: z.int(),
} satisfies Record<keyof Handover, z.ZodType>);

/** Writes a commit's hand-overs, after its alerts. */
export function handoverWriter(
  raw: Database.Database,
  promises: Promises,
): (commit: Commit) => void {
  const insert = inserter(raw, 'Handover');
  const remove = raw.prepare<[string, number]>(
    'DELETE FROM "Handover" WHERE "id" = ? AND "revision" = ?',
  );
  return ({ handovers = [] }) => {
    for (const { handover, expected, deliveries } of handovers) {
      const { id, revision } = handover;
      if (expected !== null && remove.run(id, expected).changes !== 1) throw STALE;
      insert(cellsOf(Shape.parse(handover)));
      promises.refresh(id, revision);
      for (const wish of deliveries) promises.promise({ kind: 'handover', id }, revision, wish);
    }
  };
}

function cellsOf({ notes, steps, items, ...rest }: Handover) {
  const lists = { notes: JSON.stringify(notes), steps: JSON.stringify(steps) };
  return { ...rest, ...lists, items: JSON.stringify(items) };
}

export function handovers({ client }: Db): HandoverStore {
  const maybe = (row: Row | null) => (row === null ? null : handoverOf(row));
  return {
    handover: async (id) => maybe(await client.handover.findUnique({ where: { id } })),
    handoverAt: async (roster, changesAt) =>
      maybe(await client.handover.findFirst({ where: { roster, changesAt } })),
    handoversDue: async (now, limit) => {
      const where = { dueAt: { lte: now } };
      const orderBy = [{ dueAt: 'asc' as const }, { id: 'asc' as const }];
      return (await client.handover.findMany({ where, orderBy, take: limit })).map(handoverOf);
    },
    handovers: async (filter, limit, cursor): Promise<Page<Handover>> => {
      const before = cursor === null ? null : readCursor('handovers', cursor);
      const rows = await client.handover.findMany({
        where: { ...whereOf(filter), ...(before === null ? {} : { id: { lt: before } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const items = rows.slice(0, limit).map(handoverOf);
      const last = items.at(-1);
      const isMore = rows.length > limit && last !== undefined;
      return { items, next: isMore ? cursorOf('handovers', last.id) : null };
    },
  };
}

function whereOf({ roster, since, openAt }: HandoverFilter): Prisma.HandoverWhereInput {
  return {
    ...(roster === undefined ? {} : { roster }),
    ...(since === undefined ? {} : { changesAt: { gte: since } }),
    ...(openAt === undefined ? {} : { acceptedAt: null, until: { gt: openAt } }),
  };
}

function handoverOf(row: Row): Handover {
  return readRow('Handover', row.id, Shape, () => ({
    ...row,
    from: instant(row.from),
    changesAt: instant(row.changesAt),
    until: instant(row.until),
    dueAt: instant(row.dueAt),
    signedAt: instant(row.signedAt),
    acceptedAt: instant(row.acceptedAt),
    notes: notesOf(row),
    steps: JSON.parse(row.steps),
    items: JSON.parse(row.items),
    changedAt: instant(row.changedAt),
  }));
}

/** Of an old note everybody has seen a card, and its time tells whether it was there to be signed. */
function notesOf({ notes, signedAt }: Row): readonly unknown[] {
  const signed = instant(signedAt);
  return z
    .array(z.unknown())
    .parse(JSON.parse(notes))
    .map((note) => {
      const old = OldNote.safeParse(note);
      if (!old.success) return note;
      const isAfterSigning = signed !== null && old.data.at > signed;
      return { ...old.data, revision: 0, isAfterSigning, droppedBy: null, droppedAt: null };
    });
}
