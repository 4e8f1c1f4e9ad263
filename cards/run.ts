// A button that types a command: `{v, c}`. It saves typing and grants nothing: whoever presses it gives the command, with
// their own rights, and the command is read like any other.
import { z } from 'zod';
import { COMMAND_LIMIT } from '../bot/core/command.ts';

const Value = z.object({ v: z.literal(1), c: z.string().min(1).max(COMMAND_LIMIT) });
export type RunValue = z.infer<typeof Value>;

export const RUN = 'run';

export function runValue(command: string): RunValue {
  return { v: 1, c: command };
}

/** The verb of the n-th button, for platforms on which no two of one message may be called the same. */
export function runVerb(n: number): string {
  return `${RUN}:${n}`;
}

/** The command of a pressed button; null when it is no such button, or was tampered with. */
export function readRun(verb: string, value: unknown): string | null {
  if (verb !== RUN && !/^run:\d{1,3}$/.test(verb)) return null;
  const parsed = Value.safeParse(typeof value === 'string' ? parseJson(value) : value);
  return parsed.success ? parsed.data.c : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
