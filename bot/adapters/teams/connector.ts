// Calls to Teams: create a conversation, send, update, remove. One call each, under our own time limit and without the SDK's retries,
// which would post twice; whether to try again is the outbox's decision. Every answer must name the message. Where Teams asked
// to wait no call is made before that is over, whoever wants to make it: cards and private answers share a conversation.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Activity, ConversationParameters } from 'botbuilder';
import { ConnectorClient } from 'botframework-connector';
import type { Instant } from '../../core/time.ts';
import type { ChatFault } from '../../ports/chat.ts';
import type { Clock } from '../../ports/system.ts';
import { withoutThread } from './activity.ts';
import { type CallKind, type Failure, faultOf } from './faults.ts';
import type { Trust } from './trust.ts';
import { within } from './within.ts';

export type Called =
  | { readonly ok: true; readonly conversation: string; readonly activity: string }
  /** `isShut`: the conversation is not there, or not open to us (any more). */
  | ({ readonly ok: false; readonly isShut?: boolean } & ChatFault);

export interface Connector {
  /** Starts a thread in a channel with its first message. */
  startThread(channel: string, activity: Partial<Activity>): Promise<Called>;
  /** Opens the 1:1 chat with a person; `activity` is empty in the result. */
  openDirect(user: string): Promise<Called>;
  send(conversation: string, activity: Partial<Activity>): Promise<Called>;
  update(conversation: string, id: string, activity: Partial<Activity>): Promise<Called>;
  remove(conversation: string, id: string): Promise<Called>;
  /** Teams says that somebody is not in the conversation; false also where it does not say. */
  isOutside(conversation: string, user: string): Promise<boolean>;
}

/** Addresses that one call tries. */
const ADDRESSES_MAX = 3;

interface Answered {
  readonly id?: string;
  readonly activityId?: string;
}

export function connector(
  options: { appId: string; tenantId: string; limitMs: number },
  deps: {
    trust: Trust;
    /** The addresses under which a conversation may be reached, the likeliest first; never none. */
    serviceUrls: (conversation: string | null) => Promise<readonly string[]>;
    /** A conversation was reached there. */
    onReached: (conversation: string | null, serviceUrl: string) => Promise<void>;
    clock: Clock;
  },
): Connector {
  const { tenantId, limitMs } = options;
  const bot = { id: `28:${options.appId}`, name: 'Andon' };
  const clients = new Map<string, ConnectorClient>();
  const quiet = quietTimes(deps.clock);

  function client(url: string): ConnectorClient {
    const known = clients.get(url) ?? plainClient(url, deps.trust);
    clients.set(url, known);
    return known;
  }

  type Work = (teams: ConnectorClient, abort: AbortSignal) => Promise<Answered>;

  /** Where a place is not known or not open to us it was certainly not done, and may be found under another address. */
  async function call(
    kind: CallKind,
    conversation: string | null,
    work: Work,
  ): Promise<Answered | Failed> {
    const place = conversation === null ? null : `${kind} ${withoutThread(conversation)}`;
    const leftMs = quiet.leftMs(place);
    if (leftMs > 0) return { code: 'limited', retryAfterMs: leftMs };
    const urls = await deps.serviceUrls(conversation);
    let last: Missed | null = null;
    for (const url of urls.slice(0, ADDRESSES_MAX)) {
      const next = await callAt(url, kind, work);
      if ('answered' in next) {
        await deps.onReached(conversation, url);
        return next.answered;
      }
      // What the likeliest address said is what is told.
      last ??= next;
      if (!isElsewhere(next)) break;
    }
    if (last === null) return noAddress();
    if (last.fault.code === 'limited') quiet.begin(place, last.fault.retryAfterMs);
    return { ...last.fault, isShut: isShut(last) };
  }

  async function callAt(url: string, kind: CallKind, work: Work): Promise<Attempted> {
    try {
      await deps.trust.token('cached');
    } catch (error) {
      return { status: null, code: null, fault: noToken(error) };
    }
    const first = await attempt(url, kind, work);
    if (!('status' in first) || first.status !== 401) return first;
    // A revoked token stays in the SDK's cache until it is asked for a fresh one. A 401 was not carried out.
    try {
      await deps.trust.token('fresh');
    } catch (error) {
      return { status: null, code: null, fault: noToken(error) };
    }
    return attempt(url, kind, work);
  }

  async function attempt(url: string, kind: CallKind, work: Work): Promise<Attempted> {
    const abort = new AbortController();
    try {
      return { answered: await within(limitMs, work(client(url), abort.signal)) };
    } catch (error) {
      abort.abort();
      const failure = readFailure(error);
      const { status, code } = failure;
      return { status, code, fault: faultOf(failure, kind, deps.clock.now()) };
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
      const made = await call('create', channel, (teams, abortSignal) =>
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
      const made = await call('update', null, (teams, abortSignal) =>
        teams.conversations.createConversation(parameters, { abortSignal }),
      );
      if ('code' in made) return { ok: false, ...made };
      return made.id ? { ok: true, conversation: made.id, activity: '' } : nameless('unavailable');
    },
    async send(conversation, activity) {
      const sent = await call('create', conversation, (teams, abortSignal) =>
        teams.conversations.sendToConversation(conversation, activity, { abortSignal }),
      );
      if ('code' in sent) return { ok: false, ...sent };
      return sent.id ? { ok: true, conversation, activity: sent.id } : nameless('unclear');
    },
    async update(conversation, id, activity) {
      const changed = await call('update', conversation, (teams, abortSignal) =>
        teams.conversations.updateActivity(conversation, id, { ...activity, id }, { abortSignal }),
      );
      if ('code' in changed) return { ok: false, ...changed };
      return changed.id ? { ok: true, conversation, activity: id } : nameless('unavailable');
    },
    async remove(conversation, id) {
      const gone = await call('update', conversation, async (teams, abortSignal) => {
        await teams.conversations.deleteActivity(conversation, id, { abortSignal });
        return {};
      });
      return 'code' in gone ? { ok: false, ...gone } : { ok: true, conversation, activity: id };
    },
    async isOutside(conversation, user) {
      const [url] = await deps.serviceUrls(conversation);
      if (url === undefined) return false;
      const asked = await callAt(url, 'update', async (teams, abortSignal) => {
        await teams.conversations.getConversationMember(conversation, user, { abortSignal });
        return {};
      });
      return 'code' in asked && asked.code === 'MemberNotFoundInConversation';
    },
  };
}

/** How long Teams wants to be left alone yet, by place. A clock that was set back ends it: better asked too early than an hour late. */
function quietTimes(clock: Clock) {
  const asked = new Map<string, { readonly at: Instant; readonly forMs: number }>();
  function leftOf(place: string): number {
    const { at, forMs } = asked.get(place) ?? { at: 0, forMs: 0 };
    const passed = clock.now() - at;
    return passed < 0 ? 0 : Math.max(0, forMs - passed);
  }
  return {
    leftMs: (place: string | null): number => (place === null ? 0 : leftOf(place)),
    begin(place: string | null, forMs: number): void {
      for (const other of asked.keys()) if (leftOf(other) === 0) asked.delete(other);
      if (place !== null) asked.set(place, { at: clock.now(), forMs });
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

interface Missed {
  readonly status: number | null;
  readonly code: string | null;
  readonly fault: ChatFault;
}

type Attempted = { readonly answered: Answered } | Missed;

type Failed = ChatFault & { readonly isShut?: boolean };

/** The conversation is not there, or not open to us. A message that is gone was looked for in one that is there. */
function isShut({ status, code }: Missed): boolean {
  return status === 403 || (status === 404 && code !== 'ActivityNotFoundInConversation');
}

/** Another address of Teams may know the conversation. */
function isElsewhere(missed: Missed): boolean {
  const { status, code } = missed;
  return isShut(missed) && (status === 404 || code === null || STRANGE.has(code));
}

const STRANGE = new Set(['InvalidBotApiHost', 'BotNotInConversationRoster']);

function noAddress(): ChatFault {
  return { code: 'unavailable', reason: 'No address of Teams is known and allowed' };
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
