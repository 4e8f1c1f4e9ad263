// A post whose answer was lost may stand twice in Teams. A press on the copy that nobody knows works, and takes it away; what
// we know, and what may be the only copy, stays.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Inner, makeInner } from '../contracts/chat-rig.ts';
import { startTeamsBot, type TeamsBot } from '../fakes/teams/bot.ts';
import { cardShown, deliver, pressOf, submitOf } from '../fakes/teams/people.ts';

let bot: TeamsBot;
let inner: Inner;
let isOrphan: boolean;
beforeEach(async () => {
  inner = makeInner();
  isOrphan = true;
  const { tap } = inner.reactions;
  inner.reactions.tap = async (given) => ({ ...(await tap(given)), isOrphan });
  bot = await startTeamsBot(inner.reactions);
});
afterEach(() => bot.close());

const removals = () => bot.teams.calls.filter((c) => c.operation === 'remove');

for (const [client, press] of [
  ['a new client', pressOf],
  ['an old client', submitOf],
] as const) {
  it(`a press on an orphan works and takes it away (${client})`, async () => {
    const message = await cardShown(bot);
    const answer = await deliver(
      bot.teams,
      bot.door,
      press(bot.teams, message, bot.teams.ana, 'confirm'),
    );
    expect(answer.status).toBe(200);
    expect(inner.taps).toHaveLength(1);
    await vi.waitFor(() => expect(bot.teams.message(message.id)).toBeNull());
  });
}

it('a press on a card that is known takes nothing away', async () => {
  isOrphan = false;
  const message = await cardShown(bot);
  await deliver(bot.teams, bot.door, pressOf(bot.teams, message, bot.teams.ana, 'confirm'));
  await bot.chat.stop();
  expect(removals()).toEqual([]);
  expect(bot.teams.message(message.id)).not.toBeNull();
});

it('the answer does not wait for the removal, and a stop does', async () => {
  const message = await cardShown(bot);
  const struck = bot.teams.fail({ of: 'remove', kind: 'status', status: 503 });
  const answer = await deliver(
    bot.teams,
    bot.door,
    pressOf(bot.teams, message, bot.teams.ana, 'confirm'),
  );
  expect(answer.status).toBe(200);
  await struck;
  await bot.chat.stop();
  expect(bot.teams.message(message.id)).toBeNull();
});

it('a removal that Teams refuses is a line in the log, and no more', async () => {
  const message = await cardShown(bot);
  void bot.teams.fail({ of: 'remove', kind: 'status', status: 403, code: 'Forbidden' });
  const answer = await deliver(
    bot.teams,
    bot.door,
    pressOf(bot.teams, message, bot.teams.ana, 'confirm'),
  );
  expect(answer.status).toBe(200);
  await bot.chat.stop();
  expect(removals()).toHaveLength(1);
  expect(bot.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', facts: { code: 'refused' } }),
  );
});
