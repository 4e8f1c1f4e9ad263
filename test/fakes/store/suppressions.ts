// The memory store's record of what gets no card for a while.
import type { SuppressionStore } from '../../../bot/ports/suppression.ts';
import { joinKey, refKey } from './commit.ts';
import type { SuppressionRow, Tables } from './tables.ts';

export function memorySuppressions(tables: Tables): SuppressionStore {
  const { suppressions, suppressed, conditions, detections } = tables;
  const open = (at: number): SuppressionRow[] =>
    suppressions.filter((s) => s.endedAt === null && (s.until === null || s.until > at));
  return {
    suppressions: async (now, limit) =>
      open(now)
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        .slice(-limit)
        .map(({ endedAt: _, endedBy: __, ...said }) => said),
    suppress: async (begun) => {
      const { kind, asset, type, at, by } = begun;
      const same = open(at).filter((s) => s.type === type);
      if (kind !== 'maintenance') end(same, { kind, asset, type, at, by });
      suppressions.push({ ...begun, endedAt: null, endedBy: null });
    },
    endSuppression: async (wish) => {
      return end(
        open(wish.at).filter((s) => wish.type === null || s.type === wish.type),
        wish,
      );
    },
    suppressionChanged: async (since, now) =>
      suppressions.some(({ at, until, endedAt }) => {
        const overAt = endedAt ?? (until !== null && until <= now ? until : null);
        return at >= since || (overAt !== null && overAt >= since);
      }),
    suppressedSince: async (from) =>
      suppressed.filter(
        ({ at, source, detectionId: id }) =>
          at >= from && !detections.get(refKey({ source, id, status: 'active' }))?.alert,
      ).length,
    conditions: async (keys) => keys.flatMap((k) => conditions.get(joinKey(k.site, k.key)) ?? []),
    conditionsAfter: async (after, limit) => {
      const from = after === null ? '' : joinKey(after.site, after.key);
      return [...conditions]
        .filter(([key]) => key > from)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .flatMap(([, { source, detectionId: id }]) => {
          return detections.get(refKey({ source, id, status: 'active' })) ?? [];
        });
    },
  };
}

type End = Parameters<SuppressionStore['endSuppression']>[0];

function end(rows: readonly SuppressionRow[], { kind, asset, at, by }: End): number {
  const meant = rows.filter((s) => s.kind === kind && s.asset === asset);
  for (const row of meant) {
    row.endedAt = at;
    row.endedBy = by;
  }
  return meant.length;
}
