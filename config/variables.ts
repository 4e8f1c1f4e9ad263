// How single variables are read: addresses, URLs, choices. Each reader notes what is wrong as one sentence that names the
// variable; values are repeated only where they can't be secrets.
import { isIP } from 'node:net';
import type { Environment, Variable } from './environment.ts';
import { quoted } from './names.ts';

/** Where readers note what is wrong. */
export type Faults = string[];

export interface Address {
  readonly host: string;
  readonly port: number;
  /** `http://HOST:PORT` */
  readonly url: string;
}

export function readAddress(env: Environment, faults: Faults): Address {
  const host = (env.HOST ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  const isName = /^[a-z0-9][a-z0-9.-]{0,252}$/i.test(host) && URL.canParse(`http://${host}`);
  if (isIP(host) === 0 && !isName)
    faults.push(`HOST must be an address or a name without scheme and port, not ${quoted(host)}`);
  const text = env.PORT ?? '3000';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) faults.push(`PORT must be a number from 0 to 65535, not ${quoted(text)}`);
  return { host, port, url: httpUrl(host, port) };
}

export function httpUrl(host: string, port: number): string {
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** Whether only this machine reaches that host. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost' || name === '::1') return true;
  return isIP(name.replace(/^::ffff:/, '')) === 4 && /^(::ffff:)?127\./.test(name);
}

/** An http(s) address without a slash at the end; null where it is not set, or wrong. */
export function readUrl(name: Variable, env: Environment, faults: Faults): string | null {
  const given = env[name];
  if (given === undefined) return null;
  const url = parseHttpUrl(given);
  // An address with a password in it is wrong too, and must not be repeated.
  if (url === null) faults.push(`${name} must be an address that begins with http:// or https://`);
  return url;
}

/** Null when it is no plain http(s) address. */
export function parseHttpUrl(text: string): string | null {
  if (!/^https?:\/\/[^\s/]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  return url.href.replace(/\/+$/, '');
}

export function readChoice<T extends string>(
  name: Variable,
  choices: readonly T[],
  env: Environment,
  faults: Faults,
): T | null {
  const given = env[name];
  if (given === undefined) return null;
  const choice = choices.find((c) => c === given.toLowerCase());
  if (choice === undefined)
    faults.push(`${name} must be one of ${choices.join(', ')}, not ${quoted(given)}`);
  return choice ?? null;
}
