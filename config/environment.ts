// The environment as Andon sees it: our variables only, trimmed, an empty one counting as not set. A file `.env` in the
// working folder fills in what the process was not given; a variable that is set, even to nothing, wins over the file.
// Nothing is checked here, and nothing is ever written back to the process.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

export const VARIABLES = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'ANDON_PLANT',
  'ANDON_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_API_URL',
  'MICROSOFT_APP_ID',
  'MICROSOFT_APP_PASSWORD',
  'MICROSOFT_APP_TENANT_ID',
  'BOT_OPENID_METADATA_URL',
  'BOT_TOKEN_ISSUER',
  'BOT_LOGIN_AUTHORITY',
  'TEAMS_SERVICE_URLS',
  'SLACK_PACE',
  'TEAMS_PACE',
  'ANDON_STORM',
  'ANDON_CONSOLE',
  'ANDON_CONSOLE_PASSWORD',
  'LOG_LEVEL',
] as const;
export type Variable = (typeof VARIABLES)[number];
export type Environment = Readonly<Partial<Record<Variable, string>>>;

/** What a process hands over; `process.env` fits. */
export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** Reads our variables. `cwd` is the folder whose `.env` is looked at. */
export function readEnvironment(env: ProcessEnvironment, cwd: string): Environment {
  const file = readDotEnv(join(cwd, '.env'));
  const read: Partial<Record<Variable, string>> = {};
  for (const name of VARIABLES) {
    const value = (env[name] ?? file[name])?.trim();
    if (value !== undefined && value !== '') read[name] = value;
  }
  return read;
}

/** Names that look like ours and are not: most likely typing errors. */
export function unknownVariables(env: ProcessEnvironment, cwd: string): readonly string[] {
  const names = new Set([...Object.keys(env), ...Object.keys(readDotEnv(join(cwd, '.env')))]);
  const known: readonly string[] = VARIABLES;
  return [...names].filter((name) => name.startsWith('ANDON_') && !known.includes(name)).sort();
}

/** A missing or unreadable `.env` is an empty one: it is a convenience, never a condition. */
function readDotEnv(path: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
