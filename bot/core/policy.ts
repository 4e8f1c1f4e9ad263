// What a policy says about time: hours in which some alerts wait, and how long each step may take when the time to respond is
// known. Nothing here knows who is asked.
import type { Severity } from './plant.ts';
import { type Instant, instantOf, wallAt } from './time.ts';

/** Hours on the site's wall in which alerts of some severities ask nobody further; they go on when the hours end. */
export interface QuietHours {
  readonly severities: readonly Severity[];
  /** Milliseconds since midnight; `from` after `until` goes over midnight. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly zone: string;
}

/** The instant itself, or the end of the quiet hours in which it lies. */
export function awake(at: Instant, quiet: QuietHours | undefined, severity: Severity): Instant {
  if (quiet === undefined || !quiet.severities.includes(severity)) return at;
  const { fromMs, untilMs, zone } = quiet;
  const { day, ms } = wallAt(at, zone);
  const isOverMidnight = fromMs > untilMs;
  const isEvening = ms >= fromMs && (isOverMidnight || ms < untilMs);
  const isMorning = isOverMidnight && ms < untilMs;
  if (!isEvening && !isMorning) return at;
  const end = { day: isEvening && isOverMidnight ? day + 1 : day, ms: untilMs };
  // In the night in which an hour comes twice the end may lie before the second of them.
  return Math.max(at, instantOf(end, zone));
}

/** How much time there is to respond to what an alert says, all in milliseconds. */
export interface ResponseTime {
  /** From the detection until it is too late. */
  readonly availableMs: number;
  /** What the action itself takes, and the way to it. */
  readonly actionMs: number;
  readonly travelMs: number;
  /** What is kept in reserve, as a share of what is needed: 0.5 plans with two thirds of the time. */
  readonly margin: number;
}

/** How long people may take to answer, all steps together: zero or less means that chat can't be the response path. */
export function answerTimeMs({ availableMs, actionMs, travelMs, margin }: ResponseTime): number {
  return availableMs / (1 + margin) - actionMs - travelMs;
}

/** How long each of `levels` steps may wait for an answer; zero when there is no time at all. */
export function ackTimeoutMs(time: ResponseTime, levels: number): number {
  return Math.max(0, answerTimeMs(time)) / levels;
}
