// What a bot promised to say, overheard at its memory, and what a fake chat heard of it: for the promises that no row can show
// by itself, such as the order of what was said.
import { expect } from 'vitest';
import type { Change, Commit, Memory, NewDelivery } from '../bot/ports/store.ts';
import type { FakeChat, FakeLine } from './fakes/chat.ts';

interface Promised extends NewDelivery {
  readonly alert: string;
}

export interface Promises {
  /** The same memory; what is committed is noted. */
  overhear(memory: Memory): Memory;
  /** Fails with the reason when something was not said as promised. */
  check(chat: FakeChat): void;
}

/** Whoever is asked again hears it: an event of asking says something that was not said before. */
const ASKING = ['asked', 'reminded'];

export function promises(): Promises {
  const all = new Map<string, Promised>();
  return {
    overhear(memory) {
      const commit = async (wish: Commit) => {
        const outcome = await memory.store.commit(wish);
        if (outcome === 'done') for (const change of wish.changes) note(change, all);
        return outcome;
      };
      return { ...memory, store: { ...memory.store, commit } };
    },
    check(chat) {
      const said = grouped(chat.record, (line) => line.key ?? '');
      const heard = [...all.values()].filter((p) => isHeard(said.get(p.key) ?? []));
      const questions = new Set(heard.map(questionOf));
      for (const promise of all.values()) {
        // Asked the same again while it still waited to be said: that is one question.
        const isMerged = promise.ask?.reason === 'again' && questions.has(questionOf(promise));
        if (!isMerged || heard.includes(promise)) checkHeard(promise, said.get(promise.key) ?? []);
      }
      checkOrder([...all.values()], chat.record);
    },
  };
}

function note({ alert, events, deliveries }: Change, all: Map<string, Promised>): void {
  const news = deliveries.filter((d) => !all.has(d.key));
  if (events.some((e) => ASKING.includes(e.kind))) {
    const heard = [...news, ...deliveries.filter(isTogether)];
    const kinds = events.map((e) => e.kind);
    expect(heard.length, `${kinds}: whoever is asked hears it`).toBeGreaterThan(0);
  }
  for (const delivery of news) all.set(delivery.key, { ...delivery, alert: alert.id });
}

/** Those who stand on a digest are asked about together. */
function isTogether({ ask, digest }: NewDelivery): boolean {
  return digest !== undefined || ask?.digest !== undefined;
}

function questionOf({ alert, digest, platform, channel, person, ask }: Promised): string {
  return JSON.stringify([digest ?? alert, platform, channel, person, ask]);
}

function isHeard(lines: readonly FakeLine[]): boolean {
  return lines.some((l) => (l.op === 'post' && l.outcome === 'ok') || l.outcome === 'found');
}

/** Each question is put exactly once, whatever the chat did to it. */
function checkHeard({ key, kind }: Promised, lines: readonly FakeLine[]): void {
  if (kind !== 'thread' && kind !== 'direct') return;
  const heard = lines.filter(
    (l) => (l.op === 'post' && l.outcome === 'ok') || l.outcome === 'found',
  );
  expect(heard.length, `${key} is said exactly once`).toBe(1);
}

/** In a channel, first cards appear in the order of opening within the same severity; an unclear one may be passed. */
function checkOrder(all: readonly Promised[], record: readonly FakeLine[]): void {
  const first = new Map<string, number>();
  const unclear = new Set<string>();
  for (const [at, { op, key, outcome }] of record.entries()) {
    if (op !== 'post' || key === null) continue;
    if (outcome === 'unclear') unclear.add(key);
    if (outcome === 'ok' && !first.has(key)) first.set(key, at);
  }
  const cards = all.filter((p) => p.kind === 'card' && p.channel !== null && !unclear.has(p.key));
  const lanes = grouped(cards, (p) => `${p.platform} ${p.channel} ${p.severity}`);
  for (const [lane, inOrder] of lanes) {
    for (const [i, before] of inOrder.entries()) {
      for (const after of inOrder.slice(i + 1)) {
        if (before.alert > after.alert) continue;
        const [x = -1, y = -1] = [first.get(before.key), first.get(after.key)];
        expect(x, `${lane}: ${before.key} comes before ${after.key}`).toBeLessThan(y);
      }
    }
  }
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
