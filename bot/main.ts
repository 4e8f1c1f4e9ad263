// Start here: reads the configuration, builds the real outsides, starts, and stops cleanly. Bad configuration ends with
// exit code 78 and one clear line before anything is started.
import { createHash, randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { type Config, loadConfig } from '../config/load.ts';
import { plantRules } from '../config/rules.ts';
import { claimCode } from '../handlers/rules/claim.ts';
import { openStore } from '../prisma/store.ts';
import { apiDoor } from './adapters/api.ts';
import { type Evidence, evidence } from './adapters/evidence.ts';
import { listen } from './adapters/http.ts';
import { pictureSource } from './adapters/pictures/source.ts';
import type { Hearer } from './adapters/slack/whisper.ts';
import {
  hmacSeal,
  pinoLog,
  promMeter,
  samplingHash,
  systemClock,
  uuidIds,
} from './adapters/system.ts';
import { type App, plugTogether } from './app.ts';
import { settingOfUser } from './core/speech.ts';
import { SECOND } from './core/time.ts';
import type { Setting } from './core/view.ts';
import type { ConnectedChat, Reactions } from './ports/chat.ts';
import type { LivePlant } from './ports/plant.ts';
import type { Log } from './ports/system.ts';
import { readiness } from './readiness.ts';

/** The exit code for bad configuration (EX_CONFIG of sysexits). */
const EXIT_CONFIG = 78;
/** A clean stop that takes longer than this is cut short. */
const STOP_LIMIT_MS = 9 * SECOND;

type Memory = Awaited<ReturnType<typeof openStore>>;

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

async function main(): Promise<void> {
  const loaded = loadConfig(process.env, process.cwd());
  if (!loaded.ok) return refuse(loaded.fault);
  const log = pinoLog(loaded.config.logLevel);
  for (const warning of loaded.warnings) log.warn(warning);
  const running = await start(loaded.config, log).catch((error: unknown) => {
    if (isCoded(error)) return refuse(error.message);
    throw error;
  });
  log.info('andon is ready', { url: running.url, site: loaded.config.plant.site });
  stopOnSignals(running, log);
}

function refuse(fault: string): never {
  process.stderr.write(`andon: ${fault}\n`);
  process.exit(EXIT_CONFIG);
}

/** An error that the operator can mend, with a sentence that says how. */
function isCoded(error: unknown): error is Error & { code: string } {
  const codes = ['CONFIG_INVALID', 'DATABASE_UNUSABLE', 'PORT_UNUSABLE'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function start(config: Config, log: Log): Promise<Running> {
  const clock = systemClock;
  const ids = uuidIds;
  const meter = promMeter();
  const memory = await openStore(config.databaseUrl, { clock, ids });
  const bootstrapHash = await bootstrapToken(config, memory);
  const samplingKey = await memory.store.secret('sampling-key', randomBytes(32).toString('hex'));
  const seal = hmacSeal(await memory.store.secret('seal-key', randomBytes(32).toString('hex')));
  // One SQLite file belongs to one process: whatever the last one had claimed is free again.
  const freed = await memory.outbox.release(clock.now());
  if (freed > 0)
    log.info('deliveries that a stopped process had claimed are free again', { freed });
  await memory.pictures.release(clock.now());
  const links = await evidenceLinks(config, memory);
  const app = await plugTogether({
    plantFile: config.plantText,
    rules: plantRules(config.platforms),
    publicUrl: config.publicUrl,
    store: memory.store,
    outbox: memory.outbox,
    pictures: memory.pictures,
    pictureSource: (site) => pictureSource({ rules: () => site.plant.evidence }),
    clock,
    ids,
    log,
    meter,
    samplingHash: samplingHash(samplingKey),
    seal,
    isStormOn: config.isStormOn,
    platforms: config.platforms,
    connect: (reactions, live) => connect(config, memory, reactions, live, links.linkTo, log),
  });
  await offerClaim(app.live, memory);
  const api = apiDoor({
    ingest: app.ingest,
    store: memory.store,
    meter,
    clock,
    log,
    ids,
    site: app.live.around.plant.site,
    bootstrapHash,
    readiness: readiness(memory.store, app.chats, () => [
      ...app.outbox.troubles(),
      ...app.findings(),
    ]),
    around: () => app.live.around,
    seal,
  });
  const doors = [
    api,
    ...(links.door === null ? [] : [links.door]),
    ...app.chats.flatMap((chat) => chat.door ?? []),
  ];
  const server = await listen({ host: config.host, port: config.port, doors, log });
  await app.start();
  return { url: server.url, stop: () => stop(server, app, memory) };
}

/** Nothing new comes in, what is under way is finished, and only then the database closes. */
async function stop(server: { close(): Promise<void> }, app: App, memory: Memory): Promise<void> {
  await server.close();
  await app.stop();
  await memory.close();
}

async function evidenceLinks(
  { publicUrl }: Config,
  { store, pictures }: Memory,
): Promise<Evidence> {
  const key = await store.secret('evidence-key', randomBytes(32).toString('hex'));
  return evidence({ publicUrl, key }, { pictures, clock: systemClock });
}

/** The variable wins; else a token is made at the first start, printed once, and kept as a hash. */
async function bootstrapToken(config: Config, memory: Memory): Promise<string> {
  if (config.token !== null) return sha256(config.token);
  const made = `andon_${randomBytes(24).toString('base64url')}`;
  const hash = sha256(made);
  const kept = await memory.store.secret('bootstrap-token-hash', hash);
  if (kept === hash) process.stderr.write(`andon: API token (shown this once): ${made}\n`);
  return kept;
}

/** A plant without an admin gets its first one by a code that is printed once, and kept as a hash. */
async function offerClaim(live: LivePlant, memory: Memory): Promise<void> {
  if (live.around.plant.people.some((p) => p.roles.includes('admin'))) return;
  const code = await claimCode(memory.store);
  if (code === null) return;
  process.stderr.write(
    `andon: nobody is admin yet; type this in chat (shown this once): claim ${code}\n`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An SDK is loaded only where its platform is configured. */
async function connect(
  config: Config,
  memory: Memory,
  reactions: Reactions,
  live: LivePlant,
  linkTo: (sha256: string) => string | null,
  log: Log,
): Promise<readonly ConnectedChat[]> {
  const clock = systemClock;
  const { store, notebook, consoleMemory } = memory;
  const once: typeof store.once = (key, until) => store.once(key, until);
  const chats: ConnectedChat[] = [];
  const { language, timezone } = config.plant;
  const setting = { language, timezone, publicUrl: config.publicUrl };
  if (config.slack !== null) {
    const { slackChat } = await import('./adapters/slack.ts');
    const settingOf = ({ user, team, room }: Hearer): Setting =>
      settingOfUser(
        { platform: 'slack', user, address: room, tenant: team ?? undefined },
        { plant: live.around.plant, publicUrl: config.publicUrl },
      );
    chats.push(
      slackChat({ ...config.slack, setting, settingOf }, { reactions, clock, log, once, notebook }),
    );
  }
  if (config.teams !== null) {
    const { teamsChat } = await import('./adapters/teams.ts');
    chats.push(
      teamsChat({ ...config.teams, setting }, { reactions, clock, log, once, notebook, linkTo }),
    );
  }
  if (config.console !== null) {
    const { consoleChat } = await import('./adapters/console/chat.ts');
    const { publicUrl } = config;
    chats.push(
      consoleChat(
        { ...config.console, plant: () => live.around.plant, publicUrl },
        {
          reactions,
          clock,
          log,
          ids: uuidIds,
          memory: consoleMemory,
          people: () => store.plantPeople(),
          alerts: store,
          pictures: memory.pictures,
        },
      ),
    );
  }
  return chats;
}

function stopOnSignals(running: Running, log: Log): void {
  let isStopping = false;
  const onSignal = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info('andon is stopping', { signal });
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('the stop was not clean', { error: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => onSignal('SIGTERM'));
  process.on('SIGINT', () => onSignal('SIGINT'));
}

/** An SDK's stray rejection must not end the loop that people rely on; it is logged and the process goes on. */
function surviveStrayRejections(): void {
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(`andon: a stray rejection was survived: ${String(reason)}\n`);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  surviveStrayRejections();
  await main().catch((error: unknown) => {
    process.stderr.write(`andon: could not start: ${String(error)}\n`);
    process.exit(1);
  });
}
