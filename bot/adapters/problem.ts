// What goes wrong at an HTTP door, said as RFC 9457 asks: application/problem+json with a sentence and, where input was
// wrong, the paths. One shape for every door. It never carries anything from inside: no stack, no cause, no SQL.
import { type ServerResponse, STATUS_CODES } from 'node:http';

/** One fault of the input. `path` uses dots (`1.confidence`); empty = the whole. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A refusal that a caller may read. Further members are allowed beside these. */
export interface Problem {
  readonly status: number;
  /** One or two plain sentences: what is wrong, and what would be right. */
  readonly detail: string;
  readonly errors?: readonly Fault[];
  readonly [member: string]: unknown;
}

export const PROBLEM_TYPE = 'application/problem+json';

/** Headers of every answer that carries what we know: nobody may keep it, or guess its type. */
export const GUARD_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** The JSON text of a problem; `type` is about:blank, so the title is the status in words. */
export function problemText(problem: Problem): string {
  const { status, detail, ...members } = problem;
  const title = STATUS_CODES[status] ?? 'Error';
  return JSON.stringify({ type: 'about:blank', title, status, detail, ...members });
}

/** Answers with a problem, unless the answer has begun or the caller is gone. */
export function sendProblem(
  response: ServerResponse,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const body = problemText(problem);
  response.writeHead(problem.status, {
    ...GUARD_HEADERS,
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
