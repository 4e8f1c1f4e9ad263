// The Slack adapter with everything real around it: our server with its door, and Slack on the wire. One of these for each test.

import { listen } from '../../bot/adapters/http.ts';
import { type SlackOptions, slackChat } from '../../bot/adapters/slack.ts';
import type { Person } from '../../bot/core/plant.ts';
import type { ConnectedChat, Door, Place, Reactions } from '../../bot/ports/chat.ts';
import type { Notebook } from '../../bot/ports/notes.ts';
import type { Store } from '../../bot/ports/store.ts';
import type { Log } from '../../bot/ports/system.ts';
import type { ChatRig, ChatTrouble, PrivateAnswer } from '../contracts/chat-rig.ts';
import { SETTING } from '../contracts/chat-views.ts';
import type { SlackMessage, SlackRoom } from '../fakes/slack-api.ts';
import { readMessage } from '../fakes/slack-blocks.ts';
import { directRoomOf, press, SIGNING_SECRET, type } from '../fakes/slack-sender.ts';
import {
  SLACK_TEAM,
  type SlackFault,
  type SlackServer,
  slackServer,
} from '../fakes/slack-server.ts';

export interface SlackRig extends ChatRig {
  readonly chat: ConnectedChat;
  readonly slack: SlackServer;
  readonly doorUrl: string;
  readonly logged: readonly { level: string; text: string; facts: unknown }[];
  messages(channel: string): readonly SlackMessage[];
}

export const LINE_1 = 'C0LINE0001';
export const ANA = 'U0ANA00001';
export const BEN = 'U0BEN00001';
export const STRANGER = 'U0FAR00001';

const ROOMS: readonly SlackRoom[] = [
  { id: LINE_1, team: SLACK_TEAM.team, hasBot: true, users: [ANA, BEN, STRANGER] },
  { id: 'C0NOBOT001', team: SLACK_TEAM.team, hasBot: false, users: [ANA] },
  { id: 'C0OLD00001', team: SLACK_TEAM.team, hasBot: true, users: [ANA], isArchived: true },
];
const USERS = {
  [ANA]: { team: SLACK_TEAM.team, name: 'ana' },
  [BEN]: { team: SLACK_TEAM.team, name: 'ben' },
  [STRANGER]: { team: 'T0FAR00001', name: 'far' },
};

export const TO_LINE_1: Place = { channel: LINE_1, person: null, thread: null };

export const NO_REACTIONS: Reactions = {
  tap: async () => Promise.reject(new Error('nobody taps here')),
  command: async () => Promise.reject(new Error('nobody types here')),
  bulk: async () => Promise.reject(new Error('nobody presses there')),
  handover: async () => Promise.reject(new Error('nobody hands over there')),
  reply: async () => Promise.reject(new Error('nobody writes here')),
  miss: async () => Promise.reject(new Error('nobody misses anything here')),
  home: async () => Promise.reject(new Error('nobody looks at a page here')),
};

export interface RigChange {
  readonly options?: Partial<SlackOptions>;
  readonly once?: Store['once'];
  readonly notebook?: Notebook;
  readonly now?: () => number;
  /** Where Slack sends those who come by socket. */
  readonly socketUrl?: string;
}

export async function slackRig(reactions: Reactions, change: RigChange = {}): Promise<SlackRig> {
  const slack = await slackServer(ROOMS, USERS);
  slack.socketUrl = change.socketUrl ?? null;
  const logged: SlackRig['logged'][number][] = [];
  const log = logInto(logged);
  const chat = slackChat(
    {
      tokens: [SLACK_TEAM.token],
      signingSecret: SIGNING_SECRET,
      appToken: null,
      apiUrl: slack.apiUrl,
      pace: 'off',
      setting: SETTING,
      ...change.options,
    },
    {
      reactions,
      clock: { now: change.now ?? Date.now },
      log,
      once: change.once ?? onceMemory(),
      notebook: change.notebook ?? noteMemory(),
    },
  );
  const doors: readonly Door[] = chat.door === null ? [] : [chat.door];
  const server = await listen({ host: '127.0.0.1', port: 0, doors, log });
  await chat.start();
  const doorUrl = `${server.url}/slack/events`;
  const ana = personOf('ana', 'Ana Ruiz', ANA);

  function messages(channel: string): readonly SlackMessage[] {
    return slack.world.messages.filter((m) => m.channel === channel);
  }
  function roomOf(place: Place): string {
    return place.channel ?? directRoomOf(slack, ANA);
  }
  function messageAt(place: Place, address: string): SlackMessage | null {
    const ts = address.slice(address.indexOf(':') + 1);
    return messages(roomOf(place)).find((m) => m.ts === ts) ?? null;
  }

  return {
    chat,
    slack,
    doorUrl,
    logged,
    messages,
    place: TO_LINE_1,
    direct: { channel: null, person: ana, thread: null },
    ana,
    ben: personOf('ben', 'Ben Roy', BEN),
    async shown(place, address) {
      const message = messageAt(place, address);
      return message && readMessage(message.text, message.blocks, SETTING.publicUrl);
    },
    posts: async (place) => messages(roomOf(place)).filter((m) => m.thread === place.thread).length,
    async tap(place, address, user, verb, picked = {}) {
      const message = messageAt(place, address);
      if (message === null) throw new Error(`nothing stands at ${address}`);
      const sent = await press(slack, doorUrl, message, user, verb, { picked });
      if (sent.status !== 200) throw new Error(`the tap was answered ${sent.status}`);
    },
    async command(place, user, text) {
      await type(slack, doorUrl, roomOf(place), user, text);
    },
    answers: async () => slack.world.ephemerals.map(answerOf),
    fail: (trouble) => slack.fail(FAULTS[trouble]),
    async close() {
      await chat.stop();
      await server.close();
      await slack.close();
    },
  };
}

const FAULTS: Readonly<Record<ChatTrouble, SlackFault>> = {
  limited: { kind: 'limited', retryAfterS: 2 },
  unavailable: { kind: 'status', status: 503 },
  'lost-answer': { method: 'chat.postMessage', kind: 'reset', when: 'after' },
  missing: { kind: 'error', code: 'message_not_found' },
  refused: { kind: 'error', code: 'not_in_channel' },
};

function answerOf(said: SlackServer['world']['ephemerals'][number]): PrivateAnswer {
  const { text } = readMessage(said.text, said.blocks, SETTING.publicUrl);
  return { user: said.user, text: `${said.text}\n${text}` };
}

export function noteMemory(): Notebook {
  const notes = new Map<string, string>();
  return {
    read: async (name) => notes.get(name) ?? null,
    write: async (name, value) => void notes.set(name, value),
  };
}

export function onceMemory(): Store['once'] {
  const seen = new Set<string>();
  return async (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

export function personOf(key: string, name: string, user: string): Person {
  const identities = [{ platform: 'slack', tenant: '', user }] as const;
  return { id: `person-${key}`, key, name, roles: ['technician'], identities };
}

function logInto(lines: { level: string; text: string; facts: unknown }[]): Log {
  const at = (level: string) => (text: string, facts?: unknown) =>
    void lines.push({ level, text, facts });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
