// POST /api/messages: reads, proves, then lets botbuilder answer. Every refusal is 401 without a reason, bad input with a good
// token is 400, and nothing that came in is ever quoted back.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door } from '../../ports/chat.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { GUARD_HEADERS, type Problem, sendProblem } from '../problem.ts';
import { readActivity } from './activity.ts';
import {
  type Claims,
  type Expected,
  isAllowedUrl,
  isObject,
  readBearer,
  refusalOf,
} from './guard.ts';
import type { Inbound, InvokeBody } from './inbound.ts';
import type { Trust } from './trust.ts';

/** Teams sends at most about 100 KB. */
export const MAX_BODY_BYTES = 512 * 1024;

/** A body for 200 (null = none), or why not. */
type Answer = { readonly body: object | null } | { readonly problem: Problem };

const REFUSED: Answer = problem(401, 'This request was refused.');

export function teamsDoor(
  expected: Expected,
  deps: { trust: Trust; inbound: Inbound; clock: Clock; log: Log },
): Door {
  async function answer(request: IncomingMessage): Promise<Answer> {
    const bytes = await readBody(request);
    if (bytes === 'too-large') return problem(413, 'The activity is too large.');
    const { authorization } = request.headers;
    const claims = readBearer(authorization, expected, deps.clock.now());
    if ('refused' in claims) return refuse(claims.refused);
    const header = authorization ?? '';
    const body = parse(bytes);
    if (!isObject(body)) return unreadable(header, claims);
    const refused = refusalOf(claims, body, expected);
    if (refused !== null) return refuse(refused);
    if (!(await deps.trust.isGenuine(header, body))) return refuse('token');
    return deliver(header, body);
  }

  /** Who sends rubbish must still be somebody to be told so. */
  async function unreadable(header: string, claims: Claims): Promise<Answer> {
    const { serviceUrl } = claims;
    const isOurs = serviceUrl !== null && isAllowedUrl(serviceUrl, expected.serviceUrls);
    const envelope = { channelId: 'msteams', serviceUrl };
    if (!isOurs || !(await deps.trust.isGenuine(header, envelope))) return refuse('unreadable');
    return problem(400, 'The body is not a JSON object.');
  }

  async function deliver(authorization: string, body: Record<string, unknown>): Promise<Answer> {
    const activity = readActivity(body);
    if (activity === null) return problem(400, 'The body is not an activity.');
    let reached = false;
    let invokeBody: InvokeBody | null = null;
    const request = { method: 'POST', headers: { authorization }, body };
    await deps.trust.adapter().process(request, nobodyListens(), async (turn) => {
      reached = true;
      invokeBody = await deps.inbound.react(activity);
      // Errors of a turn stay with us: botbuilder would print them, and tell them to the caller.
      if (invokeBody === null) return;
      await turn.sendActivity({ type: 'invokeResponse', value: { status: 200, body: invokeBody } });
    });
    // botbuilder copies the status of a card's answer to HTTP; once our code ran it is 200.
    if (!reached) return REFUSED;
    return { body: invokeBody ?? (activity.type === 'invoke' ? {} : null) };
  }

  function refuse(reason: string): Answer {
    deps.log.warn('a request to the Teams door was refused', { reason });
    return REFUSED;
  }

  return {
    owns: (method, path) => method === 'POST' && path === '/api/messages',
    async open(request, response) {
      const given = await answer(request);
      if ('body' in given) write(response, given.body);
      else sendProblem(response, given.problem, REFUSAL_HEADERS[given.problem.status]);
    },
  };
}

const REFUSAL_HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  413: { connection: 'close' },
};

function problem(status: number, detail: string): Answer {
  return { problem: { status, detail } };
}

function write(response: ServerResponse, body: object | null): void {
  if (response.destroyed || response.headersSent) return;
  const text = body === null ? '' : JSON.stringify(body);
  response.writeHead(200, {
    ...GUARD_HEADERS,
    ...(body === null ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** botbuilder wants to answer by itself; we do, so that its texts never leave the house. */
function nobodyListens() {
  const response = {
    socket: null,
    status: () => response,
    header: () => response,
    send: () => response,
    end: () => response,
  };
  return response;
}

/** A body beyond the limit is read to its end but not kept, so that whoever sends it hears the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_DRAINED_BYTES) return 'too-large';
    if (size <= MAX_BODY_BYTES) parts.push(part);
  }
  return size > MAX_BODY_BYTES ? 'too-large' : Buffer.concat(parts);
}

const MAX_DRAINED_BYTES = 8 * MAX_BODY_BYTES;

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}
