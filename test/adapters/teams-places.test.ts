// Channels, teams and chats that come, go and move: where the adapter goes on speaking, and what it says to whoever runs it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../bot/ports/chat.ts';
import { type Inner, makeInner } from '../contracts/chat-rig.ts';
import { alertContent } from '../contracts/chat-views.ts';
import { directTo, startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { directId } from '../fakes/teams/conversations.ts';
import { deliver, envelope, teamEvent, typedAlone, typedInChannel } from '../fakes/teams/people.ts';

let bot: TeamsBot;
let inner: Inner;
let place: Place;
beforeEach(async () => {
  inner = makeInner();
  bot = await startTeamsBot(inner.reactions);
  place = { channel: bot.teams.channel, person: null, thread: null };
});
afterEach(() => bot.close());

async function told(what: Parameters<typeof teamEvent>[1]): Promise<void> {
  const answer = await deliver(bot.teams, bot.door, teamEvent(bot.teams, what));
  expect(answer).toMatchObject({ status: 200, text: '' });
}

const line1 = (name?: string) => ({
  id: bot.teams.channel,
  ...(name === undefined ? {} : { name }),
});
const ourselves = () => ({ id: `28:${bot.teams.options.appId}` });

async function posted(where: Place = place, chat = bot.chat): Promise<string> {
  const result = await chat.post(where, alertContent(), 'card:1');
  if (!result.ok) throw new Error(`not posted: ${JSON.stringify(result)}`);
  return result.address;
}

describe('a team that the app', () => {
  it('is added to hears nothing by itself, and its channel can be written to', async () => {
    await told({ type: 'installationUpdate', action: 'add', channel: line1('Line 1') });
    await told({ eventType: 'teamMemberAdded', more: { membersAdded: [ourselves()] } });
    expect(bot.teams.world.messages).toEqual([]);
    expect(inner.calls).toEqual([]);
    await posted();
    expect(bot.chat.trouble()).toBeNull();
  });

  it.each([
    ['an installation update', { type: 'installationUpdate', action: 'remove' } as const],
    ['a conversation update', { eventType: 'teamMemberRemoved' }],
  ])('is taken away from is named, by %s, until it is added again', async (_how, what) => {
    await told({ eventType: 'channelRenamed', channel: line1('Line 1') });
    await posted();
    const more = 'eventType' in what ? { membersRemoved: [ourselves()] } : {};
    await told({ ...what, more });
    expect(bot.chat.trouble()).toMatch(/channel Line 1: the Andon app was taken away/);
    bot.teams.world.shut.add(bot.teams.channel);
    const refused = await bot.chat.post(place, alertContent(), 'card:2');
    expect(refused).toMatchObject({ code: 'refused', reason: expect.stringMatching(/Add the/) });
    // Also after a restart.
    const next = bot.restarted();
    await next.start();
    expect(next.trouble()).toMatch(/Line 1/);
    bot.teams.world.shut.clear();
    await deliver(
      bot.teams,
      bot.door,
      teamEvent(bot.teams, { type: 'installationUpdate', action: 'add', channel: line1() }),
    );
    expect(next.trouble()).toBeNull();
    await posted(place, next);
  });

  it('is taken away from, where we never wrote, is no trouble of ours', async () => {
    await told({ eventType: 'channelRenamed', channel: line1('Line 1') });
    await told({ type: 'installationUpdate', action: 'remove' });
    expect(bot.chat.trouble()).toBeNull();
  });

  it('was taken away from once is written to all the same, and is well when that goes well', async () => {
    await told({ eventType: 'channelRenamed', channel: line1('Line 1') });
    await posted();
    await told({ type: 'installationUpdate', action: 'remove' });
    await posted();
    expect(bot.chat.trouble()).toBeNull();
  });

  it('loses somebody else is no matter', async () => {
    await told({ eventType: 'channelRenamed', channel: line1('Line 1') });
    await posted();
    const gone = [{ id: bot.teams.ben.id }];
    await told({ eventType: 'teamMemberRemoved', more: { membersRemoved: gone } });
    await told({
      eventType: 'channelCreated',
      channel: { id: '19:new@thread.tacv2', name: 'New' },
    });
    await told({ eventType: 'nobody-knows-this', channel: line1() });
    expect(bot.chat.trouble()).toBeNull();
  });
});

describe('a channel', () => {
  it('that is deleted is named by the name it had last', async () => {
    await told({ eventType: 'channelRenamed', channel: line1('Line 1') });
    await posted();
    await told({ eventType: 'channelRenamed', channel: line1('Line 1 (old)') });
    await told({ eventType: 'channelDeleted', channel: line1('Line 1 (old)') });
    expect(bot.chat.trouble()).toMatch(/channel Line 1 \(old\): it was deleted/);
  });

  it('of a deleted team is named too', async () => {
    await told({ eventType: 'channelRenamed', channel: line1('Line 1') });
    await posted();
    await told({ eventType: 'teamDeleted' });
    expect(bot.chat.trouble()).toMatch(/Line 1: it was deleted/);
  });
});

describe('the address of the service', () => {
  it('is kept for each channel: another region does not move it', async () => {
    await posted();
    // Somebody in another region speaks to us; that region knows nothing of the channel.
    const other = bot.teams.options.serviceUrls[1] ?? '';
    bot.notebook.set('teams:service-url', other);
    const chat = bot.restarted();
    const before = bot.teams.calls.length;
    await posted(place, chat);
    const creates = bot.teams.calls.slice(before).filter((c) => c.operation === 'create');
    expect(creates.map((c) => c.status)).toEqual([201]);
  });

  it('that changed in mid-flight is found by the next activity, and at once where it is listed', async () => {
    const address = await posted();
    bot.teams.move();
    expect(await bot.chat.update(place, address, alertContent({ revision: 2 }))).toMatchObject({
      ok: true,
    });
    expect(bot.lines.some((l) => /moved to another address/.test(l.text))).toBe(true);
    const before = bot.teams.calls.length;
    await posted();
    expect(bot.teams.calls.slice(before).map((c) => c.status)).toEqual([201]);
    await deliver(bot.teams, bot.door, typedInChannel(bot.teams, bot.teams.ana, 'open'));
    expect(bot.notebook.get('teams:service-url')).toBe(bot.teams.serviceUrl);
  });

  it('is not gone astray for a message that somebody deleted', async () => {
    const address = await posted();
    bot.teams.world.messages.length = 0;
    const before = bot.teams.calls.length;
    expect(await bot.chat.update(place, address, alertContent())).toMatchObject({
      code: 'missing',
    });
    expect(bot.teams.calls.slice(before)).toHaveLength(1);
  });

  it('is never one that is not allowed any more, whatever was noted', async () => {
    await posted();
    const stricter = bot.restarted({ serviceUrls: ['http://127.0.0.1:9/teams/'] });
    const before = bot.teams.calls.length;
    const result = await stricter.post(place, alertContent(), 'k');
    expect(result).toMatchObject({ code: 'unavailable' });
    expect(bot.teams.calls.slice(before).filter((c) => c.operation === 'create')).toEqual([]);
  });
});

describe('a person', () => {
  it('who never spoke is written to by either id, where the app is installed for them', async () => {
    const { ana, ben, world } = bot.teams;
    await posted(directTo(ana.id));
    await posted(directTo(ben.aadObjectId));
    // An id that Teams does not know says nothing about the other one.
    await posted(directTo('29:unknown', ben.aadObjectId));
    const said = world.messages.map((m) => m.conversation);
    expect(said).toEqual([directId(world, ana), directId(world, ben), directId(world, ben)]);
  });

  it('who took the app away is asked for once more, and then refused', async () => {
    const { ana, world } = bot.teams;
    await posted(directTo(ana.id));
    world.strangers.add(ana.id);
    const chat = bot.restarted({ serviceUrls: [bot.teams.serviceUrl] });
    const before = bot.teams.calls.length;
    const refused = await chat.post(directTo(ana.id), alertContent(), 'card:2');
    expect(refused).toMatchObject({ code: 'refused', reason: expect.stringMatching(/install/) });
    const operations = bot.teams.calls.slice(before).map((c) => c.operation);
    expect(operations.filter((o) => o === 'send')).toHaveLength(1);
    expect(operations.filter((o) => o === 'open')).toHaveLength(1);
  });

  it('who takes the app away is forgotten, and found again when they speak', async () => {
    const { ana, world } = bot.teams;
    await deliver(bot.teams, bot.door, typedAlone(bot.teams, ana, 'open'));
    const conversation = { id: directId(world, ana), conversationType: 'personal' };
    const removal = { type: 'installationUpdate', action: 'remove' };
    await deliver(bot.teams, bot.door, envelope(bot.teams, ana, conversation, removal));
    expect(bot.notebook.get(`teams:direct:${ana.id}`)).toBe('');
    await deliver(bot.teams, bot.door, typedAlone(bot.teams, ana, 'open'));
    expect(bot.notebook.get(`teams:direct:${ana.id}`)).toBe(conversation.id);
  });
});

describe('who is not in the channel', () => {
  const person = (user: string) => directTo(user).person ?? expect.fail('no person');

  it('is named as Teams says it, for a minute, by either of their ids', async () => {
    const { world, channel } = bot.teams;
    const [ana, bo] = world.users;
    if (ana === undefined || bo === undefined) throw new Error('nobody is there');
    world.outsiders.add(bo.id);
    const thread = { channel, person: null, thread: 'x' };
    const people = [person(ana.id), { ...person(bo.aadObjectId), id: 'id-bo' }];
    const unseen = () => bot.chat.unseenBy?.(thread, people);
    expect(await unseen()).toEqual(['id-bo']);
    world.outsiders.clear();
    expect(await unseen()).toEqual(['id-bo']);
    bot.clock.at += 61_000;
    expect(await unseen()).toEqual([]);
  });

  it('is nobody where Teams does not say, and nobody who has no Teams', async () => {
    const { world, channel } = bot.teams;
    const [ana] = world.users;
    world.shut.add(channel);
    const strange = { ...person('U0ANA0001'), identities: [] };
    expect(await bot.chat.unseenBy?.(place, [person(ana?.id ?? ''), strange])).toEqual([]);
    expect(await bot.chat.unseenBy?.(directTo(ana?.id ?? ''), [person('29:1nobody')])).toEqual([]);
  });
});
