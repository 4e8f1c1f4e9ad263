// Files, as strict as Slack: a place for a known length, the bytes in one piece, and a file that only exists once it was
// completed. Until somebody has looked at it often enough it is still being prepared, and no card may show it; nor may a card
// in a channel that it was not shared in.
import type { Args, SlackTeam, SlackWorld } from './slack-api.ts';

export interface SlackFile {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly alt: string;
  readonly ticket: string;
  readonly length: number;
  bytes: Buffer | null;
  isCompleted: boolean;
  /** Where it can be seen; empty = by the bot alone. */
  readonly rooms: string[];
  /** Looks at it until it is ready. */
  preparing: number;
}

type Answer = { readonly ok: boolean; readonly [field: string]: unknown };
type Method = (world: SlackWorld, me: SlackTeam, args: Args) => Answer;

const ENDINGS = /\.(png|jpe?g|gif)$/;

export const FILE_METHODS: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': (world, me, args) => {
    const length = Number(args.length);
    if (!args.filename || !Number.isInteger(length) || length <= 0) {
      return { ok: false, error: 'invalid_arguments' };
    }
    const n = world.files.length + 1;
    const id = `F0FILE${String(n).padStart(5, '0')}`;
    const ticket = `ticket-${n}`;
    const { filename: name, alt_text: alt = '' } = args;
    world.files.push({
      ...{ id, team: me.team, name, alt, ticket, length, bytes: null, isCompleted: false },
      ...{ rooms: [], preparing: world.preparing },
    });
    return { ok: true, upload_url: `${world.base}/upload/v1/${ticket}`, file_id: id };
  },

  'files.completeUploadExternal': (world, me, args) => {
    const files: readonly { id: string }[] = JSON.parse(args.files ?? '[]');
    const found = files.map(({ id }) => fileOf(world, me, id));
    if (found.length === 0 || found.some((f) => f?.bytes == null)) return gone();
    if (found.some((f) => f?.isCompleted)) return { ok: false, error: 'file_already_completed' };
    const room = args.channel_id === undefined ? undefined : world.rooms.get(args.channel_id);
    if (args.channel_id !== undefined && (room === undefined || room.team !== me.team)) {
      return { ok: false, error: 'channel_not_found' };
    }
    if (room !== undefined && !room.hasBot) return { ok: false, error: 'not_in_channel' };
    const thread = args.thread_ts ?? null;
    if (thread !== null && !world.messages.some((m) => m.ts === thread)) {
      return { ok: false, error: 'thread_not_found' };
    }
    for (const file of found) {
      if (file === undefined) continue;
      file.isCompleted = true;
      if (room !== undefined) file.rooms.push(room.id);
    }
    if (room !== undefined)
      world.shares.push({ channel: room.id, thread, files: files.map((f) => f.id) });
    return { ok: true, files };
  },

  'files.info': (world, me, args) => {
    const file = fileOf(world, me, args.file ?? '');
    if (file === undefined || !file.isCompleted) return gone();
    const isReady = file.preparing <= 0;
    file.preparing -= 1;
    const mimetype = isReady && ENDINGS.test(file.name) ? 'image/png' : '';
    return { ok: true, file: { id: file.id, name: file.name, mimetype } };
  },
};

function gone(): Answer {
  return { ok: false, error: 'file_not_found' };
}

function fileOf(world: SlackWorld, me: SlackTeam, id: string): SlackFile | undefined {
  return world.files.find((f) => f.id === id && f.team === me.team);
}

/** The bytes arrive: once, and as many as were announced. */
export function takeUpload(world: SlackWorld, ticket: string, bytes: Buffer): number {
  const file = world.files.find((f) => f.ticket === ticket);
  if (file === undefined || file.bytes !== null) return 404;
  if (bytes.length !== file.length) return 400;
  file.bytes = bytes;
  return 200;
}

/** Slack's complaints about files in blocks that a channel can't show. */
export function fileComplaints(
  world: SlackWorld,
  room: string,
  blocks: readonly unknown[],
): readonly string[] {
  const ids = [...JSON.stringify(blocks).matchAll(/"slack_file":\{"id":"([^"]+)"\}/g)];
  return ids.flatMap(([, id]) => {
    const file = world.files.find((f) => f.id === id);
    const isGood = file?.isCompleted && file.preparing <= 0 && file.rooms.includes(room);
    return isGood ? [] : ['[ERROR] invalid slack file [json-pointer:/blocks]'];
  });
}
