// The people in front of Teams, for the stand-in: they press what a card shows and type to the bot, and their client posts a
// signed activity at our door as the Bot Framework does.
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { alertContent } from '../../contracts/chat-views.ts';
import type { TeamsServer } from '../teams-server.ts';
import type { TeamsBot } from './bot.ts';
import { at, directId, type TeamsMessage, type TeamsUser } from './conversations.ts';
import { isRecord, type Json } from './json.ts';
import { genuine } from './tokens.ts';

export interface DoorAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed, or null. */
  readonly body: Json | null;
}

/** Posts text at the door. `authorization` undefined = without that header. */
export function knock(
  door: string,
  text: string | Buffer,
  authorization: string | undefined,
): Promise<DoorAnswer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...(authorization === undefined ? {} : { authorization }),
    };
    const call = request(door, { method: 'POST', agent: false, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const answer = Buffer.concat(parts).toString();
        const body = answer.startsWith('{') ? (JSON.parse(answer) as Json) : null;
        resolve({
          status: response.statusCode ?? 0,
          text: answer,
          headers: response.headers,
          body,
        });
      });
    });
    call.on('error', reject);
    call.end(text);
  });
}

/** Delivers an activity with a genuine token. */
export function deliver(teams: TeamsServer, door: string, activity: Json): Promise<DoorAnswer> {
  return knock(door, JSON.stringify(activity), genuine(teams.occasion()));
}

export function envelope(
  teams: TeamsServer,
  user: TeamsUser,
  conversation: Json,
  more: Json,
): Json {
  const { appId, tenantId } = teams.options;
  return {
    id: `f:${randomUUID()}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: user,
    recipient: { id: `28:${appId}`, name: 'Andon' },
    conversation: { tenantId, ...conversation },
    channelData: { tenant: { id: tenantId } },
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB' }],
    ...more,
  };
}

/** The conversation in which a message stands, as activities name it. */
export function conversationOf(teams: TeamsServer, message: TeamsMessage): Json {
  const { conversation, root, id } = message;
  if (!conversation.startsWith('19:')) return { id: conversation, conversationType: 'personal' };
  return {
    id: `${conversation};messageid=${root ?? id}`,
    conversationType: 'channel',
    isGroup: true,
    tenantId: teams.options.tenantId,
  };
}

/** A fresh alert's card, posted in the channel. */
export async function cardShown({ teams, chat }: TeamsBot): Promise<TeamsMessage> {
  const place = { channel: teams.channel, person: null, thread: null };
  const posted = await chat.post(place, alertContent(), 'card:1');
  const message = posted.ok ? teams.message(posted.address) : null;
  if (message === null) throw new Error(`not posted: ${JSON.stringify(posted)}`);
  return message;
}

/** The activity of a press, with the data that the shown button carries. */
export function pressOf(
  teams: TeamsServer,
  message: TeamsMessage,
  user: TeamsUser,
  verb: string,
  data: unknown = shownData(message, verb),
): Json {
  return envelope(teams, user, conversationOf(teams, message), {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: message.id,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
}

/** The same press on a client that knows `Action.Submit` alone. */
export function submitOf(
  teams: TeamsServer,
  message: TeamsMessage,
  user: TeamsUser,
  verb: string,
  written: Json = {},
): Json {
  const data = shownData(message, verb);
  return envelope(teams, user, conversationOf(teams, message), {
    type: 'message',
    replyToId: message.id,
    value: { ...(isRecord(data) ? data : {}), verb, ...written },
  });
}

export function typedInChannel(
  teams: TeamsServer,
  user: TeamsUser,
  text: string,
  mention = '<at>Andon</at>',
): Json {
  const id = rootIn(teams, text);
  const mentioned = { id: `28:${teams.options.appId}`, name: 'Andon' };
  return envelope(
    teams,
    user,
    { id: `${teams.channel};messageid=${id}`, conversationType: 'channel' },
    {
      type: 'message',
      id,
      text: `${mention} ${text}\n`,
      textFormat: 'plain',
      entities: [{ type: 'mention', mentioned, text: mention }],
    },
  );
}

/** Words in the thread under a message. Without `mention` they reach the bot only where the team lets it read its messages. */
export function repliedUnder(
  teams: TeamsServer,
  message: TeamsMessage,
  user: TeamsUser,
  text: string,
  more: { readonly mention?: string | null; readonly attachments?: readonly Json[] } = {},
): Json {
  const { mention = '<at>Andon</at>', attachments = [] } = more;
  const mentioned = { id: `28:${teams.options.appId}`, name: 'Andon' };
  const marks = mention === null ? [] : [{ type: 'mention', mentioned, text: mention }];
  return envelope(teams, user, conversationOf(teams, message), {
    type: 'message',
    id: String(1_650_000_000_000 + teams.world.messages.length),
    text: mention === null ? text : `${mention} ${text}\n`,
    textFormat: 'plain',
    entities: marks,
    attachments: [{ contentType: 'text/html', content: `<div>${text}</div>` }, ...attachments],
  });
}

/** What Teams tells of a team: the app was added or taken away, a channel was renamed, and the like. */
export function teamEvent(
  teams: TeamsServer,
  what: {
    readonly type?: 'installationUpdate' | 'conversationUpdate';
    readonly action?: string;
    readonly eventType?: string;
    readonly channel?: { readonly id: string; readonly name?: string };
    readonly more?: Json;
  },
): Json {
  const { type = 'conversationUpdate', action, eventType, channel, more = {} } = what;
  const team = { id: TEAM, name: 'Plant Ops' };
  return envelope(
    teams,
    teams.ana,
    { id: TEAM, conversationType: 'channel', isGroup: true },
    {
      type,
      ...(action === undefined ? {} : { action }),
      channelData: {
        tenant: { id: teams.options.tenantId },
        team,
        ...(eventType === undefined ? {} : { eventType }),
        ...(channel === undefined ? {} : { channel }),
      },
      ...more,
    },
  );
}

/** A team goes by the id of its general channel. */
const TEAM = '19:general@thread.tacv2';

export function typedAlone(teams: TeamsServer, user: TeamsUser, text: string): Json {
  const conversation = { id: directId(teams.world, user), conversationType: 'personal' };
  return envelope(teams, user, conversation, { type: 'message', text });
}

/** The message itself, which begins a thread. */
function rootIn({ world, channel }: TeamsServer, text: string): string {
  const id = String(1_600_000_000_000 + world.messages.length + world.removed.size);
  const activity = { type: 'message', text };
  const states = [activity];
  world.messages.push({ id, conversation: channel, root: null, by: 'person', activity, states });
  return id;
}

export function shownData(message: TeamsMessage, verb: string): unknown {
  const button = shownButtons(message).find((b) => b.verb === verb);
  if (button === undefined) throw new Error(`the card at ${message.id} has no button ${verb}`);
  return button.data;
}

export function shownButtons(message: TeamsMessage): { verb: string; data: unknown }[] {
  return parts(cardOf(message))
    .filter((part) => part.type === 'Action.Execute')
    .map(({ verb, data }) => ({ verb: String(verb), data }));
}

export function cardOf(message: TeamsMessage): unknown {
  const { attachments } = message.activity;
  return at(Array.isArray(attachments) ? attachments[0] : undefined, 'content');
}

/** Every object of a card, fallbacks left out. */
export function parts(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (!isRecord(value)) return [];
  const { fallback: _, data: __, ...inside } = value;
  return [value, ...Object.values(inside).flatMap(parts)];
}
