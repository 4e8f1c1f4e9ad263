// Forms in Slack: opened within the three seconds that a trigger lives, so nothing is looked up before; what was filled in goes
// inwards like a tap. What is wrong with an answer is said in the form, where the words still stand. What a form carries names
// where it was opened, and grants nothing.
import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Button } from '../../../cards/button.ts';
import { handoverNoteForm, missForm, noteForm } from '../../../cards/form/model.ts';
import { FIELD_ACTION, formSlack } from '../../../cards/form/slack.ts';
import type { HandoverButton } from '../../../cards/handover/button.ts';
import { replySlack } from '../../../cards/reply/slack.ts';
import { disarm } from '../../../cards/slack.ts';
import { clamp } from '../../../cards/text.ts';
import { toldText } from '../../../cards/words.ts';
import { guessMiss } from '../../core/miss.ts';
import type { TapReply } from '../../ports/chat.ts';
import { type AnsweringDeps, acknowledge, inTime, isFirst, said } from './answering.ts';
import { refusalCode } from './faults.ts';
import { permalink, saidAt } from './message.ts';
import { readable } from './names.ts';
import {
  messageOf,
  type Press,
  roomOf,
  Shortcut,
  Submission,
  senderOfUser,
  type User,
} from './payload.ts';
import type { Hearer, Listener, Words } from './whisper.ts';

type FormAck = (answer?: ViewResponseAction) => Promise<void>;

export interface Forms {
  /** Opens the form for a note. What the presser must be told instead; null when it stands open. */
  note(press: Press, button: Button): Promise<Words | null>;
  /** In the same way, on a hand-over. */
  handoverNote(press: Press, button: HandoverButton): Promise<Words | null>;
  /** Somebody chose an entry of a message's menu. */
  chosen(body: unknown, ack: () => Promise<void>): Promise<void>;
  /** Somebody sent a form off. */
  submitted(body: unknown, ack: FormAck, key: string): Promise<void>;
}

/** The entry of a message's menu, as the app's manifest names it. */
export const REPORT_MISS = 'report-miss';
/** What Slack carries; the rest of a message is read where it stands. */
const CARRIED_MAX = 3_000;
const CARRIED_TEXT_MAX = 1_500;

/** Where a form was opened: what is still to say is said there. */
const place = { room: z.string().nullable(), thread: z.string().nullable() };
const CarriedNote = z.object({
  ...place,
  alert: z.string().min(1).max(64),
  seen: z.number().int().nonnegative(),
  message: z.string().nullable(),
});
const CarriedHandoverNote = CarriedNote.omit({ alert: true }).extend({
  handover: z.string().min(1).max(64),
});
const CarriedMiss = z.object({
  ...place,
  text: z.string().nullable(),
  link: z.string().nullable(),
});

/** An answer: words for the person alone, or what is wrong with a field of the form. */
type Outcome =
  | { readonly kind: 'done'; readonly words: Words | null }
  | { readonly kind: 'wrong'; readonly field: string; readonly sentence: string };

const DONE: Outcome = { kind: 'done', words: null };

export function forms(deps: AnsweringDeps): Forms {
  return {
    async note(press, button) {
      const { alert, seen } = button;
      const carried = JSON.stringify({ ...placeOf(press), alert, seen });
      const opener = openerOf(press);
      const form = noteForm(alert, carried, deps.speak(opener));
      return openView(deps, opener, press.trigger_id ?? '', formSlack(form));
    },

    async handoverNote(press, button) {
      const { handover, seen } = button;
      const carried = JSON.stringify({ ...placeOf(press), handover, seen });
      const opener = openerOf(press);
      const view = formSlack(handoverNoteForm(carried, deps.speak(opener)));
      return openView(deps, opener, press.trigger_id ?? '', view, 'handover-form-late');
    },

    async chosen(body, ack) {
      const shortcut = Shortcut.safeParse(body);
      await acknowledge(deps.log, ack);
      if (!shortcut.success || shortcut.data.callback_id !== REPORT_MISS) return;
      const words = await openMiss(deps, shortcut.data);
      if (words !== null) await deps.whisper(listenerOf(shortcut.data), words);
    },

    async submitted(body, ack, key) {
      const parsed = Submission.safeParse(body);
      if (!parsed.success) return ack();
      const deciding = decideOn(deps, parsed.data, key);
      const outcome = await inTime(deciding);
      const wrong = outcome !== 'late' && outcome.kind === 'wrong' ? outcome : null;
      await acknowledge(deps.log, () =>
        wrong === null
          ? ack()
          : ack({ response_action: 'errors', errors: { [wrong.field]: wrong.sentence } }),
      );
      if (wrong === null) await tellAfter(deps, parsed.data, await deciding);
    },
  };
}

function openMiss(deps: AnsweringDeps, chosen: Shortcut): Promise<Words | null> {
  const { clock, names } = deps;
  const text = readable(chosen.message?.text ?? '', names.known);
  const [room, thread] = [chosen.channel?.id ?? null, chosen.message?.thread_ts ?? null];
  const link = permalink(chosen);
  const opener = { ...personOf(chosen), room };
  const setting = deps.speak(opener);
  const carried = carriedMiss({ room, thread, link }, text);
  const now = clock.now();
  const guess = guessMiss(text, saidAt(chosen) ?? now, now, setting.timezone);
  const view = formSlack(missForm(guess, carried, setting));
  return openView(deps, opener, chosen.trigger_id, view);
}

/** Quotes and line breaks count twice, so a text that is full of them is cut once more. */
function carriedMiss(where: Omit<z.infer<typeof CarriedMiss>, 'text'>, text: string): string {
  const carry = (max: number) => JSON.stringify({ ...where, text: clamp(text, max) || null });
  const excess = Math.max(0, carry(CARRIED_TEXT_MAX).length - CARRIED_MAX);
  return carry(Math.max(1, CARRIED_TEXT_MAX - excess));
}

/** A replayed press finds its trigger used up: that is no news for anybody. */
async function openView(
  deps: AnsweringDeps,
  opener: Hearer,
  trigger: string,
  view: ModalView,
  late: 'form-late' | 'handover-form-late' = 'form-late',
): Promise<Words | null> {
  const workspace = deps.spaces.ofTeam(opener.team ?? '') ?? deps.spaces.all[0];
  try {
    await workspace?.client.views.open({ trigger_id: trigger, view });
    return null;
  } catch (error) {
    const code = refusalCode(error) ?? 'no answer';
    if (code === 'exchanged_trigger_id') return null;
    deps.log.warn('a form could not be opened in Slack', { code });
    return said(deps, opener, { code: late });
  }
}

async function decideOn(deps: AnsweringDeps, given: Submission, key: string): Promise<Outcome> {
  try {
    if (!(await isFirst(deps, key))) return DONE;
    const team = given.user.team_id ?? given.team?.id ?? '';
    if (deps.spaces.isOurs(team) === false) {
      return { kind: 'done', words: said(deps, senderIn(given), { code: 'stranger' }) };
    }
    switch (given.view.callback_id) {
      case 'note':
        return await noted(deps, given, team);
      case 'handover-note':
        return await notedOnHandover(deps, given, team);
      case 'miss':
        return await missed(deps, given, team);
      default:
        return DONE;
    }
  } catch (error) {
    deps.log.error('a Slack form could not be taken', { error: String(error) });
    return { kind: 'done', words: said(deps, senderIn(given), { code: 'busy' }) };
  }
}

async function noted(deps: AnsweringDeps, given: Submission, team: string): Promise<Outcome> {
  const carried = carriedBy(given, CarriedNote);
  if (carried === null) return notOurs(deps, given);
  const { alert, seen, message } = carried;
  const reply = await deps.reactions.tap({
    sender: senderOfUser(given.user, team),
    button: { verb: 'note', alert, seen, code: null },
    message,
    text: fieldOf(given, 'text'),
  });
  return kept(reply);
}

async function notedOnHandover(
  deps: AnsweringDeps,
  given: Submission,
  team: string,
): Promise<Outcome> {
  const carried = carriedBy(given, CarriedHandoverNote);
  if (carried === null) return notOurs(deps, given);
  const { handover, seen, message } = carried;
  const reply = await deps.reactions.handover({
    sender: senderOfUser(given.user, team),
    button: { verb: 'note', handover, seen },
    message,
    text: fieldOf(given, 'text'),
  });
  return kept(reply);
}

/** The card shows the note, or the form says what is wrong with it. */
function kept({ told, setting }: TapReply): Outcome {
  if (told === null) return DONE;
  return { kind: 'wrong', field: 'text', sentence: disarm(toldText(told, setting)) };
}

function notOurs(deps: AnsweringDeps, given: Submission): Outcome {
  return { kind: 'done', words: said(deps, senderIn(given), { code: 'unknown-button' }) };
}

async function missed(deps: AnsweringDeps, given: Submission, team: string): Promise<Outcome> {
  const carried = carriedBy(given, CarriedMiss);
  const reply = await deps.reactions.miss({
    sender: senderOfUser(given.user, team),
    asset: fieldOf(given, 'asset'),
    type: fieldOf(given, 'type'),
    when: fieldOf(given, 'when'),
    channel: carried?.room ?? null,
    text: carried?.text ?? null,
    link: carried?.link ?? null,
  });
  const { body, setting } = reply;
  if (body.kind === 'told') {
    const field = body.told.answer.code === 'when-unclear' ? 'when' : 'asset';
    return { kind: 'wrong', field, sentence: disarm(toldText(body.told, setting)) };
  }
  const { text, blocks } = replySlack(reply);
  return { kind: 'done', words: { text, blocks } };
}

function fieldOf(given: Submission, field: string): string {
  return given.view.state.values[field]?.[FIELD_ACTION]?.value ?? '';
}

function carriedBy<T>(given: Submission, shape: z.ZodType<T>): T | null {
  try {
    return shape.parse(JSON.parse(given.view.private_metadata));
  } catch {
    return null;
  }
}

/** The form is closed: what is still to say is said where it was opened, with the words that were in it. */
async function tellAfter(deps: AnsweringDeps, given: Submission, outcome: Outcome): Promise<void> {
  const said = outcome.kind === 'wrong' ? { text: outcome.sentence } : outcome.words;
  if (said === null) return;
  const written = fieldOf(given, 'text').trim();
  const quote = written === '' ? '' : `\n>${disarm(written).replaceAll('\n', '\n>')}`;
  const words = { ...said, text: said.text + quote };
  const { room = null, thread = null } = carriedBy(given, z.object(place)) ?? {};
  await deps.whisper({ ...personOf(given), room, thread, responseUrl: null }, words);
}

/** Where a button was pressed, as its form carries it. */
function placeOf(press: Press) {
  const [room, thread] = [roomOf(press), press.container?.thread_ts ?? null];
  return { room, thread, message: messageOf(press) };
}

function openerOf(press: Press): Hearer {
  return { ...personOf(press), room: roomOf(press) };
}

function listenerOf(chosen: Shortcut): Listener {
  const [room, thread] = [chosen.channel?.id ?? null, chosen.message?.thread_ts ?? null];
  return { ...personOf(chosen), room, thread, responseUrl: chosen.response_url ?? null };
}

function senderIn(given: Submission): Hearer {
  return { ...personOf(given), room: carriedBy(given, z.object(place))?.room ?? null };
}

function personOf(from: {
  readonly user: User;
  readonly team?: { readonly id: string } | null | undefined;
}): Pick<Listener, 'user' | 'team'> {
  return { user: from.user.id, team: from.team?.id ?? null };
}
