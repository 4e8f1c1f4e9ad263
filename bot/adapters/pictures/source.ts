// Fetches one evidence picture from a host that the plant lists. Whoever may post a detection chooses the address, so nothing
// in it is believed: the name is resolved here and the connection pinned to the address that was judged, every redirect is
// judged anew, and what arrives is limited in time and size and is a picture only if its bytes say so. It never retries.
import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import {
  bareHost,
  type EvidenceRules,
  isAddress,
  type Listing,
  listingOf,
  pictureAddress,
} from '../../core/evidence.ts';
import type { Fetched, PictureSource } from '../../ports/pictures.ts';
import { imageIn } from './image.ts';
import { mayReach } from './ranges.ts';

/** From the first look-up to the last byte. */
export const FETCH_LIMIT_MS = 10_000;
export const REDIRECTS_MAX = 3;

/** Asks the system for all addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface SourceOptions {
  /** As they are now; without any, nothing is fetched. */
  readonly rules: () => EvidenceRules | undefined;
  readonly resolve?: Resolve;
  readonly limitMs?: number;
}

type Failed = Extract<Fetched, { ok: false }>;

/** What is the same for all hops of one fetch. */
interface Trip {
  readonly rules: EvidenceRules;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
}

export function pictureSource({ rules, resolve, limitMs }: SourceOptions): PictureSource {
  return async (url) => {
    const now = rules() ?? { hosts: [], maxBytes: 0 };
    const signal = AbortSignal.timeout(limitMs ?? FETCH_LIMIT_MS);
    try {
      return await travel(url, { rules: now, resolve: resolve ?? systemResolve, signal });
    } catch (error) {
      const reason = signal.aborted ? 'it did not arrive in time' : reasonOf(error);
      return { ok: false, isFinal: false, reason };
    }
  };
}

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map((found) => found.address);
}

async function travel(from: string, trip: Trip): Promise<Fetched> {
  let address = pictureAddress(from);
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    if (address === null) return never('it has no plain http or https address');
    const answer = await visit(address, trip);
    if ('ok' in answer) return answer;
    address = pictureAddress(resolved(answer.to, address));
  }
  return never(`it is redirected more than ${REDIRECTS_MAX} times`);
}

/** Where a redirect leads, seen from where it was met; empty when nowhere. */
function resolved(to: string, from: URL): string {
  return URL.canParse(to, from.href) ? new URL(to, from).href : '';
}

async function visit(url: URL, trip: Trip): Promise<Fetched | { readonly to: string }> {
  const listing = listingOf(url, trip.rules.hosts);
  if (listing === 'none') return never(`the plant file does not list the host ${url.hostname}`);
  const pinned = await judgedAddress(url, listing, trip);
  if (typeof pinned !== 'string') return pinned;
  const response = await request(url, pinned, trip.signal);
  try {
    return await read(response, trip.rules.maxBytes);
  } finally {
    response.destroy();
  }
}

/** One address that may be reached; refused when any of them may not: who mixes them means no good. */
async function judgedAddress(url: URL, listing: Listing, trip: Trip): Promise<string | Failed> {
  const host = bareHost(url.hostname);
  const found = isAddress(host) ? [host] : await within(trip.resolve(host), trip.signal);
  const [first] = found;
  if (first === undefined) return later(`the host ${host} has no address`);
  if (found.every((address) => mayReach(address, listing))) return first;
  return never(`the host ${host} leads to an address that is not for pictures`);
}

/** A resolver can't be called off; nobody waits for it any longer. */
function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** Connects to the pinned address, whatever the name leads to by now; certificates are still checked against the name. */
function request(url: URL, pinned: string, signal: AbortSignal): Promise<IncomingMessage> {
  const family = isIP(pinned);
  const options: RequestOptions = {
    agent: false,
    signal,
    headers: { accept: 'image/png, image/jpeg, image/gif', 'accept-encoding': 'identity' },
    lookup: (_host, { all }, done) =>
      all === true ? done(null, [{ address: pinned, family }]) : done(null, pinned, family),
  };
  return new Promise((resolve, reject) => {
    const asked =
      url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
    asked.once('response', resolve);
    asked.once('error', reject);
    // Whoever wants to talk another protocol has no picture.
    asked.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('the server changed the protocol'));
    });
    asked.end();
  });
}

async function read(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Fetched | { readonly to: string }> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined)
    return { to: headers.location };
  if (status !== 200) return later(`its host answered with status ${status}`);
  const tooLarge = never(`it is larger than ${maxBytes} bytes`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return tooLarge;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const image = imageIn(bytes);
  if (image === null) return never('it is no PNG, JPEG or GIF, or has too many pixels');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ok: true, picture: { sha256, ...image, bytes } };
}

function never(reason: string): Failed {
  return { ok: false, isFinal: true, reason };
}

function later(reason: string): Failed {
  return { ok: false, isFinal: false, reason };
}

/** Codes and not messages: those may repeat the address with whatever secret stands in it. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  return `its host can't be read from (${code})`;
}
