// The rows that the numbers are counted from: a few queries for any number of alerts, without a name of a person.
import { z } from 'zod';
import { gapAfter } from '../bot/core/escalation.ts';
import type { KpiAlert } from '../bot/core/kpi/rows.ts';
import type { KpiFilter } from '../bot/ports/store.ts';
import { chatterIndexes } from './chatter.ts';
import type { Db } from './database.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { instant, labelOf, readRow } from './rows.ts';
import { AlertFields } from './shapes.ts';

/** A model of one alert, and the revision at which its first detection joined. */
interface Joined {
  readonly name: string;
  readonly version: string;
  readonly revision: number;
}

/** The columns of an alert that are counted. */
const COLUMNS = {
  id: true,
  asset: true,
  type: true,
  channel: true,
  policy: true,
  openedAt: true,
  closedAt: true,
  closedBy: true,
  answeredAt: true,
  verdict: true,
  verdictAt: true,
  work: true,
  owner: true,
  level: true,
} as const;

const Counted = z.object({ ...AlertFields.pick(COLUMNS).shape });

type CountedRow = Prisma.AlertGetPayload<{ select: typeof COLUMNS }>;

export async function kpiAlerts(db: Db, filter: KpiFilter): Promise<readonly KpiAlert[]> {
  const alert = whereOf(filter);
  const [alerts, openings, labels, joined, climbs, shelvings, chatter] = await Promise.all([
    db.client.alert.findMany({ where: alert, orderBy: { id: 'asc' }, select: COLUMNS }),
    db.client.detection.findMany({
      where: { isOpening: true, alert },
      select: { alertId: true, stream: true, probability: true },
    }),
    db.client.label.findMany({
      where: { isLive: true, isDeciding: true, alert },
      orderBy: { seq: 'asc' },
    }),
    joinedModels(db, alert),
    db.client.event.findMany({
      where: { kind: 'escalated', by: null, alert: { ...alert, level: { gt: 0 } } },
      select: { alertId: true },
    }),
    db.client.event.findMany({
      where: { kind: 'shelved', alert },
      select: { alertId: true, at: true },
    }),
    chatterIndexes(db, alert),
  ]);
  const openingOf = new Map(openings.map((o) => [o.alertId, o]));
  const labelFor = new Map(labels.map((l) => [l.alertId, labelOf(l)]));
  const climbed = new Set(climbs.map((c) => c.alertId));
  const shelved = new Set(shelvings.map((s) => `${s.alertId} ${s.at}`));
  return alerts.flatMap((row) => {
    const label = labelFor.get(row.id) ?? null;
    const models = modelsOf(joined.get(row.id) ?? [], label?.revision ?? null, filter);
    const isFiltered = filter.model !== undefined || filter.version !== undefined;
    if (isFiltered && models.length === 0) return [];
    const opening = openingOf.get(row.id);
    return withoutPeople({
      ...countedOf(row),
      isPutAside: shelved.has(`${row.id} ${row.answeredAt}`),
      isClimbedByItself: climbed.has(row.id),
      chatter: chatter.get(row.id) ?? null,
      stream: opening?.stream ?? 'action',
      probability: opening?.probability ?? 1,
      label,
      models,
    });
  });
}

function countedOf(row: CountedRow) {
  const { policy, owner, closedBy, ...counted } = readRow('Alert', row.id, Counted, () => ({
    ...row,
    policy: JSON.parse(row.policy),
    openedAt: instant(row.openedAt),
    closedAt: instant(row.closedAt),
    answeredAt: instant(row.answeredAt),
    verdictAt: instant(row.verdictAt),
  }));
  return { ...counted, targetMs: gapAfter(policy, 0), carriedBy: owner ?? closedBy };
}

function whereOf(filter: KpiFilter): Prisma.AlertWhereInput {
  const { asset, type, channel, from, to } = filter;
  return {
    ...(asset === undefined ? {} : { asset }),
    ...(type === undefined ? {} : { type }),
    ...(channel === undefined ? {} : { channel }),
    openedAt: {
      ...(from === undefined ? {} : { gte: from }),
      ...(to === undefined ? {} : { lt: to }),
    },
  };
}

async function joinedModels(
  db: Db,
  alert: Prisma.AlertWhereInput,
): Promise<ReadonlyMap<string, readonly Joined[]>> {
  const groups = await db.client.detection.groupBy({
    by: ['alertId', 'modelName', 'modelVersion'],
    where: { alert, modelName: { not: null } },
    orderBy: [{ modelName: 'asc' }, { modelVersion: 'asc' }],
    _min: { revision: true },
  });
  const joined = new Map<string, Joined[]>();
  for (const { alertId, modelName, modelVersion, _min } of groups) {
    if (alertId === null || modelName === null) continue;
    const list = joined.get(alertId) ?? [];
    list.push({ name: modelName, version: modelVersion ?? '', revision: _min.revision ?? 0 });
    joined.set(alertId, list);
  }
  return joined;
}

/** The models that the label covers (all without one), narrowed to what was asked for. */
function modelsOf(
  joined: readonly Joined[],
  revision: number | null,
  { model, version }: KpiFilter,
): KpiAlert['models'] {
  return joined
    .filter((m) => revision === null || m.revision <= revision)
    .filter((m) => model === undefined || m.name === model)
    .filter((m) => version === undefined || m.version === version)
    .map(({ name, version }) => ({ name, version }));
}

/** Of a label only what it says: who said it is nobody's business here. */
function withoutPeople(row: KpiAlert): KpiAlert {
  if (row.label === null) return row;
  const { verdict, technicalTruth, actionable, strength } = row.label;
  return { ...row, label: { verdict, technicalTruth, actionable, strength } };
}
