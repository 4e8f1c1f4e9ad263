// What the Teams adapter makes of a bad day: lost answers, hanging servers, revoked tokens, people and channels that can't be
// reached. The question each time: is the outbox told the truth about what was posted, and was it posted at most once?
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../bot/ports/chat.ts';
import { makeInner } from '../contracts/chat-rig.ts';
import { alertContent, askContent } from '../contracts/chat-views.ts';
import { directTo, into, personWith, startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { directId } from '../fakes/teams/conversations.ts';
import { deliver, typedAlone } from '../fakes/teams/people.ts';
import type { TeamsFault } from '../fakes/teams-server.ts';

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

type Case = readonly [name: string, fault: Omit<TeamsFault, 'of'>, code: string, stored: number];

describe('a post', () => {
  const cases: readonly Case[] = [
    ['hangs', { kind: 'hang' }, 'unclear', 0],
    ['is stored, and the answer hangs', { kind: 'hang', when: 'after' }, 'unclear', 1],
    ['is cut off', { kind: 'reset' }, 'unclear', 0],
    ['is stored, and the answer is cut off', { kind: 'reset', when: 'after' }, 'unclear', 1],
    ['gets a page instead of JSON', { kind: 'garbage', when: 'after' }, 'unclear', 1],
    ['gets an empty answer', { kind: 'empty', when: 'after' }, 'unclear', 1],
    ['fails there', { kind: 'status', status: 500 }, 'unclear', 0],
    [
      'is stored behind a bad gateway',
      { kind: 'status', status: 502, when: 'after' },
      'unclear',
      1,
    ],
    ['meets another one', { kind: 'status', status: 412 }, 'unavailable', 0],
    ['comes too often', { kind: 'status', status: 429, retryAfter: '3' }, 'limited', 0],
    ['is too large', { kind: 'status', status: 413, code: 'MessageSizeTooBig' }, 'refused', 0],
    ['is wrong', { kind: 'status', status: 400, code: 'BadArgument' }, 'refused', 0],
    ['may not be', { kind: 'status', status: 403, code: 'BotDisabledByAdmin' }, 'refused', 0],
  ];
  for (const [name, fault, code, stored] of cases) {
    for (const where of ['channel', 'thread', 'direct'] as const) {
      it(`that ${name} is ${code} (${where})`, async () => {
        const thread = await posted();
        const target =
          where === 'direct'
            ? directTo(bot.teams.ana.id)
            : where === 'thread'
              ? { ...place, thread }
              : place;
        const [before, calls] = [bot.teams.world.messages.length, bot.teams.calls.length];
        // A person's chat that is shut is opened anew once.
        const tries = where === 'direct' && fault.status === 403 ? 2 : 1;
        const result = await into(bot.teams, { of: 'post', ...fault, times: tries }, () =>
          bot.chat.post(target, alertContent(), 'card:2'),
        );
        expect(result).toMatchObject({ ok: false, code });
        expect(bot.teams.world.messages.length - before).toBe(stored);
        const posts = bot.teams.calls.slice(calls).filter((c) => c.operation !== 'open');
        expect(posts).toHaveLength(tries);
        if (!result.ok && result.code === 'limited') expect(result.retryAfterMs).toBe(3_000);
        else if (!result.ok)
          expect(result).toMatchObject({ reason: expect.stringMatching(/\w+ \w+/) });
      });
    }
  }

  it('waits as long as Teams says, in seconds, by date, or a moment when it says nothing', async () => {
    const inAMinute = new Date(bot.clock.at + 60_000).toUTCString();
    const waits: number[] = [];
    for (const retryAfter of ['7', inAMinute, 'soon', '-1', '999999999', '0.0123']) {
      bot.teams.fail({ of: 'post', kind: 'status', status: 429, retryAfter });
      const result = await bot.restarted().post(place, alertContent(), 'card:2');
      if (!result.ok && result.code === 'limited') waits.push(result.retryAfterMs);
    }
    expect(waits[0]).toBe(7_000);
    expect(waits[1]).toBeGreaterThan(58_000);
    expect(waits[1]).toBeLessThanOrEqual(60_000);
    // Whole milliseconds, and none too few.
    expect(waits.slice(2)).toEqual([2_000, 2_000, 3_600_000, 13]);
  });

  it('is not even tried while Teams asks to wait, and neither is an answer there', async () => {
    const { teams, chat, door } = bot;
    const { ana, ben } = teams;
    teams.fail({ of: 'send', kind: 'status', status: 429, retryAfter: '0.3' });
    expect(await chat.post(directTo(ana.id), alertContent(), 'k')).toMatchObject({ ok: false });
    const again = await chat.post(directTo(ana.id), alertContent(), 'k');
    expect(again.ok ? 0 : again.code === 'limited' && again.retryAfterMs).toBeLessThanOrEqual(300);
    const answer = deliver(teams, door, typedAlone(teams, ana, 'open'));
    expect(await chat.post(directTo(ben.id), alertContent(), 'k')).toMatchObject({ ok: true });
    await answer;
    const sent = teams.calls.filter((c) => c.operation === 'send');
    const chats = [ana, ben, ana].map((who) => directId(teams.world, who));
    expect(sent.map((c) => [c.conversation, c.status])).toEqual([
      [chats[0], 429],
      [chats[1], 201],
      [chats[2], 201],
    ]);
  });

  it('is tried again at once where a clock was set back meanwhile: nobody waits an hour for it', async () => {
    const { teams, chat, clock } = bot;
    clock.at += 3_600_000;
    teams.fail({ of: 'send', kind: 'status', status: 429, retryAfter: '5' });
    const waits = await chat.post(directTo(teams.ana.id), alertContent(), 'k');
    expect(waits).toMatchObject({ code: 'limited', retryAfterMs: 5_000 });
    clock.at -= 3_600_000;
    expect(await chat.post(directTo(teams.ana.id), alertContent(), 'k')).toMatchObject({
      ok: true,
    });
  });

  it('to a place that is not there is refused in words, and not tried for ever', async () => {
    const { teams, chat } = bot;
    const nowhere = { ...place, channel: '19:nowhere@thread.tacv2' };
    expect(await chat.post(nowhere, alertContent(), 'k')).toMatchObject({ code: 'refused' });
    const gone = { ...place, thread: '1' };
    expect(await chat.post(gone, alertContent(), 'k')).toMatchObject({ code: 'missing' });
    const unknown = directTo('29:nobody');
    expect(await chat.post(unknown, alertContent(), 'k')).toMatchObject({ code: 'refused' });
    expect(await chat.post(directTo(), alertContent(), 'k')).toMatchObject({ code: 'refused' });
    teams.world.strangers.add(teams.ben.id);
    const stranger = await chat.post(directTo(teams.ben.id), alertContent(), 'k');
    expect(stranger).toMatchObject({ code: 'refused', reason: expect.stringMatching(/install/) });
    expect(teams.world.messages).toEqual([]);
  });

  it('carries the card alone, its sentence as summary, and rings when somebody is asked', async () => {
    const thread = await posted();
    const card = bot.teams.message(thread)?.activity;
    expect(card).toMatchObject({ summary: expect.stringContaining('Scratch on housing') });
    expect(card?.text).toBeUndefined();
    expect(card?.attachments).toHaveLength(1);
    const ana = personWith(bot.teams.ana.id);
    const asked = await bot.chat.post({ ...place, thread }, askContent(ana), 'ask:1');
    const ask = asked.ok ? bot.teams.message(asked.address) : null;
    expect(ask?.activity.channelData).toEqual({ notification: { alert: true } });
    expect(ask?.root).toBe(thread);
  });

  it('into a channel whose id was copied with a thread goes to the top', async () => {
    const copied = { ...place, channel: `${bot.teams.channel};messageid=1700000000000` };
    expect(bot.teams.message(await posted(copied))?.root).toBeNull();
  });

  it('goes out to a service that was never reached as unavailable: nothing can be there', async () => {
    await posted();
    const away = bot.restarted({ serviceUrls: ['http://127.0.0.1:9/teams/'] });
    const result = await away.post(place, alertContent(), 'card:2');
    expect(result).toMatchObject({ ok: false, code: 'unavailable' });
    expect(away.trouble()).toMatch(/Teams/);
  });
});

describe('an update', () => {
  const cases: readonly (readonly [string, Omit<TeamsFault, 'of'>, string])[] = [
    ['hangs', { kind: 'hang' }, 'unavailable'],
    ['is cut off', { kind: 'reset', when: 'after' }, 'unavailable'],
    ['gets a page', { kind: 'garbage' }, 'unavailable'],
    ['gets nothing', { kind: 'empty' }, 'unavailable'],
    ['fails there', { kind: 'status', status: 500 }, 'unavailable'],
    ['meets another one', { kind: 'status', status: 412 }, 'unavailable'],
    ['comes too often', { kind: 'status', status: 429, retryAfter: '1' }, 'limited'],
    ['may not be', { kind: 'status', status: 403 }, 'refused'],
    ['finds nothing', { kind: 'status', status: 404 }, 'missing'],
  ];
  it.each(cases)('that %s is told so', async (_name, fault, code) => {
    const address = await posted();
    const result = await into(bot.teams, { of: 'update', ...fault }, () =>
      bot.chat.update(place, address, alertContent({ revision: 2 })),
    );
    expect(result).toMatchObject({ ok: false, code });
    // One that was not asked to wait.
    const again = await bot.restarted().update(place, address, alertContent({ revision: 3 }));
    expect(again).toEqual({ ok: true, address });
  });

  it('of a card that somebody deleted finds it missing', async () => {
    const address = await posted();
    bot.teams.world.messages.length = 0;
    const result = await bot.chat.update(place, address, alertContent());
    expect(result).toMatchObject({ code: 'missing' });
  });
});
