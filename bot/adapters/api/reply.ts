// An answer of the API as a value, and the one place that writes it to the wire. Nothing is cached, nothing is guessed, and
// long answers leave at the reader's pace.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GUARD_HEADERS, PROBLEM_TYPE, type Problem, problemText } from '../problem.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or piece by piece; null = no body. */
  readonly body: string | Iterable<string> | null;
}

export function json(status: number, value: unknown): Reply {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: JSON.stringify(value) };
}

export function problem(what: Problem, headers: Readonly<Record<string, string>> = {}): Reply {
  const all = { 'content-type': PROBLEM_TYPE, ...headers };
  return { status: what.status, headers: all, body: problemText(what) };
}

/** One fault of the input. */
export function badInput(path: string, message: string): Reply {
  return problem({ status: 400, detail: INPUT_WRONG, errors: [{ path, message }] });
}

export const INPUT_WRONG = 'The request does not fit; `errors` says where.';

/** Writes the answer; to a HEAD request node sends no body. A reader that goes away meanwhile is no fault of ours. */
export async function send(
  response: ServerResponse,
  { status, headers, body }: Reply,
): Promise<void> {
  if (response.destroyed || response.headersSent) return;
  if (body === null || typeof body === 'string') {
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
    response.writeHead(status, { ...GUARD_HEADERS, ...headers, ...length });
    response.end(body ?? undefined);
    return;
  }
  response.writeHead(status, { ...GUARD_HEADERS, ...headers });
  await pipeline(Readable.from(body), response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}
