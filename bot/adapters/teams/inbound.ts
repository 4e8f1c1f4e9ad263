// What happens when a proved activity arrives: a press becomes a tap, a message a command, everything else at most a note.
// A redelivered activity has no second effect. Whoever pressed or typed is told something in every case, also when the inside
// fails; nothing of the failure is told.

import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { alertAdaptive, type PictureLink } from '../../../cards/alert/adaptive.ts';
import { readButton, writtenIn } from '../../../cards/button.ts';
import { isBulk, readBulk } from '../../../cards/digest/button.ts';
import { readHandover } from '../../../cards/handover/button.ts';
import { replyAdaptive } from '../../../cards/reply/adaptive.ts';
import type { ReplyModel } from '../../../cards/reply/model.ts';
import { readRun } from '../../../cards/run.ts';
import { toldText, words } from '../../../cards/words.ts';
import type { Answer } from '../../core/answer.ts';
import type { Setting } from '../../core/view.ts';
import type { CommandCall, Reactions, TapReply } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import type { Clock, Log } from '../../ports/system.ts';
import {
  type AnyActivity,
  channelOf,
  isPersonal,
  isSpoken,
  type Press,
  pressed,
  type Spoken,
  senderOf,
  submitted,
} from './activity.ts';
import type { Answers } from './answers.ts';
import { changesIn } from './changes.ts';
import type { Channels } from './channels.ts';
import type { Notes } from './notes.ts';
import type { Orphans } from './orphans.ts';
import { CARD_TYPE, cardMessage, markedBy } from './outgoing.ts';
import { within } from './within.ts';
import { type Heard, hear } from './words.ts';

/** The body that answers an invoke: a card, or a sentence for the tapper alone. */
export type InvokeBody =
  | {
      readonly statusCode: 200;
      readonly type: typeof CARD_TYPE;
      readonly value: object;
    }
  | {
      readonly statusCode: 200;
      readonly type: 'application/vnd.microsoft.activity.message';
      readonly value: string;
    };

export interface Inbound {
  /** Resolves when the effect is durable; never rejects. The body answers an invoke, null anything else. */
  react(activity: AnyActivity): Promise<InvokeBody | null>;
}

export interface InboundDeps {
  readonly reactions: Reactions;
  readonly once: Store['once'];
  readonly clock: Clock;
  readonly log: Log;
  readonly notes: Notes;
  readonly channels: Channels;
  readonly answers: Answers;
  readonly orphans: Orphans;
  /** How people are spoken to where the inside could not be asked. */
  readonly setting: Setting;
  readonly linkTo: PictureLink;
}

/** How a press is answered, and what is said by itself where that came too late. */
interface Decided {
  readonly body: InvokeBody;
  readonly late: Partial<Activity> | null;
  /** Instead of `late` where the 1:1 chat can't be had. */
  readonly inThread?: Partial<Activity>;
}

/** Teams shows an error after some 10 s, and people lose patience long before. */
export const ANSWER_LIMIT_MS = 1_800;

type Typed = Pick<CommandCall, 'text' | 'mentions'>;

/** Longer than any token lives, and than Teams redelivers. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Answers that are given again to a redelivery. */
const MOST_ANSWERS = 500;

export function inbound(tenantId: string, deps: InboundDeps): Inbound {
  const given = new Map<string, Promise<InvokeBody>>();

  async function react(activity: AnyActivity): Promise<InvokeBody | null> {
    await learn(activity, deps);
    if (!isSpoken(activity)) return null;
    if (activity.type === 'invoke') return invoked(activity);
    if (activity.type === 'message') await spokenTo(activity);
    return null;
  }

  /** A redelivery while the first is under way gets the first one's answer. */
  function invoked(activity: Spoken): Promise<InvokeBody> {
    const key = identityOf(activity, tenantId);
    const known = given.get(key);
    if (known !== undefined) return known;
    const body = inTime(activity, firstInvoke(activity, key));
    given.set(key, body);
    const [oldest] = given.keys();
    if (given.size > MOST_ANSWERS && oldest !== undefined) given.delete(oldest);
    return body;
  }

  /** Nobody waits longer than Teams lets them: what is known later is told them by itself, and the card shows the rest. */
  async function inTime(activity: Spoken, deciding: Promise<Decided>): Promise<InvokeBody> {
    const soon = await within(ANSWER_LIMIT_MS, deciding).catch(() => null);
    if (soon !== null) return soon.body;
    deps.log.warn('an answer to a press in Teams was late');
    void deciding.then(
      ({ late, inThread }) => late && deps.answers.sayPrivately(activity, late, inThread),
    );
    return sentence(words(deps.setting.language).received);
  }

  async function firstInvoke(activity: Spoken, key: string): Promise<Decided> {
    try {
      if (!(await isNew(key))) return told(words(deps.setting.language).repeated);
      const press = activity.name === 'adaptiveCard/action' ? pressed(activity) : null;
      const typed = press === null ? null : readRun(press.verb, press.fields);
      if (typed !== null) {
        const reply = await answer(activity, { text: typed, mentions: [] });
        const { card } = replyAdaptive(reply);
        const inThread = publicly(reply, activity);
        return { body: cardBody(card), late: messageOf(reply, activity), inThread };
      }
      const reply = await tap(activity, press);
      if ('code' in reply) return told(said(reply));
      if (reply.told !== null) return told(toldText(reply.told, reply.setting));
      return { body: bodyOf(reply, deps.linkTo), late: null };
    } catch (error) {
      return told(said(broken('a tap', error)));
    }
  }

  async function spokenTo(activity: Spoken): Promise<void> {
    try {
      const press = submitted(activity);
      const heard = press === null ? hear(activity, tenantId) : null;
      if (heard?.kind === 'note' && (await isNote(activity, heard))) return;
      const typed = heard?.kind === 'note' ? asCommand(heard) : heard;
      if (press === null && typed === null) return;
      if (!(await isNew(identityOf(activity, tenantId)))) return;
      if (press !== null) return await oldPress(activity, press);
      if (typed !== null) await command(activity, typed);
    } catch (error) {
      await deps.answers.sayPrivately(activity, plain(said(broken('a message', error))));
    }
  }

  async function oldPress(activity: Spoken, press: Press): Promise<void> {
    const typed = readRun(press.verb, press.fields);
    if (typed !== null) return command(activity, { text: typed, mentions: [] });
    const reply = await tap(activity, press);
    if ('code' in reply) return deps.answers.sayPrivately(activity, plain(said(reply)));
    if (reply.told !== null) {
      await deps.answers.sayPrivately(activity, plain(toldText(reply.told, reply.setting)));
    }
  }

  /** True when it was written under a card of ours. The note's own id keeps it single, however often it is delivered. */
  async function isNote(activity: Spoken, { reply }: Heard & { kind: 'note' }): Promise<boolean> {
    const kept = await deps.reactions.reply(reply);
    if (kept === null) return false;
    if (kept.told !== null && (await isNew(identityOf(activity, tenantId)))) {
      await deps.answers.sayPrivately(activity, plain(toldText(kept.told, kept.setting)));
    }
    return true;
  }

  function answer(activity: Spoken, call: Typed): Promise<ReplyModel> {
    const sender = senderOf(activity, tenantId);
    return deps.reactions.command({ sender, ...call, channel: channelOf(activity) });
  }

  async function command(activity: Spoken, call: Typed): Promise<void> {
    const reply = await answer(activity, call);
    await deps.answers.sayPrivately(
      activity,
      messageOf(reply, activity),
      publicly(reply, activity),
    );
  }

  async function tap(activity: Spoken, press: Press | null): Promise<TapReply | Answer> {
    if (press === null) return { code: 'unknown-button' };
    const { verb, fields } = press;
    const message = activity.replyToId || null;
    const sender = senderOf(activity, tenantId);
    const bulk = readBulk(verb, fields);
    if (bulk !== null) return deps.reactions.bulk({ sender, button: bulk, message });
    const passing = readHandover(verb, fields);
    if (passing !== null) {
      const { text } = writtenIn(passing.verb, fields);
      return deps.reactions.handover({ sender, button: passing, message, text });
    }
    const { chosen, text } = writtenIn(verb, fields);
    const button = readButton(verb, fields, chosen);
    if (button === null) return { code: unreadable(verb) };
    const reply = await deps.reactions.tap({ sender, button, message, text });
    if (reply.isOrphan) deps.orphans.remove(activity);
    return reply;
  }

  function isNew(key: string): Promise<boolean> {
    return deps.once(key, deps.clock.now() + REMEMBERED_MS);
  }

  function broken(what: string, error: unknown): Answer {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    deps.log.error(`${what} from Teams failed`, { reason });
    return { code: 'busy' };
  }

  function said(answer: Answer): string {
    return toldText({ answer, names: new Map() }, deps.setting);
  }

  return { react };
}

function bodyOf(reply: TapReply, linkTo: PictureLink): InvokeBody {
  if (reply.card === null) return sentence(words(reply.setting.language).received);
  return cardBody(alertAdaptive(reply.card, 'internet', linkTo).card);
}

function told(text: string): Decided {
  return { body: sentence(text), late: plain(text) };
}

function cardBody(value: object): InvokeBody {
  return { statusCode: 200, type: CARD_TYPE, value };
}

/** What is said in a thread in place of a private answer: others read it, so a secret is not said there. */
function publicly(reply: ReplyModel, to: Spoken): Partial<Activity> {
  if (reply.body.kind !== 'secret') return messageOf(reply, to);
  return messageOf({ ...reply, body: { kind: 'refused', why: { code: 'not-alone' } } }, to);
}

/** Marked with what it answers. */
function messageOf(reply: ReplyModel, to: Spoken): Partial<Activity> {
  const { summary, card } = replyAdaptive(reply);
  return cardMessage(summary, markedBy(`to:${to.id}`, card));
}

function sentence(value: string): InvokeBody {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

/** Words under somebody else's message: a command when they were said to us. */
function asCommand({ command }: Heard & { kind: 'note' }) {
  return command === null ? null : { text: command, mentions: [] };
}

/** Plain, so that nothing in it can come alive. */
function plain(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

/** Activity ids are unique within a conversation only. */
function identityOf(activity: Spoken, tenantId: string): string {
  const parts = [tenantId, activity.conversation.id, activity.from.id, activity.id];
  return `teams:${createHash('sha256').update(parts.join('\n')).digest('hex')}`;
}

async function learn(
  activity: AnyActivity,
  { notes, channels }: Pick<InboundDeps, 'notes' | 'channels'>,
): Promise<void> {
  await notes.learnServiceUrl(activity.serviceUrl);
  const changes = changesIn(activity);
  await channels.learn(changes, activity.serviceUrl);
  if (!isSpoken(activity) || !isPersonal(activity)) return;
  const { id, aadObjectId } = activity.from;
  if (id.startsWith('28:')) return;
  const users = aadObjectId ? [id, aadObjectId] : [id];
  if (changes.some((c) => c.kind === 'gone')) await notes.forgetDirect(users);
  else await notes.learnDirect(users, activity.conversation.id);
}

/** Why a button says nothing: a choice is missing, or it is none of ours. */
function unreadable(verb: string): 'no-reason' | 'no-asset' | 'unknown-button' {
  if (verb === 'reason') return 'no-reason';
  return isBulk(verb) ? 'no-asset' : 'unknown-button';
}
