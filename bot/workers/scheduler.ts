// Keeps time: once a second it asks the reaction to take every step that is due. Due times are rows, so this loop remembers
// nothing and a restart costs nothing.
import { type Logger, schedule } from 'node-cron';
import type { Log } from '../ports/system.ts';

export interface Scheduler {
  start(): void;
  /** Resolves when the round under way is over. */
  stop(): Promise<void>;
}

const EVERY_SECOND = '* * * * * *';

export function scheduler(onDue: () => Promise<number>, log: Log): Scheduler {
  let round: Promise<void> | null = null;
  let stopTicking: (() => void) | null = null;

  async function tick(): Promise<void> {
    try {
      await onDue();
    } catch (error) {
      log.error('a round of due steps failed and is tried again', { error: String(error) });
    }
  }

  return {
    start: () => {
      const task = schedule(
        EVERY_SECOND,
        () => {
          // A slow round is not overtaken by the next one.
          round ??= tick().finally(() => {
            round = null;
          });
        },
        { logger: cronLog(log) },
      );
      stopTicking = () => void task.stop();
    },
    stop: async () => {
      stopTicking?.();
      await round;
    },
  };
}

/** A missed second is no news: due times are rows, and the next round takes them. */
function cronLog(log: Log): Logger {
  return {
    debug: (said) => log.debug('cron', { said: String(said) }),
    info: (said) => log.debug('cron', { said: String(said) }),
    warn: (said) => log.debug('cron', { said: String(said) }),
    error: (said) => log.error('cron', { said: String(said) }),
  };
}
