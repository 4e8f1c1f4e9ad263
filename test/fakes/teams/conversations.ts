// The Bot Connector's memory and rules: which conversations there are, what may be posted where, and with which words a wrong
// call is refused. It repairs nothing and knows only what it was told.
import { createHash, randomUUID } from 'node:crypto';
import { isRecord, type Json } from './json.ts';

export interface TeamsUser {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
}

/** A message as it stands now, with all its earlier states. */
export interface TeamsMessage {
  readonly id: string;
  /** Without the thread. */
  readonly conversation: string;
  /** The message that the thread hangs from; null at the top. */
  readonly root: string | null;
  readonly by: 'bot' | 'person';
  activity: Json;
  readonly states: Json[];
}

export interface TeamsWorld {
  readonly appId: string;
  readonly tenantId: string;
  readonly channels: readonly string[];
  readonly users: readonly TeamsUser[];
  /** People who never installed the app: it may not write to them. */
  readonly strangers: Set<string>;
  /** People who are in none of its channels. */
  readonly outsiders: Set<string>;
  /** Channels of teams that the app was taken away from. */
  readonly shut: Set<string>;
  readonly messages: TeamsMessage[];
  /** The ids of those that the bot took away. */
  readonly removed: Set<string>;
}

export interface Reply {
  readonly status: number;
  readonly body: Json;
}

export const CARD = 'application/vnd.microsoft.card.adaptive';
const MOST_UTF16_BYTES = 100 * 1024;

export function directId(world: TeamsWorld, user: TeamsUser): string {
  const hash = createHash('sha256').update(`${user.id}${world.appId}`).digest('base64url');
  return `a:1${hash}`;
}

export function createConversation(world: TeamsWorld, body: Json): Reply {
  const { channelData, activity, members, isGroup, bot } = body;
  const tenant = body.tenantId ?? at(at(channelData, 'tenant'), 'id');
  if (tenant !== world.tenantId) return no(403, 'Forbidden');
  if (at(bot, 'id') !== `28:${world.appId}`) return no(403, 'Forbidden');
  const channel = at(at(channelData, 'channel'), 'id');
  if (channel !== undefined) {
    if (isGroup !== true || !isRecord(activity)) return no(400, 'BadArgument');
    if (!world.channels.includes(String(channel))) return no(404, 'ConversationNotFound');
    if (world.shut.has(String(channel))) return no(403, 'BotNotInConversationRoster');
    const kept = keep(world, String(channel), null, activity);
    if ('status' in kept) return kept;
    const id = `${channel};messageid=${kept.id}`;
    return { status: 201, body: { id, activityId: kept.id } };
  }
  const wanted = Array.isArray(members) && members.length === 1 ? at(members[0], 'id') : null;
  if (wanted === null || isGroup === true) return no(400, 'BadSyntax');
  const user = world.users.find((u) => u.id === wanted || u.aadObjectId === wanted);
  if (user === undefined) return no(403, 'Forbidden');
  if (world.strangers.has(user.id)) return no(403, 'ForbiddenOperationException');
  return { status: 201, body: { id: directId(world, user) } };
}

export function sendTo(world: TeamsWorld, conversation: string, activity: Json): Reply {
  const place = placeOf(world, conversation);
  if (place === null) return no(404, 'ConversationNotFound');
  const shut = shutOut(world, place.base);
  if (shut !== null) return shut;
  const kept = keep(world, place.base, place.root, activity);
  return 'status' in kept ? kept : { status: 201, body: { id: kept.id } };
}

export function updateAt(
  world: TeamsWorld,
  conversation: string,
  id: string,
  activity: Json,
): Reply {
  const place = placeOf(world, conversation);
  const [base = ''] = conversation.split(';messageid=');
  if (place === null && world.channels.includes(base))
    return no(404, 'ActivityNotFoundInConversation');
  if (place === null) return no(404, 'ConversationNotFound');
  const shut = shutOut(world, place.base);
  if (shut !== null) return shut;
  const message = world.messages.find((m) => m.id === id && m.conversation === place.base);
  if (message === undefined) return no(404, 'ActivityNotFoundInConversation');
  if (message.by !== 'bot') return no(403, 'NotEnoughPermissions');
  const thread = message.root ?? message.id;
  if (place.root !== null && place.root !== thread)
    return no(404, 'ActivityNotFoundInConversation');
  if (activity.id !== undefined && activity.id !== id) return no(400, 'BadArgument');
  const fault = faultOf(activity);
  if (fault !== null) return fault;
  message.activity = activity;
  message.states.push(activity);
  return { status: 200, body: { id } };
}

export function removeAt(world: TeamsWorld, conversation: string, id: string): Reply {
  const place = placeOf(world, conversation);
  const index = world.messages.findIndex((m) => m.id === id && m.conversation === place?.base);
  const message = world.messages[index];
  if (message === undefined) return no(404, 'ActivityNotFoundInConversation');
  if (message.by !== 'bot') return no(403, 'NotEnoughPermissions');
  world.messages.splice(index, 1);
  world.removed.add(id);
  return { status: 200, body: {} };
}

/** Who is in a channel: everybody that the world knows, but for the outsiders. */
export function memberAt(world: TeamsWorld, conversation: string, user: string): Reply {
  const place = placeOf(world, conversation);
  if (place === null) return no(404, 'ConversationNotFound');
  const shut = shutOut(world, place.base);
  if (shut !== null) return shut;
  const found = world.users.find((u) => u.id === user || u.aadObjectId === user);
  if (found === undefined || world.outsiders.has(found.id))
    return no(404, 'MemberNotFoundInConversation');
  return { status: 200, body: { ...found } };
}

/** The app was taken away from the team, or by the person. */
function shutOut(world: TeamsWorld, base: string): Reply | null {
  const user = world.users.find((u) => directId(world, u) === base);
  const isShut = world.shut.has(base) || (user !== undefined && world.strangers.has(user.id));
  return isShut ? no(403, 'BotNotInConversationRoster') : null;
}

export function no(status: number, code: string): Reply {
  return { status, body: { error: { code, message: `${code}: refused by the stand-in` } } };
}

function placeOf(world: TeamsWorld, conversation: string) {
  const [base = '', root = null] = conversation.split(';messageid=');
  if (world.channels.includes(base)) {
    const exists = root === null || world.messages.some((m) => m.id === root);
    return exists ? { base, root } : null;
  }
  return world.users.some((u) => directId(world, u) === base) ? { base, root: null } : null;
}

function keep(
  world: TeamsWorld,
  conversation: string,
  root: string | null,
  activity: Json,
): TeamsMessage | Reply {
  const fault = faultOf(activity);
  if (fault !== null) return fault;
  const id = String(1_700_000_000_000 + world.messages.length + world.removed.size);
  const message: TeamsMessage = {
    id,
    conversation,
    root,
    by: 'bot',
    activity,
    states: [activity],
  };
  world.messages.push(message);
  return message;
}

/** What Teams would not take, or would take in a way that breaks the card. */
function faultOf(activity: Json): Reply | null {
  if (activity.type !== 'message') return no(400, 'BadArgument');
  if (JSON.stringify(activity).length * 2 > MOST_UTF16_BYTES) return no(413, 'MessageSizeTooBig');
  const attachments = activity.attachments ?? [];
  if (!Array.isArray(attachments)) return no(400, 'BadArgument');
  if (!activity.text && attachments.length === 0) return no(400, 'BadSyntax');
  if (activity.text && attachments.length > 0) return no(400, 'TextBesideCard');
  for (const attachment of attachments) {
    const card = at(attachment, 'content');
    const isCard = at(attachment, 'contentType') === CARD && at(card, 'type') === 'AdaptiveCard';
    if (!isCard || at(card, 'version') !== '1.5') return no(400, 'BadCard');
    if (typeof activity.summary !== 'string' || activity.summary === '')
      return no(400, 'NoSummary');
  }
  return null;
}

export function at(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

export function newUser(name: string): TeamsUser {
  return {
    id: `29:1${createHash('sha256').update(name).digest('base64url')}`,
    aadObjectId: randomUUID(),
    name,
  };
}
