// Hand-overs in memory: the same rules as prisma/handovers.ts.
import type { HandoverStore } from '../../../bot/ports/handovers.ts';
import type { Commit } from '../../../bot/ports/store.ts';
import { type Deps, promise, refresh } from './commit.ts';
import { cursorOf, page, readCursor } from './reading.ts';
import type { Tables } from './tables.ts';

export function areHandoversStale({ handovers }: Tables, wish: Commit): boolean {
  return (wish.handovers ?? []).some(
    ({ handover: { id, roster, changesAt }, expected }) =>
      (handovers.get(id)?.revision ?? null) !== expected ||
      [...handovers.values()].some(
        (h) => h.id !== id && h.roster === roster && h.changesAt === changesAt,
      ),
  );
}

export function writeHandovers(tables: Tables, deps: Deps, wish: Commit): void {
  for (const { handover, deliveries } of wish.handovers ?? []) {
    const { id, revision } = handover;
    tables.handovers.set(id, handover);
    refresh(tables, deps, id, revision);
    for (const wanted of deliveries)
      promise(tables, deps, { kind: 'handover', id }, revision, wanted);
  }
}

export function memoryHandovers({ handovers }: Tables): HandoverStore {
  const all = () => [...handovers.values()];
  return {
    handover: async (id) => handovers.get(id) ?? null,
    handoverAt: async (roster, changesAt) =>
      all().find((h) => h.roster === roster && h.changesAt === changesAt) ?? null,
    handoversDue: async (now, limit) =>
      all()
        .filter((h) => h.dueAt !== null && h.dueAt <= now)
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    handovers: async ({ roster, since, openAt }, limit, cursor) => {
      const before = cursor === null ? null : readCursor('h', cursor);
      const found = all()
        .filter((h) => before === null || h.id < before)
        .filter((h) => roster === undefined || h.roster === roster)
        .filter((h) => since === undefined || h.changesAt >= since)
        .filter((h) => openAt === undefined || (h.acceptedAt === null && h.until > openAt))
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      return page(found, limit, (h) => cursorOf('h', h.id));
    },
  };
}
