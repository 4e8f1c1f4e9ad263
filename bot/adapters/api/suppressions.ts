// GET /v1/suppressions: what gets no card now, until when, by whom and why: what people said, then rules of the plant file whose
// time it is. What is over is in no list.
import { z } from 'zod';
import {
  type Held,
  heldNow,
  SUPPRESSION_KINDS,
  SUPPRESSIONS_LIMIT,
} from '../../core/suppression.ts';
import { type People, personJson, time } from './faces.ts';
import { answers, type Json, wrongInput } from './openapi-parts.ts';
import { readQuery } from './query.ts';
import { json, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';
import { PersonJson } from './shapes.ts';

const Pattern = z.string().optional();

export const SuppressionsJson = z.strictObject({
  suppressions: z.array(
    z.strictObject({
      kind: z
        .enum([...SUPPRESSION_KINDS, 'rule'])
        .describe(
          '`rule`: of the plant file. A `state` hides nothing by itself: rules ask for it.',
        ),
      match: z
        .strictObject({
          asset: Pattern,
          type: Pattern,
          site: Pattern,
          area: Pattern,
          model: Pattern,
          severity: Pattern,
          shift: Pattern,
        })
        .describe('What it is about; `*` stands for anything, what is left out is not asked.'),
      state: z.string().nullable(),
      reason: z.string().nullable(),
      by: PersonJson.nullable().describe('Null for a rule.'),
      until: z
        .string()
        .meta({ format: 'date-time' })
        .nullable()
        .describe('When it ends by itself; null = not by the clock.'),
    }),
  ),
});
type SuppressionsJson = z.infer<typeof SuppressionsJson>;

export function suppressionRoutes(deps: ApiDeps): readonly Route[] {
  const answer = (asked: Asked): Promise<Reply> => list(asked, deps);
  return [{ method: 'GET', path: '/v1/suppressions', scope: 'read', answer }];
}

async function list({ query }: Asked, { store, around, clock }: ApiDeps): Promise<Reply> {
  const read = readQuery(z.strictObject({}), query);
  if (!read.ok) return read.reply;
  const now = clock.now();
  const said = await store.suppressions(now, SUPPRESSIONS_LIMIT);
  const people = await store.people([...new Set(said.map((s) => s.by))]);
  const byId = new Map(people.map((p) => [p.id, p]));
  const held = heldNow(around().plant, said, now);
  return json(200, { suppressions: held.map((h) => heldJson(h, byId)) } satisfies SuppressionsJson);
}

function heldJson(held: Held, people: People): SuppressionsJson['suppressions'][number] {
  const { kind, match, state, reason, by, until } = held;
  return {
    kind,
    match: { ...match },
    state,
    reason,
    by: personJson(by, people),
    until: time(until),
  };
}

/** How the API's description tells it; `refusals` are those that all routes share. */
export function suppressionOperation(refusals: Json): Json {
  return {
    operationId: 'getSuppressions',
    tags: ['alerts'],
    summary:
      'What gets no card now: maintenance, out of service, rules of the plant file. Scope `read`.',
    description: 'What is suppressed is kept, answered `logged` with the reason, and counted.',
    responses: { 200: answers('Suppressions', 'All of it.'), 400: wrongInput, ...refusals },
  };
}
