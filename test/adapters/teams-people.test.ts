// What people in Teams press and type, and what they are answered: cards, private sentences, commands, old clients,
// redeliveries. Everything over real HTTP, as the Bot Framework delivers it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWER_LIMIT_MS } from '../../bot/adapters/teams/inbound.ts';
import { type Inner, makeInner } from '../contracts/chat-rig.ts';
import { confirmedContent, SETTING } from '../contracts/chat-views.ts';
import { startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { directId } from '../fakes/teams/conversations.ts';
import type { Json } from '../fakes/teams/json.ts';
import {
  cardShown,
  deliver,
  envelope,
  pressOf,
  submitOf,
  typedAlone,
  typedInChannel,
} from '../fakes/teams/people.ts';

const SENTENCE = 'application/vnd.microsoft.activity.message';
const CARD = 'application/vnd.microsoft.card.adaptive';

let bot: TeamsBot;
let inner: Inner;
beforeEach(async () => {
  inner = makeInner();
  bot = await startTeamsBot(inner.reactions);
});
afterEach(() => bot.close());

async function press(change: Json = {}): Promise<Json> {
  return { ...pressOf(bot.teams, await cardShown(bot), bot.teams.ana, 'confirm'), ...change };
}

function nobodyWasLetIn(): void {
  expect(inner.taps).toEqual([]);
  expect(inner.calls).toEqual([]);
}

describe('a press', () => {
  it('is answered with the card as it is now', async () => {
    const card = confirmedContent({
      id: 'p-ana',
      key: 'ana',
      name: 'Ana Ruiz',
      roles: ['technician'],
      identities: [],
    });
    if (card.kind !== 'alert') throw new Error('no alert');
    const { tap } = inner.reactions;
    inner.reactions.tap = async (given) => ({ ...(await tap(given)), card: card.model });
    const answer = await deliver(bot.teams, bot.door, await press());
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: CARD } });
    expect(answer.text).toContain('Ana Ruiz');
    expect(answer.headers['content-type']).toContain('application/json');
  });

  it('is answered with the private sentence when there is one, whatever the card', async () => {
    inner.told = { answer: { code: 'nothing-to-undo' }, names: new Map() };
    const answer = await deliver(bot.teams, bot.door, await press());
    expect(answer.body).toMatchObject({ statusCode: 200, type: SENTENCE });
    expect(String(answer.body?.value)).toMatch(/undo/);
  });

  it('is told in words when the inside fails: HTTP 200, nothing of the failure', async () => {
    inner.isBroken = true;
    const answer = await deliver(bot.teams, bot.door, await press());
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ statusCode: 200, type: SENTENCE });
    expect(answer.text).not.toContain('database');
    expect(bot.lines.some((l) => l.level === 'error')).toBe(true);
  });

  it('that takes longer than two seconds is received, and what comes of it is told afterwards', async () => {
    const { ana, world } = bot.teams;
    let decide = (): void => {};
    const decided = new Promise<void>((resolve) => {
      decide = resolve;
    });
    const { tap } = inner.reactions;
    inner.told = { answer: { code: 'nothing-to-undo' }, names: new Map() };
    inner.reactions.tap = async (given) => {
      const reply = await tap(given);
      await decided;
      return reply;
    };
    const slow = await press();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const answering = deliver(bot.teams, bot.door, slow);
    await vi.waitUntil(() => inner.taps.length === 1, { timeout: 5_000 });
    vi.advanceTimersByTime(ANSWER_LIMIT_MS);
    vi.useRealTimers();
    expect((await answering).body).toMatchObject({ type: SENTENCE, value: 'Received.' });
    decide();
    const alone = () => world.messages.filter((m) => m.conversation === directId(world, ana));
    await vi.waitFor(() => expect(alone()).toHaveLength(1), { timeout: 5_000 });
    expect(alone()[0]?.activity.text).toMatch(/undo/);
  });

  it('names both ids of the person, their client’s language, and the message', async () => {
    const { ana, options } = bot.teams;
    const message = await cardShown(bot);
    await deliver(bot.teams, bot.door, pressOf(bot.teams, message, ana, 'reject'));
    expect(inner.taps[0]).toMatchObject({
      sender: {
        platform: 'teams',
        tenant: options.tenantId,
        users: [ana.id, ana.aadObjectId],
        name: 'Ana Ruiz',
        locale: 'en-GB',
      },
      message: message.id,
    });
  });

  it('takes a reason from the choice beside the button, and no choice for another verb', async () => {
    const message = await cardShown(bot);
    const { ana } = bot.teams;
    const data = { v: 1, a: 'alert-1', r: 2, reason: 'R-EARLY' };
    await deliver(bot.teams, bot.door, pressOf(bot.teams, message, ana, 'reason', data));
    await deliver(bot.teams, bot.door, pressOf(bot.teams, message, ana, 'confirm', data));
    expect(inner.taps.map((t) => [t.button.verb, t.button.code])).toEqual([
      ['reason', 'R-EARLY'],
      ['confirm', null],
    ]);
  });

  it('takes the words of a note from the form on the card, also on an old client', async () => {
    const message = await cardShown(bot);
    const { ana } = bot.teams;
    const words = { note: ' The bearing is warm. ', reason: '' };
    const data = { v: 1, a: 'alert-1', r: 1, ...words };
    await deliver(bot.teams, bot.door, pressOf(bot.teams, message, ana, 'note', data));
    await deliver(bot.teams, bot.door, submitOf(bot.teams, message, ana, 'note', words));
    await deliver(bot.teams, bot.door, pressOf(bot.teams, message, ana, 'confirm', data));
    expect(inner.taps.map((t) => [t.button.verb, t.button.code, t.text])).toEqual([
      ['note', null, words.note],
      ['note', null, words.note],
      ['confirm', null, null],
    ]);
  });

  it('on a hand-over carries what was written for it, and no other press does', async () => {
    const message = await cardShown(bot);
    const { ana } = bot.teams;
    const words = { note: ' The pump is loud. ' };
    const data = { v: 1, h: 'handover-1', r: 3, ...words };
    for (const verb of ['handover:note', 'handover:sign'])
      await deliver(bot.teams, bot.door, pressOf(bot.teams, message, ana, verb, data));
    expect(inner.handovers.map((t) => [t.button, t.text])).toEqual([
      [{ verb: 'note', handover: 'handover-1', seen: 3 }, words.note],
      [{ verb: 'sign', handover: 'handover-1', seen: 3 }, null],
    ]);
    nobodyWasLetIn();
  });

  it('for a reason without one chosen says so', async () => {
    const message = await cardShown(bot);
    const data = { v: 1, a: 'alert-1', r: 2, reason: '' };
    const press = pressOf(bot.teams, message, bot.teams.ana, 'reason', data);
    const answer = await deliver(bot.teams, bot.door, press);
    expect(answer.body).toMatchObject({ type: SENTENCE, value: 'Choose a reason first.' });
    nobodyWasLetIn();
  });

  it('of an unknown or a changed button changes nothing, and is told so', async () => {
    const message = await cardShown(bot);
    const { ana } = bot.teams;
    const good = { v: 1, a: 'alert-1', r: 1 };
    const cases: readonly (readonly [string, unknown])[] = [
      ['explode', good],
      ['reason', good],
      ['reason', { ...good, reason: '' }],
      ['confirm:x', good],
      ['confirm', { ...good, v: 2 }],
      ['confirm', { ...good, r: -1 }],
      ['confirm', { ...good, a: 'x'.repeat(65) }],
      ['confirm', 'text'],
      ['confirm', null],
      ['confirm', []],
    ];
    for (const [verb, data] of cases) {
      const answer = await deliver(
        bot.teams,
        bot.door,
        pressOf(bot.teams, message, ana, verb, data),
      );
      const kind = `${verb} ${JSON.stringify(data)}`;
      expect(answer.status, kind).toBe(200);
      expect(answer.body, kind).toMatchObject({ statusCode: 200, type: SENTENCE });
    }
    nobodyWasLetIn();
  });

  it('that a client makes by itself is no press', async () => {
    const asked = await press();
    const value = { ...(asked.value as Json), trigger: 'automatic' };
    expect((await deliver(bot.teams, bot.door, { ...asked, value })).status).toBe(200);
    nobodyWasLetIn();
  });

  it('that comes again has no second effect and the same answer', async () => {
    const again = await press();
    const [first, second] = await Promise.all([
      deliver(bot.teams, bot.door, again),
      deliver(bot.teams, bot.door, again),
    ]);
    const third = await deliver(bot.teams, bot.door, again);
    expect([second.text, third.text]).toEqual([first.text, first.text]);
    expect(inner.taps).toHaveLength(1);
  });

  it('that comes again after a restart is answered in words', async () => {
    const again = await press();
    await deliver(bot.teams, bot.door, again);
    bot.restarted();
    const answer = await deliver(bot.teams, bot.door, again);
    expect(answer).toMatchObject({ status: 200, body: { type: SENTENCE } });
    expect(inner.taps).toHaveLength(1);
  });

  it('on an old client arrives as a message and is answered 1:1', async () => {
    const message = await cardShown(bot);
    const { ana, world } = bot.teams;
    inner.told = { answer: { code: 'nothing-to-undo' }, names: new Map() };
    const submit = submitOf(bot.teams, message, ana, 'escalate');
    expect((await deliver(bot.teams, bot.door, submit)).status).toBe(200);
    await deliver(bot.teams, bot.door, submit);
    expect(inner.taps).toMatchObject([{ button: { verb: 'escalate' }, message: message.id }]);
    const alone = world.messages.filter((m) => m.conversation === directId(world, ana));
    expect(alone.map((m) => m.activity.text)).toEqual([expect.stringMatching(/undo/)]);
  });
});

describe('a command', () => {
  it.each([
    ['open', 'open'],
    ['  open ', 'open'],
    ['/andon open', 'open'],
    ['/open', 'open'],
    ['andon open', 'open'],
    ['@Andon: open', 'open'],
    ['show\u00a0c0de', 'show c0de'],
    ['&nbsp;take  c0de\r\n', 'take c0de'],
    ['resolve c0de fixed by <at>Bo Lind</at>', 'resolve c0de fixed by Bo Lind'],
    ['\u200bopen', 'open'],
    ['andonly', 'andonly'],
    ['', ''],
  ])('typed as %j is understood as %j', async (typed, understood) => {
    await deliver(bot.teams, bot.door, typedInChannel(bot.teams, bot.teams.ana, typed));
    await deliver(bot.teams, bot.door, typedAlone(bot.teams, bot.teams.ana, typed));
    expect(inner.calls.map((c) => [c.text, c.channel])).toEqual([
      [understood, bot.teams.channel],
      [understood, null],
    ]);
  });

  it('is understood behind any name that the bot was given', async () => {
    const typed = typedInChannel(bot.teams, bot.teams.ana, 'open', '<at>Andon (line 1)</at>');
    await deliver(bot.teams, bot.door, typed);
    expect(inner.calls.map((c) => c.text)).toEqual(['open']);
  });

  it('in a channel without a mention is not for us', async () => {
    const typed = { ...typedInChannel(bot.teams, bot.teams.ana, 'open'), entities: [] };
    expect((await deliver(bot.teams, bot.door, typed)).status).toBe(200);
    nobodyWasLetIn();
  });

  it('is answered 1:1, and in the thread where that can not be had', async () => {
    const { ana, ben, world, channel } = bot.teams;
    world.strangers.add(ben.id);
    await deliver(bot.teams, bot.door, typedInChannel(bot.teams, ana, 'open'));
    const asked = typedInChannel(bot.teams, ben, 'open');
    await deliver(bot.teams, bot.door, asked);
    const said = world.messages.filter((m) => m.by === 'bot');
    expect(said.map((m) => [m.conversation, m.root])).toEqual([
      [directId(world, ana), null],
      [channel, asked.id],
    ]);
  });

  it('never shows a secret in a thread: it says so instead', async () => {
    const { ben, world } = bot.teams;
    world.strangers.add(ben.id);
    const token = { name: 'cam-9', scopes: ['ingest'], expiresAt: null, isExpired: false };
    inner.reactions.command = async () => ({
      setting: SETTING,
      body: { kind: 'secret', token, secret: 'andon_very-secret' },
    });
    await deliver(bot.teams, bot.door, typedInChannel(bot.teams, ben, 'token add cam-9 ingest'));
    const said = JSON.stringify(world.messages);
    expect(said).toMatch(/not shown here/);
    expect(said).not.toContain('very-secret');
    world.strangers.delete(ben.id);
    await deliver(bot.teams, bot.door, typedAlone(bot.teams, ben, 'token add cam-9 ingest'));
    expect(JSON.stringify(world.messages)).toContain('very-secret');
  });

  it('is answered once, however often it is delivered', async () => {
    const typed = typedAlone(bot.teams, bot.teams.ana, 'open');
    for (let n = 0; n < 3; n += 1) await deliver(bot.teams, bot.door, typed);
    expect(inner.calls).toHaveLength(1);
    expect(bot.teams.world.messages.filter((m) => m.by === 'bot')).toHaveLength(1);
  });
});

describe('everything else', () => {
  it('is received in silence, and leaves the address and the 1:1 chat in the notebook', async () => {
    const { ana, world, serviceUrl } = bot.teams;
    const conversation = { id: directId(world, ana), conversationType: 'personal' };
    for (const type of ['installationUpdate', 'conversationUpdate', 'messageReaction', 'unheard']) {
      const activity = envelope(bot.teams, ana, conversation, { type, action: 'add' });
      expect((await deliver(bot.teams, bot.door, activity)).status, type).toBe(200);
    }
    nobodyWasLetIn();
    expect(world.messages).toEqual([]);
    expect(Object.fromEntries(bot.notebook)).toEqual({
      'teams:service-url': serviceUrl,
      [`teams:direct:${ana.id}`]: directId(world, ana),
      [`teams:direct:${ana.aadObjectId}`]: directId(world, ana),
    });
  });

  it('that is asked and not known is answered, never with an error', async () => {
    const asked = await press({ name: 'task/fetch', value: {} });
    expect((await deliver(bot.teams, bot.door, asked)).status).toBe(200);
    nobodyWasLetIn();
  });
});
