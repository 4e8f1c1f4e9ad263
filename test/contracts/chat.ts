// What every chat platform promises to the outbox and to people, told once and run against all of them: the fake, Slack, Teams
// and the console. A platform that can't keep a promise names it in `exemptions` with the reason; nothing else is skipped.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reactions } from '../../bot/ports/chat.ts';
import { answering } from './chat-answers.ts';
import { pressingMany } from './chat-many.ts';
import {
  type ChatExemptions,
  type ChatRig,
  type Inner,
  makeInner,
  posted,
  seen,
  unless,
  userOf,
} from './chat-rig.ts';
import { alertContent, alertOf, askContent, confirmedContent } from './chat-views.ts';

const SINCE = Date.parse('2026-01-01T00:00:00Z');

export function chatContract(
  name: string,
  makeRig: (reactions: Reactions) => Promise<ChatRig>,
  exemptions: ChatExemptions = {},
): void {
  describe(`chat contract: ${name}`, () => {
    let rig: ChatRig;
    let inner: Inner;
    beforeEach(async () => {
      inner = makeInner();
      rig = await makeRig(inner.reactions);
    });
    afterEach(() => rig.close());

    posting(() => rig, exemptions);
    trouble(() => rig, exemptions);
    answering(
      () => rig,
      () => inner,
    );
    pressingMany(
      () => rig,
      () => inner,
    );
  });
}

function posting(rigOf: () => ChatRig, exemptions: ChatExemptions): void {
  it('is well when connected, and names a pace that is not negative', () => {
    const { chat } = rigOf();
    expect(chat.trouble()).toBeNull();
    expect(chat.pace.postGapMs).toBeGreaterThanOrEqual(0);
    expect(chat.pace.updateGapMs).toBeGreaterThanOrEqual(0);
  });

  it('shows a card with its words and its three buttons', async () => {
    const rig = rigOf();
    const address = await posted(rig, rig.place, alertContent());
    const shown = await seen(rig, rig.place, address);
    for (const word of ['Scratch on housing', 'station-12', '93'])
      expect(shown.text).toContain(word);
    expect(shown.summary).toContain('Scratch on housing');
    const value = { v: 1, a: alertOf().id, r: 1 };
    for (const verb of ['confirm', 'reject', 'escalate']) {
      const button = shown.buttons.find((b) => b.verb === verb);
      expect(button?.value, verb).toMatchObject(value);
    }
    expect(shown.mentions).toEqual([]);
    expect(await rig.posts(rig.place)).toBe(1);
  });

  it('shows a newer state in place', async () => {
    const rig = rigOf();
    const address = await posted(rig, rig.place, alertContent());
    const updated = await rig.chat.update(rig.place, address, confirmedContent(rig.ana));
    expect(updated).toEqual({ ok: true, address });
    const shown = await seen(rig, rig.place, address);
    expect(shown.buttons.map((b) => b.verb)).toContain('resolve');
    expect(shown.buttons.map((b) => b.verb)).not.toContain('confirm');
    for (const button of shown.buttons) expect(button.value).toMatchObject({ r: 2 });
    expect(await rig.posts(rig.place)).toBe(1);
  });

  it('keeps two cards apart', async () => {
    const rig = rigOf();
    const first = await posted(rig, rig.place, alertContent({ title: 'One' }), 'card:1');
    const second = await posted(rig, rig.place, alertContent({ title: 'Two' }), 'card:2');
    expect(second).not.toBe(first);
    await rig.chat.update(rig.place, second, alertContent({ title: 'Three', revision: 2 }));
    expect((await seen(rig, rig.place, first)).text).toContain('One');
    expect((await seen(rig, rig.place, second)).text).toContain('Three');
  });

  unless(exemptions.thread, 'asks under the card, and mentions whom it asks', async () => {
    const rig = rigOf();
    const thread = await posted(rig, rig.place, alertContent());
    const place = { ...rig.place, thread };
    const address = await posted(rig, place, askContent(rig.ana), 'ask:1');
    expect(address).not.toBe(thread);
    expect((await seen(rig, place, address)).mentions).toEqual([userOf(rig.ana, rig.chat)]);
    expect(await rig.posts(rig.place)).toBe(1);
    expect(await rig.posts(place)).toBe(1);
  });

  it('talks to one person directly, and changes what it said', async () => {
    const rig = rigOf();
    const address = await posted(rig, rig.direct, alertContent());
    expect(await rig.posts(rig.direct)).toBe(1);
    expect(await rig.posts(rig.place)).toBe(0);
    const updated = await rig.chat.update(rig.direct, address, confirmedContent(rig.ana));
    expect(updated).toEqual({ ok: true, address });
    const shown = await seen(rig, rig.direct, address);
    expect(shown.buttons.map((b) => b.verb)).toContain('resolve');
    expect(await rig.posts(rig.direct)).toBe(1);
  });

  it('brings nothing to life that came with the input', async () => {
    const rig = rigOf();
    const user = userOf(rig.ben, rig.chat);
    const title = `<!channel> <@${user}> <at>${user}</at> <https://evil.example|ok> [a](https://evil.example) & @here`;
    const address = await posted(rig, rig.place, alertContent({ title }));
    const shown = await seen(rig, rig.place, address);
    expect(shown.mentions).toEqual([]);
    expect(shown.links).toEqual([]);
  });
}

function trouble(rigOf: () => ChatRig, exemptions: ChatExemptions): void {
  unless(
    exemptions.limited,
    'says how long to wait when it is limited, and posts nothing',
    async () => {
      const rig = rigOf();
      rig.fail('limited');
      const limited = await rig.chat.post(rig.place, alertContent(), 'card:1');
      expect(limited).toMatchObject({ ok: false, code: 'limited' });
      if (!limited.ok && limited.code === 'limited')
        expect(limited.retryAfterMs).toBeGreaterThan(0);
      expect(await rig.posts(rig.place)).toBe(0);
      // Who was told to wait may be told so again before that is over.
      await expect
        .poll(() => rig.chat.post(rig.place, alertContent(), 'card:1'))
        .toMatchObject({ ok: true });
      expect(await rig.posts(rig.place)).toBe(1);
    },
  );

  unless(
    exemptions.unavailable,
    'reports a platform that is down, and works when it is back',
    async () => {
      const rig = rigOf();
      rig.fail('unavailable');
      const down = await rig.chat.post(rig.place, alertContent(), 'card:1');
      expect(down.ok ? 'posted' : down.code).toMatch(/^(unavailable|unclear)$/);
      expect(await rig.posts(rig.place)).toBe(0);
      const address = await posted(rig, rig.place, alertContent());
      rig.fail('unavailable');
      const late = await rig.chat.update(rig.place, address, confirmedContent(rig.ana));
      expect(late).toMatchObject({ ok: false, code: 'unavailable' });
      await rig.chat.update(rig.place, address, confirmedContent(rig.ana));
      expect((await seen(rig, rig.place, address)).text).toContain(rig.ana.name);
    },
  );

  unless(exemptions['lost-answer'], 'calls a post unclear when the answer is lost', async () => {
    const rig = rigOf();
    rig.fail('lost-answer');
    const lost = await rig.chat.post(rig.place, alertContent(), 'card:1');
    expect(lost).toMatchObject({ ok: false, code: 'unclear' });
    expect(await rig.posts(rig.place)).toBe(1);
    const found = await rig.chat.find(rig.place, 'card:1', SINCE);
    if (exemptions.find !== undefined) return expect(found).toEqual({ kind: 'cannot' });
    if (found.kind !== 'found') throw new Error(`not found: ${found.kind}`);
    const updated = await rig.chat.update(rig.place, found.address, confirmedContent(rig.ana));
    expect(updated).toEqual({ ok: true, address: found.address });
    expect(await rig.posts(rig.place)).toBe(1);
  });

  unless(
    exemptions['lost-answer'],
    'finds an unclear direct message and an unclear reply',
    async () => {
      const rig = rigOf();
      const thread = await posted(rig, rig.place, alertContent());
      const replies = { ...rig.place, thread };
      for (const place of [rig.direct, ...(exemptions.thread === undefined ? [replies] : [])]) {
        rig.fail('lost-answer');
        const lost = await rig.chat.post(place, askContent(rig.ana), 'ask:1');
        expect(lost).toMatchObject({ ok: false, code: 'unclear' });
        const found = await rig.chat.find(place, 'ask:1', SINCE);
        if (exemptions.find !== undefined) {
          expect(found).toEqual({ kind: 'cannot' });
          continue;
        }
        if (found.kind !== 'found') throw new Error(`not found: ${found.kind}`);
        expect(await rig.shown(place, found.address)).not.toBeNull();
      }
    },
  );

  unless(exemptions.find, 'finds nothing where nothing was posted', async () => {
    const rig = rigOf();
    await posted(rig, rig.place, alertContent(), 'card:1');
    expect(await rig.chat.find(rig.place, 'card:2', SINCE)).toEqual({ kind: 'absent' });
    expect(await rig.chat.find(rig.direct, 'card:1', SINCE)).toEqual({ kind: 'absent' });
  });

  unless(exemptions.missing, 'says that a message is gone', async () => {
    const rig = rigOf();
    const address = await posted(rig, rig.place, alertContent());
    rig.fail('missing');
    const gone = await rig.chat.update(rig.place, address, confirmedContent(rig.ana));
    expect(gone).toMatchObject({ ok: false, code: 'missing' });
  });

  unless(exemptions.refused, 'gives a refusal in words for the operator', async () => {
    const rig = rigOf();
    rig.fail('refused');
    const refused = await rig.chat.post(rig.place, alertContent(), 'card:1');
    expect(refused).toMatchObject({ ok: false, code: 'refused' });
    if (!refused.ok && refused.code === 'refused') expect(refused.reason).toMatch(/\w+ \w+/);
    expect(await rig.posts(rig.place)).toBe(0);
  });
}
