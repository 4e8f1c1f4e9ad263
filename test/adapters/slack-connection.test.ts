// How the Slack adapter gets along with Slack itself: tokens that are refused, a Slack that hangs, several workspaces, the socket.
import { describe, expect, it, vi } from 'vitest';
import { slackChat } from '../../bot/adapters/slack.ts';
import type { Place } from '../../bot/ports/chat.ts';
import { alertContent } from '../contracts/chat-views.ts';
import { SLACK_TEAM, slackServer } from '../fakes/slack-server.ts';
import { NO_REACTIONS, noteMemory, onceMemory, personOf, TO_LINE_1 } from './slack-rig.ts';

describe.concurrent('the connection', () => {
  it('names a refused token, and is well again by itself', async () => {
    const slack = await slackServer([], {});
    slack.fail({ method: 'auth.test', kind: 'error', code: 'invalid_auth' });
    const chat = chatAt(slack.apiUrl, [SLACK_TEAM.token]);
    await chat.start();
    expect(chat.trouble()).toMatch(/refuses the bot token .*SLACK_BOT_TOKEN/);
    await vi.waitFor(() => expect(chat.trouble()).toBeNull(), { timeout: 10_000 });
    await chat.stop();
    await slack.close();
  });

  it('starts at once when Slack hangs', async () => {
    const slack = await slackServer([], {});
    slack.fail({ method: 'auth.test', kind: 'hang' });
    const chat = chatAt(slack.apiUrl, [SLACK_TEAM.token]);
    const began = performance.now();
    await chat.start();
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(chat.trouble()).not.toBeNull();
    await chat.stop();
    await slack.close();
  });

  it('finds the workspace that can see a channel, and remembers it', async () => {
    const other = { token: 'xoxb-two', team: 'T0TWO00001', botId: 'B0TWO00001', botUser: 'U0TWO1' };
    const room = { id: 'C0TWO00001', team: other.team, hasBot: true, users: [] };
    const users = { U0EVE00001: { team: other.team, name: 'eve' } };
    const slack = await slackServer([room], users, [SLACK_TEAM, other]);
    const chat = chatAt(slack.apiUrl, [SLACK_TEAM.token, other.token]);
    await chat.start();
    const place = { ...TO_LINE_1, channel: room.id };
    for (const key of ['card:1', 'card:2']) {
      expect(await chat.post(place, alertContent(), key)).toMatchObject({ ok: true });
    }
    expect(slack.calls.filter((c) => c.method === 'chat.postMessage')).toHaveLength(3);
    const eve: Place = {
      channel: null,
      person: personOf('eve', 'Eve', 'U0EVE00001'),
      thread: null,
    };
    const direct = await chat.post(eve, alertContent(), 'card:3');
    if (!direct.ok) throw new Error(JSON.stringify(direct));
    expect(await chat.update(eve, direct.address, alertContent({ revision: 2 }))).toEqual(direct);
    await chat.stop();
    await slack.close();
  });

  it('keeps Slack’s pace unless told otherwise', () => {
    const api = 'http://127.0.0.1:9/api/';
    expect(chatAt(api, ['xoxb'], 'off').pace).toEqual({ postGapMs: 0, updateGapMs: 0 });
    expect(chatAt(api, ['xoxb'], 'on').pace).toEqual({ postGapMs: 1_050, updateGapMs: 1_250 });
  });
});

function chatAt(apiUrl: string, tokens: readonly string[], pace: 'on' | 'off' = 'off') {
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return slackChat(
    { tokens, signingSecret: 'secret', appToken: null, apiUrl, pace },
    {
      reactions: NO_REACTIONS,
      clock: { now: Date.now },
      log,
      once: onceMemory(),
      notebook: noteMemory(),
    },
  );
}
