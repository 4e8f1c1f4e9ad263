// The guard in front of Bolt: who sent this, when, and can it be read? Bolt checks the signature too, but lets in what claims to
// come from the future, and reads bodies four times as large. Nothing here knows what a request asks for.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { Instant } from '../../core/time.ts';

export const BODY_MAX_BYTES = 1_048_576;
/** A request is stale, or from the future, when its time differs by more. */
export const AGE_MAX_S = 300;

export type MediaType = 'application/json' | 'application/x-www-form-urlencoded';

/** The whole body as it came, or null when it is larger than the limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    // What is too much is read to its end but not kept, so that the sender hears the answer.
    if (size <= BODY_MAX_BYTES) parts.push(part);
  }
  return size > BODY_MAX_BYTES ? null : Buffer.concat(parts);
}

/** What the guard reads of a request besides its body. */
export type Headed = Pick<IncomingMessage, 'headers'>;

/** Signed by Slack with our secret, and of now. */
export function isGenuine(
  request: Headed,
  body: Buffer,
  signingSecret: string,
  now: Instant,
): boolean {
  const signature = header(request, 'x-slack-signature');
  const stamp = header(request, 'x-slack-request-timestamp');
  if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(Math.floor(now / 1_000) - Number(stamp)) > AGE_MAX_S) return false;
  const expected = createHmac('sha256', signingSecret).update(`v0:${stamp}:`).update(body);
  return timingSafeEqual(Buffer.from(signature.slice(3), 'hex'), expected.digest());
}

/** The bare type, without parameters such as a charset; null when it is none that Slack sends. */
export function mediaType(request: Headed): MediaType | null {
  const [bare = ''] = header(request, 'content-type').split(';');
  const type = bare.trim().toLowerCase();
  return type === 'application/json' || type === 'application/x-www-form-urlencoded' ? type : null;
}

/** What the body says, read as Bolt reads it; null when it can't be read. */
export function payloadOf(body: Buffer, type: MediaType): Readonly<Record<string, unknown>> | null {
  const text = body.toString();
  if (type === 'application/json') return parseObject(text);
  const form = parse(text);
  return typeof form.payload === 'string' ? parseObject(form.payload) : form;
}

/** Slack's unsigned look whether the address has a certificate. It is answered and does nothing. */
export function isCertificateCheck(body: Buffer, type: MediaType | null): boolean {
  return type === 'application/x-www-form-urlencoded' && parse(body.toString()).ssl_check === '1';
}

export function header(request: Headed, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}
