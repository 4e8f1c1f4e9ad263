// A card in a Slack channel, ready to be pressed, with reactions that a test may choose.
import { expect, vi } from 'vitest';
import type { Reactions, Tap, TapReply, ThreadReply } from '../../bot/ports/chat.ts';
import { alertContent, SETTING } from '../contracts/chat-views.ts';
import type { SlackMessage } from '../fakes/slack-api.ts';
import { interaction, type PressChange, pressPayload } from '../fakes/slack-sender.ts';
import {
  ANA,
  LINE_1,
  NO_REACTIONS,
  type RigChange,
  type SlackRig,
  slackRig,
  TO_LINE_1,
} from './slack-rig.ts';

export const QUIET: TapReply = { told: null, card: null, setting: SETTING };
export const TOLD: TapReply = {
  ...QUIET,
  told: { answer: { code: 'nothing-to-undo' }, names: new Map() },
};

export interface Scene {
  readonly rig: SlackRig;
  readonly card: SlackMessage;
  readonly taps: Tap[];
  readonly replies: ThreadReply[];
  readonly reactions: Reactions;
}

const open: SlackRig[] = [];

/** Closes whatever a test opened. */
export async function closeScenes(): Promise<void> {
  for (const rig of open.splice(0)) await rig.close();
}

export async function scene(change: RigChange & Partial<Reactions> = {}): Promise<Scene> {
  const taps: Tap[] = [];
  const replies: ThreadReply[] = [];
  const reactions: Reactions = {
    async tap(tap) {
      taps.push(tap);
      return change.tap === undefined ? QUIET : change.tap(tap);
    },
    command:
      change.command ??
      (async (call) => ({ setting: SETTING, body: { kind: 'help', unknown: call.text } })),
    bulk: async () => QUIET,
    handover: change.handover ?? NO_REACTIONS.handover,
    miss: change.miss ?? NO_REACTIONS.miss,
    home: change.home ?? NO_REACTIONS.home,
    async reply(reply) {
      replies.push(reply);
      return change.reply === undefined ? QUIET : change.reply(reply);
    },
  };
  const rig = await slackRig(reactions, change);
  open.push(rig);
  const posted = await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
  if (!posted.ok) throw new Error(JSON.stringify(posted));
  const [card] = rig.messages(LINE_1);
  if (card === undefined) throw new Error('no card');
  return { rig, card, taps, replies, reactions };
}

export function pressBody({ rig, card }: Scene, change: PressChange = {}): string {
  return interaction(pressPayload(rig.slack, card, ANA, 'confirm', change));
}

export async function answersOf(rig: SlackRig, count: number): Promise<readonly string[]> {
  await vi.waitFor(async () => expect(await rig.answers()).toHaveLength(count), { timeout: 8_000 });
  return (await rig.answers()).map((a) => a.text);
}
