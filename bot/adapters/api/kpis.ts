// GET /v1/kpis: the numbers of one selection of alerts, counted by bot/core/kpi. Nothing is computed here.
import { z } from 'zod';
import { kpis } from '../../core/kpi/report.ts';
import { given, readQuery, When, Word } from './query.ts';
import { badInput, json, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

const KpiQuery = z.strictObject({
  model: Word.optional(),
  version: Word.optional(),
  asset: Word.optional(),
  type: Word.optional(),
  channel: Word.optional(),
  from: When.optional(),
  to: When.optional(),
});

export function kpiRoutes({ store, clock }: ApiDeps): readonly Route[] {
  async function answer({ query }: Asked): Promise<Reply> {
    const read = readQuery(KpiQuery, query);
    if (!read.ok) return read.reply;
    const { from, to } = read.value;
    if (from !== undefined && to !== undefined && to < from) {
      return badInput('to', 'must not be before `from`');
    }
    const rows = await store.kpiAlerts(given(read.value));
    return json(200, kpis(rows, clock.now(), given({ from, to })));
  }

  return [{ method: 'GET', path: '/v1/kpis', scope: 'read', answer }];
}
