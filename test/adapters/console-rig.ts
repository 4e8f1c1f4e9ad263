// The console adapter behind a real server on this machine, with memory as plain maps that can be spoiled for one call, and
// somebody who sends requests as a browser would (or as it never would).
import { request } from 'node:http';
import { consoleChat } from '../../bot/adapters/console/chat.ts';
import { listen } from '../../bot/adapters/http.ts';
import type { Person, Plant } from '../../bot/core/plant.ts';
import type { ConnectedChat, Reactions } from '../../bot/ports/chat.ts';
import type { ConsoleMemory, ConsolePost } from '../../bot/ports/notes.ts';
import type { PictureMemory } from '../../bot/ports/pictures.ts';
import type { Store } from '../../bot/ports/store.ts';
import type { Log } from '../../bot/ports/system.ts';
import { person, plant as smallPlant } from '../core/world.ts';
import { memoryStore } from '../fakes/store.ts';

export const ana = onConsole(person('ana', 'Ana Ruiz', 'technician'));
export const ben = onConsole(person('ben', 'Ben Ode', 'lead'));

export const plant: Plant = {
  ...smallPlant,
  channels: new Map([
    ['line-1', { console: 'c-line-1' }],
    ['floor', { console: 'c-floor' }],
    ['elsewhere', { slack: 'C0ELSE0001' }],
  ]),
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON; null when it is none. */
  readonly json: Readonly<Record<string, unknown>> | null;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text. */
  readonly body?: unknown;
}

export type Spoil = 'before' | 'after' | 'gone';

export interface ConsoleRig {
  readonly url: string;
  readonly chat: ConnectedChat;
  readonly memory: ConsoleMemory;
  readonly store: Store;
  readonly pictures: PictureMemory;
  readonly clock: { now(): number; at: number };
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** The next write fails before or after it was done, or finds nothing there. */
  spoil(how: Spoil): void;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly isLoopback?: boolean;
  readonly password?: string;
  readonly publicUrl?: string;
  readonly people?: readonly Person[];
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

export async function consoleRig(
  reactions: Reactions,
  options: RigOptions = {},
): Promise<ConsoleRig> {
  const clock = { at: Date.UTC(2026, 10, 22, 12), now: () => clock.at };
  let last = 0;
  const ids = { next: () => `id-${String(++last).padStart(6, '0')}` };
  const spoiled: { next: Spoil | null } = { next: null };
  const { consoleMemory, store, pictures } = memoryStore({ clock, ids });
  const memory = spoilable(consoleMemory, spoiled);
  const chat = consoleChat(
    {
      isLoopback: options.isLoopback ?? true,
      password: options.password ?? null,
      plant: () => plant,
      publicUrl: options.publicUrl ?? 'http://127.0.0.1:3000',
    },
    {
      reactions,
      clock,
      log: SILENT,
      ids,
      memory,
      people: async () => options.people ?? [ana, ben],
      alerts: store,
      pictures,
    },
  );
  const doors = chat.door === null ? [] : [chat.door];
  const server = await listen({ host: '127.0.0.1', port: 0, doors, log: SILENT });
  await chat.start();
  return {
    url: server.url,
    chat,
    memory,
    store,
    pictures,
    clock,
    ask: (path, asked) => ask(server.url + path, asked),
    spoil: (how) => {
      spoiled.next = how;
    },
    close: async () => {
      await chat.stop();
      await server.close();
    },
  };
}

function onConsole(who: Person): Person {
  const identity = { platform: 'console', tenant: '', user: who.key ?? '' } as const;
  return { ...who, identities: [...who.identities, identity] };
}

function spoilable(memory: ConsoleMemory, spoiled: { next: Spoil | null }): ConsoleMemory {
  async function through<T>(work: () => Promise<T>, nothing: T): Promise<T> {
    const how = spoiled.next;
    spoiled.next = null;
    if (how === 'before') throw new Error('the disk is full');
    if (how === 'gone') return nothing;
    const done = await work();
    if (how === 'after') throw new Error('the connection was reset');
    return done;
  }
  return {
    ...memory,
    add: (post: ConsolePost) => through(() => memory.add(post), post.id),
    replace: (id, change) => through(() => memory.replace(id, change), false),
  };
}

function ask(url: string, asked: Asked = {}): Promise<Answer> {
  const { body } = asked;
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: asked.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const all = Buffer.concat(chunks).toString('utf8');
        const { statusCode = 0 } = response;
        resolve({ status: statusCode, headers: response.headers, text: all, json: jsonOf(all) });
      });
    });
    sent.end(text);
  });
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
