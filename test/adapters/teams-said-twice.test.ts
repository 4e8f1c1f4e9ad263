// Two messages that read the same: somebody asked twice, or one was posted twice. A mark that nobody sees tells which.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeInner } from '../contracts/chat-rig.ts';
import { alertContent, askContent } from '../contracts/chat-views.ts';
import { personWith, startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { deliver, typedAlone } from '../fakes/teams/people.ts';

let bot: TeamsBot;
beforeEach(async () => {
  bot = await startTeamsBot(makeInner().reactions);
});
afterEach(() => bot.close());

function said(): readonly string[] {
  const ours = bot.teams.world.messages.filter((m) => m.by === 'bot');
  return ours.map((m) => JSON.stringify(m.activity.attachments));
}

/** As people see it. */
function read(card: string | undefined): string | undefined {
  return card?.replace(/"id":"[^"]*",?/g, '');
}

it('the same command twice has two answers that read the same, each its own', async () => {
  const { teams, door } = bot;
  for (let n = 0; n < 2; n += 1) await deliver(teams, door, typedAlone(teams, teams.ana, 'open'));
  const [first, second] = said();
  expect(second).not.toBe(first);
  expect(read(second)).toBe(read(first));
});

it('asking once more is another message; the same one posted again is not', async () => {
  const card = { channel: bot.teams.channel, person: null, thread: null };
  const root = await bot.chat.post(card, alertContent(), 'card:1');
  const under = { ...card, thread: root.ok ? root.address : null };
  const ask = askContent(personWith(bot.teams.ana.id));
  for (const key of ['ask:1', 'ask:2', 'ask:2']) await bot.chat.post(under, ask, key);
  const [, first, second, again] = said();
  expect(second).not.toBe(first);
  expect(read(second)).toBe(read(first));
  expect(again).toBe(second);
});
