// Pictures that Slack can't load by itself, given to Slack: the bytes go up unseen, then become a file in the card's thread, and
// once Slack has prepared it a card may show it. Only a file that was shared in a channel is seen there by everybody. Each call
// is tried once; a file's id is known before anybody sees it, so that nothing is shown twice.
import type { ChatFault, Done, PictureDesk, Place } from '../../ports/chat.ts';
import type { Picture, PictureType } from '../../ports/pictures.ts';
import type { Log } from '../../ports/system.ts';
import { channelOf, tsOf } from './address.ts';
import { type Attempt, faultOf, refusalCode } from './faults.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

const ENDINGS: Readonly<Record<PictureType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
};
const UPLOAD_LIMIT_MS = 20_000;
/** A title is a line, not a page. */
const TITLE_MAX = 100;

export function slackFiles(
  spaces: Workspaces,
  roomOf: (place: Place) => Promise<string | null>,
  log: Log,
): PictureDesk {
  /** Runs one attempt in the workspace that sees the place; whatever is thrown becomes a fault of the port. */
  async function attempt<T>(
    place: Place,
    how: Attempt,
    call: (workspace: Workspace, room: string) => Promise<T>,
  ): Promise<Done<T>> {
    let room = place.channel;
    try {
      room = await roomOf(place);
      if (room === null)
        return { ok: false, code: 'refused', reason: 'Slack knows no such person.' };
      const channel = room;
      // Files belong to a workspace, so it must be the one that the channel is in.
      if (!spaces.isSettled(channel))
        await spaces.inChannel(channel, (w) => w.client.conversations.info({ channel }));
      return { ok: true, value: await spaces.inChannel(channel, (w) => call(w, channel)) };
    } catch (error) {
      const fault = fileFault(error, how, room ?? 'of a direct message');
      log.debug('Slack did not take a picture', { how, code: fault.code });
      return { ok: false, ...fault };
    }
  }

  return {
    // What is repeated here goes up once more, and nobody sees it.
    bring: (place, picture, alt) => attempt(place, 'read', (w) => upload(w, picture, alt)),

    share: (place, address, ref, isUnclear) =>
      attempt(
        { ...place, channel: channelOf(address) ?? place.channel },
        'read',
        async (w, room): Promise<true> => {
          if (!isUnclear || !(await isShared(w, room, ref))) await share(w, room, address, ref);
          return true;
        },
      ),

    isReady: (place, ref) =>
      attempt(place, 'read', async (w) => {
        try {
          const { file } = await w.client.files.info({ file: ref });
          return (file?.mimetype ?? '') !== '';
        } catch (error) {
          if (refusalCode(error) === 'file_not_found') return false;
          throw error;
        }
      }),
  };
}

async function upload(workspace: Workspace, picture: Picture, alt: string): Promise<string> {
  const { bytes, sha256, type } = picture;
  const answer = await workspace.client.files.getUploadURLExternal({
    filename: `evidence-${sha256.slice(0, 12)}.${ENDINGS[type]}`,
    length: bytes.length,
    alt_text: oneLine(alt),
  });
  const { upload_url: url, file_id: id } = answer;
  if (url === undefined || id === undefined) throw new Error('Slack named no place for a file');
  const sent = await fetch(url, {
    method: 'POST',
    body: Uint8Array.from(bytes),
    headers: { 'content-type': 'application/octet-stream' },
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_LIMIT_MS),
  });
  await sent.body?.cancel();
  if (!sent.ok) throw new Error(`Slack took no file (${sent.status})`);
  return id;
}

async function share(
  workspace: Workspace,
  room: string,
  address: string,
  id: string,
): Promise<void> {
  try {
    await workspace.client.files.completeUploadExternal({
      files: [{ id }],
      channel_id: room,
      thread_ts: tsOf(address),
    });
  } catch (error) {
    if (!ALREADY.has(refusalCode(error) ?? '')) throw error;
  }
}

/** Slack knows a file by its id only after it was shared, and tells where only once it has prepared it. */
async function isShared(workspace: Workspace, room: string, id: string): Promise<boolean> {
  try {
    const { file } = await workspace.client.files.info({ file: id });
    const places = [...(file?.channels ?? []), ...(file?.groups ?? []), ...(file?.ims ?? [])];
    return places.length === 0 || places.includes(room);
  } catch (error) {
    // Who may not look shares again: then Slack says that it was.
    if (['file_not_found', 'missing_scope'].includes(refusalCode(error) ?? '')) return false;
    throw error;
  }
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, TITLE_MAX);
}

const ALREADY = new Set(['file_already_completed', 'already_shared']);
const GONE = new Set(['file_not_found', 'file_deleted', 'invalid_upload', 'upload_not_found']);

function fileFault(error: unknown, how: Attempt, room: string): ChatFault {
  const code = refusalCode(error);
  return code !== null && GONE.has(code)
    ? { code: 'missing', reason: `Slack no longer has the picture (${code}).` }
    : faultOf(error, how, room);
}
