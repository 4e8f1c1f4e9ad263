// The console keeps the chat contract, over real HTTP where people are concerned. What it can't do is nothing: it only has no
// way to be limited, to lose an answer, or to refuse, because its memory is ours.
import { describe, expect, it } from 'vitest';
import type { Place, Reactions } from '../../bot/ports/chat.ts';
import { chatContract } from '../contracts/chat.ts';
import { type ChatRig, makeInner, type PrivateAnswer, type Shown } from '../contracts/chat-rig.ts';
import { alertContent, confirmedContent } from '../contracts/chat-views.ts';
import { ana, ben, type ConsoleRig, consoleRig } from './console-rig.ts';

const CHANNEL: Place = { channel: 'c-line-1', person: null, thread: null };
const DIRECT: Place = { channel: null, person: ana, thread: null };

chatContract('console', makeRig, {
  limited: 'there is no limit: the console is our own',
  'lost-answer': 'a key is kept once, so posting again is harmless and nothing is ever unclear',
  refused: 'its memory takes every post; what is refused, a post without a place, is tested below',
});

async function makeRig(reactions: Reactions): Promise<ChatRig> {
  const rig = await consoleRig(reactions);
  const answers: PrivateAnswer[] = [];
  return {
    chat: rig.chat,
    place: CHANNEL,
    direct: DIRECT,
    ana,
    ben,
    shown: (place, address) => shown(rig, place, address),
    posts: async (place) => (await standing(rig, place)).length,
    tap: async (place, address, user, verb, inputs = {}) => {
      const button = (await shown(rig, place, address))?.buttons.find((b) => b.verb === verb);
      if (button === undefined) throw new Error(`there is no button ${verb}`);
      const value = { ...Object(button.value), ...inputs };
      const body = { person: user, verb, value, post: address };
      const { json } = await rig.ask('/console/tap', { body });
      const text = json?.toast ?? json?.detail ?? null;
      if (text !== null) answers.push({ user, text: String(text) });
    },
    command: async (place, user, text) => {
      const body = { person: user, text, channel: place.channel };
      const { json } = await rig.ask('/console/command', { body });
      const words = json?.card === undefined ? [json?.detail] : textsOf(json.card);
      answers.push({ user, text: words.join('\n') });
    },
    answers: async () => answers,
    fail: (trouble) => rig.spoil(trouble === 'missing' ? 'gone' : 'before'),
    close: rig.close,
  };
}

async function standing(rig: ConsoleRig, place: Place): Promise<readonly string[]> {
  const of =
    place.channel === null ? { person: place.person?.id ?? '' } : { channel: place.channel };
  const posts = await rig.memory.page(of, 100, null);
  return posts.filter((p) => p.thread === place.thread).map((p) => p.id);
}

async function shown(rig: ConsoleRig, place: Place, address: string): Promise<Shown | null> {
  const post = await rig.memory.read({ id: address });
  if (post === null || !(await standing(rig, place)).includes(address)) return null;
  const mentions = (post.card.console as { mentions?: string[] } | undefined)?.mentions ?? [];
  return {
    text: textsOf(post.card).join('\n'),
    summary: post.summary,
    buttons: elements(post.card)
      .filter((e) => e.type === 'Action.Execute')
      .map((e) => ({ verb: String(e.verb), value: e.data })),
    mentions: post.card.msteams === undefined ? mentions : ['a mention that only Teams knows'],
    // Text is drawn as text: a link could only be an action. test/browser looks at what is really drawn.
    links: elements(post.card).flatMap((e) => (typeof e.url === 'string' ? [e.url] : [])),
  };
}

type Element = Readonly<Record<string, unknown>>;

function elements(node: unknown): readonly Element[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== 'object' || node === null) return [];
  const { fallback: _, ...rest } = node as Element;
  return [rest, ...Object.values(rest).flatMap(elements)];
}

function textsOf(card: unknown): readonly string[] {
  return elements(card).flatMap((e) =>
    ['text', 'title', 'altText'].flatMap((k) => (typeof e[k] === 'string' ? [e[k]] : [])),
  );
}

describe('the console as a platform', () => {
  it('posts once for one key, also when memory failed after it had written', async () => {
    const rig = await consoleRig(makeInner().reactions);
    rig.spoil('after');
    expect(await rig.chat.post(CHANNEL, alertContent(), 'card:1')).toMatchObject({
      ok: false,
      code: 'unavailable',
    });
    expect(rig.chat.trouble()).toMatch(/cannot write/);
    const found = await rig.chat.find(CHANNEL, 'card:1', 0);
    const again = await rig.chat.post(CHANNEL, alertContent(), 'card:1');
    expect(found).toEqual({ kind: 'found', address: again.ok ? again.address : '' });
    expect(await standing(rig, CHANNEL)).toHaveLength(1);
    expect(rig.chat.trouble()).toBeNull();
    await rig.close();
  });

  it('refuses a post that has no place', async () => {
    const rig = await consoleRig(makeInner().reactions);
    const nowhere = { channel: null, person: null, thread: null };
    expect(await rig.chat.post(nowhere, alertContent(), 'card:1')).toMatchObject({
      code: 'refused',
    });
    await rig.close();
  });

  it('does not open to others without a password', async () => {
    await expect(consoleRig(makeInner().reactions, { isLoopback: false })).rejects.toThrow(
      /password/,
    );
  });

  it('keeps when a card was first posted, and when it changed', async () => {
    const rig = await consoleRig(makeInner().reactions);
    const posted = await rig.chat.post(CHANNEL, alertContent(), 'card:1');
    const first = rig.clock.at;
    rig.clock.at += 60_000;
    await rig.chat.update(CHANNEL, posted.ok ? posted.address : '', confirmedContent(ana));
    const post = await rig.memory.read({ key: 'card:1' });
    expect(post).toMatchObject({ postedAt: first, updatedAt: first + 60_000 });
    await rig.close();
  });
});
