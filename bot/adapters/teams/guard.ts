// The cheap checks in front of botbuilder's own: everything that it lets through, or would answer with a 500 instead of a 401.
// Pure. A reason is for the log alone; whoever was refused is never told it. Passing here proves nothing about the signature.

/** What a token claims, before anybody has proved it. */
export interface Claims {
  readonly serviceUrl: string | null;
}

export interface Expected {
  readonly issuer: string;
  /** Whom a token must be for. */
  readonly appId: string;
  readonly tenantId: string;
  /** Allowed prefixes. */
  readonly serviceUrls: readonly string[];
}

export type Refusal = { readonly refused: string };

const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const MAX_HEADER_LENGTH = 16 * 1024;

/** Clocks differ: botbuilder's own tolerance. */
const LEEWAY_MS = 300_000;

/**
 * Reads the header of a request. What the token says must fit before its signature is worth a look; botbuilder would
 * also print a stack for each one that is out of date.
 */
export function readBearer(
  header: string | undefined,
  expected: Expected,
  now: number,
): Claims | Refusal {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return { refused: 'no bearer' };
  const match = BEARER.exec(header);
  const head = parsePart(match?.[1]);
  const claims = parsePart(match?.[2]);
  if (head === null || claims === null) return { refused: 'no bearer' };
  if (head.alg !== 'RS256') return { refused: 'algorithm' };
  if (claims.iss !== expected.issuer) return { refused: 'issuer' };
  if (claims.aud !== expected.appId) return { refused: 'audience' };
  const { exp, nbf = 0 } = claims;
  if (typeof exp !== 'number' || typeof nbf !== 'number') return { refused: 'no expiry' };
  if (exp * 1_000 + LEEWAY_MS < now || nbf * 1_000 - LEEWAY_MS > now) return { refused: 'time' };
  return { serviceUrl: typeof claims.serviceurl === 'string' ? claims.serviceurl : null };
}

/** Why an activity is not for us; null when nothing speaks against it. */
export function refusalOf(
  claims: Claims,
  activity: Readonly<Record<string, unknown>>,
  expected: Expected,
): string | null {
  if (activity.channelId !== 'msteams') return 'channel';
  const { serviceUrl } = activity;
  if (typeof serviceUrl !== 'string') return 'no service url';
  if (!isAllowedUrl(serviceUrl, expected.serviceUrls)) return 'foreign service url';
  if (claims.serviceUrl !== serviceUrl) return 'service url differs from the claim';
  return isTenant(activity, expected.tenantId) ? null : 'tenant';
}

/** Compares origin and whole path segments, so that `https://host.evil.example` and `/teamsters` do not pass for ours. */
export function isAllowedUrl(given: string, allowed: readonly string[]): boolean {
  const url = parseUrl(given);
  if (url === null) return false;
  return allowed.some((prefix) => {
    const base = parseUrl(prefix);
    return base !== null && base.origin === url.origin && slashed(url).startsWith(slashed(base));
  });
}

/** Every tenant that the activity names must be ours, and it must name one. */
function isTenant(activity: Readonly<Record<string, unknown>>, tenantId: string): boolean {
  const named = [
    at(activity.conversation, 'tenantId'),
    at(at(activity.channelData, 'tenant'), 'id'),
  ].filter((t) => t !== undefined && t !== null);
  const wanted = tenantId.toLowerCase();
  return (
    named.length > 0 && named.every((t) => typeof t === 'string' && t.toLowerCase() === wanted)
  );
}

function parseUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain =
    url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain && /^https?:$/.test(url.protocol) ? url : null;
}

function slashed(url: URL): string {
  return url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
}

function parsePart(part: string | undefined): Record<string, unknown> | null {
  if (part === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
