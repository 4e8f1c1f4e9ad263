// Where a running bot is and with which token it is spoken to: for the commands that talk to it from outside.
import { type Environment, type ProcessEnvironment, readEnvironment } from './environment.ts';
import { type Faults, httpUrl, readAddress, readUrl } from './variables.ts';

export type Target =
  | { readonly ok: true; readonly url: string; readonly token: string | null }
  | { readonly ok: false; readonly fault: string };

/** `PUBLIC_URL`, or else the address that the bot would listen on here. */
export function loadTarget(env: ProcessEnvironment, cwd: string): Target {
  const read = readEnvironment(env, cwd);
  const faults: string[] = [];
  const url = readUrl('PUBLIC_URL', read, faults) ?? localUrl(read, faults);
  if (faults.length > 0) return { ok: false, fault: faults.join('; ') };
  return { ok: true, url, token: read.ANDON_TOKEN ?? null };
}

/** The bot on this machine; one that listens everywhere is reached by loopback. */
export function localUrl(env: Environment, faults: Faults): string {
  const { host, port } = readAddress(env, faults);
  const loopback: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return httpUrl(loopback[host] ?? host, port);
}
