// What Slack tells by itself, over HTTP or by socket: words in a thread, a home page that was opened. Slack sends an event again
// until it is acknowledged and never after, so it is acknowledged when what it brought is durable. An event that comes twice has
// one effect: a note is kept once by its own address, and whatever is said about it is said once.
import { z } from 'zod';
import { disarm } from '../../../cards/slack.ts';
import { toldText } from '../../../cards/words.ts';
import { MINUTE } from '../../core/time.ts';
import type { Reactions, TapReply } from '../../ports/chat.ts';
import type { Sender, Store } from '../../ports/store.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { type AnsweringDeps, said } from './answering.ts';
import type { Homes } from './homes.ts';
import { mentionedIn, type Names } from './names.ts';
import { isReply, replyOf, ThreadMessage, teamOfWriter } from './thread.ts';
import type { Whisper } from './whisper.ts';
import type { Workspaces } from './workspaces.ts';

export interface EventDeps {
  readonly reactions: Pick<Reactions, 'reply'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly once: Store['once'];
  readonly spaces: Workspaces;
  readonly whisper: Whisper;
  readonly names: Names;
  readonly homes: Pick<Homes, 'opened'>;
  readonly speak: AnsweringDeps['speak'];
}

/** False = it could not be kept; Slack shall send it again. */
export type Events = (payload: unknown) => Promise<boolean>;

const Envelope = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1),
  team_id: z.string().min(1),
  event: z.unknown(),
});
type Envelope = z.infer<typeof Envelope>;

const HomeOpened = z.object({
  type: z.literal('app_home_opened'),
  user: z.string().min(1),
  tab: z.literal('home'),
});

/** Names that are asked for because of one message. */
const NAMES_MAX = 5;
/** Slack sends again for five minutes, and by socket when it likes. */
const REMEMBER_MS = 60 * MINUTE;

export function isEvent(payload: unknown): boolean {
  return z.object({ type: z.literal('event_callback') }).safeParse(payload).success;
}

export function events(deps: EventDeps): Events {
  return async (payload) => {
    const envelope = Envelope.safeParse(payload);
    if (!envelope.success) return true;
    try {
      const written = ThreadMessage.safeParse(envelope.data.event);
      if (written.success && isReply(written.data)) await heard(deps, envelope.data, written.data);
      const looked = HomeOpened.safeParse(envelope.data.event);
      if (looked.success) await lookedHome(deps, envelope.data.team_id, looked.data.user);
      return true;
    } catch (error) {
      deps.log.error('a Slack event could not be kept', { error: String(error) });
      return false;
    }
  };
}

async function heard(deps: EventDeps, from: Envelope, message: ThreadMessage): Promise<void> {
  const { spaces, names } = deps;
  const workspace = spaces.ofTeam(from.team_id);
  // Another app's workspace, or one whose token was taken away: nobody could answer there.
  if (spaces.isOurs(from.team_id) === false) return;
  if (workspace !== null) spaces.settle(message.channel, workspace);
  const botUser = workspace?.membership?.botUser ?? null;
  // Our own pictures come back as somebody's.
  if (message.user === botUser) return;
  const root = message.parent_user_id ?? null;
  if (root !== null && botUser !== null && root !== botUser) return;
  const tenant = teamOfWriter(message, from.team_id);
  const told =
    (spaces.isOurs(tenant) ?? tenant === from.team_id)
      ? await keep(deps, message, await senderOf(names, tenant, message.user))
      : refusal(deps, message, from.team_id, root === botUser);
  const isFirst = await deps.once(`slack:event:${from.event_id}`, deps.clock.now() + REMEMBER_MS);
  if (told === null || !isFirst) return;
  const { channel: room, user, thread_ts: thread } = message;
  // On its own way: the event is kept, and Slack need not wait for what is said about it.
  void deps.whisper({ user, team: from.team_id, room, thread, responseUrl: null }, { text: told });
}

/** The page is drawn on its own way; a second drawing changes nothing. */
async function lookedHome(deps: EventDeps, team: string, user: string): Promise<void> {
  if (deps.spaces.isOurs(team) !== false) deps.homes.opened(await senderOf(deps.names, team, user));
}

async function senderOf(names: Names, tenant: string, user: string): Promise<Sender> {
  const name = (await names.person(tenant, user)) ?? user;
  return { platform: 'slack', tenant, users: [user], name };
}

/** People of another firm may write in a channel that is shared with them, but not on our alerts. */
function refusal(
  deps: EventDeps,
  message: ThreadMessage,
  team: string,
  isUnderOurs: boolean,
): string | null {
  const to = { user: message.user, team, room: message.channel };
  return isUnderOurs ? said(deps, to, { code: 'stranger' }).text : null;
}

/** Whoever is mentioned is kept by name: an id says nothing to whoever reads the note later. */
async function meet(names: Names, tenant: string, text: string): Promise<void> {
  const met = mentionedIn(text).slice(0, NAMES_MAX);
  await Promise.all(met.map((user) => names.person(tenant, user)));
}

/** Keeps the words as a note. What the writer must be told, if anything. */
async function keep(
  deps: EventDeps,
  message: ThreadMessage,
  sender: Sender,
): Promise<string | null> {
  await meet(deps.names, sender.tenant, message.text ?? '');
  const reply = replyOf(message, sender, deps.names.known);
  const kept: TapReply | null = await deps.reactions.reply(reply);
  if (kept === null || kept.told === null) return null;
  // Nothing was written, and nobody pressed a button that they could press again: Slack shall.
  if (kept.told.answer.code === 'busy') throw new Error('the alert moved on each time');
  return disarm(toldText(kept.told, kept.setting));
}
