// The memory store's log of misses.
import type { MissStore } from '../../../bot/ports/misses.ts';
import { cursorOf, page, readCursor } from './reading.ts';
import type { Tables } from './tables.ts';

export function memoryMisses({ misses, alerts, detectionsOf }: Tables): MissStore {
  return {
    addMiss: async (miss) => void misses.push(miss),
    misses: async ({ since, asset, type }, limit, cursor) => {
      const after = cursor === null ? 0 : Number(readCursor('m', cursor));
      const found = misses
        .map((miss, i) => ({ seq: i + 1, miss }))
        .filter(({ seq }) => seq > after)
        .filter(({ miss }) => since === undefined || miss.at >= since)
        .filter(({ miss }) => asset === undefined || miss.asset === asset)
        .filter(({ miss }) => type === undefined || miss.type === type);
      const { items, next } = page(found, limit, (m) => cursorOf('m', String(m.seq)));
      return { items: items.map((m) => m.miss), next };
    },
    seen: async ({ asset, type, from, to }, limit) =>
      [...alerts.values()]
        .filter((a) => a.asset === asset && a.type === type)
        .flatMap((a) => detectionsOf.get(a.id) ?? [])
        .filter(({ detection: d }) => d.status === 'active')
        .filter(({ detection: d }) => d.observedAt >= from && d.observedAt <= to)
        .slice(0, limit),
  };
}
