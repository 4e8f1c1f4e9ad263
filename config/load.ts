// Reads the environment and the plant file, once, at start, and says in one line what is wrong. The result is complete and
// consistent: whoever gets it needs no further check. A secret never appears in a fault or a warning, and nothing is
// started here.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PLATFORMS, type Plant, type Platform } from '../bot/core/plant.ts';
import { BUILT_IN_PLANT } from './built-in.ts';
import { channelFaults } from './channels.ts';
import { readSlack, readTeams, type SlackAccess, type TeamsAccess } from './chats.ts';
import {
  type Environment,
  type ProcessEnvironment,
  readEnvironment,
  unknownVariables,
} from './environment.ts';
import { faultText, readPlant, readPlantFile } from './plant.ts';
import { type Faults, isLoopback, readAddress, readChoice, readUrl } from './variables.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ConsoleAccess {
  /** Null only on loopback. */
  readonly password: string | null;
  readonly isLoopback: boolean;
}

export interface Config {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Base of links, without a slash at the end. */
  readonly publicUrl: string;
  /** `file:…` */
  readonly databaseUrl: string;
  /** The plant of the file. What is in force may have been changed by commands since. */
  readonly plant: Plant;
  /** The file itself. */
  readonly plantText: string;
  /** The plant file as it was named, or `built-in`. */
  readonly plantSource: string;
  /** The bootstrap token, or null where the stored one counts. */
  readonly token: string | null;
  readonly slack: SlackAccess | null;
  readonly teams: TeamsAccess | null;
  readonly console: ConsoleAccess | null;
  readonly isStormOn: boolean;
  readonly logLevel: LogLevel;
  /** The platforms that run. */
  readonly platforms: readonly Platform[];
}

export type Loaded =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  /** One line that names the variable, or the file and its line. */
  | { readonly ok: false; readonly fault: string };

const DEFAULT_PLANT_PATH = './config/plant.yaml';
/** A shorter token can be guessed; that is said at start, and is the operator's choice. */
const SAFE_TOKEN_LENGTH = 16;

/** `env` is `process.env`; `cwd` is where relative paths begin and where `.env` is looked for. */
export function loadConfig(env: ProcessEnvironment, cwd: string): Loaded {
  const read = readEnvironment(env, cwd);
  const faults: string[] = [];
  const address = readAddress(read, faults);
  const publicUrl = readUrl('PUBLIC_URL', read, faults) ?? address.url;
  if (publicUrl.includes('?'))
    faults.push('PUBLIC_URL must not have a query (?…): links are built on it');
  const databaseUrl = readDatabaseUrl(read, faults);
  const token = readToken(read, faults);
  const slack = readSlack(read, faults);
  const teams = readTeams(read, faults);
  const storm = readChoice('ANDON_STORM', ['on', 'off'], read, faults) ?? 'on';
  const logLevel = readChoice('LOG_LEVEL', LOG_LEVELS, read, faults) ?? 'info';
  const wished = readChoice('ANDON_CONSOLE', ['on', 'off'], read, faults);
  const found = findPlant(read, cwd, faults);
  // Half-set credentials were a fault already; without a plant nothing further can be said.
  if (faults.length > 0 || found === null) return { ok: false, fault: faults.join('; ') };

  const hasConsole = (wished ?? defaultConsole(found.plant, slack, teams)) === 'on';
  const { host, port } = address;
  const password = read.ANDON_CONSOLE_PASSWORD ?? null;
  if (hasConsole && !isLoopback(host) && password === null)
    faults.push(
      `ANDON_CONSOLE_PASSWORD is not set: the console on ${host} would be open to everybody who reaches it (set a password, or ANDON_CONSOLE=off)`,
    );
  const running: Record<Platform, boolean> = {
    slack: slack !== null,
    teams: teams !== null,
    console: hasConsole,
  };
  const platforms = PLATFORMS.filter((p) => running[p]);
  const channels = channelFaults(
    found.plant,
    platforms,
    (name) => `${found.placeOf(name)}: channels.${name}`,
  );
  faults.push(...channels.faults);
  if (faults.length > 0) return { ok: false, fault: faults.join('; ') };

  const config: Config = {
    host,
    port,
    publicUrl,
    databaseUrl,
    plant: found.plant,
    plantText: found.text,
    plantSource: found.source,
    token,
    slack,
    teams,
    console: hasConsole ? { password, isLoopback: isLoopback(host) } : null,
    isStormOn: storm === 'on',
    logLevel,
    platforms,
  };
  const warnings = [
    ...unknownVariables(env, cwd).map(
      (name) => `${name} is no variable of Andon and has no effect`,
    ),
    ...idleVariables(read, config),
    ...(token !== null && token.length < SAFE_TOKEN_LENGTH
      ? [`ANDON_TOKEN is short: with fewer than ${SAFE_TOKEN_LENGTH} characters it can be guessed`]
      : []),
    ...found.notes,
    ...channels.warnings,
  ];
  return { ok: true, config, warnings };
}

function readDatabaseUrl(env: Environment, faults: Faults): string {
  const url = env.DATABASE_URL ?? 'file:./data/andon.db';
  // The address may hold a password, so it is not repeated.
  if (/^postgres(ql)?:/i.test(url))
    faults.push(
      'DATABASE_URL names PostgreSQL, but this version keeps its data in SQLite: use file:./data/andon.db or another file:… (PostgreSQL comes later)',
    );
  else if (!/^file:[^?]/.test(url))
    faults.push(
      'DATABASE_URL must be file:… with the path of a file, such as file:./data/andon.db',
    );
  return url;
}

function readToken(env: Environment, faults: Faults): string | null {
  const token = env.ANDON_TOKEN ?? null;
  if (token === null) return null;
  if (!/^[\x21-\x7e]+$/.test(token))
    faults.push('ANDON_TOKEN must be letters, digits and signs of ASCII, without spaces');
  return token;
}

interface FoundPlant {
  readonly plant: Plant;
  readonly text: string;
  readonly source: string;
  readonly notes: readonly string[];
  /** Where a channel stands, for people: `file:line` or the source alone. */
  placeOf(channel: string): string;
}

function findPlant(env: Environment, cwd: string, faults: Faults): FoundPlant | null {
  const named = env.ANDON_PLANT;
  const source = named ?? DEFAULT_PLANT_PATH;
  const path = resolve(cwd, source);
  if (named === undefined && !existsSync(path)) return builtIn();
  const read = readPlantFile(path);
  if (read.ok) {
    const notes = read.notes.map((note) => faultText(source, note));
    return {
      plant: read.plant,
      text: read.text,
      source,
      notes,
      placeOf: (channel) => `${source}:${read.channelLine(channel)}`,
    };
  }
  const [first, ...rest] = read.faults;
  if (first === undefined) return null;
  const more =
    rest.length > 0 ? ` (and ${rest.length} more: npm run plant -- check ${source})` : '';
  const variable = named !== undefined && first.line === 0 ? 'ANDON_PLANT: ' : '';
  faults.push(`${variable}${faultText(source, first)}${more}`);
  return null;
}

function builtIn(): FoundPlant {
  const read = readPlant(BUILT_IN_PLANT);
  if (!read.ok) throw new Error(`the built-in plant is wrong: ${JSON.stringify(read.faults)}`);
  const { plant, text } = read;
  return { plant, text, source: 'built-in', notes: [], placeOf: () => 'built-in plant' };
}

/** The console is there for whoever has no chat platform, and where the plant asks for it. */
function defaultConsole(
  plant: Plant,
  slack: SlackAccess | null,
  teams: TeamsAccess | null,
): 'on' | 'off' {
  if (slack === null && teams === null) return 'on';
  return [...plant.channels.values()].some((c) => c.console !== undefined) ? 'on' : 'off';
}

/** Settings that are given but have no effect, or less protection than one may think. */
function idleVariables(env: Environment, config: Config): readonly string[] {
  const warnings: string[] = [];
  const teamsOnly = ['BOT_OPENID_METADATA_URL', 'BOT_TOKEN_ISSUER', 'BOT_LOGIN_AUTHORITY'] as const;
  for (const name of [...teamsOnly, 'TEAMS_SERVICE_URLS'] as const) {
    if (config.teams === null && env[name] !== undefined)
      warnings.push(`${name} has no effect: MICROSOFT_APP_ID is not set`);
  }
  const isBehindProxy = !isLoopback(new URL(config.publicUrl).hostname);
  if (config.console !== null && config.console.password === null && isBehindProxy)
    warnings.push(
      'ANDON_CONSOLE_PASSWORD is not set, but PUBLIC_URL is not this machine: whoever is let through to this port can use the console',
    );
  return warnings;
}
