// The log of misses: append-only, in the order of `seq`; and the detections that may have seen one after all.
import { z } from 'zod';
import type { Miss } from '../bot/core/miss.ts';
import { MINUTE } from '../bot/core/time.ts';
import type { MissFilter, MissStore } from '../bot/ports/misses.ts';
import type { Page } from '../bot/ports/store.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { Db } from './database.ts';
import type { Prisma, Miss as Row } from './generated/sqlite/client.ts';
import { instant, keptOf, readRow } from './rows.ts';
import { Instant, MaybeName, Name, Platform } from './shapes.ts';

const Shape: z.ZodType<Miss> = z.object({
  id: Name.min(1),
  at: Instant,
  happenedAt: Instant,
  site: Name,
  asset: Name,
  type: Name,
  by: Name,
  platform: Platform,
  channel: MaybeName,
  text: MaybeName,
  link: MaybeName,
  alert: MaybeName,
} satisfies Record<keyof Miss, z.ZodType>);

/** Alerts of one asset and type that are looked through, those that ended soonest after the moment first. */
const ALERTS_MAX = 50;
/** How far a producer's clock may be ahead of ours. */
const AHEAD_MS = 5 * MINUTE;

export function misses(db: Db): MissStore {
  const { client } = db;
  return {
    addMiss: async (added) => {
      const { alert, ...rest } = Shape.parse(added);
      await client.miss.create({ data: { ...rest, alertId: alert } });
    },
    misses: (filter, limit, cursor) => missPage(db, filter, limit, cursor),
    seen: async ({ asset, type, from, to }, limit) => {
      const alerts = await client.alert.findMany({
        where: { asset, type, lastObservedAt: { gte: from } },
        orderBy: [{ lastObservedAt: 'asc' }, { id: 'asc' }],
        select: { id: true },
        take: ALERTS_MAX,
      });
      const rows = await client.detection.findMany({
        where: {
          alertId: { in: alerts.map((a) => a.id) },
          status: 'active',
          receivedAt: { gte: from - AHEAD_MS },
        },
        orderBy: [{ receivedAt: 'asc' }, { seq: 'asc' }],
        take: limit,
      });
      return rows
        .map(keptOf)
        .filter(({ detection: d }) => d.observedAt >= from && d.observedAt <= to);
    },
  };
}

async function missPage(
  db: Db,
  filter: MissFilter,
  limit: number,
  cursor: string | null,
): Promise<Page<Miss>> {
  const after = cursor === null ? 0 : Number(readCursor('misses', cursor));
  const rows = await db.client.miss.findMany({
    where: { ...whereOf(filter), seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items: shown.map(missOf), next: isMore ? cursorOf('misses', String(last.seq)) : null };
}

function whereOf({ since, asset, type }: MissFilter): Prisma.MissWhereInput {
  return {
    ...(since === undefined ? {} : { at: { gte: since } }),
    ...(asset === undefined ? {} : { asset }),
    ...(type === undefined ? {} : { type }),
  };
}

function missOf(row: Row): Miss {
  const { alertId: alert, seq: _, ...rest } = row;
  return readRow('Miss', row.id, Shape, () => ({
    ...rest,
    alert,
    at: instant(row.at),
    happenedAt: instant(row.happenedAt),
  }));
}
