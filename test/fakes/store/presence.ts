// The memory store's record of who is there, and of what people arranged against the roster.
import type { PresenceStore } from '../../../bot/ports/presence.ts';
import type { CheckInRow, Tables } from './tables.ts';

export function memoryPresence({ checkIns, arrangements }: Tables): PresenceStore {
  return {
    presence: async (now, limit) => {
      const said = checkIns.filter((row) => row.until > now && row.endedAt === null).slice(-limit);
      return {
        checkIns: said
          .filter((row) => !row.isAway)
          .map(({ person, area, from, until }) => ({ person, area, from, until })),
        overrides: [
          ...said
            .filter((row) => row.isAway)
            .map(({ id, by, from, until, person }) => {
              return { id, at: from, by, from, until, kind: 'away', person } as const;
            }),
          ...arrangements
            .filter((a) => a.until > now)
            .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
            .slice(-limit),
        ],
      };
    },
    sayPresence: async ({ person, by, at, until, state, areas, ids }) => {
      for (const row of checkIns) {
        if (row.person !== person || row.endedAt !== null || row.until <= at) continue;
        row.endedAt = at;
        row.endedBy = by;
      }
      const base = { person, from: at, until, by, endedAt: null, endedBy: null };
      const row = (i: number, area: string | null, isAway: boolean): CheckInRow => {
        return { ...base, id: ids[i] ?? '', area, isAway };
      };
      if (state === 'here') checkIns.push(...areas.map((area, i) => row(i, area, false)));
      if (state === 'away') checkIns.push(row(0, null, true));
    },
    addArrangement: async (arrangement) => void arrangements.push(arrangement),
  };
}
