// Forms in Slack: opened within the three seconds that a trigger lives, so nothing is looked up before; what was filled in goes
// inwards like a tap. What is wrong with an answer is said in the form, where the words still stand.
import type { ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import type { Button } from '../../../cards/button.ts';
import { noteForm } from '../../../cards/form/model.ts';
import { FIELD_ACTION, formSlack } from '../../../cards/form/slack.ts';
import { disarm } from '../../../cards/slack.ts';
import { toldText } from '../../../cards/words.ts';
import { type AnsweringDeps, acknowledge, inTime, isFirst, said } from './answering.ts';
import { refusalCode } from './faults.ts';
import { messageOf, type Press, roomOf, Submission, senderOfUser } from './payload.ts';
import type { Words } from './whisper.ts';

type FormAck = (answer?: ViewResponseAction) => Promise<void>;

export interface Forms {
  /** Opens the form for a note. What the presser must be told instead; null when it stands open. */
  note(press: Press, button: Button): Promise<Words | null>;
  /** Somebody sent a form off. */
  submitted(body: unknown, ack: FormAck, key: string): Promise<void>;
}

/** What a form of ours carries: which alert and what of it was seen, and where to answer. */
const Carried = z.object({
  alert: z.string().min(1).max(64),
  seen: z.number().int().nonnegative(),
  message: z.string().nullable(),
  room: z.string().nullable(),
  thread: z.string().nullable(),
});
type Carried = z.infer<typeof Carried>;

/** An answer: words for the person alone, or what is wrong with a field of the form. */
type Outcome =
  | { readonly kind: 'done'; readonly words: Words | null }
  | { readonly kind: 'wrong'; readonly field: string; readonly sentence: string };

const DONE: Outcome = { kind: 'done', words: null };

export function forms(deps: AnsweringDeps): Forms {
  return {
    async note(press, button) {
      const { alert, seen } = button;
      const message = messageOf(press);
      const [room, thread] = [roomOf(press), press.container?.thread_ts ?? null];
      const carried: Carried = { alert, seen, message, room, thread };
      const view = formSlack(noteForm(alert, JSON.stringify(carried), deps.setting));
      return openView(deps, press.team?.id ?? '', press.trigger_id ?? '', view);
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

/** A replayed press finds its trigger used up: that is no news for anybody. */
async function openView(
  deps: AnsweringDeps,
  team: string,
  trigger: string,
  view: ReturnType<typeof formSlack>,
): Promise<Words | null> {
  const workspace = deps.spaces.ofTeam(team) ?? deps.spaces.all[0];
  try {
    await workspace?.client.views.open({ trigger_id: trigger, view });
    return null;
  } catch (error) {
    const code = refusalCode(error) ?? 'no answer';
    if (code === 'exchanged_trigger_id') return null;
    deps.log.warn('a form could not be opened in Slack', { code });
    return said(deps, { code: 'form-late' });
  }
}

async function decideOn(deps: AnsweringDeps, given: Submission, key: string): Promise<Outcome> {
  try {
    if (!(await isFirst(deps, key))) return DONE;
    const team = given.user.team_id ?? given.team?.id ?? '';
    if (deps.spaces.isOurs(team) === false) {
      return { kind: 'done', words: said(deps, { code: 'stranger' }) };
    }
    return given.view.callback_id === 'note' ? await noted(deps, given, team) : DONE;
  } catch (error) {
    deps.log.error('a Slack form could not be taken', { error: String(error) });
    return { kind: 'done', words: said(deps, { code: 'busy' }) };
  }
}

async function noted(deps: AnsweringDeps, given: Submission, team: string): Promise<Outcome> {
  const carried = carriedOf(given);
  if (carried === null) return { kind: 'done', words: said(deps, { code: 'unknown-button' }) };
  const { alert, seen, message } = carried;
  const { told, setting } = await deps.reactions.tap({
    sender: senderOfUser(given.user, team),
    button: { verb: 'note', alert, seen, code: null },
    message,
    text: fieldOf(given, 'text'),
  });
  if (told === null) return DONE;
  return { kind: 'wrong', field: 'text', sentence: disarm(toldText(told, setting)) };
}

function fieldOf(given: Submission, field: string): string {
  return given.view.state.values[field]?.[FIELD_ACTION]?.value ?? '';
}

function carriedOf(given: Submission): Carried | null {
  try {
    return Carried.parse(JSON.parse(given.view.private_metadata));
  } catch {
    return null;
  }
}

/** The form is closed: what is still to say is said where it was opened. */
async function tellAfter(deps: AnsweringDeps, given: Submission, outcome: Outcome): Promise<void> {
  const words = outcome.kind === 'wrong' ? { text: outcome.sentence } : outcome.words;
  if (words === null) return;
  const { room = null, thread = null } = carriedOf(given) ?? {};
  const team = given.team?.id ?? null;
  await deps.whisper({ user: given.user.id, team, room, thread, responseUrl: null }, words);
}
