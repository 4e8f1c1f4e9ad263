// Who may call: the bearer token, its scopes, its age and its pace. Tokens are compared as hashes in constant time and read
// afresh for every request, so a token that was withdrawn is out at once. It never logs or keeps a token.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/time.ts';
import type { Scope, Store, Token } from '../../ports/store.ts';
import type { Clock } from '../../ports/system.ts';
import { problem, type Reply } from './reply.ts';

export interface Caller {
  /** The token's id; null for the bootstrap token. */
  readonly id: string | null;
  readonly scopes: readonly Scope[];
  /** Detections a second; null = no limit. */
  readonly perSecond: number | null;
}

/** The caller when the scope is theirs, else the refusal. */
export type AccessCheck = (
  authorization: string | undefined,
  scope: Scope,
) => Promise<
  { readonly ok: true; readonly caller: Caller } | { readonly ok: false; readonly reply: Reply }
>;

export const SCOPES = ['ingest', 'read', 'admin'] as const;

/** The bootstrap token: every scope, no limit. */
const BOOTSTRAP: Caller = { id: null, scopes: SCOPES, perSecond: null };

/** Longer ones are none of ours; hashing them would be work for strangers. */
const TOKEN_LIMIT_CHARS = 512;

export function accessCheck(deps: {
  readonly store: Pick<Store, 'tokens'>;
  readonly clock: Clock;
  readonly bootstrapHash: string;
}): AccessCheck {
  const tokens = shared(() => deps.store.tokens());
  return async (authorization, scope) => {
    const secret = bearerOf(authorization);
    if (secret === null) return { ok: false, reply: unauthorized(null) };
    const hash = tokenHash(secret);
    const caller = isSameHash(hash, deps.bootstrapHash)
      ? BOOTSTRAP
      : findCaller(hash, await tokens(), deps.clock.now());
    if (caller === null) return { ok: false, reply: unauthorized('invalid_token') };
    if (!caller.scopes.includes(scope)) return { ok: false, reply: forbidden(scope) };
    return { ok: true, caller };
  };
}

/** Hex SHA-256; a token is long and random, so it needs no slow hash. */
export function tokenHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function bearerOf(authorization: string | undefined): string | null {
  const secret = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;
  return secret !== null && secret.length <= TOKEN_LIMIT_CHARS ? secret : null;
}

/** Looks at every token, whether or not one fitted before: time tells nothing. */
function findCaller(hash: string, tokens: readonly Token[], now: Instant): Caller | null {
  const found = tokens.filter((token) => isSameHash(hash, token.hash));
  const token = found.find((t) => t.expiresAt === null || t.expiresAt > now);
  if (token === undefined) return null;
  return { id: token.id, scopes: token.scopes, perSecond: token.perSecond };
}

function isSameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex');
  const right = Buffer.from(b, 'hex');
  return left.length === right.length && left.length > 0 && timingSafeEqual(left, right);
}

function unauthorized(error: 'invalid_token' | null): Reply {
  const detail =
    error === null
      ? 'Send `Authorization: Bearer TOKEN`.'
      : 'This token is unknown, withdrawn or expired.';
  const challenge = error === null ? '' : `, error="${error}"`;
  const headers = { 'www-authenticate': `Bearer realm="andon"${challenge}` };
  return problem({ status: 401, detail }, headers);
}

function forbidden(scope: Scope): Reply {
  const challenge = `Bearer realm="andon", error="insufficient_scope", scope="${scope}"`;
  const detail = `This token lacks the scope \`${scope}\`.`;
  return problem({ status: 403, detail }, { 'www-authenticate': challenge });
}

/** Callers that come together share one reading, which always begins after the latest of them came. */
function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    const reading = read();
    running = reading;
    const done = (): void => {
      if (running === reading) running = null;
    };
    reading.then(done, done);
    return reading;
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}

// ---- pace -------------------------------------------------------------------------------------------------------------

export interface Pacing {
  /** Lets one request in and answers 0, or the whole seconds after which it may come again. */
  enter(caller: Caller): number;
  /** Counts further detections that came with a request; the debt is paid by waiting. */
  charge(caller: Caller, detections: number): void;
}

/** How many producers' levels are remembered; beyond that all begin afresh. */
const BUCKETS_LIMIT = 10_000;

/** A token bucket for each producer, in this process: `perSecond` detections, at most one second's worth saved up. */
export function pacing(clock: Clock): Pacing {
  const buckets = new Map<string, { level: number; at: Instant }>();

  function bucketOf(id: string, perSecond: number): { level: number; at: Instant } {
    const now = clock.now();
    const full = Math.max(1, perSecond);
    const bucket = buckets.get(id) ?? { level: full, at: now };
    const refill = (Math.max(0, now - bucket.at) / 1_000) * perSecond;
    bucket.level = Math.min(full, bucket.level + refill);
    bucket.at = now;
    if (buckets.size >= BUCKETS_LIMIT) buckets.clear();
    buckets.set(id, bucket);
    return bucket;
  }

  return {
    enter({ id, perSecond }) {
      if (id === null || perSecond === null) return 0;
      const bucket = bucketOf(id, perSecond);
      // A hair below one is one: refills are sums of fractions.
      if (bucket.level < 1 - 1e-9) return Math.max(1, Math.ceil((1 - bucket.level) / perSecond));
      bucket.level -= 1;
      return 0;
    },
    charge({ id, perSecond }, detections) {
      if (id !== null && perSecond !== null) bucketOf(id, perSecond).level -= detections;
    },
  };
}
