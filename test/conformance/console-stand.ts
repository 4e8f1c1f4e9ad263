// The console in front of the bot: what a browser asks for and sends, over real HTTP. test/browser looks at what is drawn.
import { consoleChat } from '../../bot/adapters/console/chat.ts';
import { listen } from '../../bot/adapters/http.ts';
import type { ConnectedChat } from '../../bot/ports/chat.ts';
import { adaptiveText, choicesIn } from './adaptive-text.ts';
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
  type Who,
} from './stand.ts';

type Node = Readonly<Record<string, unknown>>;

interface Post {
  readonly id: string;
  readonly thread: string | null;
  readonly isDirect: boolean;
  readonly summary: string;
  readonly card: Node;
}

const CHANNELS: Readonly<Record<Channel, string>> = { 'line-1': 'c-line-1', floor: 'c-floor' };

export async function consoleStand(): Promise<Stand> {
  const door: { url: string; close(): Promise<void> } = { url: '', close: async () => {} };
  const said: { readonly who: Who; readonly text: string }[] = [];
  const gone = new Set<string>();
  const answers: { readonly who: Who; readonly card: unknown; readonly channel: Channel }[] = [];

  /** Everything of a channel or a person, oldest first. */
  async function posts(query: Readonly<Record<string, string>>): Promise<readonly Post[]> {
    const answer = await fetch(`${door.url}/console/state?${new URLSearchParams(query)}`);
    const state = (await answer.json()) as { posts: readonly Post[]; older: string | null };
    if (state.older !== null) throw new Error('the stand reads one page, and there is more');
    return state.posts.filter((p) => !gone.has(p.id)).toReversed();
  }
  async function send(path: string, body: object, headers = {}): Promise<Sent & { json: Node }> {
    const answer = await fetch(door.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const json = (await answer.json()) as Node;
    return { status: answer.status, json, again: () => send(path, body, headers) };
  }

  const stand: Stand = {
    platform: 'console',
    addresses: CHANNELS,
    userOf: (who) => who,
    async connect({ reactions, live, memory, clock, ids, log }): Promise<ConnectedChat> {
      await door.close();
      const chat = consoleChat(
        {
          isLoopback: true,
          password: null,
          plant: () => live.around.plant,
          publicUrl: PUBLIC_URL,
        },
        {
          reactions,
          clock,
          log,
          ids,
          memory: memory.consoleMemory,
          people: () => memory.store.plantPeople(),
          alerts: memory.store,
          pictures: memory.pictures,
        },
      );
      const doors = chat.door === null ? [] : [chat.door];
      const server = await listen({ host: '127.0.0.1', port: 0, doors, log });
      await chat.start();
      door.url = server.url;
      door.close = () => server.close();
      return chat;
    },
    top: async (channel) =>
      (await posts({ channel: CHANNELS[channel] })).filter((p) => p.thread === null).map(seenOf),
    thread: async (channel, card) =>
      (await posts({ channel: CHANNELS[channel] })).filter((p) => p.thread === card).map(seenOf),
    direct: async (who) => (await posts({ person: who })).filter((p) => p.isDirect).map(seenOf),
    heard: async (who) => said.filter((s) => s.who === who).map((s) => s.text),
    async press(who, seen, verb, value) {
      const body = {
        person: who,
        verb: sentVerb(seen, verb),
        value: value ?? carried(seen, verb),
        post: seen.address,
      };
      const sent = await send('/console/tap', body);
      const text = sent.json.toast ?? sent.json.detail ?? null;
      if (text !== null) said.push({ who, text: String(text) });
      return sent;
    },
    pick(who, seen, label, verb) {
      const { id, value } = choiceOn(seen, label);
      return stand.press(who, seen, verb, { ...(carried(seen, verb) as object), [id]: value });
    },
    own: async (who) => {
      const found = Object.values(CHANNELS).map((channel) => posts({ channel, mine: who }));
      return (await Promise.all(found)).flat().map(seenOf);
    },
    async note(who, seen, text) {
      const verb = noteVerbOn(seen);
      const value = { ...(carried(seen, verb) as object), note: text };
      await stand.press(who, seen, verb, value);
    },
    async forge(seen, verb) {
      const value = seen.buttons.find((b) => b.verb === verb)?.value;
      const body = { person: 'ana', verb, value, post: seen.address };
      // A page of somebody else's, open in the same browser.
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      return send('/console/tap', body, headers);
    },
    async type(who, text, channel) {
      const body = { person: who, text, channel: CHANNELS[channel] };
      const { json } = await send('/console/command', body);
      answers.push({ who, card: json.card, channel });
      said.push({
        who,
        text: `${String(json.detail ?? '')}\n${adaptiveText(json.card).join('\n')}`,
      });
    },
    async choose(who, label) {
      const of = answers.findLast((a) => buttonIn(a.card, label) !== null);
      const button = of === undefined ? null : buttonIn(of.card, label);
      if (of === undefined || button === null) throw new Error(`no button ${label}`);
      // As the page does: a press types what the button carries.
      const { c } = button.data as { readonly c: string };
      await stand.type(who, c, of.channel);
    },
    // The form on the card is where people write about it.
    write: (who, seen, text) => stand.note(who, seen, text),
    fail() {
      throw new Error('the console has no platform that could fail');
    },
    shut() {
      throw new Error('nobody can shut a channel of the console to the console');
    },
    remove: (seen) => void gone.add(seen.address),
    close: () => door.close(),
  };
  return stand;
}

function seenOf({ id, summary, card }: Post): Seen {
  const all = elements(card);
  const { mentions = [] } = (card.console ?? {}) as { mentions?: readonly string[] };
  return {
    address: id,
    text: adaptiveText(card).join('\n'),
    summary,
    buttons: all
      .filter((e) => e.type === 'Action.Execute')
      .map((e) => ({ verb: String(e.verb), value: e.data })),
    mentions: card.msteams === undefined ? mentions : ['a mention that only Teams knows'],
    // Text is drawn as text: a link could only be an action.
    links: all.flatMap((e) => (e.type !== 'Image' && typeof e.url === 'string' ? [e.url] : [])),
    pictures: all.flatMap((e) => (e.type === 'Image' ? [String(e.url)] : [])),
    choices: choicesIn(all),
  };
}

function buttonIn(card: unknown, label: string): Node | null {
  return elements(card).find((e) => e.type === 'Action.Execute' && e.title === label) ?? null;
}

function elements(node: unknown): readonly Node[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== 'object' || node === null) return [];
  const { fallback: _, ...rest } = node as Node;
  return [rest, ...Object.values(rest).flatMap(elements)];
}
