// The label log: append-only, in the order of `seq`, each record with the detections that it covers.
import type { Detection } from '../bot/core/detection.ts';
import type { LabelLine, LabelRecord } from '../bot/core/view.ts';
import type { LabelFilter, Page, Store } from '../bot/ports/store.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { Db } from './database.ts';
import type { Prisma, Label as Row } from './generated/sqlite/client.ts';
import { keptOf, labelOf } from './rows.ts';

export function labelReads(db: Db): Pick<Store, 'labels' | 'labelsOf'> {
  return {
    labelsOf: async (alert) => {
      const rows = await db.client.label.findMany({
        where: { alertId: alert },
        orderBy: { seq: 'asc' },
      });
      return rows.map(labelOf);
    },
    labels: (filter, limit, cursor) => labelPage(db, filter, limit, cursor),
  };
}

async function labelPage(
  db: Db,
  filter: LabelFilter,
  limit: number,
  cursor: string | null,
): Promise<Page<LabelLine>> {
  const found: LabelLine[] = [];
  let after = cursor === null ? 0 : Number(readCursor('labels', cursor));
  // A model's labels are found by its detections, of which a label covers only some: so one read may give too few.
  while (found.length <= limit) {
    const rows = await db.client.label.findMany({
      where: { ...whereOf(filter), seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: limit + 1,
    });
    const lines = await labelLines(db, rows);
    found.push(...lines.filter((l) => filter.model === undefined || covers(l, filter.model)));
    const last = rows.at(-1);
    if (last === undefined || rows.length <= limit) break;
    after = last.seq;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return { items, next: isMore ? cursorOf('labels', String(last.seq)) : null };
}

function whereOf({ since, model, live }: LabelFilter): Prisma.LabelWhereInput {
  return {
    ...(since === undefined ? {} : { at: { gte: since } }),
    ...(live === undefined ? {} : { isLive: live }),
    ...(model === undefined ? {} : { alert: { detections: { some: { modelName: model } } } }),
  };
}

function covers(line: LabelLine, model: string): boolean {
  return line.detections.some((d) => d.model?.name === model);
}

/** Rows of the log with their people and detections, in two queries for all. */
export async function labelLines(db: Db, rows: readonly Row[]): Promise<readonly LabelLine[]> {
  const labels = rows.map((row) => ({ seq: row.seq, label: labelOf(row) }));
  const [people, detections] = await Promise.all([
    db.client.person.findMany({ where: { id: { in: [...new Set(rows.map((r) => r.by))] } } }),
    coveredBy(
      db,
      labels.map((l) => l.label),
    ),
  ]);
  const byId = new Map(people.map((p) => [p.id, p]));
  return labels.map(({ seq, label }) => {
    const known = byId.get(label.by);
    const key = known?.isInPlant === true ? known.key : null;
    const person = { id: label.by, key, name: known?.name ?? '' };
    return { seq, label, person, detections: detections(label) };
  });
}

/** What had joined at the revision that was judged, or before. */
async function coveredBy(
  db: Db,
  labels: readonly LabelRecord[],
): Promise<(label: LabelRecord) => readonly Detection[]> {
  const rows = await db.client.detection.findMany({
    where: { alertId: { in: [...new Set(labels.map((l) => l.alert))] } },
    orderBy: { seq: 'asc' },
  });
  const byAlert = new Map<string, { revision: number; detection: Detection }[]>();
  for (const { alert, revision, detection } of rows.map(keptOf)) {
    if (alert === null) continue;
    const list = byAlert.get(alert) ?? [];
    list.push({ revision, detection });
    byAlert.set(alert, list);
  }
  return (label) =>
    (byAlert.get(label.alert) ?? [])
      .filter((d) => d.revision <= label.revision)
      .map((d) => d.detection);
}
