// A whole bot with the console as its only platform, on a real port, and Chromium to look at it. Memory is plain maps; rules,
// workers, cards and page are the real ones.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { consoleChat } from '../../bot/adapters/console/chat.ts';
import { listen } from '../../bot/adapters/http.ts';
import { systemClock, uuidIds } from '../../bot/adapters/system.ts';
import { plugTogether } from '../../bot/app.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Plant } from '../../bot/core/plant.ts';
import type { Memory } from '../../bot/ports/store.ts';
import type { Log } from '../../bot/ports/system.ts';
import { alertContent } from '../contracts/chat-views.ts';
import { detection, plant as smallPlant } from '../core/world.ts';
import { fixedRules } from '../fakes/rules.ts';
import { memoryStore } from '../fakes/store.ts';

/** The browser to use, or null where none is installed. */
export function chromiumPath(): string | null {
  const { CHROMIUM } = process.env;
  const usual = [
    // Without windows and tabs of its own, which nobody sees here: a third of the work.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const places = CHROMIUM === undefined || CHROMIUM === '' ? usual : [CHROMIUM];
  return places.find((place) => existsSync(place)) ?? null;
}

export const plant: Plant = {
  ...smallPlant,
  channels: new Map([
    ['line-1', { console: 'line-1' }],
    ['floor', { console: 'floor' }],
  ]),
  people: smallPlant.people.map((p) => ({ ...p, identities: [] })),
};

export interface Bot {
  readonly url: string;
  readonly memory: Memory;
  /** A detection comes in; gives its alert's id. */
  detect(over?: Partial<Detection>): Promise<string>;
  /** Many at once, each its own alert; ready when all their cards stand. */
  detectMany(count: number, over?: Partial<Detection>): Promise<void>;
  /** A direct message to one person. */
  tellDirectly(key: string, title: string): Promise<void>;
  /** Takes the network away from the browsers, and gives it back at the same address. */
  vanish(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** For one bot after the other: a browser that knows the page from there does not compile it again. */
export const SAME_PORT = { port: 0 };

export async function startBot(
  options: { password?: string; plant?: Plant } = {},
  at = { port: 0 },
): Promise<Bot> {
  const [clock, ids] = [systemClock, uuidIds];
  const memory = memoryStore({ clock, ids });
  const shownPlant = options.plant ?? plant;
  const app = await plugTogether({
    plantFile: '',
    rules: fixedRules(shownPlant),
    publicUrl: 'http://127.0.0.1:3000',
    store: memory.store,
    outbox: memory.outbox,
    pictures: memory.pictures,
    pictureSource: () => async () => ({ ok: false, isFinal: true, reason: 'no camera here' }),
    clock,
    ids,
    log: SILENT,
    meter: { count() {}, observe() {}, gauge() {} },
    isStormOn: false,
    samplingHash: () => 0.5,
    seal: () => 'seal',
    platforms: ['console'],
    connect: async (reactions) => [
      consoleChat(
        {
          isLoopback: true,
          password: options.password ?? null,
          plant: () => shownPlant,
          publicUrl: 'http://127.0.0.1:3000',
        },
        {
          reactions,
          clock,
          log: SILENT,
          ids,
          memory: memory.consoleMemory,
          people: () => memory.store.plantPeople(),
          alerts: memory.store,
          pictures: memory.pictures,
        },
      ),
    ],
  });
  const doors = app.chats.flatMap((chat) => chat.door ?? []);
  const serve = () => listen({ host: '127.0.0.1', doors, log: SILENT, ...at });
  let server = await serve();
  at.port = Number(new URL(server.url).port);
  await app.start();
  let count = 0;
  return {
    url: server.url,
    memory,
    detect: async (over = {}) => {
      count += 1;
      const one = detection({
        id: `frame-${count}`,
        key: `key-${count}`,
        observedAt: clock.now(),
        ...over,
      });
      const [result] = await app.ingest([{ ok: true, detection: one, body: JSON.stringify(one) }]);
      if (result?.alert === undefined) throw new Error(`no alert: ${JSON.stringify(result)}`);
      return result.alert;
    },
    detectMany: async (many, over = {}) => {
      const arrivals = Array.from({ length: many }, (_, n) => {
        const one = detection({ id: `many-${n}`, key: `many-${n}`, title: `No ${n}`, ...over });
        return { ok: true, detection: one, body: JSON.stringify(one) } as const;
      });
      for (let n = 0; n < many; n += 500) await app.ingest(arrivals.slice(n, n + 500));
      while ((await memory.outbox.pending()) > 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    tellDirectly: async (key, title) => {
      const person = (await memory.store.plantPeople()).find((p) => p.key === key) ?? null;
      const place = { channel: null, person, thread: null };
      await app.chats[0]?.post(place, alertContent({ title }), ids.next());
    },
    vanish: () => server.close(),
    comeBack: async () => {
      server = await serve();
    },
    close: async () => {
      await app.stop();
      await server.close();
    },
  };
}

/** One browser with a profile of its own, and everything that went wrong in its pages. */
export interface Browser {
  readonly context: BrowserContext;
  readonly faults: string[];
  open(url: string, look?: Look): Promise<Page>;
  /** Empties every page, for the next to be opened in, and what they kept; gives what went wrong in them. */
  forget(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

export async function startBrowser(executablePath: string): Promise<Browser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'andon-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--renderer-process-limit=1',
    ],
  });
  const faults: string[] = [];
  // A page that is opened again stays in its process, which knows the console's scripts already.
  const empty: Page[] = [];
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text());
    });
    return page;
  };
  return {
    context,
    faults,
    open: async (url, look = {}) => {
      const page = empty.pop() ?? (await newPage());
      await page.setViewportSize({ width: look.width ?? 1280, height: look.height ?? 800 });
      await page.emulateMedia({ colorScheme: look.scheme ?? 'light' });
      await page.goto(url);
      return page;
    },
    forget: async () => {
      const found = faults.splice(0);
      const used = context.pages().filter((page) => page.url().startsWith('http'));
      for (const page of used) {
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await page.mouse.move(0, 0);
        await page.evaluate('localStorage.clear(); sessionStorage.clear()');
        await page.goto('about:blank');
        empty.push(page);
      }
      await context.clearCookies();
      return found;
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
