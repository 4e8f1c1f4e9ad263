// What Slack sends that we act on, as far as we read it. Whatever does not fit is answered politely and does nothing.

import { z } from 'zod';
import { type Button, readButton } from '../../../cards/button.ts';
import { BULK_MENU, type BulkButton, readBulk } from '../../../cards/digest/button.ts';
import { type HandoverButton, readHandover } from '../../../cards/handover/button.ts';
import { readRun } from '../../../cards/run.ts';
import type { Sender } from '../../ports/store.ts';
import { addressOf } from './address.ts';

export const Team = z.object({ id: z.string() }).nullish();

/** Who acts. */
export const User = z.object({
  id: z.string().min(1),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  username: z.string().nullish(),
});
export type User = z.infer<typeof User>;

/** A press of a button or a choice in a select. */
export const Press = z.object({
  type: z.literal('block_actions'),
  team: Team,
  user: User,
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .object({
      channel_id: z.string().nullish(),
      message_ts: z.string().nullish(),
      thread_ts: z.string().nullish(),
      is_ephemeral: z.boolean().nullish(),
    })
    .nullish(),
  message: z.object({ team: z.string().nullish() }).nullish(),
  response_url: z.string().nullish(),
  trigger_id: z.string().nullish(),
  /** What is picked in the message's choices, by block and action. */
  state: z
    .object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.looseObject({ selected_option: z.object({ value: z.string() }).nullish() }),
        ),
      ),
    })
    .nullish(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type Press = z.infer<typeof Press>;

/** The entry of a message's menu that reports a miss. */
export const Shortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  team: z.object({ id: z.string(), domain: z.string().nullish() }).nullish(),
  user: User,
  channel: z.object({ id: z.string() }).nullish(),
  response_url: z.string().nullish(),
  message_ts: z.string().nullish(),
  message: z
    .object({
      ts: z.string().nullish(),
      text: z.string().nullish(),
      thread_ts: z.string().nullish(),
    })
    .nullish(),
});
export type Shortcut = z.infer<typeof Shortcut>;

/** A form that was sent off. */
export const Submission = z.object({
  type: z.literal('view_submission'),
  team: Team,
  user: User,
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});
export type Submission = z.infer<typeof Submission>;

/** A slash command. */
export const Command = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  user_id: z.string().min(1),
  user_name: z.string().nullish(),
  channel_id: z.string(),
  response_url: z.string().nullish(),
});
export type Command = z.infer<typeof Command>;

const Verification = z.object({ type: z.literal('url_verification'), challenge: z.string() });

const KINDS = [Press, Submission, Shortcut, Command, Verification] as const;

/** Whether Bolt has somebody for it. The rest would wait for an answer until Slack gives up. */
export function isForBolt(payload: unknown): boolean {
  return KINDS.some((kind) => kind.safeParse(payload).success);
}

/** Whose team the presser belongs to; in a channel shared with another firm it may not be ours. */
export function teamOf(press: Press): string {
  return press.user.team_id ?? press.team?.id ?? '';
}

export function senderOfPress(press: Press): Sender {
  return senderOfUser(press.user, teamOf(press));
}

export function senderOfUser(user: User, tenant: string): Sender {
  const name = user.name ?? user.username ?? user.id;
  return { platform: 'slack', tenant, users: [user.id], name };
}

export function senderOfCommand(command: Command): Sender {
  const { team_id: tenant, user_id: user, user_name: name } = command;
  return { platform: 'slack', tenant, users: [user], name: name ?? user };
}

/** The button that was pressed, or null when it is none of ours. A select's choice carries the value. */
export function buttonOf(press: Press): Button | null {
  const [action] = press.actions;
  if (action === undefined) return null;
  return readButton(action.action_id, action.selected_option?.value ?? action.value ?? '');
}

/** A button of a digest with what is picked beside it, or null when it is none, or nothing is picked. */
export function bulkOf(press: Press): BulkButton | null {
  const [action] = press.actions;
  const picked = Object.values(press.state?.values ?? {})
    .map((block) => block[BULK_MENU]?.selected_option?.value)
    .find((value) => value !== undefined);
  const value = jsonOf(action?.value ?? '');
  return action === undefined || picked === undefined || !isRecord(value)
    ? null
    : readBulk(action.action_id, { ...value, [BULK_MENU]: picked });
}

/** A button of a hand-over, or null when it is none. */
export function handoverOf({ actions: [action] }: Press): HandoverButton | null {
  return action === undefined ? null : readHandover(action.action_id, action.value ?? '');
}

/** Something is picked for a button that is not pressed yet. */
export function isPick(press: Press): boolean {
  return press.actions[0]?.action_id === BULK_MENU;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The command that a pressed button types; null when it is no such button. */
export function commandOf(press: Press): string | null {
  const [action] = press.actions;
  return action === undefined ? null : readRun(action.action_id, action.value ?? '');
}

/** A button that only opens a page: Slack tells us, and the person has what they wanted. */
export function isLink(press: Press): boolean {
  const [action] = press.actions;
  return action?.type === 'button' && (action.value ?? '') === '';
}

export function roomOf(press: Press): string | null {
  return press.container?.channel_id ?? press.channel?.id ?? null;
}

/** The address of the card, as `post` gave it; null for what only one person sees. */
export function messageOf(press: Press): string | null {
  const [room, ts] = [roomOf(press), press.container?.message_ts];
  if (room === null || typeof ts !== 'string' || press.container?.is_ephemeral === true) {
    return null;
  }
  return addressOf(room, ts);
}
