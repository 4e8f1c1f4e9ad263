// GET /v1/labels: the training data, an append-only log in stable order, as JSON lines, CSV or Label Studio tasks. It only
// reads; every record was written by a person's tap.
import { z } from 'zod';
import type { LabelLine } from '../../core/view.ts';
import type { Store } from '../../ports/store.ts';
import { csvLines } from './csv.ts';
import { labelJson } from './faces.ts';
import { labelStudioTasks } from './label-studio.ts';
import { Cursor, given, limit, readPage, readQuery, When, Word } from './query.ts';
import type { Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

export const LABELS_PAGE = 200;
export const LABELS_PAGE_MAX = 1_000;

const FORMATS = ['jsonl', 'csv', 'label-studio'] as const;
type Format = (typeof FORMATS)[number];

const LabelQuery = z.strictObject({
  since: When.optional(),
  model: Word.optional(),
  live: z.enum(['true', 'false']).optional(),
  cursor: Cursor.optional(),
  limit: limit(LABELS_PAGE_MAX, LABELS_PAGE),
  format: z.enum(FORMATS).default('jsonl'),
});

export function labelRoutes({ store }: ApiDeps): readonly Route[] {
  const answer = (asked: Asked): Promise<Reply> => list(asked, store);
  return [{ method: 'GET', path: '/v1/labels', scope: 'read', answer }];
}

async function list({ path, query }: Asked, store: Store): Promise<Reply> {
  const read = readQuery(LabelQuery, query);
  if (!read.ok) return read.reply;
  const { since, model, live, cursor = null, limit: size, format } = read.value;
  // Label Studio knows no record that replaces another: unless told otherwise it gets those in force.
  const isLive = (live ?? (format === 'label-studio' ? 'true' : 'false')) === 'true';
  const filter = given({ since, model, live: isLive ? true : undefined });
  const page = await readPage(store.labels(filter, size, cursor));
  if (!page.ok) return page.reply;
  const { items, next } = page.value;
  const link = next === null ? {} : { link: `<${nextAddress(path, query, next)}>; rel="next"` };
  const { type, body } = written(items, format);
  return { status: 200, headers: { 'content-type': type, ...link }, body };
}

/** The same question with the next cursor; relative, because only the reader knows by which name it reached us. */
function nextAddress(path: string, query: URLSearchParams, next: string): string {
  const question = new URLSearchParams(query);
  question.set('cursor', next);
  return `${path}?${question}`;
}

function written(
  lines: readonly LabelLine[],
  format: Format,
): { readonly type: string; readonly body: string | Iterable<string> } {
  switch (format) {
    case 'jsonl':
      return { type: 'application/x-ndjson', body: jsonLines(lines) };
    case 'csv':
      return {
        type: 'text/csv; charset=utf-8; header=present',
        body: csvLines(lines.map(labelJson)),
      };
    case 'label-studio':
      return { type: 'application/json', body: JSON.stringify(labelStudioTasks(lines)) };
  }
}

/** One at a time: a label of a long alert covers thousands of detections. */
function* jsonLines(lines: readonly LabelLine[]): Iterable<string> {
  for (const line of lines) yield `${JSON.stringify(labelJson(line))}\n`;
}
