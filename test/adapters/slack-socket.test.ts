// Taps and commands by Socket Mode: the same people, the same answers, no door; and a socket that always comes back.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Reactions, Tap } from '../../bot/ports/chat.ts';
import { alertContent, SETTING } from '../contracts/chat-views.ts';
import { commandBody, pressPayload } from '../fakes/slack-sender.ts';
import { APP_TOKEN } from '../fakes/slack-server.ts';
import { type SlackSocketServer, slackSocketServer } from '../fakes/slack-socket.ts';
import { ANA, LINE_1, NO_REACTIONS, type SlackRig, slackRig, TO_LINE_1 } from './slack-rig.ts';

let socket: SlackSocketServer;
let rig: SlackRig;
let taps: Tap[];

beforeEach(async () => {
  taps = [];
  const reactions: Reactions = {
    async tap(tap) {
      taps.push(tap);
      const told = { answer: { code: 'nothing-to-undo' }, names: new Map() } as const;
      return { told, card: null, setting: SETTING };
    },
    command: async (call) => ({ setting: SETTING, body: { kind: 'help', unknown: call.text } }),
    bulk: async () => Promise.reject(new Error('nobody presses there')),
    reply: async () => null,
    miss: NO_REACTIONS.miss,
    home: NO_REACTIONS.home,
  };
  socket = await slackSocketServer();
  rig = await slackRig(reactions, { options: { appToken: APP_TOKEN } });
  rig.slack.socketUrl = socket.url;
  await vi.waitFor(() => expect(rig.chat.trouble()).toBeNull(), { timeout: 10_000 });
});
afterEach(async () => {
  await rig.close();
  await socket.close();
});

async function pressOnce(): Promise<object> {
  await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
  const [card] = rig.messages(LINE_1);
  if (card === undefined) throw new Error('no card');
  return pressPayload(rig.slack, card, ANA, 'confirm');
}

it('needs no door', () => {
  expect(rig.chat.door).toBeNull();
});

it('takes a tap, acknowledges it and tells the tapper alone', async () => {
  await socket.send('interactive', await pressOnce());
  expect(taps).toMatchObject([{ button: { verb: 'confirm', seen: 1 }, sender: { users: [ANA] } }]);
  await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1));
});

it('lets a payload act once that comes in two envelopes', async () => {
  const payload = await pressOnce();
  await socket.send('interactive', payload);
  await socket.send('interactive', payload);
  expect(taps).toHaveLength(1);
});

it('answers a command in the acknowledgement', async () => {
  const form = new URLSearchParams(commandBody(rig.slack, LINE_1, ANA, 'frobnicate'));
  const answer = await socket.send('slash_commands', Object.fromEntries(form));
  expect(answer).toMatchObject({ response_type: 'ephemeral' });
});

it('survives what makes no sense', async () => {
  void socket.send('interactive', { type: 'view_submission' });
  void socket.send('interactive', { type: 'block_actions', actions: [] });
  await socket.send('interactive', await pressOnce());
  expect(taps).toHaveLength(1);
});

it('comes back after it was sent away, and after the line broke while Slack was down', async () => {
  socket.refresh();
  await vi.waitFor(() => expect(socket.opened()).toBe(2), { timeout: 10_000 });
  for (const kind of ['status', 'reset'] as const) {
    rig.slack.fail({ method: 'apps.connections.open', kind });
  }
  socket.drop();
  await vi.waitFor(() => expect(socket.opened()).toBe(3), { timeout: 10_000 });
  await vi.waitFor(() => expect(rig.chat.trouble()).toBeNull(), { timeout: 10_000 });
  await socket.send('interactive', await pressOnce());
  expect(taps).toHaveLength(1);
});
