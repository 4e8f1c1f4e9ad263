// The methods of Slack's Web API that the bot calls, over rooms and messages in memory. Strict where Slack is: membership,
// archived rooms, foreign messages, limits of blocks and text, metadata only on request.
import { FILE_METHODS, fileComplaints, type SlackFile } from './slack-files.ts';
import { complaintsAbout } from './slack-limits.ts';
import { NAME_METHODS } from './slack-names.ts';
import { VIEW_METHODS } from './slack-views.ts';

export interface SlackMessage {
  readonly ts: string;
  readonly channel: string;
  readonly team: string;
  readonly botId: string;
  readonly thread: string | null;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly metadata: unknown;
  readonly isEdited: boolean;
}

export interface SlackEphemeral {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly via: 'chat.postEphemeral' | 'response_url' | 'command';
}

export interface SlackRoom {
  readonly id: string;
  readonly name?: string;
  readonly team: string;
  /** Whether the bot is a member. */
  readonly hasBot: boolean;
  readonly users: readonly string[];
  readonly isArchived?: boolean;
  readonly isPrivate?: boolean;
}

/** A form, or somebody's home page, as it stands. */
export interface SlackView {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly hash: string;
  readonly view: Readonly<Record<string, unknown>>;
}

export interface SlackTeam {
  readonly token: string;
  readonly team: string;
  readonly botId: string;
  readonly botUser: string;
}

export interface SlackUser {
  readonly team: string;
  readonly name: string;
  /** Somebody switched the account off. */
  readonly isOff?: boolean;
}

export interface SlackWorld {
  readonly teams: readonly SlackTeam[];
  readonly rooms: Map<string, SlackRoom>;
  readonly users: Map<string, SlackUser>;
  /** In the order of posting. */
  readonly messages: SlackMessage[];
  readonly ephemerals: SlackEphemeral[];
  readonly files: SlackFile[];
  /** Files that were shown to a channel, in the order of sharing. */
  readonly shares: {
    readonly channel: string;
    readonly thread: string | null;
    readonly files: readonly string[];
  }[];
  /** Looks that a new file needs until it is ready. */
  preparing: number;
  /** Where this Slack is. */
  base: string;
  /** Open forms, the newest last. */
  readonly forms: SlackView[];
  /** Home pages, by user. */
  readonly homes: Map<string, SlackView>;
  /** What somebody pressed lets a form be opened once; the value is who pressed. */
  readonly triggers: Map<string, string>;
  clock: number;
}

export type Args = Readonly<Record<string, string>>;
export type Answer = { readonly ok: boolean; readonly [field: string]: unknown };
export type Method = (world: SlackWorld, me: SlackTeam, args: Args) => Answer;

export const METHODS: Readonly<Record<string, Method>> = {
  ...VIEW_METHODS,
  ...FILE_METHODS,
  ...NAME_METHODS,
  'auth.test': (_world, me) => ({
    ok: true,
    team_id: me.team,
    user_id: me.botUser,
    bot_id: me.botId,
  }),
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'chat.delete': deleteMessage,
  'chat.postEphemeral': postEphemeral,
  'conversations.open': openConversation,
  'conversations.members': (world, me, args) => {
    const room = roomFor(world, me, args, 'read');
    if (typeof room === 'string') return refuse(room);
    const start = Number(args.cursor ?? 0);
    const end = start + Number(args.limit ?? 100);
    const next_cursor = end < room.users.length ? String(end) : '';
    return { ok: true, members: room.users.slice(start, end), response_metadata: { next_cursor } };
  },
  'conversations.history': (world, me, args) => {
    const room = roomFor(world, me, args, 'read');
    if (typeof room === 'string') return refuse(room);
    const top = world.messages.filter((m) => m.channel === room.id && m.thread === null);
    return page(top.toReversed(), args);
  },
  'conversations.replies': (world, me, args) => {
    const room = roomFor(world, me, args, 'read');
    if (typeof room === 'string') return refuse(room);
    const all = world.messages.filter((m) => m.channel === room.id);
    if (!all.some((m) => m.ts === args.ts)) return refuse('thread_not_found');
    const thread = all.filter((m) => m.ts === args.ts || m.thread === args.ts);
    return page(thread, args);
  },
};

export function refuse(error: string, extra: object = {}): Answer {
  return { ok: false, error, ...extra };
}

function postMessage(world: SlackWorld, me: SlackTeam, args: Args): Answer {
  const room = roomFor(world, me, args, 'write');
  if (typeof room === 'string') return refuse(room);
  // Slack would take it; a card or a private word must never bring the preview of what it names.
  if (args.unfurl_links !== 'false' || args.unfurl_media !== 'false') return refuse('unfurls');
  const said = contentOf(world, room.id, args);
  if ('ok' in said) return said;
  const thread = args.thread_ts ?? null;
  if (thread !== null && !world.messages.some((m) => m.channel === room.id && m.ts === thread)) {
    return refuse('thread_not_found');
  }
  const ts = nextTs(world);
  const metadata = args.metadata === undefined ? null : JSON.parse(args.metadata);
  const { team, botId } = me;
  const place = { ts, channel: room.id, team, botId, thread };
  world.messages.push({ ...place, ...said, metadata, isEdited: false });
  return { ok: true, channel: room.id, ts, message: { ts, text: said.text, team, bot_id: botId } };
}

function updateMessage(world: SlackWorld, me: SlackTeam, args: Args): Answer {
  const room = roomFor(world, me, args, 'write');
  if (typeof room === 'string') return refuse(room);
  const at = world.messages.findIndex((m) => m.channel === room.id && m.ts === args.ts);
  const message = world.messages[at];
  if (message === undefined) return refuse('message_not_found');
  if (message.botId !== me.botId) return refuse('cant_update_message');
  const said = contentOf(world, room.id, args);
  if ('ok' in said) return said;
  if (said.text.length > 4_000) return refuse('msg_too_long');
  world.messages[at] = { ...message, ...said, isEdited: true };
  return { ok: true, channel: room.id, ts: message.ts, text: said.text };
}

function deleteMessage(world: SlackWorld, me: SlackTeam, args: Args): Answer {
  const at = world.messages.findIndex((m) => m.channel === args.channel && m.ts === args.ts);
  const message = world.messages[at];
  if (message === undefined) return refuse('message_not_found');
  if (message.botId !== me.botId) return refuse('cant_delete_message');
  world.messages.splice(at, 1);
  return { ok: true, channel: message.channel, ts: message.ts };
}

function postEphemeral(world: SlackWorld, me: SlackTeam, args: Args): Answer {
  const room = roomFor(world, me, args, 'write');
  if (typeof room === 'string') return refuse(room);
  const user = args.user ?? '';
  if (!room.users.includes(user)) return refuse('user_not_in_channel');
  const said = contentOf(world, room.id, args);
  if ('ok' in said) return said;
  world.ephemerals.push({ channel: room.id, user, ...said, via: 'chat.postEphemeral' });
  return { ok: true, message_ts: nextTs(world) };
}

function openConversation(world: SlackWorld, me: SlackTeam, args: Args): Answer {
  const user = args.users ?? '';
  const known = world.users.get(user);
  if (known?.team !== me.team) return refuse('user_not_found');
  if (known.isOff) return refuse('user_disabled');
  return { ok: true, channel: { id: directRoom(world, me.team, user).id } };
}

/** The direct conversation of the bot and one person. */
export function directRoom(world: SlackWorld, team: string, user: string): SlackRoom {
  const id = `D${user.slice(1)}`;
  const room = world.rooms.get(id) ?? { id, team, hasBot: true, users: [user], isPrivate: true };
  world.rooms.set(id, room);
  return room;
}

/** The room, or Slack's word why not. Rooms of other teams, and private ones without the bot, do not exist. */
function roomFor(
  world: SlackWorld,
  me: SlackTeam,
  args: Args,
  purpose: 'read' | 'write',
): SlackRoom | string {
  const room = world.rooms.get(args.channel ?? '');
  if (room === undefined || room.team !== me.team) return 'channel_not_found';
  if (!room.hasBot) return room.isPrivate ? 'channel_not_found' : 'not_in_channel';
  return purpose === 'write' && room.isArchived ? 'is_archived' : room;
}

function contentOf(
  world: SlackWorld,
  room: string,
  args: Args,
): { text: string; blocks: readonly unknown[] } | Answer {
  const blocks = args.blocks === undefined ? [] : JSON.parse(args.blocks);
  const complaints = [...complaintsAbout(blocks), ...fileComplaints(world, room, blocks)];
  if (complaints.length > 0) {
    return refuse('invalid_blocks', { response_metadata: { messages: complaints } });
  }
  // Slack would take it; we never want blocks without the sentence that screen readers read.
  if (args.text === undefined || args.text === '') return refuse('no_text');
  return { text: args.text, blocks };
}

function page(messages: readonly SlackMessage[], args: Args): Answer {
  const from = Number(args.oldest ?? 0);
  const start = Number(args.cursor ?? 0);
  const limit = Number(args.limit ?? 100);
  const wanted = messages.filter((m) => Number(m.ts) >= from);
  const more = start + limit < wanted.length;
  return {
    ok: true,
    messages: wanted.slice(start, start + limit).map((m) => ({
      type: 'message',
      ts: m.ts,
      text: m.text,
      bot_id: m.botId,
      ...(m.thread === null ? {} : { thread_ts: m.thread }),
      ...(args.include_all_metadata === 'true' && m.metadata ? { metadata: m.metadata } : {}),
    })),
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + limit) : '' },
  };
}

/** Slack's time is at least now and always later than the last. */
export function nextTs(world: SlackWorld): string {
  world.clock = Math.max(world.clock + 1, Date.now() * 1_000);
  const micros = String(world.clock);
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}
