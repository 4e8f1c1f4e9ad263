// Slack in front of the bot, by signed requests at its door or by envelopes through its socket. People and answers are the same.
import { expect, vi } from 'vitest';
import { listen } from '../../bot/adapters/http.ts';
import { slackChat } from '../../bot/adapters/slack.ts';
import type { ConnectedChat } from '../../bot/ports/chat.ts';
import type { SlackMessage, SlackRoom, SlackView } from '../fakes/slack-api.ts';
import { readMessage } from '../fakes/slack-blocks.ts';
import {
  commandBody,
  directRoomOf,
  eventPayload,
  FORM,
  homePressPayload,
  interaction,
  pressPayload,
  SIGNING_SECRET,
  send,
  signed,
  submissionPayload,
  tell,
  type,
} from '../fakes/slack-sender.ts';
import { APP_TOKEN, SLACK_TEAM, type SlackServer, slackServer } from '../fakes/slack-server.ts';
import { type SlackSocketServer, slackSocketServer } from '../fakes/slack-socket.ts';
import { SLACK_FAULTS } from './faults.ts';
import { PUBLIC_URL } from './floor.ts';
import {
  type Channel,
  type Choice,
  carried,
  choiceOn,
  noteVerbOn,
  type Seen,
  type Sent,
  type Stand,
  WHO,
  type Who,
} from './stand.ts';

const CHANNELS: Readonly<Record<Channel, string>> = { 'line-1': 'C0LINE0001', floor: 'C0FLOOR001' };

function idOf(who: Who): string {
  return `U0${who.toUpperCase()}00001`;
}

/** With Slack itself, for days that only Slack has. */
export type SlackStand = Stand & { readonly slack: SlackServer };

export async function slackStand(transport: 'http' | 'socket'): Promise<SlackStand> {
  const users = Object.fromEntries(
    WHO.map((who) => [idOf(who), { team: SLACK_TEAM.team, name: who }]),
  );
  const rooms = Object.values(CHANNELS).map(
    (id): SlackRoom => ({ id, team: SLACK_TEAM.team, hasBot: true, users: Object.keys(users) }),
  );
  const slack = await slackServer(rooms, users);
  const socket = transport === 'socket' ? await slackSocketServer() : null;
  slack.socketUrl = socket?.url ?? null;
  const door: { url: string; close(): Promise<void> } = { url: '', close: async () => {} };

  const inForms: { readonly who: Who; readonly text: string }[] = [];
  const messageAt = (seen: Seen): SlackMessage => {
    const found = slack.world.messages.find((m) => m.ts === seen.address);
    if (found === undefined) throw new Error(`nothing stands at ${seen.address}`);
    return found;
  };
  const inRoom = (room: string, thread: string | null): readonly Seen[] =>
    slack.world.messages.filter((m) => m.channel === room && m.thread === thread).map(seenOf);

  async function sendPress(payload: object, secret = SIGNING_SECRET): Promise<Sent> {
    if (socket !== null) {
      await socket.send('interactive', payload);
      return { status: 200, again: () => sendPress(payload) };
    }
    const request = signed(interaction(payload), FORM, { secret });
    const post = async (): Promise<Sent> => {
      const { status } = await send(door.url, request);
      return { status, again: post };
    };
    return post();
  }

  /** Sends a form off; what is said in it is a private answer, too. */
  async function sendForm(form: SlackView, who: Who, text: string): Promise<void> {
    const payload = submissionPayload(slack, form, { text });
    const answer =
      socket === null
        ? (await send(door.url, signed(interaction(payload), FORM))).text
        : JSON.stringify((await socket.send('interactive', payload)) ?? '');
    if (answer.includes('errors')) inForms.push({ who, text: answer });
  }

  async function sendEvent(event: object): Promise<void> {
    if (socket === null) return void (await tell(door.url, eventPayload(event)));
    await socket.send('events_api', eventPayload(event));
  }

  return {
    slack,
    platform: 'slack',
    addresses: CHANNELS,
    userOf: idOf,
    async connect({ reactions, live, memory, log }): Promise<ConnectedChat> {
      await door.close();
      const { language, timezone } = live.around.plant;
      const chat = slackChat(
        {
          tokens: [SLACK_TEAM.token],
          signingSecret: SIGNING_SECRET,
          appToken: socket === null ? null : APP_TOKEN,
          apiUrl: slack.apiUrl,
          pace: 'off',
          setting: { language, timezone, publicUrl: PUBLIC_URL },
        },
        {
          reactions,
          clock: { now: Date.now },
          log,
          once: (key, until) => memory.store.once(key, until),
          notebook: memory.notebook,
        },
      );
      const doors = chat.door === null ? [] : [chat.door];
      const server = await listen({ host: '127.0.0.1', port: 0, doors, log });
      const opened = socket?.opened() ?? 0;
      await chat.start();
      if (socket !== null) await connected(socket, opened);
      door.url = `${server.url}/slack/events`;
      door.close = () => server.close();
      return chat;
    },
    top: async (channel) => inRoom(CHANNELS[channel], null),
    thread: async (channel, card) => inRoom(CHANNELS[channel], card),
    direct: async (who) => inRoom(directRoomOf(slack, idOf(who)), null),
    heard: async (who) => [
      ...slack.world.ephemerals
        .filter((e) => e.user === idOf(who))
        .map((e) => `${e.text}\n${readMessage(e.text, e.blocks, PUBLIC_URL).text}`),
      ...inForms.filter((f) => f.who === who).map((f) => f.text),
    ],
    press: (who, seen, verb, value) => {
      if (seen.address === HOME) return sendPress(homePressPayload(slack, idOf(who), verb));
      const change = value === undefined ? {} : { actionId: verb, value: JSON.stringify(value) };
      return sendPress(pressPayload(slack, messageAt(seen), idOf(who), verb, change));
    },
    pick: (who, seen, label, verb) => {
      const { id, value } = choiceOn(seen, label);
      const shown = { actionId: verb, value: JSON.stringify(carried(seen, verb)) };
      const change = { ...shown, picked: { [id]: value } };
      return sendPress(pressPayload(slack, messageAt(seen), idOf(who), verb, change));
    },
    async own(who) {
      const user = idOf(who);
      const event = {
        type: 'app_home_opened',
        user,
        channel: directRoomOf(slack, user),
        tab: 'home',
      };
      const before = slack.world.homes.get(user);
      await sendEvent(event);
      if (before === undefined)
        await vi.waitFor(() => expect(slack.world.homes.has(user)).toBe(true));
      return [homeOf(slack, user)];
    },
    async note(who, seen, text) {
      const verb = noteVerbOn(seen);
      const change = { actionId: verb, value: JSON.stringify(carried(seen, verb)) };
      await sendPress(pressPayload(slack, messageAt(seen), idOf(who), verb, change));
      const form = await vi.waitFor(() => {
        const open = slack.world.forms.at(-1);
        expect(open?.user).toBe(idOf(who));
        return open;
      });
      if (form !== undefined) await sendForm(form, who, text);
    },
    forge: (seen, verb) =>
      sendPress(pressPayload(slack, messageAt(seen), idOf('ana'), verb), 'not-the-secret'),
    async type(who, text, channel) {
      const room = CHANNELS[channel];
      if (socket === null) return void (await type(slack, door.url, room, idOf(who), text));
      const form = new URLSearchParams(commandBody(slack, room, idOf(who), text));
      const answer = await socket.send('slash_commands', Object.fromEntries(form));
      keepAnswer(slack, room, idOf(who), answer);
    },
    async choose(who, label) {
      const user = idOf(who);
      const said = slack.world.ephemerals.filter((e) => e.user === user);
      const button = said.flatMap((e) => buttonsIn(e.blocks)).findLast((b) => b.label === label);
      const channel = said.at(-1)?.channel;
      if (button === undefined || channel === undefined) throw new Error(`no button ${label}`);
      const { team } = SLACK_TEAM;
      const shown = { ts: '1.0', channel, thread: null, text: '', team, botId: '', blocks: [] };
      const payload = pressPayload(slack, { ...shown, ...EPHEMERAL }, user, '', button);
      const container = { type: 'message', channel_id: channel, is_ephemeral: true };
      await sendPress({ ...payload, container });
    },
    async write(who, seen, text) {
      const card = messageAt(seen);
      const event = {
        type: 'message',
        channel: card.channel,
        channel_type: 'channel',
        user: idOf(who),
        text,
        ts: `${Date.now() / 1_000}`,
        thread_ts: card.ts,
        team: card.team,
      };
      await sendEvent(event);
    },
    fail: (trouble) => slack.fail(SLACK_FAULTS[trouble]),
    shut: (channel) => {
      const room = slack.world.rooms.get(CHANNELS[channel]);
      if (room !== undefined) slack.world.rooms.set(room.id, { ...room, hasBot: false });
    },
    remove: (seen) =>
      void slack.world.messages.splice(slack.world.messages.indexOf(messageAt(seen)), 1),
    async close() {
      await door.close();
      await socket?.close();
      await slack.close();
    },
  };
}

function seenOf(message: SlackMessage): Seen {
  const shown = readMessage(message.text, message.blocks, PUBLIC_URL);
  return {
    ...shown,
    address: message.ts,
    pictures: picturesIn(message.blocks),
    choices: choicesIn(message.blocks),
  };
}

/** Where somebody's own page stands, instead of a message's address. */
const HOME = 'home';

function homeOf(slack: SlackServer, user: string): Seen {
  const { blocks } = slack.world.homes.get(user)?.view ?? {};
  const all = Array.isArray(blocks) ? blocks : [];
  return { ...readMessage('', all, PUBLIC_URL), address: HOME, pictures: [], choices: [] };
}

/** The choices that stand beside buttons. */
function choicesIn(blocks: readonly unknown[]): readonly Choice[] {
  return elementsIn(blocks)
    .filter((e) => e.type === 'static_select')
    .flatMap(({ action_id: id, options }) =>
      (Array.isArray(options) ? options : []).map(({ text, value }) => ({
        id: String(id),
        label: String(text.text),
        value: String(value),
      })),
    );
}

/** What a message for one person has that only Slack's own records know. */
const EPHEMERAL = { metadata: null, unfurls: [], isEdited: false };

function elementsIn(blocks: readonly unknown[]): readonly Record<string, unknown>[] {
  const all = blocks as readonly { readonly elements?: readonly Record<string, unknown>[] }[];
  return all.flatMap((b) => b.elements ?? []);
}

function buttonsIn(blocks: readonly unknown[]) {
  return elementsIn(blocks)
    .filter((e) => e.type === 'button')
    .map((e) => ({
      label: (e.text as { readonly text: string }).text,
      actionId: String(e.action_id),
      value: String(e.value),
    }));
}

function picturesIn(blocks: readonly unknown[]): readonly string[] {
  return [
    ...JSON.stringify(blocks).matchAll(/"image_url":"([^"]*)"|"slack_file":\{"id":"([^"]*)"/g),
  ].map(([, url, file]) => url ?? file ?? '');
}

/** Slack shows what comes back with the acknowledgement to that person alone. */
function keepAnswer(slack: SlackServer, channel: string, user: string, answer: unknown): void {
  const said = answer as { text?: string; blocks?: unknown[]; response_type?: string } | undefined;
  if (said?.text === undefined) return;
  if (said.response_type !== 'ephemeral') throw new Error('a command was answered in public');
  const { text, blocks = [] } = said;
  slack.world.ephemerals.push({ channel, user, text, blocks, via: 'command' });
}

async function connected(socket: SlackSocketServer, before: number): Promise<void> {
  while (socket.opened() === before) await new Promise((turn) => setTimeout(turn, 5));
}
