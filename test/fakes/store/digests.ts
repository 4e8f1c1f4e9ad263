// Digests in memory: the same rules as prisma/digests.ts.
import type { Digest } from '../../../bot/core/digest.ts';
import type { Commit, Store } from '../../../bot/ports/store.ts';
import { type Deps, promise, refresh } from './commit.ts';
import type { DigestRow, Tables } from './tables.ts';

export function areDigestsStale(tables: Tables, wish: Commit): boolean {
  const changes = wish.digests ?? [];
  const taking = changes.filter((c) => c.digest.isTaking).map((c) => c.digest);
  return (
    changes.some((c) => (tables.digests.get(c.digest.id)?.digest.size ?? null) !== c.expected) ||
    taking.some((d) =>
      all(tables).some(
        (other) =>
          other.isTaking &&
          other.channel === d.channel &&
          other.id !== d.id &&
          !changes.some((c) => c.digest.id === other.id && !c.digest.isTaking),
      ),
    )
  );
}

export function writeDigests(tables: Tables, deps: Deps, wish: Commit): void {
  const changes = wish.digests ?? [];
  for (const { digest, expected, added } of changes) {
    const row = tables.digests.get(digest.id);
    const revision = expected === null ? 0 : (row?.digest.revision ?? 0);
    const next: DigestRow = { digest: { ...digest, revision }, steps: row?.steps ?? [] };
    tables.digests.set(digest.id, next);
    advance(tables, deps, next, added);
  }
  for (const { alert, expected, refreshCards } of wish.changes) {
    if (expected === null || !refreshCards) continue;
    for (const row of tables.digests.values())
      if (row.steps.some((s) => s.alert === alert.id)) advance(tables, deps, row, [alert.id]);
  }
  for (const { digest, deliveries } of changes) {
    const revision = tables.digests.get(digest.id)?.digest.revision ?? 0;
    const subject = { kind: 'digest', id: digest.id } as const;
    for (const wanted of deliveries) promise(tables, deps, subject, revision, wanted);
  }
}

function advance(tables: Tables, deps: Deps, row: DigestRow, shown: readonly string[]): void {
  let { revision } = row.digest;
  if (shown.length === 0) revision += 1;
  for (const alert of shown) {
    revision += 1;
    row.steps.push({ revision, alert, at: tables.alerts.get(alert)?.revision ?? 1 });
  }
  row.digest = { ...row.digest, revision };
  refresh(tables, deps, row.digest.id, revision);
}

function all(tables: Tables): readonly Digest[] {
  return [...tables.digests.values()].map((r) => r.digest);
}

type DigestReads = Pick<Store, 'storm' | 'digest' | 'digestOf' | 'digestShown' | 'floods'>;

export function digestReads(tables: Tables): DigestReads {
  return {
    storm: async (channel, openings) => ({
      recent: [...tables.alerts.values()]
        .filter((a) => a.channel === channel)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, openings)
        .map((a) => a.openedAt),
      digest: all(tables).find((d) => d.isTaking && d.channel === channel) ?? null,
    }),
    digest: async (id) => {
      const row = tables.digests.get(id);
      if (row === undefined) return null;
      const ids = new Set(row.steps.map((s) => s.alert));
      const alerts = [...ids].flatMap((a) => tables.alerts.get(a) ?? []);
      const owners = alerts.flatMap((a) => (a.owner === null ? [] : [a.owner]));
      const names = new Map(owners.map((o) => [o, tables.people.get(o)?.name ?? '']));
      return { digest: row.digest, alerts, names };
    },
    digestOf: async (alert) => digestOf(tables, alert),
    digestShown: async (id, at) =>
      new Map(
        (tables.digests.get(id)?.steps ?? [])
          .filter((s) => s.revision <= at)
          .map((s) => [s.alert, s.at]),
      ),
    floods: async () => all(tables).filter((d) => d.endedAt === null),
  };
}

export function digestOf(tables: Tables, alert: string): string | null {
  const row = [...tables.digests.values()].find((r) => r.steps.some((s) => s.alert === alert));
  return row?.digest.id ?? null;
}
