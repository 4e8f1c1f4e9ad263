// Looks for a post that may have happened: reads back what we said in a room and matches the delivery's key. If it was said
// twice, the oldest stays and the others are taken back.
import { type Instant, MINUTE } from '../../core/time.ts';
import type { Log } from '../../ports/system.ts';
import { refusalCode } from './faults.ts';
import type { Workspace } from './workspaces.ts';

export interface Wanted {
  readonly room: string;
  /** The `ts` of the card under which it was said, or null. */
  readonly thread: string | null;
  readonly key: string;
  readonly since: Instant;
}

/** Marks a message as a delivery of ours; its payload is the delivery's key. */
export const METADATA_TYPE = 'andon_delivery';

/** How far Slack's clock may be behind ours: were it more, no request of Slack's would be believed, either. */
const CLOCK_SLACK_MS = 5 * MINUTE;
const PAGE = 200;
/** Further back than this many messages nobody looks: then it counts as not posted. */
const PAGES_MAX = 20;

interface Said {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { event_type?: string; event_payload?: object };
}

/** The `ts` of the message with that key, or null when there is none. */
export async function findPosts(
  workspace: Workspace,
  wanted: Wanted,
  log: Log,
): Promise<string | null> {
  const { membership } = workspace;
  // Without knowing ourselves we can't tell our messages from those of others.
  if (membership === null) throw new Error('Slack has not told yet who we are');
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const read = await readPage(workspace, wanted, cursor);
    // A reply whose thread is gone was said to the channel, if at all.
    if (read === 'no-thread') return findPosts(workspace, { ...wanted, thread: null }, log);
    found.push(...read.said.filter((m) => isOurs(m, membership.botId, wanted.key)).map(tsOrEmpty));
    cursor = read.next;
    if (cursor === undefined) break;
  }
  if (cursor !== undefined)
    log.warn('too many Slack messages to look through', { pages: PAGES_MAX });
  const [oldest, ...twins] = found.sort(byTime);
  for (const ts of twins) await takeBack(workspace, wanted.room, ts, log);
  return oldest ?? null;
}

async function readPage(
  workspace: Workspace,
  wanted: Wanted,
  cursor: string | undefined,
): Promise<{ said: readonly Said[]; next: string | undefined } | 'no-thread'> {
  const { conversations } = workspace.client;
  const range = {
    channel: wanted.room,
    oldest: String((wanted.since - CLOCK_SLACK_MS) / 1_000),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  } as const;
  try {
    const answer =
      wanted.thread === null
        ? await conversations.history(range)
        : await conversations.replies({ ...range, ts: wanted.thread });
    return {
      said: answer.messages ?? [],
      next: answer.response_metadata?.next_cursor || undefined,
    };
  } catch (error) {
    if (wanted.thread !== null && refusalCode(error) === 'thread_not_found') return 'no-thread';
    throw error;
  }
}

function isOurs(message: Said, botId: string, key: string): boolean {
  const payload = message.metadata?.event_payload;
  return (
    message.bot_id === botId &&
    message.ts !== undefined &&
    message.metadata?.event_type === METADATA_TYPE &&
    payload !== undefined &&
    'key' in payload &&
    payload.key === key
  );
}

async function takeBack(workspace: Workspace, room: string, ts: string, log: Log): Promise<void> {
  try {
    await workspace.client.chat.delete({ channel: room, ts });
    log.warn('a Slack message that stood twice was taken back');
  } catch (error) {
    log.warn('a Slack message stands twice and can’t be taken back', {
      code: refusalCode(error) ?? 'no answer',
    });
  }
}

function tsOrEmpty(message: Said): string {
  return message.ts ?? '';
}

/** `ts` is seconds and microseconds of fixed width, so the order of text is the order of time. */
function byTime(a: string, b: string): number {
  return a < b ? -1 : 1;
}
