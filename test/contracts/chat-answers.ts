// The part of the chat contract that is about people: what they press and type arrives verified, and they are answered.
import { expect, it, vi } from 'vitest';
import { type ChatRig, type Inner, posted, seen, userOf } from './chat-rig.ts';
import { alertContent, alertOf, confirmedContent } from './chat-views.ts';

export function answering(rigOf: () => ChatRig, innerOf: () => Inner): void {
  it('hands a tap inwards with its verified sender, its button and its message', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ana, rig.chat);
    const address = await posted(rig, rig.place, alertContent({ revision: 7 }));
    await rig.tap(rig.place, address, user, 'confirm');
    const button = { verb: 'confirm', alert: alertOf().id, seen: 7, code: null };
    expect(inner.taps).toMatchObject([{ button, message: address }]);
    const sender = inner.taps[0]?.sender;
    expect(sender?.platform).toBe(rig.chat.platform);
    expect(sender?.users).toContain(user);
    expect(sender?.name).not.toBe('');
    expect(await rig.answers()).toEqual([]);
  });

  it('takes taps on direct messages and on updated cards, with the revision that was seen', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ana, rig.chat);
    const direct = await posted(rig, rig.direct, alertContent());
    await rig.tap(rig.direct, direct, user, 'reject');
    const card = await posted(rig, rig.place, alertContent(), 'card:2');
    await rig.chat.update(rig.place, card, confirmedContent(rig.ana));
    await rig.tap(rig.place, card, user, 'resolve');
    expect(inner.taps.map((t) => [t.button.verb, t.button.seen, t.message])).toEqual([
      ['reject', 1, direct],
      ['resolve', 2, card],
    ]);
  });

  it('hands a reason inwards with its code', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const address = await posted(rig, rig.place, confirmedContent(rig.ana));
    const reason = (await seen(rig, rig.place, address)).buttons.find((b) =>
      b.verb.startsWith('reason:'),
    );
    if (reason === undefined) throw new Error('a judged card offers no reason');
    await rig.tap(rig.place, address, userOf(rig.ana, rig.chat), reason.verb);
    const code = reason.verb.slice('reason:'.length);
    expect(inner.taps.map((t) => t.button)).toMatchObject([{ verb: 'reason', code, seen: 2 }]);
  });

  it('tells the tapper alone when there is something to tell', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    inner.told = { answer: { code: 'nothing-to-undo' }, names: new Map() };
    const address = await posted(rig, rig.place, alertContent());
    await rig.tap(rig.place, address, userOf(rig.ben, rig.chat), 'confirm');
    await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1), { timeout: 5_000 });
    const [answer] = await rig.answers();
    expect(answer?.user).toBe(userOf(rig.ben, rig.chat));
    expect(answer?.text).toMatch(/\w+ \w+/);
    expect(await rig.posts(rig.place)).toBe(1);
  });

  it('answers in words when the inside fails, and lives on', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ana, rig.chat);
    const address = await posted(rig, rig.place, alertContent());
    inner.isBroken = true;
    await rig.tap(rig.place, address, user, 'confirm');
    await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1), { timeout: 5_000 });
    expect((await rig.answers())[0]?.text).not.toContain('database');
    inner.isBroken = false;
    await rig.tap(rig.place, address, user, 'confirm');
    expect(inner.taps).toHaveLength(2);
  });

  it('hands a command inwards and answers it privately', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ana, rig.chat);
    await rig.command(rig.place, user, 'frobnicate the line');
    await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1), { timeout: 5_000 });
    expect(inner.calls).toMatchObject([
      { text: 'frobnicate the line', channel: rig.place.channel },
    ]);
    expect(inner.calls[0]?.sender.users).toContain(user);
    const [answer] = await rig.answers();
    expect(answer?.user).toBe(user);
    expect(answer?.text).toContain('help');
    expect(await rig.posts(rig.place)).toBe(0);
  });

  it('answers a command in words when the inside fails', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    inner.isBroken = true;
    await rig.command(rig.place, userOf(rig.ana, rig.chat), 'open');
    await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1), { timeout: 5_000 });
    expect((await rig.answers())[0]?.text).not.toContain('database');
  });
}
