// Every open alert, read once for all browsers that ask. Reading two thousand rows costs something, so that a wall that asks
// every two seconds never makes the bot spend more than a tenth of its time on it.
import type { Alert } from '../../core/alert.ts';
import { type Instant, SECOND } from '../../core/time.ts';
import type { Clock } from '../../ports/system.ts';
import type { AlertReads } from './facts.ts';

export interface OpenAlerts {
  /** Newest first. */
  readonly alerts: readonly Alert[];
  /** There are more than MAX_OPEN. */
  readonly isCut: boolean;
  readonly readAt: Instant;
}

export interface OpenAlertReader {
  /** `fresh` = not older than this call; `recent` = a second old at most, or ten times as long as reading took. */
  read(age: 'fresh' | 'recent'): Promise<OpenAlerts>;
}

export const MAX_OPEN = 5_000;
const PAGE = 200;
const RECENT_MS = SECOND;
const REST = 10;

export function openAlertReader(reads: Pick<AlertReads, 'alerts'>, clock: Clock): OpenAlertReader {
  let last: { readonly found: OpenAlerts; readonly until: Instant } | null = null;
  let underWay: Promise<OpenAlerts> | null = null;

  async function readAll(): Promise<OpenAlerts> {
    const started = clock.now();
    const alerts: Alert[] = [];
    let cursor: string | null = null;
    do {
      const page = await reads.alerts({ state: 'open' }, PAGE, cursor);
      alerts.push(...page.items);
      cursor = page.next;
    } while (cursor !== null && alerts.length < MAX_OPEN);
    const readAt = clock.now();
    const found = { alerts, isCut: cursor !== null, readAt };
    last = { found, until: readAt + Math.max(RECENT_MS, REST * (readAt - started)) };
    return found;
  }

  return {
    read: async (age) => {
      if (age === 'recent') {
        const now = clock.now();
        // A clock that was set back must not keep what was read long ago.
        if (last !== null && last.found.readAt <= now && now < last.until) return last.found;
        if (underWay !== null) return underWay;
      }
      const mine = readAll().finally(() => {
        if (underWay === mine) underWay = null;
      });
      underWay = mine;
      return mine;
    },
  };
}
