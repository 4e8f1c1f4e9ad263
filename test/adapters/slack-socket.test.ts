// Taps and commands by Socket Mode: the same people, the same answers, no door; and a socket that always comes back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

let socket: SlackSocketServer;
let rig: SlackRig;
let taps: Tap[];
let replies: ThreadReply[];
let isBroken: boolean;

beforeEach(async () => {
  taps = [];
  replies = [];
  isBroken = false;
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
      if (isBroken) throw new Error('the database is gone');
      return null;
    },
    miss: NO_REACTIONS.miss,
    home: NO_REACTIONS.home,
  };
  socket = await slackSocketServer();
  rig = await slackRig(reactions, { options: { appToken: APP_TOKEN }, socketUrl: socket.url });
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

it('has each kind of goodbye behind it in no time, and acts once on what is sent again after it', async () => {
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

it('does not knock without end where it is sent away each time', async () => {
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

it('names what is wrong while Slack refuses, and is well by itself afterwards', async () => {
  for (let n = 0; n < 3; n += 1) {
    rig.slack.fail({ method: 'apps.connections.open', kind: 'error', code: 'invalid_auth' });
  }
  socket.drop();
  await vi.waitFor(() => expect(rig.chat.trouble()).toMatch(/SLACK_APP_TOKEN.*invalid_auth/), {
    timeout: 10_000,
  });
  await vi.waitFor(() => expect(rig.chat.trouble()).toBeNull(), { timeout: 10_000 });
});

it('stays closed once it was told to stop, also in the middle of coming back', async () => {
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

  it('is acknowledged when it is kept', async () => {
    await socket.send('events_api', eventPayload(written()));
    expect(replies).toMatchObject([{ text: 'The bearing is warm', sender: { users: [ANA] } }]);
  });

  it('that could not be kept is not acknowledged, and is kept when it comes again', async () => {
    isBroken = true;
    const payload = eventPayload(written(), 'Ev1');
    const first = socket.send('events_api', payload);
    await vi.waitFor(() => expect(replies).toHaveLength(1));
    isBroken = false;
    await socket.send('events_api', payload);
    expect(replies).toHaveLength(2);
    expect(await Promise.race([first.then(() => 'acknowledged'), Promise.resolve('open')])).toBe(
      'open',
    );
  });
});

it('takes a form by socket, with what is wrong in the acknowledgement', async () => {
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
