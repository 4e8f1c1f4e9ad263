// Taps and commands by Socket Mode: the same people, the same answers, no door; and a socket that always comes back.
// All at once, each with a Slack of its own: most of their time is a bot that waits before it knocks again.
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Reactions, Tap, ThreadReply } from '../../bot/ports/chat.ts';
import { alertContent, SETTING } from '../contracts/chat-views.ts';
import {
  commandBody,
  eventPayload,
  pressPayload,
  submissionPayload,
} from '../fakes/slack-sender.ts';
import { APP_TOKEN } from '../fakes/slack-server.ts';
import { type SlackSocketServer, slackSocketServer } from '../fakes/slack-socket.ts';
import { ANA, LINE_1, NO_REACTIONS, type SlackRig, slackRig, TO_LINE_1 } from './slack-rig.ts';

interface Scene {
  readonly socket: SlackSocketServer;
  readonly rig: SlackRig;
  readonly taps: Tap[];
  readonly replies: ThreadReply[];
  isBroken: boolean;
  /** A press on the only card of the channel. */
  pressOnce(): Promise<object>;
}

/** A bot whose socket stands, until the test is over. */
async function connected(): Promise<Scene> {
  const taps: Tap[] = [];
  const replies: ThreadReply[] = [];
  const reactions: Reactions = {
    async tap(tap) {
      taps.push(tap);
      const told = { answer: { code: 'nothing-to-undo' }, names: new Map() } as const;
      return { told, card: null, setting: SETTING };
    },
    command: async (call) => ({ setting: SETTING, body: { kind: 'help', unknown: call.text } }),
    bulk: async () => Promise.reject(new Error('nobody presses there')),
    handover: NO_REACTIONS.handover,
    async reply(reply) {
      replies.push(reply);
      if (there.isBroken) throw new Error('the database is gone');
      return null;
    },
    miss: NO_REACTIONS.miss,
    home: NO_REACTIONS.home,
  };
  const socket = await slackSocketServer();
  const change = { options: { appToken: APP_TOKEN }, socketUrl: socket.url };
  const rig = await slackRig(reactions, change);
  scenes.push({ rig, socket });
  const there: Scene = {
    socket,
    rig,
    taps,
    replies,
    isBroken: false,
    async pressOnce() {
      await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
      const [card] = rig.messages(LINE_1);
      if (card === undefined) throw new Error('no card');
      return pressPayload(rig.slack, card, ANA, 'confirm');
    },
  };
  await vi.waitFor(() => expect(rig.chat.trouble()).toBeNull(), { timeout: 10_000 });
  return there;
}

const scenes: Pick<Scene, 'rig' | 'socket'>[] = [];
afterAll(async () => {
  for (const { rig, socket } of scenes) {
    await rig.close();
    await socket.close();
  }
});

it.concurrent('needs no door', async () => {
  const { rig } = await connected();
  expect(rig.chat.door).toBeNull();
});

it.concurrent('takes a tap, acknowledges it and tells the tapper alone', async () => {
  const { socket, rig, taps, pressOnce } = await connected();
  await socket.send('interactive', await pressOnce());
  expect(taps).toMatchObject([{ button: { verb: 'confirm', seen: 1 }, sender: { users: [ANA] } }]);
  await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(1));
});

it.concurrent('lets a payload act once that comes in two envelopes', async () => {
  const { socket, taps, pressOnce } = await connected();
  const payload = await pressOnce();
  await socket.send('interactive', payload);
  await socket.send('interactive', payload);
  expect(taps).toHaveLength(1);
});

it.concurrent('answers a command in the acknowledgement', async () => {
  const { socket, rig } = await connected();
  const form = new URLSearchParams(commandBody(rig.slack, LINE_1, ANA, 'frobnicate'));
  const answer = await socket.send('slash_commands', Object.fromEntries(form));
  expect(answer).toMatchObject({ response_type: 'ephemeral' });
});

it.concurrent('survives what makes no sense', async () => {
  const { socket, taps, pressOnce } = await connected();
  void socket.send('interactive', { type: 'view_submission' });
  void socket.send('interactive', { type: 'block_actions', actions: [] });
  await socket.send('interactive', await pressOnce());
  expect(taps).toHaveLength(1);
});

it.concurrent('comes back after it was sent away, and after the line broke while Slack was down', async () => {
  const { socket, rig, taps, pressOnce } = await connected();
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

it.concurrent('has each kind of goodbye behind it in no time, and acts once on what is sent again after it', async () => {
  const { socket, rig, taps, pressOnce } = await connected();
  const payload = await pressOnce();
  await socket.send('interactive', payload);
  for (const [i, reason] of (
    ['warning', 'refresh_requested', 'link_disabled'] as const
  ).entries()) {
    socket.refresh(reason);
    await vi.waitFor(() => expect(socket.opened()).toBe(i + 2), { timeout: 10_000 });
    await vi.waitFor(() => expect(rig.chat.trouble()).toBeNull(), { timeout: 10_000 });
    await socket.send('interactive', payload);
  }
  expect(taps).toHaveLength(1);
});

it.concurrent('does not knock without end where it is sent away each time', async () => {
  const { socket, rig, taps, pressOnce } = await connected();
  const knocks = () => rig.slack.calls.filter((c) => c.method === 'apps.connections.open').length;
  const before = knocks();
  socket.isFull = true;
  socket.refresh();
  const began = performance.now();
  await vi.waitFor(() => expect(socket.opened()).toBeGreaterThan(3), { timeout: 15_000 });
  // Each time it waits twice as long: 0.2, 0.4 and 0.8 s before the third.
  expect(performance.now() - began).toBeGreaterThan(1_200);
  expect(knocks() - before).toBeLessThan(5);
  socket.isFull = false;
  const opened = socket.opened();
  await vi.waitFor(() => expect(socket.opened()).toBeGreaterThan(opened), { timeout: 10_000 });
  await socket.send('interactive', await pressOnce());
  expect(taps).toHaveLength(1);
});

it.concurrent('names what is wrong while Slack refuses, and is well by itself afterwards', async () => {
  const { socket, rig } = await connected();
  for (let n = 0; n < 3; n += 1) {
    rig.slack.fail({ method: 'apps.connections.open', kind: 'error', code: 'invalid_auth' });
  }
  socket.drop();
  await vi.waitFor(() => expect(rig.chat.trouble()).toMatch(/SLACK_APP_TOKEN.*invalid_auth/), {
    timeout: 10_000,
  });
  await vi.waitFor(() => expect(rig.chat.trouble()).toBeNull(), { timeout: 10_000 });
});

it.concurrent('stays closed once it was told to stop, also in the middle of coming back', async () => {
  const { socket, rig } = await connected();
  rig.slack.fail({ method: 'apps.connections.open', kind: 'status' });
  socket.drop();
  await vi.waitFor(() => expect(rig.chat.trouble()).not.toBeNull(), { timeout: 10_000 });
  await rig.chat.stop();
  const opened = socket.opened();
  const calls = rig.slack.calls.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect([socket.opened(), rig.slack.calls.length]).toEqual([opened, calls]);
});

describe('an event', () => {
  const written = (): object => ({
    type: 'message',
    channel: LINE_1,
    user: ANA,
    team: 'T0OURS0001',
    text: 'The bearing is warm',
    ts: '1790000000.000100',
    thread_ts: '1780000000.000100',
    parent_user_id: 'U0ANDON001',
  });

  it.concurrent('is acknowledged when it is kept', async () => {
    const { socket, replies } = await connected();
    await socket.send('events_api', eventPayload(written()));
    expect(replies).toMatchObject([{ text: 'The bearing is warm', sender: { users: [ANA] } }]);
  });

  it.concurrent('that could not be kept is not acknowledged, and is kept when it comes again', async () => {
    const there = await connected();
    const { socket, replies } = there;
    there.isBroken = true;
    const payload = eventPayload(written(), 'Ev1');
    const first = socket.send('events_api', payload);
    await vi.waitFor(() => expect(replies).toHaveLength(1));
    there.isBroken = false;
    await socket.send('events_api', payload);
    expect(replies).toHaveLength(2);
    expect(await Promise.race([first.then(() => 'acknowledged'), Promise.resolve('open')])).toBe(
      'open',
    );
  });
});

it.concurrent('takes a form by socket, with what is wrong in the acknowledgement', async () => {
  const { socket, rig } = await connected();
  await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
  const [card] = rig.messages(LINE_1);
  if (card === undefined) throw new Error('no card');
  await socket.send('interactive', pressPayload(rig.slack, card, ANA, 'note'));
  await vi.waitFor(() => expect(rig.slack.world.forms).toHaveLength(1));
  const [form] = rig.slack.world.forms;
  if (form === undefined) throw new Error('no form');
  const answer = await socket.send(
    'interactive',
    submissionPayload(rig.slack, form, { text: 'x' }),
  );
  expect(answer).toMatchObject({ response_action: 'errors', errors: { text: expect.any(String) } });
});
