// A message that somebody pointed at: when it was said, and the address under which people find it. Slack builds such addresses
// from the workspace's name, so nobody need be asked.
import type { Instant } from '../../core/time.ts';
import type { Shortcut } from './payload.ts';

export function saidAt(chosen: Shortcut): Instant | null {
  const seconds = Number(tsOf(chosen) ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.floor(seconds * 1_000) : null;
}

export function permalink(chosen: Shortcut): string | null {
  const [domain, room, ts] = [chosen.team?.domain, chosen.channel?.id, tsOf(chosen)];
  if (!domain || !/^[a-z0-9-]+$/i.test(domain) || room === undefined || ts === null) return null;
  const thread = chosen.message?.thread_ts;
  const under = thread && thread !== ts ? `?thread_ts=${thread}&cid=${room}` : '';
  return `https://${domain}.slack.com/archives/${room}/p${ts.replace('.', '')}${under}`;
}

function tsOf({ message, message_ts: ts }: Shortcut): string | null {
  return message?.ts ?? ts ?? null;
}
