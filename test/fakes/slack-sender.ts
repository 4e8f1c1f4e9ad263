// What Slack sends to a bot: presses of shown buttons, slash commands and events, signed with the app's secret, over real HTTP.
// Each part can be spoiled, to play the forger.
import { createHmac, randomUUID } from 'node:crypto';
import { directRoom, type SlackMessage, type SlackView } from './slack-api.ts';
import { pressables, verbOf } from './slack-blocks.ts';
import type { SlackServer } from './slack-server.ts';

export const SIGNING_SECRET = 'signing-secret-of-the-tests';

export interface Sent {
  readonly status: number;
  readonly text: string;
}

/** How a request shall differ from an honest one. */
export interface Spoiled {
  readonly secret?: string;
  /** Seconds added to the timestamp. */
  readonly skewS?: number;
  readonly isUnsigned?: boolean;
  /** Changes the body after it was signed. */
  readonly tamper?: (body: string) => string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as bytes and headers, so that it can be sent twice. */
export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const TEAM = 'T0OURS0001';

export const FORM = 'application/x-www-form-urlencoded';

export function signed(body: string, type: string, spoiled: Spoiled = {}): SignedRequest {
  const stamp = String(Math.floor(Date.now() / 1_000) + (spoiled.skewS ?? 0));
  const mac = createHmac('sha256', spoiled.secret ?? SIGNING_SECRET);
  const signature = `v0=${mac.update(`v0:${stamp}:${body}`).digest('hex')}`;
  const proof = { 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature };
  return {
    body: spoiled.tamper?.(body) ?? body,
    headers: {
      'content-type': spoiled.contentType ?? type,
      ...(spoiled.isUnsigned ? {} : proof),
      ...spoiled.headers,
    },
  };
}

export async function send(doorUrl: string, request: SignedRequest): Promise<Sent> {
  const { body, headers } = request;
  const response = await fetch(doorUrl, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

/** The body of an interaction, as Slack wraps it. */
export function interaction(payload: object): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

export interface PressChange {
  readonly actionId?: string;
  readonly value?: string;
  readonly responseUrl?: string;
  readonly userTeam?: string;
  /** What is picked in the message's choices, by their action ids. */
  readonly picked?: Readonly<Record<string, string>>;
}

/** The payload of somebody's press on what is shown. The verb of a select's option is `reason:CODE`, as on buttons. */
export function pressPayload(
  slack: SlackServer,
  message: SlackMessage,
  user: string,
  verb: string,
  change: PressChange = {},
): object {
  const shown = pressables(message.blocks).find((p) => verbOf(p) === verb);
  if (shown === undefined && change.actionId === undefined) {
    throw new Error(`the message ${message.ts} shows no button ${verb}`);
  }
  const known = slack.world.users.get(user);
  const value = change.value ?? shown?.value ?? '';
  const isSelect = shown?.kind === 'static_select';
  return {
    type: 'block_actions',
    team: { id: message.team, domain: 'plant' },
    user: { id: user, name: known?.name ?? user, team_id: change.userTeam ?? known?.team },
    api_app_id: 'A0ANDON001',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: false,
      ...(message.thread === null ? {} : { thread_ts: message.thread }),
    },
    channel: { id: message.channel, name: 'line-1' },
    message: { ts: message.ts, text: message.text, team: message.team, bot_id: message.botId },
    trigger_id: triggerFor(slack, user),
    state: { values: { choices: pickedIn(change.picked ?? {}) } },
    response_url: change.responseUrl ?? slack.responseUrl(message.channel, user),
    actions: [
      {
        type: shown?.kind ?? 'button',
        action_id: change.actionId ?? shown?.actionId,
        block_id: shown?.blockId ?? 'b',
        action_ts: `${Date.now() / 1_000}`,
        ...(isSelect ? { selected_option: { value } } : { value }),
      },
    ],
  };
}

/** Lets a form be opened, once. */
export function triggerFor(slack: SlackServer, user: string): string {
  const id = randomUUID();
  slack.world.triggers.set(id, user);
  return id;
}

/** Sends a form off as its user filled it in; fields that are left out keep what stood in them. */
export function submissionPayload(
  slack: SlackServer,
  form: SlackView,
  given: Readonly<Record<string, string>>,
): object {
  const { id, hash, team, user, view } = form;
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  const values = Object.fromEntries(
    blocks
      .filter((b) => b.type === 'input')
      .map(({ block_id: field, element }) => {
        const value = given[field] ?? element.initial_value ?? null;
        return [field, { [element.action_id]: { type: element.type, value } }];
      }),
  );
  return {
    type: 'view_submission',
    team: { id: team, domain: 'plant' },
    user: { id: user, name: slack.world.users.get(user)?.name ?? user, team_id: team },
    api_app_id: 'A0ANDON001',
    trigger_id: triggerFor(slack, user),
    view: { id, hash, team_id: team, ...view, state: { values } },
    response_urls: [],
  };
}

/** Sends a form off, over HTTP; Slack closes it unless it is told what is wrong. */
export async function submit(
  slack: SlackServer,
  doorUrl: string,
  form: SlackView,
  given: Readonly<Record<string, string>>,
): Promise<Sent> {
  const sent = await send(
    doorUrl,
    signed(interaction(submissionPayload(slack, form, given)), FORM),
  );
  if (sent.status === 200 && sent.text === '') {
    slack.world.forms.splice(slack.world.forms.indexOf(form), 1);
  }
  return sent;
}

/** The payload of a press on somebody's home page; the first button with that verb. */
export function homePressPayload(slack: SlackServer, user: string, verb: string): object {
  const home = slack.world.homes.get(user);
  const blocks = Array.isArray(home?.view.blocks) ? home.view.blocks : [];
  const shown = pressables(blocks).find((p) => verbOf(p) === verb);
  if (home === undefined || shown === undefined) throw new Error(`the page has no button ${verb}`);
  return {
    type: 'block_actions',
    team: { id: home.team, domain: 'plant' },
    user: { id: user, name: slack.world.users.get(user)?.name ?? user, team_id: home.team },
    api_app_id: 'A0ANDON001',
    container: { type: 'view', view_id: home.id },
    view: { id: home.id, type: 'home', hash: home.hash },
    trigger_id: triggerFor(slack, user),
    actions: [
      { type: 'button', action_id: shown.actionId, block_id: shown.blockId, value: shown.value },
    ],
  };
}

/** Somebody chooses the entry of a message's menu. */
export function shortcutPayload(
  slack: SlackServer,
  room: string,
  user: string,
  message: object,
  change: object = {},
): object {
  const known = slack.world.users.get(user);
  return {
    type: 'message_action',
    callback_id: 'report-miss',
    trigger_id: triggerFor(slack, user),
    team: { id: known?.team, domain: 'plant' },
    user: { id: user, name: known?.name ?? user, team_id: known?.team },
    channel: { id: room, name: 'line-1' },
    response_url: slack.responseUrl(room, user),
    message: { type: 'message', user, ...message },
    ...change,
  };
}

export function eventPayload(event: object, id = `Ev${randomUUID()}`, team = TEAM): object {
  return {
    type: 'event_callback',
    token: 'verification',
    team_id: team,
    api_app_id: 'A0ANDON001',
    event_id: id,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{ enterprise_id: null, team_id: team, user_id: 'U0ANDON001', is_bot: true }],
    event,
  };
}

/** Slack tells of something that happened, over HTTP. */
export function tell(
  doorUrl: string,
  payload: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  return send(doorUrl, signed(JSON.stringify(payload), 'application/json', { headers }));
}

export function commandBody(
  slack: SlackServer,
  room: string,
  user: string,
  text: string,
  change: Readonly<Record<string, string>> = {},
): string {
  const known = slack.world.users.get(user);
  return new URLSearchParams({
    command: '/andon',
    text,
    team_id: known?.team ?? 'T0NOBODY01',
    user_id: user,
    user_name: known?.name ?? user,
    channel_id: room,
    channel_name: 'line-1',
    response_url: slack.responseUrl(room, user),
    trigger_id: triggerFor(slack, user),
    api_app_id: 'A0ANDON001',
    ...change,
  }).toString();
}

/** Presses a shown button, over HTTP. */
export function press(
  slack: SlackServer,
  doorUrl: string,
  message: SlackMessage,
  user: string,
  verb: string,
  change: PressChange = {},
): Promise<Sent> {
  const payload = pressPayload(slack, message, user, verb, change);
  return send(doorUrl, signed(interaction(payload), FORM));
}

/** Types a command, over HTTP; what comes back at once is shown to that person, as Slack does. */
export async function type(
  slack: SlackServer,
  doorUrl: string,
  room: string,
  user: string,
  text: string,
): Promise<Sent> {
  const sent = await send(doorUrl, signed(commandBody(slack, room, user, text), FORM));
  if (sent.status === 200 && sent.text !== '') {
    const said = JSON.parse(sent.text);
    if (said.response_type !== 'ephemeral') throw new Error('a command was answered in public');
    const blocks = said.blocks ?? [];
    slack.world.ephemerals.push({ channel: room, user, text: said.text, blocks, via: 'command' });
  }
  return sent;
}

export function directRoomOf(slack: SlackServer, user: string): string {
  const team = slack.world.users.get(user)?.team ?? '';
  return directRoom(slack.world, team, user).id;
}

function pickedIn(picked: Readonly<Record<string, string>>): object {
  const entries = Object.entries(picked).map(([actionId, value]) => [
    actionId,
    { type: 'static_select', selected_option: { value } },
  ]);
  return Object.fromEntries(entries);
}
