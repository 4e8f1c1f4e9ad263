// Two whole bots on one memory and in front of one chat, who look at the clock at the same moment and hear people at the same
// moment: whatever they do, it is done once. On memory in plain maps, and on one SQLite file that each has opened for itself.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { hmacSeal, keyedHash } from '../../bot/adapters/system.ts';
import { type App, plugTogether } from '../../bot/app.ts';
import type { Plant } from '../../bot/core/plant.ts';
import { type Instant, MINUTE } from '../../bot/core/time.ts';
import type { Memory } from '../../bot/ports/store.ts';
import { openStore } from '../../prisma/store.ts';
import { twoCrews } from '../core/two-crews.ts';
import { detection, NOON, plant as smallPlant, userOf } from '../core/world.ts';
import { fakeCamera } from '../fakes/camera.ts';
import { type FakeChat, fakeChat } from '../fakes/chat.ts';
import { fixedRules } from '../fakes/rules.ts';
import { memoryStore } from '../fakes/store.ts';
import { countingIds, fakeClock, listLog, mapMeter } from '../harness.ts';

const ROUNDS_LIMIT = 1_000;
const plant: Plant = { ...smallPlant, ...twoCrews };

interface Replicas {
  readonly clock: { set(at: Instant): void };
  readonly apps: readonly [App, App];
  readonly memory: Memory;
  readonly chat: FakeChat;
  readonly logged: readonly string[];
  /** Both do it at the same moment. */
  both<T>(what: (app: App, n: number) => Promise<T>): Promise<readonly [T, T]>;
  /** Both look at the clock, and both deliver, until nothing is left to do. */
  at(time: Instant): Promise<void>;
  close(): Promise<void>;
}

type Deps = Parameters<typeof memoryStore>[0];
type Open = (
  deps: Deps,
) => Promise<{ memories: readonly [Memory, Memory]; close(): Promise<void> }>;

const STORES: Readonly<Record<string, Open>> = {
  'in maps': async (deps) => {
    const memory = memoryStore(deps);
    return { memories: [memory, memory], close: () => memory.close() };
  },
  'on one file': async (deps) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'andon-replicas-'));
    const open = () => openStore(`file:${path.join(folder, 'andon.db')}`, deps);
    const [first, second] = [await open(), await open()];
    const close = async () => {
      await first.close();
      await second.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { memories: [first, second], close };
  },
};

async function replicas(open: Open): Promise<Replicas> {
  const clock = fakeClock(NOON);
  const ids = countingIds();
  const { memories, close } = await open({ clock, ids });
  const logged: string[] = [];
  const camera = fakeCamera();
  // People are heard by whichever replica the test speaks to.
  const nobody = async () => Promise.reject(new Error('no replica is spoken to here'));
  const reactions = {
    ...{ tap: nobody, bulk: nobody, handover: nobody, command: nobody },
    ...{ reply: nobody, miss: nobody, home: nobody },
  };
  const chat = fakeChat({ clock, reactions });
  const plug = (memory: Memory): Promise<App> =>
    plugTogether({
      plantFile: '',
      rules: fixedRules(plant),
      publicUrl: 'https://andon.example.com',
      store: memory.store,
      outbox: memory.outbox,
      pictures: memory.pictures,
      pictureSource: () => camera.source,
      clock,
      ids,
      log: listLog(logged),
      meter: mapMeter(new Map()),
      isStormOn: false,
      seal: hmacSeal('seal-key-1'),
      samplingHash: (source, id) => keyedHash('audit-key-1', `${source}\n${id}`),
      platforms: ['slack'],
      connect: async () => [chat],
    });
  const apps = [await plug(memories[0]), await plug(memories[1])] as const;
  const both: Replicas['both'] = (what) => Promise.all([what(apps[0], 0), what(apps[1], 1)]);
  return {
    clock,
    apps,
    memory: memories[0],
    chat,
    logged,
    both,
    at: async (time) => {
      clock.set(time);
      for (let round = 0; round < ROUNDS_LIMIT; round += 1) {
        const steps = await both((app) => app.onDue());
        const said = await both((app) => app.outbox.round());
        if (steps.every((n) => n === 0) && !said.includes(true)) return;
      }
      throw new Error('two replicas do not come to rest');
    },
    close,
  };
}

function arrival(over: object) {
  const one = detection({ observedAt: NOON, ...over });
  const isCondition = 'status' in over;
  return { ok: true, detection: one, isCondition, body: JSON.stringify(one) } as const;
}

function senderOf(who: string) {
  return { platform: 'slack', tenant: 'T1', users: [userOf(who)], name: who } as const;
}

function said(chat: FakeChat, kind: string): number {
  return chat.messages().filter((m) => m.content.kind === kind).length;
}

async function kinds({ memory }: Replicas, alert: string): Promise<readonly string[]> {
  return (await memory.store.events(alert, 50)).map((e) => e.kind);
}

describe.each(Object.entries(STORES))('two replicas, memory %s', (_, open) => {
  const running: { now: Replicas | null } = { now: null };
  const start = async () => {
    running.now = await replicas(open);
    return running.now;
  };
  afterEach(async () => {
    const { now } = running;
    expect(now?.chat.duplicates()).toEqual([]);
    expect(now?.logged.filter((l) => l.startsWith('error'))).toEqual([]);
    await now?.close();
  });

  test('the same detection at both is one alert with one card; another of its key joins', async () => {
    const r = await start();
    const results = (await r.both((app) => app.ingest([arrival({ id: 'f-1' })]))).flat();
    expect(results.map((x) => x.status).sort()).toEqual(['duplicate', 'opened']);
    expect(new Set(results.map((x) => x.alert)).size).toBe(1);
    const more = await r.both((app, n) => app.ingest([arrival({ id: `f-${2 + n}` })]));
    expect(more.flat().map((x) => x.status)).toEqual(['joined', 'joined']);
    await r.at(NOON);
    expect([said(r.chat, 'alert'), said(r.chat, 'ask')]).toEqual([1, 0]);
    expect((await r.memory.store.alerts({}, 9, null)).items).toMatchObject([{ count: 3 }]);
  });

  test('twenty are due at the same moment: each takes one step and asks once', async () => {
    const r = await start();
    const arrivals = Array.from({ length: 20 }, (_, n) => arrival({ id: `f-${n}`, key: `k-${n}` }));
    const results = await r.apps[0].ingest(arrivals);
    await r.at(NOON);
    await r.at(NOON + 10 * MINUTE);
    for (const { alert = '' } of results) {
      expect(await kinds(r, alert)).toEqual(['opened', 'escalated', 'asked']);
    }
    const { items } = await r.memory.store.alerts({}, 50, null);
    expect(items.map((a) => a.level)).toEqual(items.map(() => 1));
    expect([said(r.chat, 'alert'), said(r.chat, 'ask')]).toEqual([20, 20]);
  });

  test('two people answer at the same moment, each heard by another replica: one decides', async () => {
    const r = await start();
    const [opened] = await r.apps[0].ingest([arrival({ id: 'f-1' })]);
    const alert = opened?.alert ?? '';
    await r.at(NOON);
    const tap = (verb: 'confirm' | 'reject') => ({ verb, alert, seen: 1, code: null });
    const [yes, no] = await r.both((app, n) =>
      app.reactions.tap({
        sender: senderOf(n === 0 ? 'ana' : 'ole'),
        button: tap(n === 0 ? 'confirm' : 'reject'),
        message: null,
      }),
    );
    expect([yes, no].filter((reply) => reply.told !== null)).toHaveLength(1);
    const labels = await r.memory.store.labelsOf(alert);
    expect(labels.map((l) => l.isDeciding).sort()).toEqual([false, true]);
    await r.at(NOON);
    expect(said(r.chat, 'alert')).toBe(1);
  });

  test('a shift ends: one hand-over, one card for each stage, no note is lost, and one of two acceptances holds', async () => {
    const r = await start();
    const [opened] = await r.apps[0].ingest([arrival({ id: 'f-1' })]);
    const alert = opened?.alert ?? '';
    const take = { verb: 'take', alert, seen: 1, code: null } as const;
    await r.apps[1].reactions.tap({ sender: senderOf('ana'), button: take, message: null });
    await r.at(NOON);
    const cards: number[] = [];
    // Noon is 13:00 here: at twenty to six, at six, and a quarter past.
    for (const minutes of [280, 300, 315]) {
      await r.at(NOON + minutes * MINUTE);
      cards.push(said(r.chat, 'handover'));
    }
    expect(cards).toEqual([1, 2, 3]);
    await r.both((app, n) =>
      app.reactions.command({
        sender: senderOf(n === 0 ? 'sam' : 'ole'),
        text: `handover note seen by replica ${n}`,
        channel: null,
      }),
    );
    const { items } = await r.memory.store.handovers({}, 9, null);
    expect(items.map((h) => [h.stage, h.steps.length])).toEqual([['late', 3]]);
    const [{ id: handover = '', revision: seen = 0 } = {}] = items;
    const button = { verb: 'accept', handover, seen } as const;
    const replies = await r.both((app, n) =>
      app.reactions.handover({
        sender: senderOf(n === 0 ? 'nina' : 'ada'),
        button,
        message: null,
      }),
    );
    const codes = replies.map((reply) => reply.told?.answer.code).sort();
    expect(codes).toEqual(['handover-taken', 'handover-yours']);
    const [now] = (await r.memory.store.handovers({}, 9, null)).items;
    expect(now).toMatchObject({ stage: 'accepted', moved: 1 });
    expect(now?.notes).toHaveLength(2);
    expect((await r.memory.store.alert(alert))?.owner).toBe(now?.acceptedBy);
    expect((await kinds(r, alert)).filter((k) => k === 'handed-over')).toHaveLength(1);
  });

  test('maintenance ends: what it hid and still lasts is shown once, and not where its end comes at that moment', async () => {
    const r = await start();
    const begun = ['a', 'b', 'c'].map((key) => arrival({ id: key, key, status: 'active' }));
    const text = 'maintenance line-1/* 1h belt';
    await r.apps[0].reactions.command({ sender: senderOf('sam'), text, channel: null });
    expect((await r.apps[1].ingest(begun)).map((x) => x.status)).toEqual(begun.map(() => 'logged'));
    await r.at(NOON + 59 * MINUTE);
    expect(said(r.chat, 'alert')).toBe(0);
    r.clock.set(NOON + 60 * MINUTE);
    const over = { id: 'b', key: 'b', status: 'cleared' };
    // One shows it while the other hears that it is over.
    await Promise.all([r.apps[0].onDue(), r.apps[1].ingest([arrival(over)])]);
    await r.at(NOON + 60 * MINUTE);
    const { items } = await r.memory.store.alerts({ state: 'open' }, 9, null);
    expect(items.map((a) => a.key).sort()).toEqual(['a', 'c']);
    for (const { id } of items) expect(await kinds(r, id)).toEqual(['opened']);
    expect((await r.memory.store.alerts({ state: 'closed' }, 9, null)).items.length).toBeLessThan(
      2,
    );
  });

  test('one dies with a claimed delivery: the other brings it once its time is up, and once', async () => {
    const r = await start();
    await r.apps[0].ingest([arrival({ id: 'f-1' })]);
    const lane = { platform: 'slack', channel: 'line-1', person: null } as const;
    const lease = { now: NOON, leaseUntil: NOON + MINUTE, instance: 'dead', limit: 5 };
    expect(await r.memory.outbox.claim({ lane, op: 'post', ...lease })).toHaveLength(1);
    await r.at(NOON + 1_000);
    expect(said(r.chat, 'alert')).toBe(0);
    await r.at(NOON + MINUTE + 1_000);
    expect(said(r.chat, 'alert')).toBe(1);
  });
});
