// Tokens of producers and readers: made, listed, withdrawn. The secret leaves once, in the answer that made it; what is kept
// is its hash.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isoText } from '../../core/time.ts';
import type { Token } from '../../ports/store.ts';
import { readJson } from '../detection/json.ts';
import { NO_INSTANT, readInstant } from '../detection/shape.ts';
import { SCOPES, tokenHash } from './access.ts';
import { encodingRefusal, readBody, unreadable } from './body.ts';
import { readInput } from './query.ts';
import { badInput, json, problem, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';
import type { TokenJson } from './shapes.ts';

/** How many tokens there may be, and the fastest pace that is still a limit. */
export const TOKENS_LIMIT = 1_000;
export const PER_SECOND_LIMIT = 100_000;

export const NewToken = z.strictObject({
  name: z
    .string()
    .max(100)
    .refine((t) => t.trim() !== '' && !/\p{Cc}|\p{Cs}/u.test(t), {
      error: 'must have visible characters, and no control characters',
    }),
  scopes: z.array(z.enum(SCOPES)).min(1).max(10),
  expiresAt: z
    .string()
    .refine((t) => readInstant(t) !== null, { error: NO_INSTANT })
    .meta({ format: 'date-time' })
    .nullish()
    .describe('Default: never.'),
  perSecond: z
    .number()
    .positive()
    .max(PER_SECOND_LIMIT)
    .nullish()
    .describe('Detections a second. Default: no limit.'),
});

export function tokenRoutes(deps: ApiDeps): readonly Route[] {
  const { store } = deps;
  return [
    {
      method: 'POST',
      path: '/v1/tokens',
      scope: 'admin',
      answer: (asked) => make(asked, deps),
    },
    {
      method: 'GET',
      path: '/v1/tokens',
      scope: 'admin',
      answer: async () => json(200, { tokens: (await store.tokens()).map(tokenJson) }),
    },
    {
      method: 'DELETE',
      path: '/v1/tokens/{id}',
      scope: 'admin',
      answer: async ({ parts }) => {
        const isGone = await store.removeToken(parts.id ?? '');
        if (!isGone) return problem({ status: 404, detail: 'There is no token with this id.' });
        return { status: 204, headers: {}, body: null };
      },
    },
  ];
}

function tokenJson(token: Token): TokenJson {
  const { id, name, scopes, createdAt, expiresAt, perSecond } = token;
  return {
    id,
    name,
    scopes: [...scopes],
    createdAt: isoText(createdAt),
    expiresAt: expiresAt === null ? null : isoText(expiresAt),
    perSecond,
  };
}

async function make({ request }: Asked, deps: ApiDeps): Promise<Reply | null> {
  const refusal = encodingRefusal(request) ?? mediaRefusal(request.headers['content-type']);
  if (refusal !== null) return refusal;
  const body = await readBody(request);
  if (body.kind === 'aborted') return null;
  if (body.kind !== 'text') return unreadable(body);
  const sent = readJson(body.text);
  if (sent === undefined) return badInput('', 'must be valid JSON');
  const read = readInput(NewToken, sent.value);
  if (!read.ok) return read.reply;
  const { name, scopes } = read.value;
  const now = deps.clock.now();
  const expiresAt = readInstant(read.value.expiresAt ?? '');
  if (expiresAt !== null && expiresAt <= now) return badInput('expiresAt', 'must be in the future');
  if ((await deps.store.tokens()).length >= TOKENS_LIMIT) {
    const detail = `There are ${TOKENS_LIMIT} tokens already; withdraw one first.`;
    return problem({ status: 409, detail });
  }
  const id = deps.ids.next();
  const token = `andon_${randomBytes(32).toString('base64url')}`;
  const perSecond = read.value.perSecond ?? null;
  const hash = tokenHash(token);
  const kept = { id, name: name.trim(), hash, scopes: [...new Set(scopes)] };
  await deps.store.addToken({ ...kept, createdAt: now, expiresAt, perSecond });
  deps.log.info('a token was made', { id, scopes: kept.scopes });
  return json(201, { id, token });
}

function mediaRefusal(contentType = ''): Reply | null {
  if (/^application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i.test(contentType)) return null;
  return problem({ status: 415, detail: 'Content-Type must be application/json, in UTF-8.' });
}
