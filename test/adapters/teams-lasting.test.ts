// What lasts between the Teams adapter and Teams: the 1:1 chats, the token, the address of the service; what is done when
// one of them is lost; and that nothing is built on half a configuration.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopeOf } from '../../bot/adapters/teams/trust.ts';
import { type TeamsOptions, teamsChat } from '../../bot/adapters/teams.ts';
import type { Place } from '../../bot/ports/chat.ts';
import { makeInner } from '../contracts/chat-rig.ts';
import { alertContent, confirmedContent } from '../contracts/chat-views.ts';
import { directTo, into, personWith, startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { directId, type TeamsUser } from '../fakes/teams/conversations.ts';
import { deliver, typedAlone, typedInChannel } from '../fakes/teams/people.ts';

let bot: TeamsBot;
let place: Place;
beforeEach(async () => {
  bot = await startTeamsBot(makeInner().reactions);
  place = { channel: bot.teams.channel, person: null, thread: null };
});
afterEach(() => bot.close());

async function posted(where: Place = place): Promise<string> {
  const result = await bot.chat.post(where, alertContent(), 'card:1');
  if (!result.ok) throw new Error(`not posted: ${JSON.stringify(result)}`);
  return result.address;
}

function said(user: TeamsUser): number {
  const { world } = bot.teams;
  return world.messages.filter((m) => m.conversation === directId(world, user)).length;
}

describe('a direct message', () => {
  it('is sent and changed under either id, in one chat that is opened once', async () => {
    const { ana } = bot.teams;
    for (const user of [ana.id, ana.aadObjectId]) {
      const address = await posted(directTo(user));
      const changed = confirmedContent(personWith(user));
      expect(await bot.chat.update(directTo(user), address, changed)).toEqual({
        ok: true,
        address,
      });
      await posted(directTo(user));
    }
    expect(said(ana)).toBe(4);
    expect(bot.teams.calls.filter((c) => c.operation === 'open')).toHaveLength(2);
  });

  it('uses the chat that was noted before a restart, also for an update', async () => {
    const address = await posted(directTo(bot.teams.ana.id));
    const chat = bot.restarted();
    const target = directTo(bot.teams.ana.id);
    expect(await chat.update(target, address, alertContent())).toEqual({ ok: true, address });
    expect(bot.teams.calls.filter((c) => c.operation === 'open')).toHaveLength(1);
  });

  it('opens the chat anew when the noted one is gone', async () => {
    const { ana } = bot.teams;
    bot.notebook.set(`teams:direct:${ana.id}`, 'a:gone');
    await posted(directTo(ana.id));
    expect(said(ana)).toBe(1);
    expect(bot.notebook.get(`teams:direct:${ana.id}`)).toBe(directId(bot.teams.world, ana));
  });

  it('goes to the id of Teams where there is also one of the directory', async () => {
    const { ana } = bot.teams;
    await posted(directTo(ana.aadObjectId, ana.id));
    const opened = bot.teams.calls.find((c) => c.operation === 'open');
    expect(opened?.body.members).toMatchObject([{ id: ana.id }]);
  });
});

describe('tokens', () => {
  it('that were revoked are fetched anew, once, and the post is made once', async () => {
    await posted();
    bot.teams.revokeTokens();
    const before = bot.teams.calls.length;
    await posted();
    const operations = bot.teams.calls.slice(before).map((c) => [c.operation, c.status]);
    expect(operations.filter(([o]) => o !== 'keys')).toEqual([
      ['create', 401],
      ['token', 200],
      ['create', 201],
    ]);
    expect(bot.teams.world.messages).toHaveLength(2);
  });

  it('that are not given make a post unavailable, and the trouble is named until it is over', async () => {
    await posted();
    for (const kind of ['hang', 'garbage', 'status'] as const) {
      bot.teams.revokeTokens();
      const result = await into(bot.teams, { of: 'token', kind, status: 401 }, () =>
        bot.chat.post(place, alertContent(), 'card:2'),
      );
      expect(result, kind).toMatchObject({ ok: false, code: 'unavailable' });
      expect(bot.chat.trouble(), kind).toMatch(/MICROSOFT_APP_PASSWORD/);
      await posted();
      expect(bot.chat.trouble(), kind).toBeNull();
    }
  });

  it('are asked for again as soon as Entra is well, and not a minute later', async () => {
    await posted();
    for (const status of [500, 502, 503]) {
      bot.teams.revokeTokens();
      bot.teams.fail({ of: 'token', kind: 'status', status });
      const failed = await bot.chat.post(place, alertContent(), 'card:2');
      expect(failed, String(status)).toMatchObject({ ok: false, code: 'unavailable' });
      await posted();
    }
  });

  it('that never come do not hold up the start', async () => {
    const chat = bot.restarted({ password: 'wrong', appId: 'another-app' });
    await chat.start();
    await expect.poll(() => chat.trouble()).toMatch(/token/);
  });
});

describe('an answer to a command', () => {
  it('is tried again where it was certainly not said', async () => {
    bot.teams.fail({ of: 'send', kind: 'status', status: 429, retryAfter: '0.01' });
    bot.teams.fail({ of: 'send', kind: 'status', status: 412 });
    await deliver(bot.teams, bot.door, typedAlone(bot.teams, bot.teams.ana, 'open'));
    expect(said(bot.teams.ana)).toBe(1);
  });

  it('waits for its turn where Teams asks the one before to wait', async () => {
    const { teams, door } = bot;
    const command = (text: string) => deliver(teams, door, typedAlone(teams, teams.ana, text));
    const spoiled = teams.fail({ of: 'send', kind: 'status', status: 429, retryAfter: '0.3' });
    const first = command('open');
    await spoiled;
    await Promise.all([first, command('mine'), command('who')]);
    const sent = teams.calls.filter((c) => c.operation === 'send');
    expect(sent.map((c) => c.status)).toEqual([429, 201, 201, 201]);
    expect(sent[1]?.body).toEqual(sent[0]?.body);
  });

  it('whose fate is unclear is not said twice', async () => {
    const { ana, world } = bot.teams;
    bot.teams.fail({ of: 'send', kind: 'reset', when: 'after' });
    await deliver(bot.teams, bot.door, typedInChannel(bot.teams, ana, 'open'));
    expect(world.messages.filter((m) => m.by === 'bot')).toHaveLength(1);
    expect(bot.lines.some((l) => l.level === 'warn' && /not delivered/.test(l.text))).toBe(true);
  });
});

describe('the address of the service', () => {
  it('is the first of the list until an activity names another, also after a restart', async () => {
    const first = 'http://127.0.0.1:9/teams/';
    const chat = bot.restarted({ serviceUrls: [first, bot.teams.serviceUrl] });
    expect(await chat.post(place, alertContent(), 'k')).toMatchObject({ code: 'unavailable' });
    await deliver(bot.teams, bot.door, typedAlone(bot.teams, bot.teams.ana, 'open'));
    expect(await chat.post(place, alertContent(), 'k')).toMatchObject({ ok: true });
    const next = bot.restarted({ serviceUrls: [first, bot.teams.serviceUrl] });
    expect(await next.post(place, alertContent(), 'k')).toMatchObject({ ok: true });
    const stricter = bot.restarted({ serviceUrls: [first] });
    expect(await stricter.post(place, alertContent(), 'k')).toMatchObject({ code: 'unavailable' });
  });
});

describe('another cloud than the public one', () => {
  it('is told loudly at start, with every address that decides who is trusted', () => {
    const { openIdMetadataUrl, tokenIssuer, loginAuthority, serviceUrls } = bot.teams.options;
    const told = bot.lines.filter((l) => /another cloud/.test(l.text));
    expect(told).toMatchObject([
      { level: 'warn', facts: { openIdMetadataUrl, tokenIssuer, loginAuthority, serviceUrls } },
    ]);
    const named = { openIdMetadataUrl: null, tokenIssuer: null, loginAuthority: null };
    const lines = bot.lines.length;
    bot.restarted({ ...named, serviceUrls: ['https://smba.trafficmanager.net/teams/'] });
    expect(bot.lines.slice(lines)).toEqual([]);
    bot.restarted({ ...named, serviceUrls: ['https://smba.infra.gov.teams.microsoft.us/gcch/'] });
    expect(bot.lines.slice(lines)).toMatchObject([{ level: 'warn' }]);
  });

  it('asks for tokens by its own name, where it has one', () => {
    expect(scopeOf('https://api.botframework.us')).toBe('https://api.botframework.us');
    expect(scopeOf('https://api.botframework.azure.cn')).toMatch(/azure/);
    expect(scopeOf('https://issuer.example')).toBe('https://api.botframework.com');
  });
});

describe('half a configuration', () => {
  const cases: readonly Partial<TeamsOptions>[] = [
    { appId: '' },
    { password: '' },
    { tenantId: '' },
    { serviceUrls: [] },
    { serviceUrls: ['smba.example'] },
    { openIdMetadataUrl: 'nonsense' },
  ];
  it.each(cases)('builds nothing: %j', (change) => {
    const deps = {
      reactions: makeInner().reactions,
      clock: { now: () => 0 },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      once: async () => true,
      notebook: { read: async () => null, async write() {} },
    };
    const build = () => teamsChat({ ...bot.teams.options, pace: 'on', ...change }, deps);
    expect(build).toThrow(expect.objectContaining({ code: 'teams-half-configured' }));
  });

  it('is no matter of pace: our own is Teams’ documented limit, or none', () => {
    expect(bot.chat.pace).toEqual({ postGapMs: 0, updateGapMs: 0, laneUpdateGapMs: 0 });
    const paced = bot.restarted({ pace: 'on' });
    // At most 60 posts in 30 s into one conversation.
    expect(30_000 / paced.pace.postGapMs).toBeLessThanOrEqual(60);
  });
});
