// What every answer to a person in Slack needs: one effect for one request, an acknowledgement in time, and a sentence where the
// inside could not be asked.
import { disarm } from '../../../cards/slack.ts';
import { toldText } from '../../../cards/words.ts';
import type { Answer } from '../../core/answer.ts';
import { MINUTE } from '../../core/time.ts';
import type { Setting } from '../../core/view.ts';
import type { Reactions } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import type { Clock, Log } from '../../ports/system.ts';
import type { Homes } from './homes.ts';
import type { Names } from './names.ts';
import type { Hearer, Whisper, Words } from './whisper.ts';
import type { Workspaces } from './workspaces.ts';

export interface AnsweringDeps {
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly once: Store['once'];
  readonly spaces: Workspaces;
  readonly whisper: Whisper;
  readonly names: Names;
  readonly homes: Pick<Homes, 'pressed'>;
  /** How somebody in a room is spoken to where the inside could not be asked. */
  readonly speak: (to: Hearer) => Setting;
}

/** Slack shows an error after three seconds; a decision that takes longer is acknowledged before it is made. */
const ACK_LIMIT_MS = 2_500;
/** A signed request is worth five minutes at most, in either direction. */
const REMEMBER_MS = 15 * MINUTE;

/** The decision, or `late` when the acknowledgement can't wait for it any longer. */
export function inTime<T>(deciding: Promise<T>): Promise<T | 'late'> {
  return Promise.race([deciding, pause(ACK_LIMIT_MS)]);
}

/** Whether this very request was not here before. */
export function isFirst(
  deps: Pick<AnsweringDeps, 'once' | 'clock'>,
  key: string,
): Promise<boolean> {
  return deps.once(key, deps.clock.now() + REMEMBER_MS);
}

/** One sentence for somebody, where the inside was not asked. */
export function said({ speak }: Pick<AnsweringDeps, 'speak'>, to: Hearer, answer: Answer): Words {
  return { text: disarm(toldText({ answer, names: new Map() }, speak(to))) };
}

/** A connection that broke meanwhile is no reason to forget the rest. */
export async function acknowledge(log: Log, ack: () => Promise<void>): Promise<void> {
  try {
    await ack();
  } catch {
    log.warn('Slack was gone before it could be answered');
  }
}

export function pause(ms: number): Promise<'late'> {
  return new Promise((resolve) => void setTimeout(() => resolve('late'), ms).unref());
}
