// The auditor's question: is there an alert that nobody owns and no clock runs for, or one whose time has long come? Neither
// may ever be; if a fault of ours makes one, people must hear of it instead of the alert being forgotten.
import { type Alert, isClosed } from './alert.ts';
import { type Instant, MINUTE, SECOND } from './time.ts';

/** How late a due time may be taken before it is a finding: the scheduler looks once a second. */
export const DUE_TOLERANCE_MS = 30 * SECOND;
/** How often it is looked. */
export const AUDIT_EVERY_MS = MINUTE;
/** Findings that are named; the rest is counted. */
export const FINDINGS_LIMIT = 20;

export interface Finding {
  readonly alert: string;
  readonly fault: 'no-clock' | 'overdue';
  /** Milliseconds past its due time; 0 where no clock runs. */
  readonly lateMs: number;
}

/** Null when the alert is looked after. */
export function audit(alert: Alert, now: Instant): Finding | null {
  if (isClosed(alert)) return null;
  if (alert.dueAt === null) {
    return alert.work === 'owned' ? null : { alert: alert.id, fault: 'no-clock', lateMs: 0 };
  }
  const lateMs = now - alert.dueAt;
  return lateMs > DUE_TOLERANCE_MS ? { alert: alert.id, fault: 'overdue', lateMs } : null;
}
