// What people write, or show, in the thread under a card: which messages count, who wrote them, and what they say in plain text.
// Our own posts, other bots, edits and deletions are nobody's words; a file that is no picture is named with its address.
import { z } from 'zod';
import type { ThreadReply } from '../../ports/chat.ts';
import type { Sender } from '../../ports/store.ts';
import { addressOf } from './address.ts';
import { readable } from './names.ts';

const File = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  permalink: z.string().nullish(),
  url_private: z.string().nullish(),
});
type File = z.infer<typeof File>;

/** A message of a person in a thread; every other event does not fit. */
export const ThreadMessage = z.object({
  type: z.literal('message'),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  channel: z.string().min(1),
  user: z.string().min(1),
  team: z.string().nullish(),
  user_team: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string().min(1),
  thread_ts: z.string().min(1),
  /** Who wrote the message at the top of the thread. */
  parent_user_id: z.string().nullish(),
  files: z.array(File).nullish(),
  bot_id: z.null().optional(),
  hidden: z.literal(false).optional(),
});
export type ThreadMessage = z.infer<typeof ThreadMessage>;

/** More files than Slack takes in one message. */
const FILES_MAX = 10;

/** The card itself is the first message of its thread, and no reply. */
export function isReply(message: ThreadMessage): boolean {
  return message.thread_ts !== message.ts;
}

/** Whose team the writer belongs to; in a channel shared with another firm it may not be ours. */
export function teamOfWriter(message: ThreadMessage, installed: string): string {
  return message.user_team ?? message.team ?? installed;
}

export function replyOf(
  message: ThreadMessage,
  sender: Sender,
  nameOf: (user: string) => string | null,
): ThreadReply {
  const files = (message.files ?? []).slice(0, FILES_MAX);
  const [pictures, others] = [files.filter(isPicture), files.filter((f) => !isPicture(f))];
  const words = [readable(message.text ?? '', nameOf), ...others.map(named)];
  return {
    sender,
    card: addressOf(message.channel, message.thread_ts),
    message: addressOf(message.channel, message.ts),
    text: words.filter((w) => w !== '').join('\n'),
    pictures: pictures.flatMap((f) => placeOf(f) ?? []),
  };
}

function isPicture(file: File): boolean {
  return file.mimetype?.startsWith('image/') === true && placeOf(file) !== null;
}

/** Where people who may see it find it. */
function placeOf({ permalink, url_private: direct }: File): string | null {
  return permalink ?? direct ?? null;
}

function named(file: File): string {
  const place = placeOf(file);
  const name = file.title ?? file.name ?? '';
  return place === null ? name : `${name} ${place}`.trim();
}
