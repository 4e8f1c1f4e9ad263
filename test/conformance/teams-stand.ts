// Teams in front of the bot: people press what a card shows and mention the bot, and the Bot Connector stands behind.
import { evidence } from '../../bot/adapters/evidence.ts';
import { listen } from '../../bot/adapters/http.ts';
import { teamsChat } from '../../bot/adapters/teams.ts';
import { MINUTE } from '../../bot/core/time.ts';
import type { ConnectedChat } from '../../bot/ports/chat.ts';
import { words } from '../../cards/words.ts';
import { at, directId, type TeamsMessage, type TeamsUser } from '../fakes/teams/conversations.ts';
import type { Json } from '../fakes/teams/json.ts';
import {
  cardOf,
  type DoorAnswer,
  knock,
  parts,
  pressOf,
  repliedUnder,
  shownButtons,
  typedInChannel,
} from '../fakes/teams/people.ts';
import { forgeries, genuine } from '../fakes/teams/tokens.ts';
import { startTeams, type TeamsServer } from '../fakes/teams-server.ts';
import { adaptiveText, choicesIn } from './adaptive-text.ts';
import { TEAMS_FAULTS } from './faults.ts';
import { PUBLIC_URL } from './floor.ts';
import {
  type Channel,
  carried,
  choiceOn,
  noteVerbOn,
  type Seen,
  type Sent,
  type Stand,
  sentVerb,
  WHO,
  type Who,
} from './stand.ts';

const SENTENCE = 'application/vnd.microsoft.activity.message';

export async function teamsStand(): Promise<Stand & { readonly teams: TeamsServer }> {
  const teams = await startTeams(WHO.map(nameOf));
  const channels: Readonly<Record<Channel, string>> = {
    'line-1': teams.channel,
    floor: teams.world.channels[1] ?? '',
  };
  const door: { url: string; close(): Promise<void> } = { url: '', close: async () => {} };
  const said: { readonly user: string; readonly text: string }[] = [];
  const { world } = teams;

  const standing = (base: string, root: string | null): readonly Seen[] =>
    world.messages
      .filter((m) => m.by === 'bot' && m.conversation === base && m.root === root)
      .map(seenOf);
  const direct = (who: Who) => standing(directId(world, userOf(teams, who)), null);

  async function post(activity: Json, authorization = genuine(teams.occasion())): Promise<Sent> {
    const answer = await knock(door.url, JSON.stringify(activity), authorization);
    const text = sentenceIn(answer);
    // That a press arrived is no news to whoever pressed.
    if (text !== null && text !== words('en').received)
      said.push({ user: String(at(activity.from, 'id')), text });
    return { status: answer.status, again: () => post(activity, authorization) };
  }

  const stand: Stand = {
    platform: 'teams',
    addresses: channels,
    userOf: (who) => userOf(teams, who).id,
    async connect({ reactions, live, memory, clock, log }): Promise<ConnectedChat> {
      await door.close();
      const { language, timezone } = live.around.plant;
      const setting = { language, timezone, publicUrl: PUBLIC_URL };
      const { pictures } = memory;
      const links = evidence(
        { publicUrl: PUBLIC_URL, key: 'evidence-key' },
        { pictures, clock: { now: Date.now } },
      );
      const chat = teamsChat(
        { ...teams.options, pace: 'off', setting },
        {
          reactions,
          // Tokens are dated by the real clock, so this one runs ahead of it only as far as they live.
          clock: { now: () => Math.min(clock.now(), Date.now() + 30 * MINUTE) },
          log,
          once: (key, until) => memory.store.once(key, until),
          notebook: memory.notebook,
          linkTo: links.linkTo,
        },
      );
      const doors = chat.door === null ? [] : [chat.door];
      const server = await listen({ host: '127.0.0.1', port: 0, doors, log });
      await chat.start();
      door.url = `${server.url}/api/messages`;
      door.close = () => server.close();
      return chat;
    },
    top: async (channel) => standing(channels[channel], null),
    thread: async (channel, card) => standing(channels[channel], card),
    direct: async (who) => direct(who),
    heard: async (who) => [
      ...said.filter((s) => s.user === userOf(teams, who).id).map((s) => s.text),
      ...direct(who).map((m) => m.text),
    ],
    press(who, seen, verb, value) {
      const message = messageAt(teams, seen);
      const data = value ?? carried(seen, verb);
      return post(pressOf(teams, message, userOf(teams, who), sentVerb(seen, verb), data));
    },
    pick(who, seen, label, verb) {
      const { id, value } = choiceOn(seen, label);
      return stand.press(who, seen, verb, { ...(carried(seen, verb) as object), [id]: value });
    },
    own() {
      throw new Error('a bot has no page in Teams');
    },
    async note(who, seen, text) {
      const verb = noteVerbOn(seen);
      const value = { ...(carried(seen, verb) as object), note: text };
      await stand.press(who, seen, verb, value);
    },
    forge(seen, verb) {
      const activity = pressOf(teams, messageAt(teams, seen), userOf(teams, 'ana'), verb);
      const [forged] = Object.values(forgeries(teams.occasion())).filter((f) => f !== undefined);
      return post(activity, forged);
    },
    async type(who, text, channel) {
      if (channel !== 'line-1') throw new Error('people type in line-1');
      await post(typedInChannel(teams, userOf(teams, who), text));
    },
    async choose(who, label) {
      const user = userOf(teams, who);
      const answer = world.messages
        .filter((m) => m.by === 'bot' && m.root === null)
        .findLast((m) => buttonIn(m, label) !== null);
      const data = answer === undefined ? null : buttonIn(answer, label)?.data;
      if (answer === undefined || !data) throw new Error(`no button ${label}`);
      const press = pressOf(teams, answer, user, 'run', data);
      const { body } = await knock(door.url, JSON.stringify(press), genuine(teams.occasion()));
      said.push({ user: user.id, text: adaptiveText(body?.value).join('\n') });
    },
    async write(who, seen, text) {
      await post(repliedUnder(teams, messageAt(teams, seen), userOf(teams, who), text));
    },
    fail: (trouble) => void teams.fail(TEAMS_FAULTS[trouble]),
    shut: (channel) => void world.shut.add(channels[channel]),
    remove: (seen) => void world.messages.splice(world.messages.indexOf(messageAt(teams, seen)), 1),
    async close() {
      await door.close();
      await teams.close();
    },
  };
  return { ...stand, teams };
}

function buttonIn(message: TeamsMessage, label: string): Json | null {
  const buttons = parts(cardOf(message)).filter((e) => e.type === 'Action.Execute');
  return buttons.find((e) => e.title === label) ?? null;
}

function nameOf(who: Who): string {
  return `${who[0]?.toUpperCase()}${who.slice(1)} of Teams`;
}

function userOf({ world }: TeamsServer, who: Who): TeamsUser {
  const user = world.users.find((u) => u.name === nameOf(who));
  if (user === undefined) throw new Error(`nobody is called ${who}`);
  return user;
}

function messageAt(teams: TeamsServer, seen: Seen): TeamsMessage {
  const found = teams.message(seen.address);
  if (found === null) throw new Error(`nothing stands at ${seen.address}`);
  return found;
}

function sentenceIn({ body }: DoorAnswer): string | null {
  return body?.type === SENTENCE ? String(body.value) : null;
}

function seenOf(message: TeamsMessage): Seen {
  const elements = parts(cardOf(message));
  const words = typeof message.activity.text === 'string' ? [message.activity.text] : [];
  const text = [...adaptiveText(cardOf(message)), ...words].join('\n');
  const entities = at(at(cardOf(message), 'msteams'), 'entities');
  const mentions = (Array.isArray(entities) ? entities : []).filter((e) =>
    text.includes(String(at(e, 'text'))),
  );
  const unresolved = [...text.matchAll(/<at>.*?<\/at>/g)]
    .map(([found]) => found)
    .filter((found) => !mentions.some((m) => at(m, 'text') === found));
  const blocks = elements.filter((e) => e.type === 'TextBlock').map((e) => String(e.text));
  return {
    address: message.id,
    text,
    summary: String(message.activity.summary ?? ''),
    buttons: shownButtons(message).map(({ verb, data }) => ({ verb, value: data })),
    mentions: [...mentions.map((m) => String(at(at(m, 'mentioned'), 'id'))), ...unresolved],
    // Markdown is read in text blocks alone, and addresses there become links by themselves.
    links: blocks.flatMap((b) =>
      [...b.matchAll(/\[[^\]]*\]\([^)]*\)|https?:\/\/\S+/g)].map(([link]) => link),
    ),
    pictures: elements.filter((e) => e.type === 'Image').map((e) => String(e.url)),
    choices: choicesIn(elements),
  };
}
