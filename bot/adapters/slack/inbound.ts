// What people press and type in Slack, verified, handed inwards, answered. The answer to Slack waits for the decision, which
// is durable when it resolves, and for nothing of Slack's; a private sentence follows on its own way. Every press ends in one
// of: the card changes, or one sentence. It never lets an error reach Bolt.
import { createHash } from 'node:crypto';
import type { AckFn, App, RespondArguments } from '@slack/bolt';
import type { ReplyModel } from '../../../cards/reply/model.ts';
import { replySlack } from '../../../cards/reply/slack.ts';
import { disarm } from '../../../cards/slack.ts';
import { toldText } from '../../../cards/words.ts';
import type { Answer } from '../../core/answer.ts';
import { MINUTE } from '../../core/time.ts';
import type { Setting } from '../../core/view.ts';
import type { Reactions } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import type { Clock, Log } from '../../ports/system.ts';
import {
  buttonOf,
  Command,
  isLink,
  messageOf,
  Press,
  roomOf,
  senderOfCommand,
  senderOfPress,
  teamOf,
  textOf,
} from './payload.ts';
import type { Listener, Whisper, Words } from './whisper.ts';
import type { Workspaces } from './workspaces.ts';

export interface InboundDeps {
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly once: Store['once'];
  readonly spaces: Workspaces;
  readonly whisper: Whisper;
  /** How to speak where the inside could not be asked. */
  readonly setting: Setting;
}

export interface Inbound {
  /** Adds our listeners. Each request must come with `context.onceKey`, its mark for ever. */
  listen(app: App): void;
  /** Waits until whatever is on its way has been answered, or for long enough. */
  settled(): Promise<void>;
}

/** Slack shows an error after three seconds; a decision that takes longer is acknowledged before it is made. */
const ACK_LIMIT_MS = 2_500;
/** What is still on its way at the end is private sentences; nobody waits longer for them. */
const SETTLE_LIMIT_MS = 2_000;
/** A signed request is worth five minutes at most, in either direction. */
const REMEMBER_MS = 15 * MINUTE;

export function inbound(deps: InboundDeps): Inbound {
  const running = new Set<Promise<void>>();

  function track(work: Promise<void>): Promise<void> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  return {
    listen(app) {
      app.action({ type: 'block_actions' }, ({ body, ack, context }) =>
        track(pressed(deps, body, () => ack(), keyOf(context.onceKey, body))),
      );
      app.command(/.*/, ({ body, ack, context }) =>
        track(typed(deps, body, ack, keyOf(context.onceKey, body))),
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
  deps: InboundDeps,
  body: unknown,
  ack: () => Promise<void>,
  key: string,
): Promise<void> {
  const press = Press.safeParse(body);
  if (!press.success || isLink(press.data)) return ack();
  const deciding = decideOnPress(deps, press.data, key);
  await Promise.race([deciding, pause(ACK_LIMIT_MS)]);
  await acknowledge(deps, ack);
  const words = await deciding;
  if (words !== null) await deps.whisper(listenerOf(press.data), words);
}

/** What the presser is told; null when the card says it all, or when this very request was here before. */
async function decideOnPress(deps: InboundDeps, press: Press, key: string): Promise<Words | null> {
  try {
    if (!(await isFirst(deps, key))) return null;
    if (!mayComeIn(deps, press)) return said(deps, { code: 'stranger' });
    const button = buttonOf(press);
    if (button === null) return said(deps, { code: 'unknown-button' });
    const sender = senderOfPress(press);
    const { told, setting } = await deps.reactions.tap({
      sender,
      button,
      message: messageOf(press),
    });
    return told === null ? null : { text: disarm(toldText(told, setting)) };
  } catch (error) {
    deps.log.error('a Slack tap could not be decided', { error: String(error) });
    return said(deps, { code: 'busy' });
  }
}

async function typed(
  deps: InboundDeps,
  body: unknown,
  ack: AckFn<string | RespondArguments>,
  key: string,
): Promise<void> {
  const parsed = Command.safeParse(body);
  if (!parsed.success) return ack();
  const command = parsed.data;
  const deciding = decideOnCommand(deps, command, key);
  const inTime = await Promise.race([deciding, pause(ACK_LIMIT_MS)]);
  if (inTime !== 'late') {
    const answer = inTime === null ? undefined : { response_type: 'ephemeral' as const, ...inTime };
    return acknowledge(deps, () => ack(answer));
  }
  await acknowledge(deps, () => ack());
  const words = await deciding;
  const { user_id: user, channel_id: room, response_url: responseUrl = null } = command;
  if (words !== null) await deps.whisper({ user, room, thread: null, responseUrl }, words);
}

async function decideOnCommand(
  deps: InboundDeps,
  command: Command,
  key: string,
): Promise<Words | null> {
  try {
    if (!(await isFirst(deps, key))) return null;
    if (deps.spaces.isOurs(command.team_id) === false) return said(deps, { code: 'stranger' });
    const reply: ReplyModel = await deps.reactions.command({
      sender: senderOfCommand(command),
      text: textOf(command),
      channel: command.channel_id,
    });
    const { text, blocks } = replySlack(reply);
    return { text, blocks };
  } catch (error) {
    deps.log.error('a Slack command could not be answered', { error: String(error) });
    return said(deps, { code: 'busy' });
  }
}

function isFirst(deps: InboundDeps, key: string): Promise<boolean> {
  return deps.once(key, deps.clock.now() + REMEMBER_MS);
}

/**
 * Only people of our own workspaces decide. Until Slack has told which those are, the card itself knows: it names the team
 * of whoever posted it, and that was us.
 */
function mayComeIn(deps: InboundDeps, press: Press): boolean {
  const team = teamOf(press);
  return deps.spaces.isOurs(team) ?? team === (press.message?.team ?? press.team?.id);
}

function said({ setting }: InboundDeps, answer: Answer): Words {
  return { text: disarm(toldText({ answer, names: new Map() }, setting)) };
}

function listenerOf(press: Press): Listener {
  return {
    user: press.user.id,
    room: roomOf(press),
    thread: press.container?.thread_ts ?? null,
    responseUrl: press.response_url ?? null,
  };
}

/** A connection that broke meanwhile is no reason to forget the rest. */
async function acknowledge(deps: InboundDeps, ack: () => Promise<void>): Promise<void> {
  try {
    await ack();
  } catch {
    deps.log.warn('Slack was gone before it could be answered');
  }
}

function pause(ms: number): Promise<'late'> {
  return new Promise((resolve) => void setTimeout(() => resolve('late'), ms).unref());
}
