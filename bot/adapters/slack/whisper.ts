// Says something to one person only: where they pressed or typed if Slack lets us, else in a direct message. It tries each way
// once; a private sentence that reaches nobody is a line in the log, never an error for anybody.
import type { KnownBlock } from '@slack/types';
import type { Log } from '../../ports/system.ts';
import { refusalCode } from './faults.ts';
import type { Workspaces } from './workspaces.ts';

export interface Listener {
  readonly user: string;
  /** The workspace in which they are, where several are ours. */
  readonly team: string | null;
  /** The room where they are, if Slack said so. */
  readonly room: string | null;
  /** The `ts` of the thread where they are. */
  readonly thread: string | null;
  readonly responseUrl: string | null;
}

/** Somebody in a room, as far as Slack told. */
export type Hearer = Pick<Listener, 'user' | 'team' | 'room'>;

export interface Words {
  readonly text: string;
  readonly blocks?: KnownBlock[];
  /** In the place of the private message that was pressed, where that can be. */
  readonly isInstead?: boolean;
}

export type Whisper = (listener: Listener, words: Words) => Promise<void>;

/** A private sentence never brings a preview of what it names. */
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;
const RESPONSE_TIMEOUT_MS = 3_000;
/** Rooms in which nobody else listens. */
const DIRECT = /^D/;

export function whisperer(spaces: Workspaces, log: Log): Whisper {
  const ways = [byResponseUrl, byEphemeral(spaces), byDirectMessage(spaces)];
  return async (listener, words) => {
    for (const way of ways) {
      try {
        if (await way(listener, words)) return;
      } catch (error) {
        log.debug('a private answer goes another way', { code: refusalCode(error) ?? 'lost' });
      }
    }
    log.warn('a private answer could not be delivered');
  };
}

type Way = (listener: Listener, words: Words) => Promise<boolean>;

async function byResponseUrl(
  { responseUrl }: Listener,
  { isInstead = false, ...words }: Words,
): Promise<boolean> {
  if (responseUrl === null) return false;
  const answer = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: isInstead, ...words }),
    redirect: 'error',
    signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
  });
  // A refusal may come with status 200.
  return answer.ok && !/"ok":\s*false/.test(await answer.text());
}

function byEphemeral(spaces: Workspaces): Way {
  return async ({ user, room, thread }, { text, blocks }) => {
    if (room === null || DIRECT.test(room)) return false;
    const under = thread === null ? {} : { thread_ts: thread };
    await spaces.inChannel(room, (w) =>
      w.client.chat.postEphemeral({ channel: room, user, text, ...given(blocks), ...under }),
    );
    return true;
  };
}

function byDirectMessage(spaces: Workspaces): Way {
  return async ({ user, team }, { text, blocks }) => {
    const home = team === null ? null : spaces.ofTeam(team);
    const order = home === null ? spaces.all : [home, ...spaces.all.filter((w) => w !== home)];
    for (const { client } of order) {
      try {
        const { channel } = await client.conversations.open({ users: user });
        if (channel?.id === undefined) continue;
        await client.chat.postMessage({
          channel: channel.id,
          text,
          ...given(blocks),
          ...NO_PREVIEWS,
        });
        return true;
      } catch (error) {
        if (refusalCode(error) === null) throw error;
      }
    }
    return false;
  };
}

function given(blocks: KnownBlock[] | undefined): { readonly blocks?: KnownBlock[] } {
  return blocks === undefined ? {} : { blocks };
}
