// The console's way in: its page, its state, its live stream, taps, commands and sign-in. Everything that arrives is checked
// here once; what it means is decided by the reactions. A fault is a clear answer and never a crash.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Button, readButton } from '../../../cards/button.ts';
import { replyAdaptive } from '../../../cards/reply/adaptive.ts';
import { toldText } from '../../../cards/words.ts';
import type { Person } from '../../core/plant.ts';
import { SECOND } from '../../core/time.ts';
import type { Setting } from '../../core/view.ts';
import type { Door, Reactions } from '../../ports/chat.ts';
import type { Sender } from '../../ports/store.ts';
import type { Log } from '../../ports/system.ts';
import { refusalOf } from './access.ts';
import { loadAssets, PAGE_PATH, SIGN_IN_PATH, sendAsset, signInPage } from './assets.ts';
import {
  type Fault,
  readJson,
  readText,
  sendFault,
  sendHtml,
  sendJson,
  sendTo,
} from './exchange.ts';
import type { Live } from './live.ts';
import type { Sessions } from './session.ts';
import type { Lookup } from './state.ts';

export interface DoorParts {
  /** Null = no password: this machine only. */
  readonly sessions: Sessions | null;
  readonly setting: Setting;
  readonly reactions: Reactions;
  readonly log: Log;
  readonly live: Live;
  readonly lookup: Lookup;
}

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

const Tap = z.object({
  person: z.string().min(1).max(64),
  verb: z.string().min(1).max(100),
  value: z.unknown(),
  post: z.string().min(1).max(100).nullish(),
});
const Command = z.object({
  person: z.string().min(1).max(64),
  text: z.string().trim().min(1).max(2_000),
  channel: z.string().min(1).max(200).nullish(),
});

const WHO: Fault = { status: 403, detail: 'Choose who you are first.' };
const FAILED: Fault = {
  status: 503,
  detail: 'The console cannot be shown at the moment. Please try again shortly.',
};

export function consoleDoor(parts: DoorParts): Door {
  const { sessions, setting, log } = parts;
  const assets = loadAssets();
  const routes: Readonly<Record<string, Route>> = {
    'GET /console/state': state(parts),
    'GET /console/live': stream(parts),
    'POST /console/tap': tap(parts),
    'POST /console/command': command(parts),
    ...(sessions === null ? {} : signInRoutes(sessions)),
  };
  const paths = new Set([
    ...Object.keys(routes).map((route) => route.split(' ')[1]),
    ...assets.keys(),
  ]);

  async function open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request);
    const refusal = refusalOf(request, {
      hasPassword: sessions !== null,
      publicUrl: setting.publicUrl,
    });
    if (refusal !== null) return sendFault(response, refusal);
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
    const file = method === 'GET' ? assets.get(url.pathname) : undefined;
    const isIn = sessions?.isSignedIn(request) ?? true;
    if (file !== undefined) {
      if (url.pathname !== PAGE_PATH || isIn) return sendAsset(request, response, file);
      return inviteIn(request, response);
    }
    const route = routes[`${method} ${url.pathname}`];
    if (route === undefined) return sendFault(response, wrongMethod(url.pathname, routes));
    if (!isIn && url.pathname !== SIGN_IN_PATH)
      return sendFault(response, { status: 401, detail: 'Sign in to the console first.' });
    await route(request, response, url).catch((error: unknown) => {
      log.error('the console could not answer', { path: url.pathname, error: String(error) });
      if (response.headersSent) response.destroy();
      else sendFault(response, FAILED);
    });
  }

  return {
    owns: (method, path) => {
      const bare = path.split('?', 1)[0] ?? '';
      if (bare === PAGE_PATH) return method === 'GET' || method === 'HEAD';
      return paths.has(bare);
    },
    open,
  };
}

function urlOf(request: IncomingMessage): URL {
  // The host part is not looked at here: access.ts has judged it.
  const path = request.url ?? '/';
  return URL.canParse(path, 'http://console')
    ? new URL(path, 'http://console')
    : new URL('http://console/?');
}

function wrongMethod(path: string, routes: Readonly<Record<string, Route>>): Fault {
  const allowed = ['GET', 'POST'].filter((m) => routes[`${m} ${path}`] !== undefined);
  const allow = allowed.length > 0 ? allowed.join(', ') : 'GET, HEAD';
  return { status: 405, detail: `Use ${allow}.`, headers: { Allow: allow } };
}

/**
 * A link from a chat brings no cookie along (SameSite=Strict), so our own page asks once more before it asks for a password.
 */
function inviteIn(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    response.setHeader('Refresh', '0; url=/');
    sendHtml(response, 200, '<!doctype html><title>Andon</title>');
    return;
  }
  sendTo(response, SIGN_IN_PATH);
}

function state({ lookup }: DoorParts): Route {
  return async (_request, response, url) => {
    const wish = {
      channel: url.searchParams.get('channel'),
      person: url.searchParams.get('person'),
      before: url.searchParams.get('before'),
    };
    const found = await lookup.state(wish);
    if (found === null)
      return sendFault(response, { status: 400, detail: 'There is no such channel or person.' });
    sendJson(response, 200, found);
  };
}

function stream({ lookup, live, sessions }: DoorParts): Route {
  return async (request, response, url) => {
    const name = url.searchParams.get('person');
    const person = name === null ? null : await lookup.person(name);
    const seen = request.headers['last-event-id'] ?? url.searchParams.get('since');
    const since = seen === null ? null : Number(String(seen));
    if (since !== null && !(Number.isSafeInteger(since) && since >= 0))
      return sendFault(response, { status: 400, detail: 'since: a whole number is expected.' });
    const isAllowed = (): boolean => sessions?.isSignedIn(request) ?? true;
    const isTaken = await live.join(response, { since, person: person?.id ?? null, isAllowed });
    if (!isTaken)
      sendFault(response, {
        status: 503,
        detail: 'Too many consoles are open. Close some and try again.',
        headers: { 'Retry-After': '10' },
      });
  };
}

function tap({ lookup, reactions, setting, log }: DoorParts): Route {
  return async (request, response) => {
    const read = await readJson(request, Tap);
    if (!read.ok) return sendFault(response, read.fault);
    const { person: key, verb, value, post } = read.value;
    const person = await lookup.person(key);
    if (person === null) return sendFault(response, WHO);
    const button = buttonOf(verb, value);
    if (button === null) {
      return sendFault(response, { status: 400, detail: told('unknown-button', setting) });
    }
    try {
      const reply = await reactions.tap({
        sender: senderOf(person, key),
        button,
        message: post ?? null,
      });
      const toast = reply.told === null ? null : toldText(reply.told, reply.setting);
      sendJson(response, 200, { toast });
    } catch (error) {
      log.error('a tap on the console failed', { error: String(error) });
      sendFault(response, busy(setting));
    }
  };
}

function command({ lookup, reactions, setting, log }: DoorParts): Route {
  return async (request, response) => {
    const read = await readJson(request, Command);
    if (!read.ok) return sendFault(response, read.fault);
    const { person: key, text, channel } = read.value;
    const person = await lookup.person(key);
    if (person === null) return sendFault(response, WHO);
    if (channel !== null && channel !== undefined && !lookup.hasChannel(channel))
      return sendFault(response, { status: 400, detail: 'channel: there is no such channel.' });
    try {
      const sender = senderOf(person, key);
      const reply = await reactions.command({ sender, text, channel: channel ?? null });
      sendJson(response, 200, replyAdaptive(reply));
    } catch (error) {
      log.error('a command on the console failed', { error: String(error) });
      sendFault(response, busy(setting));
    }
  };
}

function busy(setting: Setting): Fault {
  return { status: 503, detail: told('busy', setting) };
}

function told(code: 'busy' | 'unknown-button', setting: Setting): string {
  return toldText({ answer: { code }, names: new Map() }, setting);
}

/** What was picked in the card's own select travels beside the value, under the select's id. */
function buttonOf(verb: string, value: unknown): Button | null {
  const inputs = z.record(z.string(), z.unknown()).safeParse(value);
  const chosen = inputs.success ? inputs.data.reason : undefined;
  return readButton(verb, value, typeof chosen === 'string' && chosen !== '' ? chosen : undefined);
}

/** Known by the name that the plant file gives them here, and by their key. */
function senderOf(person: Person, key: string): Sender {
  const named = person.identities.filter((i) => i.platform === 'console').map((i) => i.user);
  const users = [...new Set([...named, key])];
  return { platform: 'console', tenant: '', users, name: person.name };
}

function signInRoutes(sessions: Sessions): Readonly<Record<string, Route>> {
  return {
    [`GET ${SIGN_IN_PATH}`]: async (_request, response) => {
      sendHtml(response, 200, signInPage(''));
    },
    [`POST ${SIGN_IN_PATH}`]: async (request, response) => {
      const read = await readText(request, 'application/x-www-form-urlencoded');
      if (!read.ok) return sendFault(response, read.fault);
      const password = new URLSearchParams(read.value).get('password') ?? '';
      const result = sessions.signIn(password, request.socket.remoteAddress ?? '');
      if (result.kind === 'in') return sendTo(response, PAGE_PATH, result.cookie);
      if (result.kind === 'wrong')
        return sendHtml(response, 401, signInPage('That is not the password.'));
      const seconds = Math.ceil(result.retryAfterMs / SECOND);
      response.setHeader('Retry-After', String(seconds));
      sendHtml(response, 429, signInPage(`Too many attempts. Try again in ${seconds} s.`));
    },
    'POST /console/sign-out': async (_request, response) => {
      sendTo(response, SIGN_IN_PATH, sessions.farewell);
    },
  };
}
