// Slack's SDKs talk a lot; this lets their warnings and errors through to our log, shortened, and nothing else: their finer
// lines carry payloads and names.
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../ports/system.ts';

const MAX_LENGTH = 200;

export function sdkLogger(log: Log): Logger {
  return {
    debug() {},
    info() {},
    warn: (...parts: unknown[]) => log.debug('the Slack SDK warns', { said: shortened(parts) }),
    error: (...parts: unknown[]) => log.warn('the Slack SDK reports', { said: shortened(parts) }),
    getLevel: () => LogLevel.WARN,
    setLevel() {},
    setName() {},
  };
}

function shortened(parts: readonly unknown[]): string {
  return parts.map(String).join(' ').slice(0, MAX_LENGTH);
}
