// Once a minute: is every open alert looked after? What is found is named by /readyz, and the admins are told of each alert once
// a day. It repairs nothing but what a clock did that was set back: what should be impossible must be seen.
import type { Alert } from '../bot/core/alert.ts';
import {
  AUDIT_EVERY_MS,
  audit,
  DUE_TOLERANCE_MS,
  FINDINGS_LIMIT,
  type Finding,
} from '../bot/core/audit.ts';
import { directly } from '../bot/core/saying.ts';
import { DAY } from '../bot/core/time.ts';
import type { Deps } from './deps.ts';
import { onClockBack } from './on-clock-back.ts';

export interface Auditor {
  /** Looks if it is time to; resolves when admins are told. */
  look(): Promise<void>;
  /** One sentence for each finding of the last look, for the operator. */
  findings(): readonly string[];
}

export function auditor(deps: Deps): Auditor {
  let nextAt = 0;
  let found: readonly Finding[] = [];
  return {
    look: async () => {
      const now = deps.clock.now();
      // A clock that was set back must not keep it from looking.
      if (now < nextAt && nextAt - now <= AUDIT_EVERY_MS) return;
      nextAt = now + AUDIT_EVERY_MS;
      await onClockBack(deps);
      const suspects = await deps.store.unattended(now - DUE_TOLERANCE_MS, FINDINGS_LIMIT);
      found = suspects.flatMap((alert) => audit(alert, now) ?? []);
      for (const { alert, ...facts } of found) {
        deps.log.error('an open alert is not looked after', { alert, ...facts });
        await tellAdmins(suspects.find((a) => a.id === alert) ?? null, now, deps);
      }
    },
    findings: () => found.map(sentenceOf),
  };
}

function sentenceOf({ alert, fault, lateMs }: Finding): string {
  return fault === 'no-clock'
    ? `alert ${alert}: nobody owns it and no clock runs`
    : `alert ${alert}: its next step is overdue by ${Math.round(lateMs / 1_000)} s`;
}

async function tellAdmins(alert: Alert | null, now: number, deps: Deps): Promise<void> {
  if (alert === null) return;
  const { people, platforms } = deps.around;
  const deliveries = people
    .filter((p) => p.roles.includes('admin'))
    .flatMap((admin) => {
      const platform = platforms.find((p) => admin.identities.some((i) => i.platform === p));
      const ask = { reason: 'unattended', people: [admin.id], copyTo: null } as const;
      const key = `unattended:${alert.id}:${Math.floor(now / DAY)}`;
      return platform === undefined ? [] : directly(ask, ask.people, key, platform, alert);
    });
  const change = { alert, expected: alert.revision, events: [], labels: [], deliveries };
  const changes = [{ ...change, refreshCards: false }];
  await deps.store.commit({ changes, detections: [], quarantine: [], labels: [] });
  deps.wake();
}
