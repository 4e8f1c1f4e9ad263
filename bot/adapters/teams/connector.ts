// Calls to Teams: create a conversation, send, update, remove. One call each, under our own time limit and without the SDK's retries,
// which would post twice; whether to try again is the outbox's decision. Every answer must name the message.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Activity, ConversationParameters } from 'botbuilder';
import { ConnectorClient } from 'botframework-connector';
import type { ChatFault } from '../../ports/chat.ts';
import type { Clock } from '../../ports/system.ts';
import { type CallKind, type Failure, faultOf } from './faults.ts';
import type { Trust } from './trust.ts';
import { within } from './within.ts';

export type Called =
  | { readonly ok: true; readonly conversation: string; readonly activity: string }
  | ({ readonly ok: false } & ChatFault);

export interface Connector {
  /** Starts a thread in a channel with its first message. */
  startThread(channel: string, activity: Partial<Activity>): Promise<Called>;
  /** Opens the 1:1 chat with a person; `activity` is empty in the result. */
  openDirect(user: string): Promise<Called>;
  send(conversation: string, activity: Partial<Activity>): Promise<Called>;
  update(conversation: string, id: string, activity: Partial<Activity>): Promise<Called>;
  remove(conversation: string, id: string): Promise<Called>;
}

interface Answered {
  readonly id?: string;
  readonly activityId?: string;
}

export function connector(
  options: { appId: string; tenantId: string; limitMs: number },
  deps: { trust: Trust; serviceUrl: () => Promise<string>; clock: Clock },
): Connector {
  const { tenantId, limitMs } = options;
  const bot = { id: `28:${options.appId}`, name: 'Andon' };
  const clients = new Map<string, ConnectorClient>();

  async function client(): Promise<ConnectorClient> {
    const url = await deps.serviceUrl();
    const known = clients.get(url) ?? plainClient(url, deps.trust);
    clients.set(url, known);
    return known;
  }

  type Work = (teams: ConnectorClient, abort: AbortSignal) => Promise<Answered>;

  async function call(kind: CallKind, work: Work): Promise<Answered | ChatFault> {
    try {
      await deps.trust.token('cached');
    } catch (error) {
      return noToken(error);
    }
    const first = await attempt(kind, work);
    if (!('status' in first) || first.status !== 401) return outcome(first);
    // A revoked token stays in the SDK's cache until it is asked for a fresh one. A 401 was not carried out.
    try {
      await deps.trust.token('fresh');
    } catch (error) {
      return noToken(error);
    }
    return outcome(await attempt(kind, work));
  }

  async function attempt(kind: CallKind, work: Work) {
    const abort = new AbortController();
    try {
      const teams = await client();
      return { answered: await within(limitMs, work(teams, abort.signal)) };
    } catch (error) {
      abort.abort();
      const failure = readFailure(error);
      return { status: failure.status, fault: faultOf(failure, kind, deps.clock.now()) };
    }
  }

  return {
    async startThread(channel, activity) {
      const parameters = {
        isGroup: true,
        bot,
        tenantId,
        channelData: { channel: { id: channel }, tenant: { id: tenantId } },
        activity,
      } as ConversationParameters;
      const made = await call('create', (teams, abortSignal) =>
        teams.conversations.createConversation(parameters, { abortSignal }),
      );
      if ('code' in made) return { ok: false, ...made };
      const id = made.activityId || /;messageid=(\d+)/.exec(made.id ?? '')?.[1];
      return id ? { ok: true, conversation: channel, activity: id } : nameless('unclear');
    },
    async openDirect(user) {
      const parameters = {
        isGroup: false,
        bot,
        tenantId,
        members: [{ id: user, name: '' }],
        channelData: { tenant: { id: tenantId } },
      } as ConversationParameters;
      // Opening the same chat twice gives the same chat.
      const made = await call('update', (teams, abortSignal) =>
        teams.conversations.createConversation(parameters, { abortSignal }),
      );
      if ('code' in made) return { ok: false, ...made };
      return made.id ? { ok: true, conversation: made.id, activity: '' } : nameless('unavailable');
    },
    async send(conversation, activity) {
      const sent = await call('create', (teams, abortSignal) =>
        teams.conversations.sendToConversation(conversation, activity, { abortSignal }),
      );
      if ('code' in sent) return { ok: false, ...sent };
      return sent.id ? { ok: true, conversation, activity: sent.id } : nameless('unclear');
    },
    async update(conversation, id, activity) {
      const changed = await call('update', (teams, abortSignal) =>
        teams.conversations.updateActivity(conversation, id, { ...activity, id }, { abortSignal }),
      );
      if ('code' in changed) return { ok: false, ...changed };
      return changed.id ? { ok: true, conversation, activity: id } : nameless('unavailable');
    },
    async remove(conversation, id) {
      const gone = await call('update', async (teams, abortSignal) => {
        await teams.conversations.deleteActivity(conversation, id, { abortSignal });
        return {};
      });
      return 'code' in gone ? { ok: false, ...gone } : { ok: true, conversation, activity: id };
    },
  };
}

/** A client that tries once, on a connection of its own: a kept one may be closed at the other end just as we post on it. */
function plainClient(url: string, { credentials }: Trust): ConnectorClient {
  const teams = new ConnectorClient(credentials, { baseUri: url });
  const agent = url.startsWith('https:') ? new HttpsAgent() : new HttpAgent();
  // biome-ignore lint/complexity/useLiteralKeys: the SDK ignores its documented options for this; only the private client obeys.
  const { pipeline } = teams['client'] as { readonly pipeline: Pipeline };
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'oneConnectionEach',
    sendRequest(request, next) {
      request.agent = agent;
      return next(request);
    },
  });
  return teams;
}

/** What we need of the private client. */
interface Pipeline {
  removePolicy(named: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest<R extends { agent?: object }, A>(request: R, next: (request: R) => A): A;
  }): void;
}

type Attempted =
  | { readonly answered: Answered }
  | { readonly status: number | null; readonly fault: ChatFault };

function outcome(attempted: Attempted): Answered | ChatFault {
  return 'answered' in attempted ? attempted.answered : attempted.fault;
}

function noToken(error: unknown): ChatFault {
  const { code } = readFailure(error);
  const reason = `Andon gets no token for Teams (${code ?? 'no reason'}). Check MICROSOFT_APP_PASSWORD and the tenant.`;
  return { code: 'unavailable', reason };
}

function nameless(code: 'unclear' | 'unavailable'): Called {
  return { ok: false, code, reason: 'Teams answered without naming the message' };
}

/** What can be known of an error of the SDK, of the network or of our own limit. */
function readFailure(error: unknown): Failure {
  const { statusCode, code, errorCode, response } = error as {
    statusCode?: unknown;
    code?: unknown;
    errorCode?: unknown;
    response?: { headers?: { get?: (name: string) => string | undefined } };
  };
  const name = [code, errorCode].find((c) => typeof c === 'string' && c !== '');
  // A 2xx whose body could not be read is no answer.
  const isStatus = typeof statusCode === 'number' && statusCode >= 300;
  return {
    status: isStatus ? statusCode : null,
    code: typeof name === 'string' ? name : null,
    retryAfter: response?.headers?.get?.('retry-after') ?? null,
  };
}
