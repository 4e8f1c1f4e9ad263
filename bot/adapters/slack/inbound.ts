// What people press and type in Slack, verified, handed inwards, answered. The answer to Slack waits for the decision, which
// is durable when it resolves, and for nothing of Slack's; a private sentence follows on its own way. Every press ends in one
// of: the card changes, a form opens, or one sentence. It never lets an error reach Bolt.
import { createHash } from 'node:crypto';
import type { AckFn, App, RespondArguments, ViewSubmitAction } from '@slack/bolt';
import { isBulk } from '../../../cards/digest/button.ts';
import type { ReplyModel } from '../../../cards/reply/model.ts';
import { replySlack } from '../../../cards/reply/slack.ts';
import { disarm } from '../../../cards/slack.ts';
import { toldText } from '../../../cards/words.ts';
import { type AnsweringDeps, acknowledge, inTime, isFirst, pause, said } from './answering.ts';
import { type Forms, forms } from './forms.ts';
import {
  bulkOf,
  buttonOf,
  Command,
  commandOf,
  handoverOf,
  isLink,
  isPick,
  messageOf,
  Press,
  roomOf,
  senderOfCommand,
  senderOfPress,
  teamOf,
} from './payload.ts';
import type { Listener, Words } from './whisper.ts';

export interface Inbound {
  /** Adds our listeners. Each request must come with `context.onceKey`, its mark for ever. */
  listen(app: App): void;
  /** Waits until whatever is on its way has been answered, or for long enough. */
  settled(): Promise<void>;
}

/** What is still on its way at the end is private sentences; nobody waits longer for them. */
const SETTLE_LIMIT_MS = 2_000;

export function inbound(deps: AnsweringDeps): Inbound {
  const running = new Set<Promise<void>>();
  const open = forms(deps);

  function track(work: Promise<void>): Promise<void> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  return {
    listen(app) {
      app.action({ type: 'block_actions' }, ({ body, ack, context }) =>
        track(pressed(deps, open, body, () => ack(), keyOf(context.onceKey, body))),
      );
      app.command(/.*/, ({ body, ack, context }) =>
        track(typed(deps, body, ack, keyOf(context.onceKey, body))),
      );
      app.shortcut({ type: 'message_action' }, ({ body, ack }) =>
        track(open.chosen(body, () => ack())),
      );
      app.view<ViewSubmitAction>({ type: 'view_submission' }, ({ body, ack, context }) =>
        track(open.submitted(body, (answer) => ack(answer), keyOf(context.onceKey, body))),
      );
      app.error(async (error) => deps.log.warn('a Slack request went wrong', { code: error.code }));
    },
    async settled() {
      await Promise.race([Promise.allSettled(running), pause(SETTLE_LIMIT_MS)]);
    },
  };
}

function keyOf(given: unknown, body: unknown): string {
  if (typeof given === 'string') return given;
  return `slack:${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`;
}

async function pressed(
  deps: AnsweringDeps,
  open: Forms,
  body: unknown,
  ack: () => Promise<void>,
  key: string,
): Promise<void> {
  const press = Press.safeParse(body);
  if (!press.success || isLink(press.data) || isPick(press.data)) return ack();
  const deciding = decideOnPress(deps, open, press.data, key);
  await inTime(deciding);
  await acknowledge(deps.log, ack);
  const words = await deciding;
  if (words !== null) await deps.whisper(listenerOf(press.data), words);
}

/** What the presser is told; null when the card says it all, or when this very request was here before. */
async function decideOnPress(
  deps: AnsweringDeps,
  open: Forms,
  press: Press,
  key: string,
): Promise<Words | null> {
  try {
    const [button, passing] = [buttonOf(press), handoverOf(press)];
    // A form opens at once or never: nothing is asked of the database before. It changes nothing, so it may open twice.
    if (mayComeIn(deps, press)) {
      if (button?.verb === 'note') return await open.note(press, button);
      if (passing?.verb === 'note') return await open.handoverNote(press, passing);
    }
    if (!(await isFirst(deps, key))) return null;
    if (!mayComeIn(deps, press)) return said(deps, listenerOf(press), { code: 'stranger' });
    const sender = senderOfPress(press);
    const message = messageOf(press);
    const bulk = bulkOf(press);
    if (bulk !== null) {
      const { told, setting } = await deps.reactions.bulk({ sender, button: bulk, message });
      return told === null ? null : { text: disarm(toldText(told, setting)) };
    }
    if (passing !== null) {
      const { told, setting } = await deps.reactions.handover({ sender, button: passing, message });
      return told === null ? null : { text: disarm(toldText(told, setting)) };
    }
    const command = commandOf(press);
    if (command !== null) {
      const reply = await deps.reactions.command({ sender, text: command, channel: roomOf(press) });
      // The question has its answer: nobody shall press it again.
      return { ...replySlack(reply), isInstead: true };
    }
    if (button === null) return said(deps, listenerOf(press), { code: unreadable(press) });
    const { told, setting } = await deps.reactions.tap({ sender, button, message });
    if (roomOf(press) === null) deps.homes.pressed(sender);
    return told === null ? null : { text: disarm(toldText(told, setting)) };
  } catch (error) {
    deps.log.error('a Slack tap could not be decided', { error: String(error) });
    return said(deps, listenerOf(press), { code: 'busy' });
  }
}

async function typed(
  deps: AnsweringDeps,
  body: unknown,
  ack: AckFn<string | RespondArguments>,
  key: string,
): Promise<void> {
  const parsed = Command.safeParse(body);
  if (!parsed.success) return ack();
  const command = parsed.data;
  const deciding = decideOnCommand(deps, command, key);
  const soon = await inTime(deciding);
  if (soon !== 'late') {
    const answer = soon === null ? undefined : { response_type: 'ephemeral' as const, ...soon };
    return acknowledge(deps.log, () => ack(answer));
  }
  await acknowledge(deps.log, () => ack());
  const words = await deciding;
  const { user_id: user, team_id: team, channel_id: room, response_url = null } = command;
  if (words === null) return;
  await deps.whisper({ user, team, room, thread: null, responseUrl: response_url }, words);
}

async function decideOnCommand(
  deps: AnsweringDeps,
  command: Command,
  key: string,
): Promise<Words | null> {
  const asker = { user: command.user_id, team: command.team_id, room: command.channel_id };
  try {
    if (!(await isFirst(deps, key))) return null;
    if (deps.spaces.isOurs(command.team_id) === false) {
      return said(deps, asker, { code: 'stranger' });
    }
    const { text, mentions } = await deps.names.read(command.team_id, command.text);
    const reply: ReplyModel = await deps.reactions.command({
      sender: senderOfCommand(command),
      text: text.trim(),
      mentions,
      channel: command.channel_id,
    });
    const shown = replySlack(reply);
    return { text: shown.text, blocks: shown.blocks };
  } catch (error) {
    deps.log.error('a Slack command could not be answered', { error: String(error) });
    return said(deps, asker, { code: 'busy' });
  }
}

/**
 * Only people of our own workspaces decide. Until Slack has told which those are, the card itself knows: it names the team
 * of whoever posted it, and that was us.
 */
function mayComeIn(deps: AnsweringDeps, press: Press): boolean {
  const team = teamOf(press);
  return deps.spaces.isOurs(team) ?? team === (press.message?.team ?? press.team?.id);
}

function listenerOf(press: Press): Listener {
  return {
    user: press.user.id,
    team: press.team?.id ?? null,
    room: roomOf(press),
    thread: press.container?.thread_ts ?? null,
    responseUrl: press.response_url ?? null,
  };
}

/** Why a button says nothing: nothing was picked for it, or it is none of ours. */
function unreadable({ actions: [action] }: Press): 'no-asset' | 'unknown-button' {
  return isBulk(action?.action_id ?? '') ? 'no-asset' : 'unknown-button';
}
