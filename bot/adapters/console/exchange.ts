// One request and its answer: bodies read up to a limit, answers in JSON, faults as problem+json (RFC 9457) in plain words.
// A fault is a value on its way to the answer; nothing from inside is ever told outside.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodType } from 'zod';
import { SECURITY_HEADERS } from './assets.ts';

export interface Fault {
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Refused',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  415: 'Unsupported content type',
  421: 'Wrong host',
  429: 'Too many attempts',
  503: 'Not available',
};

/** Nobody at a console types or taps more than this. */
export const MAX_BODY_BYTES = 32 * 1024;

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function sendHtml(response: ServerResponse, status: number, html: string): void {
  send(response, status, 'text/html; charset=utf-8', html);
}

export function sendFault(response: ServerResponse, fault: Fault): void {
  const { status, detail, headers } = fault;
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Fault', status, detail };
  send(response, status, 'application/problem+json', JSON.stringify(body), headers);
}

export function sendTo(
  response: ServerResponse,
  path: string,
  cookies: readonly string[] = [],
): void {
  response.writeHead(303, {
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    Location: path,
    ...(cookies.length === 0 ? {} : { 'Set-Cookie': [...cookies] }),
  });
  response.end();
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** The body's text, when it has the wanted content type and is not too large. */
export async function readText(request: IncomingMessage, type: string): Promise<Read<string>> {
  const given = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (given !== type || request.headers['content-encoding'] !== undefined)
    return { ok: false, fault: { status: 415, detail: `Send ${type}, not compressed.` } };
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed on the way out: whoever sent too much shall still read the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      request.resume();
      return tooLarge();
    }
    chunks.push(chunk);
  }
  return { ok: true, value: Buffer.concat(chunks).toString('utf8') };
}

function tooLarge(): Read<never> {
  const headers = { Connection: 'close' };
  const detail = `Send at most ${MAX_BODY_BYTES / 1024} KiB.`;
  return { ok: false, fault: { status: 413, detail, headers } };
}

/** The body as JSON, in the shape that `parse` knows; the fault names the first field that is wrong. */
export async function readJson<T>(request: IncomingMessage, shape: ZodType<T>): Promise<Read<T>> {
  const text = await readText(request, 'application/json');
  if (!text.ok) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch {
    return { ok: false, fault: { status: 400, detail: 'The body is not JSON.' } };
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'body';
  return { ok: false, fault: { status: 400, detail: `${where}: ${issue?.message ?? 'wrong'}` } };
}
