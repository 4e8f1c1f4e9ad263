// Words in the thread under a card in Teams: a note on its alert, unless they are a command to us. Everything over real HTTP.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Inner, makeInner } from '../contracts/chat-rig.ts';
import { SETTING } from '../contracts/chat-views.ts';
import { startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { directId, type TeamsMessage } from '../fakes/teams/conversations.ts';
import type { Json } from '../fakes/teams/json.ts';
import { cardShown, deliver, repliedUnder, typedInChannel } from '../fakes/teams/people.ts';

let bot: TeamsBot;
let inner: Inner;
let card: TeamsMessage;
beforeEach(async () => {
  inner = makeInner();
  bot = await startTeamsBot(inner.reactions);
  card = await cardShown(bot);
});
afterEach(() => bot.close());

type More = Parameters<typeof repliedUnder>[4];

async function reply(text: string, more: More = {}): Promise<Json> {
  const said = repliedUnder(bot.teams, card, bot.teams.ana, text, more);
  expect((await deliver(bot.teams, bot.door, said)).status).toBe(200);
  return said;
}

describe('under a card, with a mention of us', () => {
  it.each([
    ['the bearing is warm', 'the bearing is warm'],
    ['note the bearing is warm', 'the bearing is warm'],
    ['Note: dead bearing', 'dead bearing'],
    ['open the guard before you look', 'open the guard before you look'],
    ['on the left there is oil', 'on the left there is oil'],
    ['maintenance takes 2h longer', 'maintenance takes 2h longer'],
    ['maintenance off since noon', 'maintenance off since noon'],
    ['out-of-service since yesterday', 'out-of-service since yesterday'],
    ['state unclear today', 'state unclear today'],
    ['<p>it is 5 &lt; 7 &amp; warm</p><p>and&nbsp;loud</p>', 'it is 5 < 7 & warm\nand loud'],
    ['5<7 and <b> too', '5<7 and too'],
    ['seen by <at>Bo Lind</at>', 'seen by Bo Lind'],
  ])('%j is the note %j', async (typed, text) => {
    const said = await reply(typed);
    const { ana, options } = bot.teams;
    expect(inner.replies).toMatchObject([{ card: card.id, text, pictures: [], message: said.id }]);
    const [{ sender } = { sender: null }] = inner.replies;
    expect(sender).toMatchObject({ tenant: options.tenantId, users: [ana.id, ana.aadObjectId] });
    expect(inner.calls).toEqual([]);
  });

  it.each([
    ['confirm c0de', 'confirm c0de'],
    ['note c0de the bearing is warm', 'note c0de the bearing is warm'],
    ['take', 'take'],
    ['take it', 'take it'],
    ['help', 'help'],
    ['', ''],
    ['<div>mine</div>', 'mine'],
    ['/andon open', 'open'],
    ['maintenance line-1/press 4h belt', 'maintenance line-1/press 4h belt'],
    ['maintenance off press-4', 'maintenance off press-4'],
    ['state press-4 stopped', 'state press-4 stopped'],
    ['maintenance', 'maintenance'],
  ])('%j is the command %j', async (typed, text) => {
    await reply(typed);
    expect(inner.calls).toMatchObject([{ text, channel: bot.teams.channel }]);
    expect(inner.replies).toEqual([]);
  });

  it('pictures are evidence, with or without words; other files are named', async () => {
    const picture = { contentType: 'image/png', contentUrl: 'https://smba.example/v3/a/1' };
    const named = {
      contentType: 'reference',
      contentUrl: 'https://sp.example/b.JPG',
      name: 'b.JPG',
    };
    const other = {
      contentType: 'reference',
      contentUrl: 'https://sp.example/c.pdf',
      name: 'c.pdf',
    };
    const bad = { contentType: 'image/png', contentUrl: 'javascript:alert(1)' };
    await reply('', { attachments: [picture, named, other, bad] });
    expect(inner.replies).toMatchObject([
      {
        pictures: ['https://smba.example/v3/a/1', 'https://sp.example/b.JPG'],
        text: 'c.pdf https://sp.example/c.pdf',
      },
    ]);
  });

  it('a person named in a command is known by their id', async () => {
    const { ben } = bot.teams;
    const said = typedInChannel(
      bot.teams,
      bot.teams.ana,
      'shift cover <at>Ben Okafor</at> until 18:00',
    );
    const mark = { type: 'mention', text: '<at>Ben Okafor</at>', mentioned: { id: ben.id } };
    const entities = [...(said.entities as readonly Json[]), mark];
    await deliver(bot.teams, bot.door, { ...said, entities });
    expect(inner.calls).toMatchObject([
      {
        text: 'shift cover @Ben-Okafor until 18:00',
        mentions: [{ kind: 'person', text: '@Ben-Okafor', id: ben.id }],
      },
    ]);
  });
});

describe('under a card, without a mention (the team lets the app read its messages)', () => {
  it('words are notes, and never commands', async () => {
    await reply('confirm c0de', { mention: null });
    await reply('mine', { mention: null });
    expect(inner.replies.map((r) => r.text)).toEqual(['confirm c0de', 'mine']);
    expect(inner.calls).toEqual([]);
    expect(bot.teams.world.messages.filter((m) => m.by === 'bot')).toHaveLength(1);
  });

  it('words of another bot, and words at the top of the channel, are nobody’s', async () => {
    const { ana } = bot.teams;
    const robot = { ...ana, id: '28:another-bot' };
    const said = repliedUnder(bot.teams, card, robot, 'buy now', { mention: null });
    await deliver(bot.teams, bot.door, said);
    const atTop = { ...typedInChannel(bot.teams, ana, 'hello all'), entities: [] };
    await deliver(bot.teams, bot.door, atTop);
    expect(inner.replies).toEqual([]);
    expect(inner.calls).toEqual([]);
  });
});

describe('a note', () => {
  it('that is delivered again names the same message, and what is said about it is said once', async () => {
    inner.told = { answer: { code: 'stranger' }, names: new Map() };
    const said = await reply('the bearing is warm');
    await deliver(bot.teams, bot.door, said);
    expect(inner.replies.map((r) => r.message)).toEqual([said.id, said.id]);
    const { ana, world } = bot.teams;
    expect(world.messages.filter((m) => m.conversation === directId(world, ana))).toHaveLength(1);
  });

  it('under somebody else’s message is a command where we are spoken to, and else nothing', async () => {
    inner.reactions.reply = async () => null;
    await reply('frobnicate the line');
    await reply('lunch?', { mention: null });
    expect(inner.calls.map((c) => c.text)).toEqual(['frobnicate the line']);
  });

  it('that can not be kept is told privately, in words', async () => {
    inner.isBroken = true;
    await reply('the bearing is warm', { mention: null });
    const { ana, world } = bot.teams;
    const told = world.messages.filter((m) => m.conversation === directId(world, ana));
    expect(told.map((m) => m.activity.text)).toEqual([expect.stringMatching(/again/)]);
    expect(SETTING.language).toBe('en');
  });
});
