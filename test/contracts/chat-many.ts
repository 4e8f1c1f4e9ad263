// The part of the chat contract about messages of many alerts: what a button of a digest or of a hand-over says on the wire is
// what arrives inside, for that digest or hand-over and at the revision that was seen.
import { expect, it, vi } from 'vitest';
import { BULK_VERBS } from '../../bot/core/digest.ts';
import { HANDOVER_VERBS } from '../../bot/core/handover/handover.ts';
import { bulkVerb } from '../../cards/digest/button.ts';
import { handoverVerb } from '../../cards/handover/button.ts';
import { type ChatRig, type Inner, posted, seen, userOf } from './chat-rig.ts';
import { DIGEST_ID, digestContent, HANDOVER_ID, handoverContent } from './chat-views.ts';

/** The newest of the asset stands for all of them. */
const FIRST = '0192d3a0-7b1c-7000-8000-000000000002';

/** The third opens a form, in each platform's way. */
const PRESSED = HANDOVER_VERBS.filter((verb) => verb !== 'note');

export function pressingMany(rigOf: () => ChatRig, innerOf: () => Inner): void {
  digests(rigOf, innerOf);
  handovers(rigOf, innerOf);

  it('answers a digest and a hand-over privately, also when the inside fails', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ben, rig.chat);
    const digest = await posted(rig, rig.place, digestContent(), 'digest:1');
    const handover = await posted(rig, rig.place, handoverContent(), 'handover:1');
    const press = async () => {
      await rig.tap(rig.place, digest, user, bulkVerb('confirm'), { bulk: FIRST });
      await rig.tap(rig.place, handover, user, handoverVerb('accept'));
    };
    const answers = async (n: number) => {
      await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(n), { timeout: 5_000 });
      return rig.answers();
    };
    inner.told = { answer: { code: 'nothing-to-undo' }, names: new Map() };
    await press();
    for (const told of await answers(2)) expect(told).toMatchObject({ user });
    inner.isBroken = true;
    await press();
    for (const { text } of (await answers(4)).slice(2)) {
      expect(text).toMatch(/\w+ \w+/);
      expect(text).not.toContain('database');
    }
    inner.isBroken = false;
    await press();
    expect([inner.bulks.length, inner.handovers.length]).toEqual([3, 3]);
    expect(await rig.posts(rig.place)).toBe(2);
  });
}

function digests(rigOf: () => ChatRig, innerOf: () => Inner): void {
  it('hands inwards what each button of a digest says, for the asset that was picked', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const address = await posted(rig, rig.place, digestContent(), 'digest:1');
    const { buttons, text } = await seen(rig, rig.place, address);
    expect(text).toContain('2 alerts open at once');
    expect(text).toContain('station-12');
    const user = userOf(rig.ana, rig.chat);
    for (const verb of BULK_VERBS) {
      const shown = buttons.find((b) => b.verb === bulkVerb(verb));
      expect(shown?.value, verb).toMatchObject({ v: 1, d: DIGEST_ID, r: 9 });
      await rig.tap(rig.place, address, user, bulkVerb(verb), { bulk: FIRST });
    }
    const button = { digest: DIGEST_ID, seen: 9, first: FIRST };
    expect(inner.bulks.map((b) => b.button)).toEqual(
      BULK_VERBS.map((verb) => ({ verb, ...button })),
    );
    for (const { message, sender } of inner.bulks) {
      expect(message).toBe(address);
      expect(sender.users).toContain(user);
    }
    expect(inner.taps).toEqual([]);
    expect(await rig.answers()).toEqual([]);
  });

  it('hands inwards the revision that an updated digest shows', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const address = await posted(rig, rig.place, digestContent(), 'digest:1');
    expect(await rig.chat.update(rig.place, address, digestContent(12))).toEqual({
      ok: true,
      address,
    });
    const user = userOf(rig.ana, rig.chat);
    await rig.tap(rig.place, address, user, bulkVerb('shelve'), { bulk: FIRST });
    expect(inner.bulks).toMatchObject([{ button: { verb: 'shelve', seen: 12 } }]);
    expect(await rig.posts(rig.place)).toBe(1);
  });

  it('asks for a choice, privately, where none was made', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const address = await posted(rig, rig.place, digestContent(), 'digest:1');
    const user = userOf(rig.ana, rig.chat);
    await rig.tap(rig.place, address, user, bulkVerb('reject'));
    await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1), { timeout: 5_000 });
    expect((await rig.answers())[0]).toMatchObject({
      user,
      text: expect.stringMatching(/choose/i),
    });
    expect(inner.bulks).toEqual([]);
  });
}

function handovers(rigOf: () => ChatRig, innerOf: () => Inner): void {
  it('shows a hand-over, and hands inwards what each of its buttons says', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ana, rig.chat);
    for (const place of [rig.place, rig.direct]) {
      const key = `handover:${place.channel}`;
      const address = await posted(rig, place, handoverContent({ revision: 4 }), key);
      const { buttons, text, mentions } = await seen(rig, place, address);
      expect(text).toMatch(/Hand-over: hall-b[\s\S]*Scratch on housing/);
      expect(mentions).toEqual([]);
      inner.handovers.length = 0;
      const before = await rig.answers();
      for (const verb of HANDOVER_VERBS) {
        const shown = buttons.find((b) => b.verb === handoverVerb(verb));
        expect(shown?.value, verb).toMatchObject({ v: 1, h: HANDOVER_ID, r: 4 });
      }
      for (const verb of PRESSED) await rig.tap(place, address, user, handoverVerb(verb));
      const button = { handover: HANDOVER_ID, seen: 4 };
      expect(inner.handovers).toMatchObject(
        PRESSED.map((verb) => ({ button: { verb, ...button }, message: address })),
      );
      for (const { sender } of inner.handovers) expect(sender.users).toContain(user);
      expect(await rig.answers()).toEqual(before);
    }
    expect(inner.taps).toEqual([]);
  });

  it('shows a newer state of a hand-over in place, with the buttons that are left', async () => {
    const [rig, inner] = [rigOf(), innerOf()];
    const user = userOf(rig.ana, rig.chat);
    const address = await posted(rig, rig.place, handoverContent({ revision: 4 }), 'handover:1');
    const signed = { revision: 5, signedBy: rig.ana.id, signedAt: Date.now() };
    await rig.chat.update(rig.place, address, handoverContent(signed));
    const { buttons } = await seen(rig, rig.place, address);
    expect(buttons.map((b) => b.verb)).toEqual(['accept', 'note'].map((v) => `handover:${v}`));
    await rig.tap(rig.place, address, user, handoverVerb('accept'));
    expect(inner.handovers).toMatchObject([{ button: { verb: 'accept', seen: 5 } }]);
    expect(await rig.posts(rig.place)).toBe(1);
  });
}
