// Who may knock at the console at all, before anybody asks what they want. Without a password only this machine itself may:
// no foreign Host name (DNS rebinding), no foreign page (CSRF), no proxy that lets the world in. Never decides what a person
// may do; that is the rules' business.
import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: 403 | 421;
  readonly detail: string;
}

export interface AccessRules {
  readonly hasPassword: boolean;
  readonly publicUrl: string;
}

/** Null when the request may go on; a sentence for whoever reads the answer otherwise. */
export function refusalOf(request: IncomingMessage, rules: AccessRules): Refusal | null {
  if (!rules.hasPassword) {
    const refusal = foreignVisitor(request);
    if (refusal !== null) return refusal;
  }
  return isFromForeignPage(request, rules)
    ? { status: 403, detail: 'Another web page sent this request. Use the console itself.' }
    : null;
}

function foreignVisitor(request: IncomingMessage): Refusal | null {
  const { headers } = request;
  if (!isLoopbackName(hostNameOf(headers.host)))
    return {
      status: 421,
      detail: 'Without a password the console answers only to localhost or 127.0.0.1.',
    };
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  );
  if (isForwarded || !isLoopbackAddress(request.socket.remoteAddress))
    return {
      status: 403,
      detail: 'Behind a proxy the console needs a password: set ANDON_CONSOLE_PASSWORD.',
    };
  return null;
}

/**
 * A page of another origin may open the console's page (a link in a chat), and nothing else. Requests without these headers
 * come from no browser page.
 */
function isFromForeignPage(request: IncomingMessage, rules: AccessRules): boolean {
  const site = request.headers['sec-fetch-site'];
  const isNavigation =
    request.method === 'GET' &&
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) return true;
  const { origin } = request.headers;
  return origin !== undefined && !isOwnOrigin(origin, request.headers.host, rules.publicUrl);
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  const url = parsed(origin);
  if (url === null) return false;
  return url.host === host?.toLowerCase() || url.origin === parsed(publicUrl)?.origin;
}

function hostNameOf(host: string | undefined): string {
  return parsed(`http://${host ?? ''}`)?.hostname ?? '';
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}
