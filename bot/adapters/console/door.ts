// The console's way in: its page, its state, its live stream, taps, commands and sign-in. Everything that arrives is checked
// here once; what it means is decided by the reactions. A fault is a clear answer and never a crash.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readButton, writtenIn } from '../../../cards/button.ts';
import { isBulk, readBulk } from '../../../cards/digest/button.ts';
import { readHandover } from '../../../cards/handover/button.ts';
import { replyAdaptive } from '../../../cards/reply/adaptive.ts';
import { toldText } from '../../../cards/words.ts';
import type { Person } from '../../core/plant.ts';
import type { Setting } from '../../core/view.ts';
import type { Door, Reactions, TapReply } from '../../ports/chat.ts';
import type { PictureMemory } from '../../ports/pictures.ts';
import type { Sender } from '../../ports/store.ts';
import type { Log } from '../../ports/system.ts';
import { refusalOf } from './access.ts';
import { alertPage } from './alert-page.ts';
import { loadAssets, PAGE_PATH, SIGN_IN_PATH, sendAsset, WALL_PATH } from './assets.ts';
import { type Fault, type Route, readJson, sendFault, sendJson } from './exchange.ts';
import { type AlertReads, readFilter } from './facts.ts';
import type { Live } from './live.ts';
import { isPicturePath, pictureRoute } from './pictures.ts';
import type { Sessions } from './session.ts';
import { inviteIn, signInRoutes } from './sign-in.ts';
import type { Lookup } from './state.ts';
import type { Wall } from './wall.ts';
import { pageWords } from './words/said.ts';

export interface DoorParts {
  /** Null = no password: this machine only. */
  readonly sessions: Sessions | null;
  readonly setting: Setting;
  readonly reactions: Reactions;
  readonly log: Log;
  readonly live: Live;
  readonly lookup: Lookup;
  readonly alerts: AlertReads;
  readonly pictures: Pick<PictureMemory, 'picture'>;
  readonly wall: () => Promise<Wall>;
}

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

export function consoleDoor(parts: DoorParts): Door {
  const { sessions, setting, log } = parts;
  const said = pageWords(setting.language).door;
  const assets = loadAssets(setting.language);
  const routes: Readonly<Record<string, Route>> = {
    'GET /console/state': state(parts),
    'GET /console/live': stream(parts),
    'GET /console/alert': alertRoute(parts),
    'GET /console/wall': wallRoute(parts),
    'POST /console/tap': tap(parts),
    'POST /console/command': command(parts),
    ...(sessions === null ? {} : signInRoutes(sessions, setting.language)),
  };
  const picture = pictureRoute(parts.pictures, said.noPicture);
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
    const isIn = isWelcome(sessions, request, url.pathname);
    if (file !== undefined) {
      const isPage = url.pathname === PAGE_PATH || url.pathname === WALL_PATH;
      if (!isPage || isIn) return sendAsset(request, response, file);
      return inviteIn(request, response, url.pathname);
    }
    const route =
      method === 'GET' && isPicturePath(url.pathname)
        ? picture
        : routes[`${method} ${url.pathname}`];
    if (route === undefined) return sendFault(response, wrongMethod(url.pathname, routes));
    if (!isIn && url.pathname !== SIGN_IN_PATH)
      return sendFault(response, { status: 401, detail: 'Sign in to the console first.' });
    await route(request, response, url).catch((error: unknown) => {
      log.error('the console could not answer', { path: url.pathname, error: String(error) });
      if (response.headersSent) response.destroy();
      else sendFault(response, { status: 503, detail: said.failed });
    });
  }

  return {
    owns: (method, path) => {
      const bare = path.split('?', 1)[0] ?? '';
      if (bare === PAGE_PATH) return method === 'GET' || method === 'HEAD';
      return paths.has(bare) || isPicturePath(bare);
    },
    open,
  };
}

/** The wall opens also to a screen that has only the pass for it. */
function isWelcome(sessions: Sessions | null, request: IncomingMessage, path: string): boolean {
  if (sessions === null) return true;
  const isWall = path === WALL_PATH || path === '/console/wall';
  return isWall ? sessions.mayWatch(request) : sessions.isSignedIn(request);
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

function state({ lookup }: DoorParts): Route {
  return async (_request, response, url) => {
    const filter = readFilter(url.searchParams);
    if (typeof filter === 'string') return sendFault(response, { status: 400, detail: filter });
    const wish = {
      channel: url.searchParams.get('channel'),
      person: url.searchParams.get('person'),
      before: url.searchParams.get('before') || null,
      filter,
    };
    const found = await lookup.state(wish).catch((error: unknown) => {
      if (isBadCursor(error)) return 'before' as const;
      throw error;
    });
    if (found === 'before')
      return sendFault(response, { status: 400, detail: 'before: no page of this list gave it.' });
    if (found === null)
      return sendFault(response, { status: 400, detail: 'There is no such channel or person.' });
    sendJson(response, 200, found);
  };
}

function isBadCursor(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'BadCursor';
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

function alertRoute({ alerts, setting }: DoorParts): Route {
  const { noAlert } = pageWords(setting.language).door;
  return async (_request, response, url) => {
    const id = url.searchParams.get('id') ?? '';
    const page = id === '' ? null : await alertPage(id, alerts, setting);
    if (page === null) return sendFault(response, { status: 404, detail: noAlert });
    sendJson(response, 200, page);
  };
}

function wallRoute({ wall, sessions }: DoorParts): Route {
  return async (request, response) => {
    const shown = await wall();
    const pass = sessions?.passFor(request) ?? null;
    if (pass !== null) response.setHeader('Set-Cookie', pass);
    sendJson(response, 200, shown);
  };
}

function tap({ lookup, reactions, setting, log }: DoorParts): Route {
  return async (request, response) => {
    const read = await readJson(request, Tap);
    if (!read.ok) return sendFault(response, read.fault);
    const { person: key, verb, value, post } = read.value;
    const person = await lookup.person(key);
    if (person === null) return sendFault(response, whoFault(setting));
    const sender = senderOf(person, key, setting);
    const press = pressOf({ sender, verb, value, message: post ?? null }, reactions);
    if (press === null) {
      const code = unreadable(verb);
      return sendFault(response, { status: 400, detail: told(code, setting) });
    }
    try {
      const reply = await press();
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
    if (person === null) return sendFault(response, whoFault(setting));
    if (channel !== null && channel !== undefined && !lookup.hasChannel(channel))
      return sendFault(response, { status: 400, detail: 'channel: there is no such channel.' });
    try {
      const sender = senderOf(person, key, setting);
      const reply = await reactions.command({ sender, text, channel: channel ?? null });
      sendJson(response, 200, replyAdaptive(reply));
    } catch (error) {
      log.error('a command on the console failed', { error: String(error) });
      sendFault(response, busy(setting));
    }
  };
}

function whoFault({ language }: Setting): Fault {
  return { status: 403, detail: pageWords(language).door.who };
}

function busy(setting: Setting): Fault {
  return { status: 503, detail: told('busy', setting) };
}

function told(
  code: 'busy' | 'unknown-button' | 'no-reason' | 'no-asset',
  setting: Setting,
): string {
  return toldText({ answer: { code }, names: new Map() }, setting);
}

/** What a press asks of the inside; null when the button is none of ours. */
function pressOf(
  pressed: {
    readonly sender: Sender;
    readonly verb: string;
    readonly value: unknown;
    readonly message: string | null;
  },
  reactions: Reactions,
): (() => Promise<TapReply>) | null {
  const { sender, verb, value, message } = pressed;
  const bulk = readBulk(verb, value);
  if (bulk !== null) return () => reactions.bulk({ sender, button: bulk, message });
  const passing = readHandover(verb, value);
  if (passing !== null) {
    const { text } = writtenIn(passing.verb, value);
    return () => reactions.handover({ sender, button: passing, message, text });
  }
  const { chosen, text } = writtenIn(verb, value);
  const button = readButton(verb, value, chosen);
  return button === null ? null : () => reactions.tap({ sender, button, message, text });
}

/** Known by the name that the plant file gives them here, and by their key; the page speaks one language to all. */
function senderOf(person: Person, key: string, { language }: Setting): Sender {
  const named = person.identities.filter((i) => i.platform === 'console').map((i) => i.user);
  const users = [...new Set([...named, key])];
  return { platform: 'console', tenant: '', users, name: person.name, locale: language };
}

/** Why a button says nothing: a choice is missing, or it is none of ours. */
function unreadable(verb: string): 'no-reason' | 'no-asset' | 'unknown-button' {
  if (verb === 'reason') return 'no-reason';
  return isBulk(verb) ? 'no-asset' : 'unknown-button';
}
