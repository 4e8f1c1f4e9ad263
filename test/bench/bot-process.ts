// The bot as people run it, a process of its own, between stand-ins of Slack and Teams on this machine. Its database is new and
// goes with it. Only 127.0.0.1 is spoken to.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SIGNING_SECRET } from '../fakes/slack-sender.ts';
import { SLACK_TEAM, type SlackServer, slackServer } from '../fakes/slack-server.ts';
import { startTeams, type TeamsServer } from '../fakes/teams-server.ts';

const MAIN = path.resolve(import.meta.dirname, '../../bot/main.ts');
const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;

export const SLACK_CHANNEL = 'C0BENCH0001';
export const SLACK_USER = 'U0BENCH0001';

export interface Stage {
  readonly url: string;
  readonly token: string;
  readonly slack: SlackServer;
  readonly teams: TeamsServer;
  stop(): Promise<void>;
}

/** Assets under slack/ and teams/ go there; everything else goes to the console. */
function plantFile(teamsChannel: string): string {
  return JSON.stringify({
    apiVersion: 'andon/v1',
    site: 'bench',
    channels: {
      slack: { slack: SLACK_CHANNEL },
      teams: { teams: teamsChannel },
      console: { console: 'bench' },
    },
    routes: [
      { match: { asset: 'slack/*' }, channel: 'slack' },
      { match: { asset: 'teams/*' }, channel: 'teams' },
      { match: {}, channel: 'console' },
    ],
  });
}

export async function startStage(): Promise<Stage> {
  const { team } = SLACK_TEAM;
  const slack = await slackServer(
    [{ id: SLACK_CHANNEL, team, hasBot: true, users: [SLACK_USER] }],
    { [SLACK_USER]: { team, name: 'bench' } },
  );
  const teams = await startTeams();
  const folder = mkdtempSync(path.join(tmpdir(), 'andon-bench-'));
  writeFileSync(path.join(folder, 'plant.yaml'), plantFile(teams.channel));
  writeFileSync(path.join(folder, 'ca.pem'), teams.certificate);
  const port = await freePort();
  const token = 'token-of-the-benchmark-on-this-machine';
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
      DATABASE_URL: `file:${folder}/andon.db`,
      ANDON_TOKEN: token,
      ANDON_PLANT: path.join(folder, 'plant.yaml'),
      ANDON_STORM: 'off',
      SLACK_BOT_TOKEN: SLACK_TEAM.token,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      SLACK_PACE: 'off',
      MICROSOFT_APP_ID: teams.options.appId,
      MICROSOFT_APP_PASSWORD: teams.options.password,
      MICROSOFT_APP_TENANT_ID: teams.options.tenantId,
      BOT_OPENID_METADATA_URL: teams.options.openIdMetadataUrl,
      BOT_TOKEN_ISSUER: teams.options.tokenIssuer,
      BOT_LOGIN_AUTHORITY: teams.options.loginAuthority,
      TEAMS_SERVICE_URLS: teams.options.serviceUrls.join(','),
      TEAMS_PACE: 'off',
      NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await end(child);
    await Promise.all([slack.close(), teams.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, token, slack, teams, stop };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_LIMIT_MS;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`the bot did not get ready at ${url}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
