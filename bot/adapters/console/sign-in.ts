// Where people who are not signed in are led, and how they come in: one form, one password, in the plant's language. Leads on to
// our own pages alone.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../../core/plant.ts';
import { SECOND } from '../../core/time.ts';
import { PAGE_PATH, SIGN_IN_PATH, signInPage, WALL_PATH } from './assets.ts';
import { type Route, readText, sendFault, sendHtml, sendTo } from './exchange.ts';
import type { Sessions } from './session.ts';
import { filled, pageWords } from './words/said.ts';

/**
 * A link from a chat brings no cookie along (SameSite=Strict), so our own page asks once more before it asks for a password.
 */
export function inviteIn(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    response.setHeader('Refresh', `0; url=${path}`);
    sendHtml(response, 200, '<!doctype html><title>Andon</title>');
    return;
  }
  sendTo(response, path === WALL_PATH ? `${SIGN_IN_PATH}?next=${WALL_PATH}` : SIGN_IN_PATH);
}

export function signInRoutes(
  sessions: Sessions,
  language: Language,
): Readonly<Record<string, Route>> {
  const said = pageWords(language).door;
  // Nowhere but to our own pages: a link must not lead people elsewhere through our form.
  const nextOf = (text: string | null): string => (text === WALL_PATH ? WALL_PATH : PAGE_PATH);
  return {
    [`GET ${SIGN_IN_PATH}`]: async (_request, response, url) => {
      sendHtml(response, 200, signInPage('', nextOf(url.searchParams.get('next')), language));
    },
    [`POST ${SIGN_IN_PATH}`]: async (request, response) => {
      const read = await readText(request, 'application/x-www-form-urlencoded');
      if (!read.ok) return sendFault(response, read.fault);
      const form = new URLSearchParams(read.value);
      const next = nextOf(form.get('next'));
      const from = request.socket.remoteAddress ?? '';
      const result = sessions.signIn(form.get('password') ?? '', from);
      if (result.kind === 'in') return sendTo(response, next, [result.cookie]);
      if (result.kind === 'wrong')
        return sendHtml(response, 401, signInPage(said.wrong, next, language));
      const seconds = Math.ceil(result.retryAfterMs / SECOND);
      response.setHeader('Retry-After', String(seconds));
      sendHtml(response, 429, signInPage(filled(said.wait, { seconds }), next, language));
    },
    'POST /console/sign-out': async (_request, response) => {
      sendTo(response, SIGN_IN_PATH, sessions.farewells);
    },
  };
}
