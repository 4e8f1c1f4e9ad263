// Who gets in at the Teams door: forged and foreign requests, rubbish, keys that change. Everything over real HTTP, with
// tokens that were really signed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAllowedUrl } from '../../bot/adapters/teams/guard.ts';
import { type Inner, makeInner } from '../contracts/chat-rig.ts';
import { startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import type { Json } from '../fakes/teams/json.ts';
import { cardShown, deliver, envelope, knock, pressOf } from '../fakes/teams/people.ts';
import { forgeries, genuine } from '../fakes/teams/tokens.ts';

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

describe('the guard', () => {
  it('refuses every forged token with 401 and no reason', async () => {
    const text = JSON.stringify(await press());
    const kinds = Object.entries(forgeries(bot.teams.occasion()));
    expect(kinds.length).toBeGreaterThan(15);
    const calls = bot.teams.calls.length;
    for (const [kind, header] of kinds) {
      const answer = await knock(bot.door, text, header);
      expect(answer.status, kind).toBe(401);
      expect(answer.text, kind).not.toMatch(/jwt|signature|issuer|audience|at .*:\d+:\d+/i);
      expect(answer.headers['www-authenticate'], kind).toBe('Bearer');
    }
    nobodyWasLetIn();
    const called = bot.teams.calls.slice(calls).map((c) => c.operation);
    expect(called.every((c) => c === 'keys')).toBe(true);
    expect((await knock(bot.door, text, genuine(bot.teams.occasion()))).status).toBe(200);
  });

  it('refuses whatever comes from another place, although the token is good', async () => {
    const { options, serviceUrl } = bot.teams;
    const good = await press();
    const elsewhere = '00000000-0000-4000-8000-000000000000';
    const conversation = good.conversation as Json;
    const cases: Record<string, Json> = {
      'no service url': { serviceUrl: undefined },
      'a service url that is no text': { serviceUrl: 7 },
      'another host': { serviceUrl: 'https://evil.example/teams/' },
      'another channel': { channelId: 'webchat' },
      'no channel': { channelId: undefined },
      'another tenant': {
        conversation: { ...conversation, tenantId: elsewhere },
        channelData: { tenant: { id: elsewhere } },
      },
      'two tenants': { channelData: { tenant: { id: elsewhere } } },
      'no tenant': { conversation: { ...conversation, tenantId: undefined }, channelData: {} },
      'a slash more than the token says': { serviceUrl: `${serviceUrl}/` },
    };
    for (const [kind, change] of Object.entries(cases)) {
      const answer = await deliver(bot.teams, bot.door, { ...good, ...change });
      expect(answer.status, kind).toBe(401);
    }
    const upperCase = { channelData: { tenant: { id: options.tenantId.toUpperCase() } } };
    expect((await deliver(bot.teams, bot.door, { ...good, ...upperCase })).status).toBe(200);
    expect(inner.taps).toHaveLength(1);
  });

  it('compares service urls by origin and whole segments', () => {
    const allowed = ['https://smba.example.net/teams', 'http://127.0.0.1:4600/t/'];
    const cases: readonly (readonly [string, boolean])[] = [
      ['https://smba.example.net/teams', true],
      ['https://smba.example.net/teams/', true],
      ['https://smba.example.net/teams/emea/', true],
      ['http://127.0.0.1:4600/t/', true],
      ['https://smba.example.net.evil.example/teams/', false],
      ['https://smba.example.net@evil.example/teams/', false],
      ['https://user@smba.example.net/teams/', false],
      ['https://smba.example.net/teamsters/', false],
      ['https://smba.example.net/', false],
      ['https://smba.example.net/teams/../other/', false],
      ['https://smba.example.net/teams/%2e%2e/other/', false],
      ['https://smba.example.net/teams/?to=evil', false],
      ['https://smba.example.net/teams/#evil', false],
      ['http://smba.example.net/teams/', false],
      ['https://smba.example.net:8443/teams/', false],
      ['http://127.0.0.1:46001/t/', false],
      ['file:///teams', false],
      ['', false],
    ];
    for (const [url, isAllowed] of cases) expect(isAllowedUrl(url, allowed), url).toBe(isAllowed);
  });

  it('answers rubbish with 400 when the token is good, and 401 when it is not', async () => {
    const good = genuine(bot.teams.occasion());
    const { ana } = bot.teams;
    const nameless = envelope(bot.teams, ana, { id: 'x' }, { type: 'message', from: undefined });
    const cases = ['', '{', 'null', '[]', '7', '"text"', JSON.stringify({ ...nameless, type: 5 })];
    cases.push(JSON.stringify(nameless));
    for (const text of cases) {
      expect((await knock(bot.door, text, good)).status, text).toBe(400);
      expect((await knock(bot.door, text, `${good}x`)).status, text).toBe(401);
      expect((await knock(bot.door, text, undefined)).status, text).toBe(401);
    }
    nobodyWasLetIn();
  });

  it('refuses a body that is too large with 413', async () => {
    const text = JSON.stringify(await press({ padding: 'x'.repeat(600_000) }));
    const answer = await knock(bot.door, text, genuine(bot.teams.occasion()));
    expect(answer.status).toBe(413);
    nobodyWasLetIn();
  });

  it('knows keys that are newer than its own, and forgets those that were taken back', async () => {
    const first = await press();
    expect((await deliver(bot.teams, bot.door, first)).status).toBe(200);
    const old = genuine(bot.teams.occasion());
    bot.teams.rotateKeys();
    const second = JSON.stringify(await press());
    expect((await knock(bot.door, second, genuine(bot.teams.occasion()))).status).toBe(200);
    expect((await knock(bot.door, JSON.stringify(await press()), old)).status).toBe(401);
    expect(inner.taps).toHaveLength(2);
  });

  it('owns its one path', () => {
    expect(bot.chat.door?.owns('POST', '/api/messages')).toBe(true);
    expect(bot.chat.door?.owns('GET', '/api/messages')).toBe(false);
    expect(bot.chat.door?.owns('POST', '/api/messages/x')).toBe(false);
  });
});
