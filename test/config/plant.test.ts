// The plant file: what it becomes, which faults it gets at which lines, and that hostile files cost nothing.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import { faultText, readPlant, readPlantFile } from '../../config/plant.ts';
import { CONTRACT_PLANT } from './contract-plant.ts';

const HEAD = `apiVersion: andon/v1
site: s
channels:
  floor: { console: floor }
people:
  sam: { name: Sam, roles: [lead] }
`;

function plantOf(text: string): Plant {
  const read = readPlant(text);
  if (!read.ok) throw new Error(read.faults.map((f) => faultText('f', f)).join('\n'));
  return read.plant;
}

function faultsOf(text: string): readonly string[] {
  const read = readPlant(text);
  return read.ok ? [] : read.faults.map((f) => faultText('f', f));
}

test('the plant file of the documentation is read as it is meant', () => {
  const plant = plantOf(CONTRACT_PLANT);
  expect(plant).toMatchObject({ site: 'lyon-2', timezone: 'Europe/Paris', language: 'en' });
  expect([...plant.channels]).toEqual([
    ['line-1', { slack: 'C0LINE0001' }],
    ['line-2', { slack: 'C0LINE0002', teams: '19:line2@thread.tacv2' }],
    ['floor', { console: 'floor' }],
  ]);
  expect(plant.people[1]).toEqual({
    key: 'ana',
    name: 'Ana Ruiz',
    roles: ['technician'],
    identities: [
      { platform: 'slack', tenant: '', user: 'U0ANA00001' },
      { platform: 'teams', tenant: '', user: '29:ana' },
    ],
  });
  expect(plant.routes[0]).toEqual({
    match: { asset: 'line-1/*' },
    channel: 'line-1',
    policy: 'standard',
    joinWithinMs: null,
    reopenWithinMs: null,
  });
  expect(plant.policies.get('standard')).toEqual({
    name: 'standard',
    steps: [
      { to: { kind: 'channel' }, afterMs: 0 },
      { to: { kind: 'lead' }, afterMs: 10 * MINUTE },
      { to: { kind: 'other-channel', channel: 'floor' }, afterMs: 20 * MINUTE },
    ],
    expireMs: 20 * MINUTE,
    idleMs: 60 * MINUTE,
  });
});

test('the example plant is good and needs no account', () => {
  const read = readPlantFile('config/plant.example.yaml');
  expect(read).toMatchObject({ ok: true, notes: [] });
  if (!read.ok) return;
  expect([...read.plant.channels.values()].every((c) => c.console !== undefined)).toBe(true);
});

test('a plant without policies has standard: channel at once, lead after 10m, expire 20m', () => {
  const { policies, routes, timezone, strangers, people } = plantOf(HEAD);
  expect([...policies.values()]).toEqual([
    {
      name: 'standard',
      steps: [
        { to: { kind: 'channel' }, afterMs: 0 },
        { to: { kind: 'lead' }, afterMs: 10 * MINUTE },
      ],
      expireMs: 20 * MINUTE,
      idleMs: 60 * MINUTE,
    },
  ]);
  expect({ routes, timezone, strangers }).toEqual({
    routes: [],
    timezone: 'UTC',
    strangers: 'allow',
  });
  expect(people).toHaveLength(1);
});

describe('a policy is completed', () => {
  const cases: readonly (readonly [string, string, readonly number[], number])[] = [
    ['one step expires after 30m', '[{ to: channel, after: 0s }]', [0], 30 * MINUTE],
    [
      'the last gap is the default expiry',
      '[{ to: channel, after: 0s }, { to: lead, after: 2s }, { to: "channel:floor", after: 7s }]',
      [0, 2 * SECOND, 7 * SECOND],
      5 * SECOND,
    ],
    ['the channel comes first', '[{ to: lead, after: 4m }]', [0, 4 * MINUTE], 4 * MINUTE],
    ['…and at once', '[{ to: channel, after: 4m }]', [0, 4 * MINUTE], 4 * MINUTE],
    ['two steps at once leave 30m', '[{ to: lead, after: 0s }]', [0, 0], 30 * MINUTE],
  ];
  test.each(cases)('%s', (_, steps, after, expireMs) => {
    const policy = plantOf(`${HEAD}policies: { p: { steps: ${steps} } }`).policies.get('p');
    expect(policy?.steps[0]).toEqual({ to: { kind: 'channel' }, afterMs: 0 });
    expect(policy?.steps.map((s) => s.afterMs)).toEqual(after);
    expect(policy).toMatchObject({ expireMs, idleMs: HOUR });
  });
});

test('shift-lead means every lead without shifts, and says so', () => {
  const read = readPlant(`${HEAD}policies:
  p:
    steps:
      - { to: shift-lead, after: 5m }`);
  if (!read.ok) throw new Error('refused');
  expect(read.plant.policies.get('p')?.steps[1]?.to).toEqual({ kind: 'shift-lead' });
  expect(read.notes.map((n) => faultText('f', n))).toEqual([
    'f:10: policies.p.steps.0.to: means every lead, as the file has no shifts',
  ]);
});

describe('evidence', () => {
  const evidenceOf = (text: string) => plantOf(`${HEAD}evidence: ${text}`).evidence;

  test.each([
    ['{ hosts: ["Cam-*.plant.local", "10.0.4.7"] }', ['cam-*.plant.local', '10.0.4.7'], 5_000_000],
    ['{ hosts: [nas, "nas:8080", nas], maxBytes: 500kB }', ['nas', 'nas:8080'], 500_000],
    ['{ hosts: ["10.0.4.*", "fd00::7", "[fd00::7]:81"], maxBytes: 2 MB }', null, 2_000_000],
    ['{ hosts: ["cam-*"], maxBytes: 2000000 }', ['cam-*'], 2_000_000],
  ])('%s', (text, hosts, maxBytes) => {
    expect(evidenceOf(text)).toMatchObject({ ...(hosts === null ? {} : { hosts }), maxBytes });
  });

  test('without hosts is none', () => {
    expect(plantOf(HEAD).evidence).toBeUndefined();
    expect(evidenceOf('')).toBeUndefined();
    expect(evidenceOf('{ hosts: [] }')).toBeUndefined();
  });

  const hosts: readonly string[] = [
    ...['*', '*.*', '*.*.*.*', '10.*.*.*', '10.0.4', '10.0.4.256', '10.0.4.1*', '010.0.4.7'],
    ...['cam-1.*', '*.com*', 'http://cam-1', 'cam-1/a', 'ana@cam-1', 'cam 1', '', '-a', 'a..b'],
    ...['cam-1:0', 'cam-1:99999', 'cam-1:http', '[10.0.4.7]', '167773191', '0x0a000407'],
  ];
  test.each(hosts)('the host %s is refused', (host) => {
    expect(faultsOf(`${HEAD}evidence: { hosts: [${JSON.stringify(host)}] }`)).toEqual([
      expect.stringContaining('f:7: evidence.hosts.0: must be a host such as'),
    ]);
  });

  test.each(['0', '999', '21MB', '5GB', '-1', '"5 MiB"', '[]'])(
    'the size %s is refused',
    (size) => {
      const faults = faultsOf(`${HEAD}evidence: { hosts: [nas], maxBytes: ${size} }`);
      expect(faults).toEqual([expect.stringContaining('f:7: evidence.maxBytes: must be a size')]);
    },
  );
});

test('what is odd but works is noted: no lead to reach, a route behind one for everything', () => {
  const read = readPlant(`apiVersion: andon/v1
site: s
channels: { floor: { console: floor } }
routes:
  - { match: {}, channel: floor }
  - { match: { asset: a }, channel: floor }
policies: { p: { steps: [{ to: lead, after: 1m }] } }`);
  if (!read.ok) throw new Error('refused');
  expect(read.notes.map((n) => faultText('f', n))).toEqual([
    'f:6: routes.1: is never reached: routes.0 matches everything',
    'f:7: policies.p.steps.0.to: reaches nobody: no person has the role lead',
  ]);
});

test('channels keep the order of the file, also when their names look like numbers', () => {
  const text =
    'apiVersion: andon/v1\nsite: s\nchannels:\n  9: { console: a }\n  "1": { console: b }\n';
  expect([...plantOf(text).channels.keys()]).toEqual(['9', '1']);
});

test('empty parts are absent parts, roles are a technician by default, Entra ids are lower case', () => {
  const plant = plantOf(`apiVersion: andon/v1
site: s
channels: { floor: { console: floor } }
people:
  ana: { name: Ana, teams: 8D0F1C2A-0000-4000-8000-00000000ABCD }
  bo: { name: Bo, roles: [] }
routes:
policies:`);
  expect(plant.people.map((p) => p.roles)).toEqual([['technician'], ['technician']]);
  expect(plant.people[0]?.identities[0]?.user).toBe('8d0f1c2a-0000-4000-8000-00000000abcd');
});

test('a workspace has a language for its channels, which may have their own, and for who writes from there', () => {
  const plant = plantOf(`apiVersion: andon/v1
site: s
channels: { floor: { slack: C1 }, halle: { slack: C2, language: fr }, yard: { slack: C3 } }
workspaces:
  T0LYON: { language: de, channels: [floor, halle] }
  8D0F1C2A-0000-4000-8000-00000000ABCD: { language: es }`);
  expect([...plant.channelLanguages]).toEqual([
    ['floor', 'de'],
    ['halle', 'fr'],
  ]);
  expect([...(plant.workspaceLanguages ?? [])]).toEqual([
    ['T0LYON', 'de'],
    ['8d0f1c2a-0000-4000-8000-00000000abcd', 'es'],
  ]);
  const wrong = `apiVersion: andon/v1
site: s
channels: { floor: { slack: C1 } }
workspaces:
  lyon: { language: de }
  T0A: { language: it, channels: [flor] }
  T0B: { language: de, channels: [floor] }
  T0C: { language: de, channels: [floor] }`;
  expect(faultsOf(wrong)).toEqual([
    'f:5: workspaces.lyon: must be the id of a Slack workspace such as T0123ABCD, or of a Microsoft tenant',
    'f:6: workspaces.T0A.language: must be en, de, es or fr',
    'f:6: workspaces.T0A.channels.0: there is no channel "flor"; there are floor',
    'f:8: workspaces.T0C.channels.0: is in the workspace "T0B" already',
  ]);
});

test('a channel and a person may have a language of their own, and a language is no platform', () => {
  const plant = plantOf(`apiVersion: andon/v1
site: s
language: fr
channels:
  floor: { console: floor }
  halle: { console: halle, language: de }
people:
  ana: { name: Ana }
  eva: { name: Eva, language: es }`);
  expect(plant.language).toBe('fr');
  expect([...plant.channelLanguages]).toEqual([['halle', 'de']]);
  expect(plant.channels.get('halle')).toEqual({ console: 'halle' });
  expect(plant.people.map((p) => p.language)).toEqual([undefined, 'es']);
  const wrong = `apiVersion: andon/v1
site: s
channels: { x: { language: de }, y: { console: y, language: it } }
people: { ana: { name: Ana, language: Klingon } }`;
  expect(faultsOf(wrong)).toEqual([
    'f:3: channels.x: needs at least one of slack, teams, console',
    'f:3: channels.y.language: must be en, de, es or fr',
    'f:4: people.ana.language: must be en, de, es or fr',
  ]);
});

test('joinWithin and reopenWithin are durations; no time to reopen is never', () => {
  const { routes } = plantOf(`${HEAD}routes:
  - { match: {}, channel: floor, joinWithin: 1h30m, reopenWithin: 0s }
  - { match: { type: x }, channel: floor, joinWithin: 0s, reopenWithin: 2d }`);
  expect(routes.map((r) => [r.joinWithinMs, r.reopenWithinMs])).toEqual([
    [90 * MINUTE, null],
    [0, 48 * HOUR],
  ]);
});

describe('faults name their line', () => {
  // Appended to HEAD, so the first line is 7.
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['unknown key', 'chanels: {}', ['7: chanels: is not a key here']],
    [
      'unknown key deep',
      'routes:\n  - match: {}\n    channel: floor\n    polcy: x',
      ['10: routes.0.polcy: is not a key here; known are match, channel, policy'],
    ],
    ['key twice', 'site: other', ['7: `site` is given twice, first in line 2']],
    [
      'unknown channel of a route',
      'routes:\n- { match: {}, channel: flor }',
      ['8: routes.0.channel: there is no channel "flor"; there are floor'],
    ],
    [
      'unknown policy of a route',
      'routes:\n- { match: {}, channel: floor, policy: x }',
      ['8: routes.0.policy: there is no policy "x"; there are standard'],
    ],
    ['route without match', 'routes:\n- { channel: floor }', ['8: routes.0.match: is missing']],
    [
      'unknown fact in a match',
      'routes:\n- { match: { zone: a }, channel: floor }',
      ['8: routes.0.match.zone: is not a key here'],
    ],
    [
      'severity that matches nothing',
      'routes:\n- { match: { severity: hihg }, channel: floor }',
      ['8: routes.0.match.severity: matches none of'],
    ],
    ['time zone', 'timezone: Mars/Base', ['7: timezone: is not a known time zone']],
    ['language', 'language: it', ['7: language: must be en, de, es or fr']],
    ['strangers', 'strangers: maybe', ['7: strangers: must be allow or deny']],
    [
      'no steps',
      'policies: { p: { steps: [] } }',
      ['7: policies.p.steps: needs at least one step'],
    ],
    ['steps missing', 'policies:\n  p: { idle: 1h }', ['8: policies.p.steps: is missing']],
    [
      'duration without unit',
      'policies:\n  p:\n    steps:\n      - { to: lead, after: 10 }',
      ['10: policies.p.steps.0.after: must be a duration'],
    ],
    [
      'negative duration',
      'policies:\n  p:\n    steps:\n      - { to: lead, after: -5m }',
      ['10: policies.p.steps.0.after: must be a duration'],
    ],
    [
      'steps out of order',
      'policies:\n  p:\n    steps:\n      - { to: lead, after: 10m }\n      - to: channel\n        after: 600s',
      ['12: policies.p.steps.1.after: must be later than 10m'],
    ],
    [
      'unknown target',
      'policies:\n  p:\n    steps:\n      - { to: boss, after: 1m }',
      ['10: policies.p.steps.0.to: must be channel, lead'],
    ],
    [
      'unknown person',
      'policies:\n  p:\n    steps:\n      - { to: "person:zed", after: 1m }',
      ['10: policies.p.steps.0.to: there is no person "zed"; there are sam'],
    ],
    [
      'unknown channel of a step',
      'policies:\n  p:\n    steps:\n      - { to: "channel:x", after: 1m }',
      ['10: policies.p.steps.0.to: there is no channel "x"'],
    ],
    [
      'expire and idle of nothing',
      'policies:\n  p:\n    steps: [{ to: lead, after: 1m }]\n    expire: 0s\n    idle: 0s',
      ['10: policies.p.expire: must be at least 1s', '11: policies.p.idle: must be at least 1s'],
    ],
    ['two documents', '---\na: 1', ['7: holds a second document']],
    ['tab', 'routes:\n\t- x', ['8: Tabs are not allowed as indentation']],
    ['open quote', 'timezone: "Europe', ['7: Missing closing "quote']],
    ['unset anchor', 'routes: *r', ['7: no anchor &r stands before *r']],
    ['own tag', 'language: !js en', ['7: Unresolved tag: !js']],
    ['key that is no text', '? [a]\n: b', ['7: a key must be plain text']],
    ['__proto__', '__proto__: { site: x }', ['7: `__proto__` is not a name']],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const faults = faultsOf(`${HEAD}${text}\n`);
    expect(faults).toHaveLength(expected.length);
    expected.forEach((start, i) => {
      expect(faults[i]).toContain(`f:${start}`);
    });
  });
});

test('all faults are told at once, in the order of the file', () => {
  const faults = faultsOf(`apiVersion: andon/v2
site: 42
channels:
  line-1: { slack: "#line-1" }
  line-2: { teams: "line 2", email: a@b }
  line-3: {}
  "bad name": { console: floor }
people:
  sam: { name: Sam, roles: [boss], slack: U1 }
  bob: { slack: U1, teams: abc }
  eve: { name: Eve, slack: u2, teams: 8d0f1c2a-0000-4000-8000-00000000abcd }
  ida: { name: Ida, teams: 8D0F1C2A-0000-4000-8000-00000000ABCD }
routes:
  - { match: {}, channel: nope, policy: fast }`);
  expect(faults.map((f) => f.split(': ').slice(0, 2).join(' '))).toEqual([
    'f:1 apiVersion',
    'f:2 site',
    'f:4 channels.line-1.slack',
    'f:5 channels.line-2.teams',
    'f:5 channels.line-2.email',
    'f:6 channels.line-3',
    'f:7 channels."bad name"',
    'f:9 people.sam.roles.0',
    'f:10 people.bob.name',
    'f:10 people.bob.teams',
    'f:10 people.bob.slack',
    'f:11 people.eve.slack',
    'f:12 people.ida.teams',
    'f:14 routes.0.channel',
    'f:14 routes.0.policy',
  ]);
});

describe('files that are no plant', () => {
  const deep = (n: number) => '{ a: '.repeat(n);
  const cases: readonly (readonly [string, string, string])[] = [
    ['empty', '', 'f: is empty'],
    ['only a comment', '# nothing\n', 'f: is empty'],
    ['a word', 'hello', 'f:1: must be a map of'],
    ['a list', '- a', 'f:1: must be a map of'],
    ['no channels', 'apiVersion: andon/v1\nsite: s', 'f:1: channels: is missing'],
    [
      'channels without one',
      'apiVersion: andon/v1\nsite: s\nchannels: {}',
      'f:3: channels: needs at least one',
    ],
    ['brackets without end', '['.repeat(1_000_000), 'f: is nested too deeply'],
    ['maps without end', deep(200_000), 'f: is nested too deeply'],
    ['lists in one line', '- '.repeat(500_000), 'f: is nested too deeply'],
    ['deep but closed', `${deep(20)}1${' }'.repeat(20)}`, 'f:1: is nested too deeply'],
    [
      'anchors that multiply',
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]',
      'f: repeats its anchors too often',
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const started = performance.now();
    const faults = faultsOf(text);
    expect(faults.some((f) => f.startsWith(expected)) ? expected : faults).toBe(expected);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a file that is missing, a folder, too large, or not UTF-8', () => {
    const folder = mkdtempSync(join(tmpdir(), 'andon-plant-'));
    const large = join(folder, 'large.yaml');
    writeFileSync(large, `# ${'x'.repeat(1024 * 1024)}`);
    const latin = join(folder, 'latin.yaml');
    writeFileSync(latin, Buffer.from([0x73, 0x3a, 0x20, 0xe9, 0x0a]));
    const said = (path: string) => {
      const read = readPlantFile(path);
      return read.ok ? 'good' : read.faults.map((f) => f.sentence).join();
    };
    expect(said(join(folder, 'none.yaml'))).toBe('there is no such file');
    expect(said(folder)).toBe('is not a file');
    expect(said(large)).toContain('larger than 1 MiB');
    expect(said(latin)).toBe('is not text in UTF-8');
  });
});

test('input in a fault is short and can not steer a terminal', () => {
  const [fault = ''] = faultsOf(
    `${HEAD}routes:\n- { match: {}, channel: "\\e[2J\\u202e${'x'.repeat(200)}" }`,
  );
  expect(fault).not.toContain('\u001b');
  expect(fault).not.toContain('\u202e');
  expect(fault.length).toBeLessThan(200);
});

test('anchors are fine in moderation', () => {
  const plant = plantOf(`${HEAD}policies:
  a: &a { steps: [{ to: lead, after: 1m }] }
  b: *a`);
  expect(plant.policies.get('b')?.steps).toEqual(plant.policies.get('a')?.steps);
});
