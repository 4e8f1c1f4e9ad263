// Signing in to the console with the one password of the plant. A session is a signed cookie whose key comes from the
// password: it holds on every replica and after a restart, and ends when the password changes. Wrong guesses are counted
// and slowed down. Never says which part was wrong, never keeps or logs a password.
import { createHash, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import type { Clock } from '../../ports/system.ts';

export type SignIn =
  | { readonly kind: 'in'; readonly cookie: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly retryAfterMs: number };

export interface Sessions {
  /** `from` is the address that asks; guesses are counted by it. */
  signIn(password: string, from: string): SignIn;
  isSignedIn(request: IncomingMessage): boolean;
  /** Whether the wall may be shown: to whoever is signed in, and to a screen that was when it was hung up. */
  mayWatch(request: IncomingMessage): boolean;
  /** The `Set-Cookie` of a new pass for the wall, when the one that came along is not fresh any more; else null. */
  passFor(request: IncomingMessage): string | null;
  /** The `Set-Cookie`s that end everything in this browser. */
  readonly farewells: readonly string[];
}

const COOKIE = 'andon_session';
const SESSION_MS = 12 * HOUR;
/** Opens the wall and nothing else, and is renewed while the wall is shown: nobody signs in at a screen under the ceiling. */
const WALL_COOKIE = 'andon_wall';
const WALL_MS = 7 * DAY;
const WALL_RENEWED_MS = HOUR;
const WINDOW_MS = MINUTE;
const GUESSES_PER_ADDRESS = 5;
/** Over all addresses, so that a crowd of them guesses no faster. */
const GUESSES_IN_ALL = 50;

interface Guesses {
  readonly count: number;
  readonly until: Instant;
}

export function passwordSessions(password: string, isSecure: boolean, clock: Clock): Sessions {
  const key = scryptSync(password, 'andon console session v1', 32);
  const guesses = new Map<string, Guesses>();
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;

  function signature(text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  /** What it opens is in the signature: a pass for the wall is no session. */
  function signed(name: string, lastsMs: number): string {
    const text = `${clock.now() + lastsMs}.${randomBytes(12).toString('base64url')}`;
    const value = `${text}.${signature(`${name}.${text}`)}`;
    return `${name}=${value}; Max-Age=${lastsMs / SECOND}; ${attributes}`;
  }

  /** How long the best of the cookies with that name still holds; 0 without one of ours. */
  function remainingMs(request: IncomingMessage, name: string): number {
    const remaining = cookiesOf(request, name).map((cookie) => {
      const [until = '', nonce = '', given = ''] = cookie.split('.', 3);
      return isSameText(given, signature(`${name}.${until}.${nonce}`))
        ? Number(until) - clock.now()
        : 0;
    });
    return Math.max(0, ...remaining);
  }

  const isSignedIn = (request: IncomingMessage): boolean => remainingMs(request, COOKIE) > 0;

  function signIn(given: string, from: string): SignIn {
    const now = clock.now();
    for (const [address, { until }] of guesses) if (until <= now) guesses.delete(address);
    const mine = guesses.get(from);
    const waits = [...guesses.values()];
    const inAll = waits.reduce((sum, g) => sum + g.count, 0);
    if (mine !== undefined && mine.count >= GUESSES_PER_ADDRESS)
      return { kind: 'wait', retryAfterMs: mine.until - now };
    if (inAll >= GUESSES_IN_ALL)
      return { kind: 'wait', retryAfterMs: Math.min(...waits.map((g) => g.until)) - now };
    if (!isSameText(given, password)) {
      const until = mine?.until ?? now + WINDOW_MS;
      guesses.set(from, { count: (mine?.count ?? 0) + 1, until });
      return { kind: 'wrong' };
    }
    guesses.delete(from);
    return { kind: 'in', cookie: signed(COOKIE, SESSION_MS) };
  }

  return {
    signIn,
    isSignedIn,
    mayWatch: (request) => isSignedIn(request) || remainingMs(request, WALL_COOKIE) > 0,
    passFor: (request) =>
      remainingMs(request, WALL_COOKIE) < WALL_MS - WALL_RENEWED_MS
        ? signed(WALL_COOKIE, WALL_MS)
        : null,
    farewells: [COOKIE, WALL_COOKIE].map((name) => `${name}=; Max-Age=0; ${attributes}`),
  };
}

/** Takes as long for a near miss as for a far one, whatever the lengths. */
function isSameText(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return x !== undefined && y !== undefined && timingSafeEqual(x, y);
}

/** Every cookie of that name: a browser may send several, of which one is ours. */
function cookiesOf(request: IncomingMessage, name: string): readonly string[] {
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .slice(0, 8);
}
