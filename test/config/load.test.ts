// The environment: what every variable means, what is refused, and that no secret is ever repeated.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VARIABLES } from '../../config/environment.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { loadTarget } from '../../config/target.ts';
import { CONTRACT_PLANT } from './contract-plant.ts';

type Env = Readonly<Record<string, string>>;

const SECRET = 'do-not-tell-4711';
const SLACK: Env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: SECRET };
const TEAMS: Env = {
  MICROSOFT_APP_ID: 'app',
  MICROSOFT_APP_PASSWORD: SECRET,
  MICROSOFT_APP_TENANT_ID: 'tenant',
};
const CONSOLE_PLANT = 'apiVersion: andon/v1\nsite: s\nchannels:\n  floor: { console: floor }\n';
const SLACK_PLANT = 'apiVersion: andon/v1\nsite: s\nchannels:\n  line: { slack: C0LINE0001 }\n';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'andon-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function good(env: Env): { readonly config: Config; readonly warnings: readonly string[] } {
  const loaded = loadConfig(env, folder);
  if (!loaded.ok) throw new Error(loaded.fault);
  return loaded;
}

function fault(env: Env): string {
  const loaded = loadConfig(env, folder);
  return loaded.ok ? '(no fault)' : loaded.fault;
}

test('with nothing set, it is a console on loopback with the built-in plant', () => {
  const { config, warnings } = good({});
  expect(warnings).toEqual([]);
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://127.0.0.1:3000',
    databaseUrl: 'file:./data/andon.db',
    plantSource: 'built-in',
    token: null,
    slack: null,
    teams: null,
    console: { password: null, isLoopback: true },
    isStormOn: true,
    logLevel: 'info',
    platforms: ['console'],
  });
  expect([...config.plant.channels]).toEqual([['floor', { console: 'floor' }]]);
  expect(config.plant.people.map((p) => [p.key, ...p.roles])).toEqual([
    ['ana', 'technician'],
    ['ole', 'technician'],
    ['sam', 'lead'],
    ['ada', 'admin'],
  ]);
});

test('a token that can be guessed is the operator’s choice, and said', () => {
  expect(good({ ANDON_TOKEN: 'short' }).warnings).toEqual([
    expect.stringContaining('ANDON_TOKEN is short'),
  ]);
});

test('every variable arrives', () => {
  write('p.yaml', CONTRACT_PLANT);
  const { config, warnings } = good({
    ...SLACK,
    ...TEAMS,
    SLACK_BOT_TOKEN: ' xoxb-1, xoxb-2,,xoxb-1 ',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: 'http://127.0.0.1:4500/api',
    SLACK_PACE: 'off',
    TEAMS_PACE: 'off',
    BOT_OPENID_METADATA_URL: 'https://login.example/openid?v=1',
    BOT_TOKEN_ISSUER: 'https://issuer.example',
    BOT_LOGIN_AUTHORITY: 'https://login.example/tenant',
    TEAMS_SERVICE_URLS: 'https://a.example/x/, https://b.example',
    HOST: '0.0.0.0',
    PORT: '8080',
    PUBLIC_URL: 'https://andon.example/base/',
    DATABASE_URL: 'file:/var/andon.db',
    ANDON_PLANT: 'p.yaml',
    ANDON_TOKEN: 'a-bootstrap-token',
    ANDON_STORM: 'off',
    ANDON_CONSOLE: 'on',
    ANDON_CONSOLE_PASSWORD: 'pass word',
    LOG_LEVEL: 'debug',
  });
  expect(warnings).toEqual([]);
  const { plant, plantText, ...rest } = config;
  expect(plant.site).toBe('lyon-2');
  expect(plantText).toMatch(/^apiVersion: andon/);
  expect(rest).toEqual({
    host: '0.0.0.0',
    port: 8080,
    publicUrl: 'https://andon.example/base',
    databaseUrl: 'file:/var/andon.db',
    plantSource: 'p.yaml',
    token: 'a-bootstrap-token',
    slack: {
      tokens: ['xoxb-1', 'xoxb-2'],
      signingSecret: SECRET,
      appToken: 'xapp-1',
      apiUrl: 'http://127.0.0.1:4500/api/',
      pace: 'off',
    },
    teams: {
      appId: 'app',
      password: SECRET,
      tenantId: 'tenant',
      openIdMetadataUrl: 'https://login.example/openid?v=1',
      tokenIssuer: 'https://issuer.example',
      loginAuthority: 'https://login.example/tenant',
      serviceUrls: ['https://a.example/x/', 'https://b.example'],
      pace: 'off',
    },
    console: { password: 'pass word', isLoopback: false },
    isStormOn: false,
    logLevel: 'debug',
    platforms: ['slack', 'teams', 'console'],
  });
});

test('the plant file of the documentation runs with all accounts', () => {
  write('p.yaml', CONTRACT_PLANT);
  const { config, warnings } = good({ ...SLACK, ...TEAMS, ANDON_PLANT: 'p.yaml' });
  expect(config.platforms).toEqual(['slack', 'teams', 'console']);
  expect(config.slack?.apiUrl).toBe('https://slack.com/api/');
  expect(config.teams?.serviceUrls[0]).toMatch(/^https:\/\/smba\.trafficmanager\.net\//);
  expect(warnings).toEqual([]);
});

test('an empty variable is a variable that is not set', () => {
  const empty = Object.fromEntries(VARIABLES.map((name) => [name, name === 'PORT' ? ' ' : '']));
  expect(good(empty)).toEqual(good({}));
});

test('a platform without credentials is a warning, a channel with none at all a fault', () => {
  write('p.yaml', CONTRACT_PLANT);
  expect(good({ ...SLACK, ANDON_PLANT: 'p.yaml' }).warnings).toEqual([
    'p.yaml:7: channels.line-2: no copies on teams: MICROSOFT_APP_ID is not set',
  ]);
  expect(fault({ ANDON_PLANT: 'p.yaml' })).toBe(
    'p.yaml:6: channels.line-1: none of its platforms (slack) runs: SLACK_BOT_TOKEN is not set; ' +
      'p.yaml:7: channels.line-2: none of its platforms (slack, teams) runs: SLACK_BOT_TOKEN is not set, MICROSOFT_APP_ID is not set',
  );
  expect(fault({ ...SLACK, ANDON_PLANT: 'p.yaml', ANDON_CONSOLE: 'off' })).toContain(
    'p.yaml:8: channels.floor: none of its platforms (console) runs: ANDON_CONSOLE is off',
  );
});

describe('the console', () => {
  const cases: readonly (readonly [string, Env, string, boolean])[] = [
    ['on without a chat platform', {}, CONSOLE_PLANT, true],
    ['on with Slack and a console channel', SLACK, CONSOLE_PLANT, true],
    ['off with Slack and no console channel', SLACK, SLACK_PLANT, false],
    ['on because asked', { ...SLACK, ANDON_CONSOLE: 'on' }, SLACK_PLANT, true],
    ['on because asked loudly', { ...SLACK, ANDON_CONSOLE: 'ON' }, SLACK_PLANT, true],
    ['off because asked', { ...SLACK, ANDON_CONSOLE: 'off' }, SLACK_PLANT, false],
  ];
  test.each(cases)('is %s', (_, env, plant, isOn) => {
    write('config/plant.yaml', plant);
    expect(good(env).config.console !== null).toBe(isOn);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['[::1]', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.20', false],
    ['andon.example', false],
    ['127.0.0.1.example', false],
  ])('HOST %s needs no password: %s', (HOST, isLoopback) => {
    const said = fault({ HOST });
    if (isLoopback) expect(said).toBe('(no fault)');
    else expect(said).toMatch(/^ANDON_CONSOLE_PASSWORD is not set/);
    expect(good({ HOST, ANDON_CONSOLE_PASSWORD: 'x' }).config.console?.isLoopback).toBe(isLoopback);
  });

  test('without a console, any HOST will do', () => {
    write('config/plant.yaml', SLACK_PLANT);
    expect(good({ ...SLACK, HOST: '0.0.0.0' }).config.console).toBeNull();
  });

  test('a public address before an open console is a warning', () => {
    expect(good({ PUBLIC_URL: 'https://andon.example' }).warnings.join()).toContain(
      'ANDON_CONSOLE_PASSWORD',
    );
    expect(good({ PUBLIC_URL: 'http://localhost:9000' }).warnings).toEqual([]);
  });
});

describe('refused, in one line that names the variable', () => {
  const cases: readonly (readonly [string, Env, string])[] = [
    ['a port that is text', { PORT: 'http' }, 'PORT must be'],
    ['a port out of range', { PORT: '65536' }, 'PORT must be'],
    ['a negative port', { PORT: '-1' }, 'PORT must be'],
    ['a port with a point', { PORT: '80.5' }, 'PORT must be'],
    ['a host with a scheme', { HOST: 'http://127.0.0.1' }, 'HOST must be'],
    ['a host with a port', { HOST: '127.0.0.1:3000' }, 'HOST must be'],
    ['a host that is none', { HOST: '999.1.1.1' }, 'HOST must be'],
    ['a public address without scheme', { PUBLIC_URL: 'andon.example' }, 'PUBLIC_URL must be'],
    ['a public address of another kind', { PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL must be'],
    ['a public address with a query', { PUBLIC_URL: 'http://x/?a=1' }, 'PUBLIC_URL must not'],
    ['a password in an address', { PUBLIC_URL: `https://u:${SECRET}@x` }, 'PUBLIC_URL must be'],
    [
      'PostgreSQL',
      { DATABASE_URL: `postgresql://a:${SECRET}@h/db` },
      'DATABASE_URL names PostgreSQL',
    ],
    ['postgres:', { DATABASE_URL: `postgres://a:${SECRET}@h/db` }, 'DATABASE_URL names PostgreSQL'],
    [
      'another database',
      { DATABASE_URL: `mysql://a:${SECRET}@h/db` },
      'DATABASE_URL must be file:',
    ],
    ['a database without a path', { DATABASE_URL: 'file:' }, 'DATABASE_URL must be file:'],
    [
      'a missing plant file',
      { ANDON_PLANT: 'no/plant.yaml' },
      'ANDON_PLANT: no/plant.yaml: there is no such file',
    ],
    ['a plant that is a folder', { ANDON_PLANT: '.' }, 'ANDON_PLANT: .: is not a file'],
    ['a token with a space', { ANDON_TOKEN: `${SECRET} x` }, 'ANDON_TOKEN must be'],
    ['a log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info'],
    ['storm', { ANDON_STORM: 'yes' }, 'ANDON_STORM must be one of on, off'],
    ['console', { ANDON_CONSOLE: '1' }, 'ANDON_CONSOLE must be one of on, off'],
    ['Slack pace', { SLACK_PACE: 'fast' }, 'SLACK_PACE must be'],
    ['Teams pace', { TEAMS_PACE: 'fast' }, 'TEAMS_PACE must be'],
    ['a bot token alone', { SLACK_BOT_TOKEN: SECRET }, 'SLACK_SIGNING_SECRET is missing'],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: SECRET }, 'SLACK_BOT_TOKEN is missing'],
    ['an app token alone', { SLACK_APP_TOKEN: SECRET }, 'SLACK_BOT_TOKEN is missing'],
    ['bot tokens of commas', { ...SLACK, SLACK_BOT_TOKEN: ',' }, 'SLACK_BOT_TOKEN is missing'],
    [
      'the wrong kind of token',
      { ...SLACK, SLACK_BOT_TOKEN: `xapp-${SECRET}` },
      'SLACK_BOT_TOKEN must be bot tokens',
    ],
    [
      'the wrong kind of app token',
      { ...SLACK, SLACK_APP_TOKEN: `xoxb-${SECRET}` },
      'SLACK_APP_TOKEN must be',
    ],
    ['a Slack address', { ...SLACK, SLACK_API_URL: 'slack.com' }, 'SLACK_API_URL must be'],
    [
      'a metadata address',
      { ...TEAMS, BOT_OPENID_METADATA_URL: 'x' },
      'BOT_OPENID_METADATA_URL must be',
    ],
    ['a login address', { ...TEAMS, BOT_LOGIN_AUTHORITY: 'x' }, 'BOT_LOGIN_AUTHORITY must be'],
    [
      'service addresses',
      { ...TEAMS, TEAMS_SERVICE_URLS: 'https://a,b' },
      'TEAMS_SERVICE_URLS must be',
    ],
    ['no service address', { ...TEAMS, TEAMS_SERVICE_URLS: ',' }, 'TEAMS_SERVICE_URLS must be'],
  ];
  test.each(cases)('%s', (_, env, start) => {
    const said = fault(env);
    expect(said.slice(0, start.length)).toBe(start);
    expect(said).not.toContain('\n');
    expect(said).not.toContain(SECRET);
  });

  const names = Object.keys(TEAMS);
  const halves = [1, 2, 3, 4, 5, 6].map((bits) => names.filter((_, i) => (bits >> i) & 1));
  test.each(halves.map((half) => [half.join(' + '), half] as const))('only %s', (_, half) => {
    const said = fault(Object.fromEntries(half.map((name) => [name, SECRET])));
    const missing = names.filter((name) => !half.includes(name));
    expect(said).toMatch(new RegExp(`^${missing.join(' and ')} (is|are) missing: Teams`));
    expect(said).not.toContain(SECRET);
  });

  test('several faults are still one line', () => {
    const said = fault({ PORT: 'x', LOG_LEVEL: 'y', ANDON_STORM: 'z' });
    expect(said).toMatch(/PORT .*; ANDON_STORM .*; LOG_LEVEL /);
    expect(said).not.toContain('\n');
  });

  test('a faulty plant names its line, and how to see the rest', () => {
    write('p.yaml', `${CONSOLE_PLANT}routes:\n  - { match: {}, channel: x, polcy: y }\n`);
    expect(fault({ ANDON_PLANT: 'p.yaml' })).toBe(
      'p.yaml:6: routes.0.polcy: is not a key here; known are match, channel, policy, joinWithin, reopenWithin (and 1 more: npm run plant -- check p.yaml)',
    );
  });
});

test('config/plant.yaml is used where it is present, and a faulty one is not passed over', () => {
  write('config/plant.yaml', CONSOLE_PLANT);
  expect(good({}).config.plantSource).toBe('./config/plant.yaml');
  write('config/plant.yaml', '');
  expect(fault({})).toBe('./config/plant.yaml: is empty');
});

test('.env fills in what the process was not given', () => {
  write('.env', 'PORT=4000\nLOG_LEVEL="warn"\n# HOST=x\nANDON_STORM=off\n');
  const { config } = good({ LOG_LEVEL: 'error', ANDON_STORM: '' });
  expect(config).toMatchObject({
    port: 4000,
    logLevel: 'error',
    isStormOn: true,
    host: '127.0.0.1',
  });
});

test('settings without effect are warned of', () => {
  const { warnings } = good({ ANDON_TOKN: SECRET, BOT_TOKEN_ISSUER: 'x', PATH: '/bin' });
  expect(warnings).toEqual([
    'ANDON_TOKN is no variable of Andon and has no effect',
    'BOT_TOKEN_ISSUER has no effect: MICROSOFT_APP_ID is not set',
  ]);
});

test('the notes of a plant file are warnings', () => {
  write(
    'config/plant.yaml',
    `${CONSOLE_PLANT}policies: { p: { steps: [{ to: lead, after: 1m }] } }`,
  );
  expect(good({}).warnings).toEqual([
    './config/plant.yaml:5: policies.p.steps.0.to: reaches nobody: no person has the role lead',
  ]);
});

test('.env.example names every variable, and no other', () => {
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^# ?([A-Z][A-Z_]+)=/gm)];
  expect(named.map((m) => m[1]).sort()).toEqual([...VARIABLES].sort());
});

test('the commands find the bot where it listens', () => {
  const url = (env: Env) => {
    const target = loadTarget(env, folder);
    return target.ok ? target.url : target.fault;
  };
  expect(url({})).toBe('http://127.0.0.1:3000');
  expect(url({ HOST: '0.0.0.0', PORT: '81' })).toBe('http://127.0.0.1:81');
  expect(url({ HOST: '::' })).toBe('http://[::1]:3000');
  expect(url({ PUBLIC_URL: 'https://andon.example/' })).toBe('https://andon.example');
  expect(url({ PORT: 'x' })).toMatch(/^PORT must be/);
});
