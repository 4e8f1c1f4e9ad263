// What Teams sends us, as far as we read it: checked with zod at the door, once. Also the small questions that are asked of an
// activity: which channel, which thread, which button. It trusts nothing but the shape; the guard has proved the sender.
import { z } from 'zod';
import type { Sender } from '../../ports/store.ts';

const Account = z.object({
  id: z.string().min(1).max(512),
  name: z.string().max(512).nullish(),
  aadObjectId: z.string().min(1).max(128).nullish(),
});

const Conversation = z.object({
  id: z.string().min(1).max(1024),
  conversationType: z.string().max(64).nullish(),
});

const AnyActivity = z.object({
  type: z.string().min(1).max(64),
  id: z.string().min(1).max(512).nullish(),
  name: z.string().max(256).nullish(),
  serviceUrl: z.string(),
  from: Account.nullish().catch(null),
  recipient: z.object({ id: z.string(), name: z.string().nullish() }).nullish().catch(null),
  conversation: Conversation.nullish().catch(null),
  replyToId: z.string().max(512).nullish().catch(null),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(64).nullish().catch(null),
  entities: z.array(z.unknown()).nullish().catch(null),
  attachments: z.array(z.unknown()).nullish().catch(null),
  action: z.string().max(64).nullish().catch(null),
  channelData: z.unknown().optional(),
  membersAdded: z.unknown().optional(),
  membersRemoved: z.unknown().optional(),
});
export type AnyActivity = z.infer<typeof AnyActivity>;

/** Somebody did something and may be answered. */
export type Spoken = AnyActivity & {
  readonly id: string;
  readonly from: z.infer<typeof Account>;
  readonly conversation: z.infer<typeof Conversation>;
};

/** Null when it is no activity, or a message or an invoke that lacks who, where or which. */
export function readActivity(body: unknown): AnyActivity | null {
  const parsed = AnyActivity.safeParse(body);
  if (!parsed.success) return null;
  const mustSpeak = parsed.data.type === 'message' || parsed.data.type === 'invoke';
  return mustSpeak && !isSpoken(parsed.data) ? null : parsed.data;
}

export function isSpoken(activity: AnyActivity): activity is Spoken {
  return Boolean(activity.id && activity.from && activity.conversation);
}

export function senderOf(activity: Spoken, tenant: string): Sender {
  const { id, aadObjectId, name } = activity.from;
  const users = aadObjectId ? [id, aadObjectId] : [id];
  const { locale } = activity;
  const sender = { platform: 'teams', tenant, users, name: name || 'Somebody on Teams' } as const;
  return locale ? { ...sender, locale } : sender;
}

export function isPersonal(activity: Spoken): boolean {
  return activity.conversation.conversationType === 'personal';
}

/** The channel or group chat that it happened in, without the thread; null in a 1:1 chat. */
export function channelOf(activity: Spoken): string | null {
  return isPersonal(activity) ? null : withoutThread(activity.conversation.id);
}

export function withoutThread(conversation: string): string {
  return conversation.split(';', 1)[0] ?? conversation;
}

/** The message at the top of the thread that this one was written in; null at the top, and where there are no threads. */
export function rootOf(activity: Spoken): string | null {
  const root = /;messageid=([^;]+)/.exec(activity.conversation.id)?.[1] ?? null;
  return root === activity.id ? null : root;
}

export interface Press {
  readonly verb: string;
  /** The button's data and the card's inputs, unchecked. */
  readonly fields: unknown;
}

const Pressed = z.object({
  trigger: z.string().nullish(),
  action: z.object({ verb: z.string().max(128), data: z.unknown().optional() }),
});

/** A press of `Action.Execute`; null when it is none, or when the client asks by itself. */
export function pressed(activity: Spoken): Press | null {
  const parsed = Pressed.safeParse(activity.value);
  if (!parsed.success || parsed.data.trigger === 'automatic') return null;
  return { verb: parsed.data.action.verb, fields: parsed.data.action.data };
}

const Submitted = z.looseObject({ verb: z.string().max(128) });

/** A press on a client that knows `Action.Submit` alone. */
export function submitted(activity: Spoken): Press | null {
  const parsed = Submitted.safeParse(activity.value);
  return parsed.success ? { verb: parsed.data.verb, fields: parsed.data } : null;
}
