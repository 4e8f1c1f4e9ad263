// What the adapter must find again after a restart: under which address Teams is reached, and which 1:1 chat belongs to whom.
// A note that can't be read or written never stops a message; the fact is found out anew.
import type { Notebook } from '../../ports/notes.ts';
import type { Log } from '../../ports/system.ts';
import { isAllowedUrl } from './guard.ts';

export interface Notes {
  serviceUrl(): Promise<string>;
  learnServiceUrl(url: string): Promise<void>;
  /** The 1:1 chat with whoever has one of these ids. */
  directOf(users: readonly string[]): Promise<string | null>;
  learnDirect(users: readonly string[], conversation: string): Promise<void>;
  forgetDirect(users: readonly string[]): Promise<void>;
}

const SERVICE_URL = 'teams:service-url';
/** Facts kept at hand; older ones are read again. */
const MOST_AT_HAND = 5_000;

export function notes(
  serviceUrls: readonly [string, ...string[]],
  deps: { notebook: Notebook; log: Log },
): Notes {
  const atHand = new Map<string, string>();

  async function read(name: string): Promise<string> {
    const known = atHand.get(name);
    if (known !== undefined) return known;
    const value = await deps.notebook.read(name).catch((error: unknown) => {
      deps.log.warn('a note on Teams could not be read', { error: String(error) });
      return undefined;
    });
    if (value === undefined) return '';
    keepAtHand(name, value ?? '');
    return value ?? '';
  }

  async function write(name: string, value: string): Promise<void> {
    if (atHand.get(name) === value) return;
    keepAtHand(name, value);
    await deps.notebook.write(name, value).catch((error: unknown) => {
      deps.log.warn('a note on Teams could not be written', { error: String(error) });
    });
  }

  function keepAtHand(name: string, value: string): void {
    atHand.delete(name);
    atHand.set(name, value);
    const [oldest] = atHand.keys();
    if (atHand.size > MOST_AT_HAND && oldest !== undefined) atHand.delete(oldest);
  }

  return {
    async serviceUrl() {
      const noted = await read(SERVICE_URL);
      // The allow-list may have changed since it was noted.
      return isAllowedUrl(noted, serviceUrls) ? noted : serviceUrls[0];
    },
    learnServiceUrl: (url) => write(SERVICE_URL, url),
    async directOf(users) {
      for (const user of users) {
        const conversation = await read(nameOf(user));
        if (conversation !== '') return conversation;
      }
      return null;
    },
    async learnDirect(users, conversation) {
      for (const user of users) await write(nameOf(user), conversation);
    },
    async forgetDirect(users) {
      for (const user of users) await write(nameOf(user), '');
    },
  };
}

function nameOf(user: string): string {
  return `teams:direct:${user}`;
}
