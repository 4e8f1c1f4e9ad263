// The states of the rules, one row each. A number is taken once, so two who change the rules at the same moment are told apart.
import { z } from 'zod';
import type { Json, PlantChange } from '../bot/core/plant-change.ts';
import type { PlantRevision } from '../bot/ports/plant.ts';
import type { Store } from '../bot/ports/store.ts';
import { type Db, isTaken } from './database.ts';
import type { PlantRevision as Row } from './generated/sqlite/client.ts';
import { instant, readRow } from './rows.ts';

const Value: z.ZodType<Json> = z.json();

const Change: z.ZodType<PlantChange> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    path: z.array(z.string()).min(1),
    was: Value,
    value: Value,
  }),
  z.object({ kind: z.literal('route-added'), route: Value }),
  z.object({ kind: z.literal('route-removed'), route: Value }),
  z.object({
    kind: z.literal('route-moved'),
    route: Value,
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
]);

const Revision: z.ZodType<PlantRevision> = z.object({
  number: z.int().min(1),
  at: z.int(),
  by: z.string().nullable(),
  cause: z.enum(['start', 'file', 'command', 'undo']),
  changes: z.array(Change),
  overlay: z.array(Change),
  dropped: z.array(Change),
  text: z.string(),
  fileHash: z.string(),
  parent: z.int().nullable(),
});

type Plants = Pick<Store, 'plantRevisions' | 'plantRevision' | 'addPlantRevision'>;

export function plants(db: Db): Plants {
  const { plantRevision } = db.client;
  return {
    plantRevisions: async (limit) => {
      const rows = await plantRevision.findMany({ orderBy: { number: 'desc' }, take: limit });
      return rows.map(revisionOf);
    },
    plantRevision: async (number) => {
      const row = await plantRevision.findUnique({ where: { number } });
      return row === null ? null : revisionOf(row);
    },
    addPlantRevision: async (added) => {
      const { changes, overlay, dropped, ...rest } = Revision.parse(added);
      const lists = {
        changes: JSON.stringify(changes),
        overlay: JSON.stringify(overlay),
        dropped: JSON.stringify(dropped),
      };
      try {
        await plantRevision.create({ data: { ...rest, ...lists } });
        return 'done';
      } catch (error) {
        if (isTaken(error)) return 'stale';
        throw error;
      }
    },
  };
}

function revisionOf(row: Row): PlantRevision {
  return readRow('PlantRevision', row.number, Revision, () => ({
    ...row,
    at: instant(row.at),
    changes: JSON.parse(row.changes),
    overlay: JSON.parse(row.overlay),
    dropped: JSON.parse(row.dropped),
  }));
}
