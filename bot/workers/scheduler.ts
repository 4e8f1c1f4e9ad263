// Keeps time: once a second it asks the reaction to take every step that is due. Due times are rows, so this loop remembers
// nothing and a restart costs nothing.
import { type Logger, type ScheduledTask, schedule } from 'node-cron';
import { SECOND } from '../core/time.ts';
import type { Log } from '../ports/system.ts';

export interface Scheduler {
  start(): void;
  /** Resolves when the round under way is over. */
  stop(): Promise<void>;
}

const EVERY_SECOND = '* * * * * *';
/** So many seconds without a tick, and it is wound up anew. */
const SILENT_SECONDS = 3;

export function scheduler(onDue: () => Promise<number>, log: Log): Scheduler {
  let round: Promise<void> | null = null;
  let task: ScheduledTask | null = null;
  let watch: NodeJS.Timeout | null = null;
  let silentFor = 0;

  async function tick(): Promise<void> {
    try {
      await onDue();
    } catch (error) {
      log.error('a round of due steps failed and is tried again', { error: String(error) });
    }
  }

  function wind(): void {
    void task?.stop();
    silentFor = 0;
    task = schedule(
      EVERY_SECOND,
      () => {
        silentFor = 0;
        // A slow round is not overtaken by the next one.
        round ??= tick().finally(() => {
          round = null;
        });
      },
      { logger: cronLog(log) },
    );
  }

  /** A schedule waits for a time on the clock: where that was set back by an hour, it would keep silent for as long. */
  function listen(): void {
    silentFor += 1;
    if (silentFor < SILENT_SECONDS) return;
    log.warn('the clock was set: due steps are looked for from now on');
    wind();
  }

  return {
    start: () => {
      wind();
      watch = setInterval(listen, SECOND);
    },
    stop: async () => {
      if (watch !== null) clearInterval(watch);
      void task?.stop();
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
