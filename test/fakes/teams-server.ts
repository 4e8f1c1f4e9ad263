// A stand-in for Teams on the wire: Bot Connector and key server over http, Entra's token endpoint over https, all on
// 127.0.0.1. It checks tokens, shapes and sizes, fails when told to, before or after it did as asked, and pushes signed
// activities at our door. It is our reading of the documents, not Teams.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { trustedCertificate } from './teams/certificate.ts';
import {
  at,
  createConversation,
  memberAt,
  newUser,
  no,
  type Reply,
  removeAt,
  sendTo,
  type TeamsMessage,
  type TeamsUser,
  type TeamsWorld,
  updateAt,
} from './teams/conversations.ts';
import { type Identity, ISSUER, identityAt, isOurBot } from './teams/identity.ts';
import { type Json, readJson } from './teams/json.ts';
import { newKey, type Occasion, type SigningKey, sharedKey } from './teams/tokens.ts';

/** `create` begins a thread in a channel, `open` the 1:1 chat with a person. */
export type TeamsOperation = 'create' | 'open' | 'send' | 'update' | 'remove' | 'token' | 'keys';

/** How calls are spoiled. `after`: the call was carried out, and only its answer is spoiled. */
export interface TeamsFault {
  /** `post` = create or send, `call` = those and update. */
  readonly of: TeamsOperation | 'post' | 'call';
  readonly kind: 'status' | 'hang' | 'reset' | 'garbage' | 'empty';
  readonly when?: 'before' | 'after';
  readonly status?: number;
  readonly code?: string;
  readonly retryAfter?: string;
  readonly times?: number;
  /** Only in this channel. */
  readonly in?: string;
}

export interface TeamsCall {
  readonly operation: TeamsOperation;
  readonly conversation: string | null;
  readonly body: Json;
  status: number;
}

export interface TeamsServer {
  /** What the adapter is told of this cloud. */
  readonly options: {
    readonly appId: string;
    readonly password: string;
    readonly tenantId: string;
    readonly openIdMetadataUrl: string;
    readonly tokenIssuer: string;
    readonly loginAuthority: string;
    readonly serviceUrls: readonly string[];
  };
  /** For NODE_EXTRA_CA_CERTS of another process; this one trusts it already. */
  readonly certificate: string;
  readonly serviceUrl: string;
  readonly channel: string;
  readonly ana: TeamsUser;
  readonly ben: TeamsUser;
  readonly world: TeamsWorld;
  readonly calls: readonly TeamsCall[];
  message(id: string): TeamsMessage | null;
  /** Spoils the next calls of a kind; resolves when the first of them was spoiled. */
  fail(fault: TeamsFault): Promise<void>;
  /** Every token that was given out stops working. */
  revokeTokens(): void;
  /** From now on signs with another key, and knows the old one no more. */
  rotateKeys(): void;
  /** From now on stands at its other address, and the old one knows nobody. */
  move(): void;
  occasion(): Occasion;
  close(): Promise<void>;
}

/** Where the service stands, and where it moves to. */
const PATHS = ['teams', 'emea'] as const;

/** `others` are the names of more people than Ana and Ben. */
export async function startTeams(others: readonly string[] = []): Promise<TeamsServer> {
  const appId = randomUUID();
  const [tenantId, password] = [randomUUID(), `secret-${randomUUID()}`];
  const channel = '19:line-1@thread.tacv2';
  const [ana, ben] = [newUser('Ana Ruiz'), newUser('Ben Okafor')];
  const world: TeamsWorld = {
    appId,
    tenantId,
    channels: [channel, '19:line-2@thread.tacv2'],
    users: [ana, ben, ...others.map(newUser)],
    strangers: new Set(),
    outsiders: new Set(),
    shut: new Set(),
    messages: [],
    removed: new Set(),
  };
  const state: State = {
    world,
    password,
    calls: [],
    faults: [],
    keys: [sharedKey('bot')],
    revoked: new Set(),
    given: new Set(),
    path: PATHS[0],
  };
  const certificate = trustedCertificate();
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    void serve(state, request, response);
  const plain = createServer(answer);
  const secure = createSecureServer({ ...certificate }, answer);
  const url = `http://127.0.0.1:${await listen(plain)}`;
  const secureUrl = `https://127.0.0.1:${await listen(secure)}`;
  const serviceUrl = () => `${url}/${state.path}/`;
  return {
    options: {
      appId,
      password,
      tenantId,
      openIdMetadataUrl: `${url}/bf/openid`,
      tokenIssuer: ISSUER,
      loginAuthority: `${secureUrl}/${tenantId}`,
      serviceUrls: PATHS.map((path) => `${url}/${path}/`),
    },
    certificate: certificate.cert,
    get serviceUrl() {
      return serviceUrl();
    },
    channel,
    ana,
    ben,
    world,
    calls: state.calls,
    message: (id) => world.messages.find((m) => m.id === id) ?? null,
    fail: (fault) =>
      new Promise((strike) => {
        state.faults.push({ ...fault, left: fault.times ?? 1, strike });
      }),
    revokeTokens() {
      for (const token of state.given) state.revoked.add(token);
    },
    rotateKeys() {
      state.keys = [newKey()];
    },
    move() {
      state.path = PATHS[1];
    },
    occasion: () => {
      return { issuer: ISSUER, appId, serviceUrl: serviceUrl(), tenantId, key: signer(state) };
    },
    async close() {
      for (const server of [plain, secure]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

type Planned = TeamsFault & { left: number; readonly strike: () => void };

interface State extends Identity {
  readonly calls: TeamsCall[];
  readonly faults: Planned[];
  path: (typeof PATHS)[number];
}

type Work = () => Reply;

interface Asked {
  readonly operation: TeamsOperation;
  readonly conversation: string | null;
  readonly work: Work;
}

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const text = Buffer.concat(parts).toString();
  const looked = lookUp(state, request);
  if (looked !== null) return write(response, looked);
  const asked = route(state, request, text);
  if (asked === null) return write(response, no(404, 'NoSuchOperation'));
  const call = { ...asked, body: readJson(text) ?? {}, status: 0 };
  state.calls.push(call);
  const fault = nextFault(state, call);
  const isCarriedOut = fault === null || fault.when === 'after';
  const reply = isCarriedOut ? asked.work() : no(500, 'Spoiled');
  call.status = fault?.status ?? reply.status;
  if (fault === null) return write(response, reply);
  spoil(response, fault, reply);
  fault.strike();
}

/** Who is in a conversation is asked now and then, and changes nothing: it is no call that a test counts. */
function lookUp(state: State, { url = '', method, headers }: IncomingMessage): Reply | null {
  const path = decodeURIComponent(new URL(url, 'http://teams').pathname);
  const [, base, conversation = '', user = ''] =
    /^\/(teams|emea)\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/.exec(path) ?? [];
  if (base === undefined || method !== 'GET') return null;
  if (!isOurBot(state, headers.authorization)) return no(401, 'Unauthorized');
  return base === state.path ? memberAt(state.world, conversation, user) : no(404, 'Moved');
}

function route(state: State, request: IncomingMessage, text: string): Asked | null {
  const { url = '', method = '', headers } = request;
  const path = decodeURIComponent(new URL(url, 'http://teams').pathname);
  const origin = `http${'encrypted' in request.socket ? 's' : ''}://${headers.host}`;
  const identity = identityAt(state, path, origin, text);
  if (identity !== null) return { ...identity, conversation: null };
  const match = /^\/(teams|emea)\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/.exec(
    path,
  );
  if (match === null) return null;
  const [, base, conversation = null, id = null] = match;
  const begins = readJson(text)?.members === undefined ? 'create' : 'open';
  const changes = method === 'DELETE' ? 'remove' : 'update';
  const operation = conversation === null ? begins : id === null ? 'send' : changes;
  if (method !== METHODS[operation]) return null;
  const work = (): Reply => {
    if (!isOurBot(state, headers.authorization)) return { status: 401, body: { message: 'no' } };
    // An address that the service has left knows nobody.
    if (base !== state.path) return no(404, 'ConversationNotFound');
    const body = readJson(text);
    if (operation === 'remove') return removeAt(state.world, conversation ?? '', id ?? '');
    if (body === null || !headers['content-type']?.includes('json')) return no(400, 'BadSyntax');
    if (conversation === null) return createConversation(state.world, body);
    if (id === null) return sendTo(state.world, conversation, body);
    return updateAt(state.world, conversation, id, body);
  };
  return { operation, conversation, work };
}

const METHODS: Readonly<Record<string, string>> = {
  create: 'POST',
  open: 'POST',
  send: 'POST',
  update: 'PUT',
  remove: 'DELETE',
};

function nextFault(state: State, { operation, conversation, body }: TeamsCall): Planned | null {
  const channel = conversation ?? String(at(at(body.channelData, 'channel'), 'id') ?? '');
  const isPost = operation === 'create' || operation === 'send';
  const fault = state.faults.find(
    (f) =>
      f.left > 0 &&
      (f.in === undefined || channel.startsWith(f.in)) &&
      (f.of === operation ||
        (isPost && ['post', 'call'].includes(f.of)) ||
        (f.of === 'call' && operation === 'update')),
  );
  if (fault !== undefined) fault.left -= 1;
  return fault ?? null;
}

function spoil(response: ServerResponse, fault: TeamsFault, reply: Reply): void {
  const { kind, status = 500, code = 'ServiceError', retryAfter } = fault;
  if (kind === 'hang') return;
  if (kind === 'reset') {
    response.socket?.destroy();
    return;
  }
  if (kind === 'status') {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    write(response, no(status, code), headers);
    return;
  }
  response.writeHead(reply.status < 300 ? reply.status : 200, { 'content-type': 'text/html' });
  response.end(kind === 'garbage' ? '<html>not json</html>' : '');
}

function write(response: ServerResponse, reply: Reply, headers: Record<string, string> = {}): void {
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(JSON.stringify(reply.body));
}

function signer(state: Identity): SigningKey {
  const key = state.keys.at(-1);
  if (key === undefined) throw new Error('the stand-in has no key');
  return key;
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
