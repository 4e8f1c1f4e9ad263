// How fast the detections of one alert came, for those alerts that had enough of them to chatter.
import { chatterOf } from '../bot/core/storm.ts';
import type { Db } from './database.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { instant } from './rows.ts';

/** Below three arrivals nothing chatters; a single short gap is chance. */
export const CHATTER_ARRIVALS = 3;
/** The alerts with most arrivals are looked at, and so many of the latest arrivals of each. */
export const CHATTER_ALERTS = 1_000;
export const CHATTER_LATEST = 500;

/** By alert id. */
export async function chatterIndexes(
  db: Db,
  alert: Prisma.AlertWhereInput,
): Promise<ReadonlyMap<string, number>> {
  const active = { status: 'active', alertId: { not: null }, alert };
  const groups = await db.client.detection.groupBy({
    by: ['alertId'],
    where: active,
    _count: { seq: true },
    having: { seq: { _count: { gte: CHATTER_ARRIVALS } } },
    orderBy: { _count: { seq: 'desc' } },
    take: CHATTER_ALERTS,
  });
  const indexes = new Map<string, number>();
  for (const { alertId } of groups) {
    if (alertId === null) continue;
    const arrivals = await db.client.detection.findMany({
      where: { alertId, status: 'active' },
      orderBy: { seq: 'desc' },
      take: CHATTER_LATEST,
      select: { receivedAt: true },
    });
    indexes.set(alertId, chatterOf(arrivals.map((a) => instant(a.receivedAt))));
  }
  return indexes;
}
