// Slack on the wire: a real HTTP server on a free port that answers the Web API over a world in memory, checks tokens, limits its
// callers when told to, and fails on demand before or after it did as asked. What it sends to our door is in slack-sender.ts.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import {
  type Args,
  METHODS,
  refuse,
  type SlackRoom,
  type SlackTeam,
  type SlackWorld,
} from './slack-api.ts';
import { takeUpload } from './slack-files.ts';

export interface SlackFault {
  /** Default: any method but auth.test. */
  readonly method?: string;
  /** `hang` never answers; `error` is an `ok: false` with `code`. */
  readonly kind: 'limited' | 'status' | 'reset' | 'hang' | 'error' | 'html';
  /** `after`: it does as asked, and spoils the answer only. Default before. */
  readonly when?: 'before' | 'after';
  readonly code?: string;
  readonly status?: number;
  readonly retryAfterS?: number;
  /** Only calls about this channel. */
  readonly channel?: string;
  /** Every call until `mend`, not the next one alone. */
  readonly isLasting?: true;
}

export interface SlackCall {
  readonly method: string;
  readonly args: Args;
}

export interface SlackServer {
  /** Base of the Web API. */
  readonly apiUrl: string;
  readonly world: SlackWorld;
  /** Every call that arrived, in order; response_url counts as a method. */
  readonly calls: readonly SlackCall[];
  fail(fault: SlackFault): void;
  /** All faults are over. */
  mend(): void;
  /** One post a second and channel, with three at once; off at first. */
  limitPosts(isOn: boolean): void;
  /** A fresh response_url for somebody in a room. */
  responseUrl(room: string, user: string): string;
  /** What apps.connections.open answers; null = not available. */
  socketUrl: string | null;
  close(): Promise<void>;
}

export const SLACK_TEAM: SlackTeam = {
  token: 'xoxb-ours',
  team: 'T0OURS0001',
  botId: 'B0ANDON001',
  botUser: 'U0ANDON001',
};
export const APP_TOKEN = 'xapp-ours';

const BURST = 3;

interface Inside {
  readonly world: SlackWorld;
  readonly calls: SlackCall[];
  readonly faults: SlackFault[];
  readonly hooks: Map<string, { room: string; user: string }>;
  readonly buckets: Map<string, { left: number; at: number }>;
  isLimited: boolean;
  socketUrl: string | null;
}

export async function slackServer(
  rooms: readonly SlackRoom[],
  users: Readonly<Record<string, { team: string; name: string }>>,
  teams: readonly SlackTeam[] = [SLACK_TEAM],
): Promise<SlackServer> {
  const world: SlackWorld = {
    teams,
    rooms: new Map(rooms.map((r) => [r.id, r])),
    users: new Map(Object.entries(users)),
    messages: [],
    ephemerals: [],
    files: [],
    shares: [],
    preparing: 1,
    base: '',
    forms: [],
    homes: new Map(),
    triggers: new Map(),
    clock: 0,
  };
  const inside: Inside = {
    world,
    calls: [],
    faults: [],
    hooks: new Map(),
    buckets: new Map(),
    isLimited: false,
    socketUrl: null,
  };
  const server = createServer((request, response) => {
    serve(inside, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  world.base = base;
  return {
    apiUrl: `${base}/api/`,
    world,
    calls: inside.calls,
    fail: (fault) => void inside.faults.push(fault),
    mend: () => void inside.faults.splice(0),
    limitPosts(isOn) {
      inside.isLimited = isOn;
    },
    responseUrl(room, user) {
      const id = String(inside.hooks.size + 1);
      inside.hooks.set(id, { room, user });
      return `${base}/hooks/${id}`;
    },
    get socketUrl() {
      return inside.socketUrl;
    },
    set socketUrl(url) {
      inside.socketUrl = url;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function serve(
  inside: Inside,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await bytesOf(request);
  const body = bytes.toString();
  const path = new URL(request.url ?? '/', 'http://fake').pathname;
  const hook = /^\/hooks\/(\d+)$/.exec(path)?.[1];
  const ticket = /^\/upload\/v1\/(.+)$/.exec(path)?.[1];
  const method =
    ticket !== undefined ? 'upload' : hook === undefined ? path.slice(5) : 'response_url';
  const args: Args =
    ticket !== undefined
      ? { ticket, length: String(bytes.length) }
      : hook === undefined
        ? { ...(parse(body) as Record<string, string>) }
        : { body };
  inside.calls.push({ method, args });
  const fault = faultFor(inside.faults, method, args);
  if (fault !== undefined && fault.when !== 'after') return spoil(fault, request, response);
  const waitS = waitFor(inside, method, args);
  if (waitS > 0) return json(response, 429, refuse('ratelimited'), waitS);
  if (ticket !== undefined) {
    const status = takeUpload(inside.world, ticket, bytes);
    if (fault !== undefined) return spoil(fault, request, response);
    response.writeHead(status).end(`OK - ${bytes.length}`);
    return;
  }
  const answer =
    hook === undefined ? call(inside, method, request, args) : respond(inside, hook, body);
  if (fault !== undefined) return spoil(fault, request, response);
  json(response, hook !== undefined && !answer.ok ? 404 : 200, answer);
}

function faultFor(faults: SlackFault[], method: string, args: Args): SlackFault | undefined {
  const at = faults.findIndex(
    (f) =>
      (f.method === undefined ? method !== 'auth.test' : f.method === method) &&
      (f.channel === undefined || f.channel === args.channel),
  );
  const fault = faults[at];
  if (fault !== undefined && fault.isLasting !== true) faults.splice(at, 1);
  return fault;
}

function call(
  inside: Inside,
  method: string,
  request: IncomingMessage,
  args: Args,
): ReturnType<typeof refuse> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return refuse('not_authed');
  if (method === 'apps.connections.open') {
    if (token !== APP_TOKEN) return refuse('not_allowed_token_type');
    return inside.socketUrl === null
      ? refuse('internal_error')
      : { ok: true, url: inside.socketUrl };
  }
  const me = inside.world.teams.find((t) => t.token === token);
  const run = METHODS[method];
  if (me === undefined) return refuse('invalid_auth');
  return run === undefined ? refuse('unknown_method') : run(inside.world, me, args);
}

function respond(inside: Inside, id: string, body: string): ReturnType<typeof refuse> {
  const target = inside.hooks.get(id);
  const said = JSON.parse(body);
  if (target === undefined) return refuse('expired_url');
  // The card is the outbox's: a private answer must never replace it or be seen by all.
  if (said.replace_original !== false || said.response_type !== 'ephemeral') {
    return refuse('not_private');
  }
  const { room: channel, user } = target;
  const blocks = said.blocks ?? [];
  inside.world.ephemerals.push({ channel, user, text: said.text, blocks, via: 'response_url' });
  return { ok: true };
}

function waitFor(inside: Inside, method: string, args: Args): number {
  if (!inside.isLimited || method !== 'chat.postMessage') return 0;
  const now = Date.now();
  const bucket = inside.buckets.get(args.channel ?? '') ?? { left: BURST, at: now };
  const left = Math.min(BURST, bucket.left + (now - bucket.at) / 1_000);
  inside.buckets.set(args.channel ?? '', { left: left < 1 ? left : left - 1, at: now });
  return left < 1 ? 1 : 0;
}

function spoil(fault: SlackFault, request: IncomingMessage, response: ServerResponse): void {
  switch (fault.kind) {
    case 'limited':
      json(response, 429, refuse('ratelimited'), fault.retryAfterS ?? 1);
      break;
    case 'status':
      response.writeHead(fault.status ?? 503).end('upstream connect error');
      break;
    case 'reset':
      request.socket.resetAndDestroy();
      break;
    case 'hang':
      break;
    case 'error':
      json(response, 200, refuse(fault.code ?? 'internal_error'));
      break;
    case 'html':
      response.writeHead(200).end('<!DOCTYPE html><html>Bad day</html>');
  }
}

function json(response: ServerResponse, status: number, body: unknown, retryAfterS = 0): void {
  const wait = retryAfterS > 0 ? { 'retry-after': String(retryAfterS) } : {};
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...wait });
  response.end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}
