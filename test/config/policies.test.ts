// Policies with time to answer, repeats, quiet hours and two acknowledgments: what they become, and which are refused.
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { faultText, readPlant } from '../../config/plant.ts';

// Seven lines, so that what is appended begins on line 8.
const HEAD = `apiVersion: andon/v1
site: s
timezone: Europe/Berlin
channels: { floor: { console: floor } }
people: { sam: { name: Sam, roles: [lead] } }
policies:
  p:
`;

function read(text: string) {
  return readPlant(HEAD + text);
}

function policyOf(text: string) {
  const found = read(text);
  if (!found.ok) throw new Error(found.faults.map((f) => faultText('f', f)).join('\n'));
  return found.plant.policies.get('p');
}

function minutesOf(text: string): readonly number[] | undefined {
  return policyOf(text)?.steps.map((s) => s.afterMs / MINUTE);
}

describe('steps with `auto` share the time to answer (vector `ack_timeout`)', () => {
  test('two levels of 240 minutes', () => {
    const text = `    respond: { within: 4h, action: 60m, travel: 20m }
    steps: [{ to: channel, after: 0s }, { to: lead, after: auto }]`;
    expect(minutesOf(text)).toEqual([0, 40]);
    expect(policyOf(text)?.expireMs).toBe(40 * MINUTE);
  });

  test('two levels of 90 minutes, the channel added', () => {
    const text = `    respond: { within: 90m, action: 20m, travel: 10m, margin: 0.5 }
    steps: [{ to: lead, after: auto }]`;
    expect(minutesOf(text)).toEqual([0, 15]);
  });

  test('beside steps with a time of their own', () => {
    const text = `    respond: { within: 4h, action: 60m, travel: 20m, margin: 0 }
    steps: [{ to: lead, after: 5m }, { to: "person:sam", after: auto }, { to: "channel:floor", after: auto }]`;
    expect(minutesOf(text)).toEqual([0, 5, 45, 85]);
  });
});

test('repeats, two acknowledgments and quiet hours', () => {
  const policy = policyOf(`    steps:
      - { to: channel, after: 0s, acks: 2 }
      - { to: lead, after: 10m, repeat: 3 every 5m, acks: 1 }
      - { to: "person:sam", after: 30m }
    quiet: { severities: [low, medium, low], from: "22:00", until: "06:00" }`);
  expect(policy?.steps).toEqual([
    { to: { kind: 'channel' }, afterMs: 0, needsTwo: true },
    { to: { kind: 'lead' }, afterMs: 10 * MINUTE, repeat: { times: 3, everyMs: 5 * MINUTE } },
    { to: { kind: 'person', key: 'sam' }, afterMs: 30 * MINUTE },
  ]);
  expect(policy?.quiet).toEqual({
    severities: ['low', 'medium'],
    fromMs: 22 * HOUR,
    untilMs: 6 * HOUR,
    zone: 'Europe/Berlin',
  });
});

test('critical alerts in quiet hours are noted', () => {
  const found = read(`    steps: [{ to: lead, after: 1m }]
    quiet: { severities: [critical], from: "22:00", until: "06:00" }`);
  expect(found.ok && found.notes.map((n) => faultText('f', n))).toEqual([
    'f:9: policies.p.quiet.severities: lets critical alerts wait, too',
  ]);
});

describe('faults name their line', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'nothing is left for an answer (vector `ack_timeout`)',
      '    respond: { within: 18m, action: 12m }\n    steps: [{ to: channel, after: 0s }]',
      ["8: policies.p.respond: leaves no time for an answer: chat can't be the response path"],
    ],
    [
      'auto without a time to respond',
      '    steps:\n      - { to: lead, after: auto }',
      ['9: policies.p.steps.0.after: is auto, so the policy needs respond'],
    ],
    [
      'a step that comes too late',
      '    respond: { within: 90m, action: 20m, travel: 10m }\n    steps:\n      - { to: lead, after: 30m }',
      ['10: policies.p.steps.0.after: is too late: an answer is needed within 30m'],
    ],
    [
      'a step before an automatic one',
      '    respond: { within: 4h, action: 60m, travel: 20m }\n    steps:\n      - { to: lead, after: auto }\n      - { to: "person:sam", after: 10m }',
      ['11: policies.p.steps.1.after: must be later than 26m40s, the step before'],
    ],
    [
      'repeats beyond the next step',
      '    steps:\n      - { to: lead, after: 10m, repeat: 4 every 5m }\n      - { to: "person:sam", after: 30m }',
      [
        '9: policies.p.steps.0.repeat: goes on until the next step or longer: that is due after 30m',
      ],
    ],
    [
      'repeats beyond the end',
      '    expire: 5m\n    steps:\n      - { to: lead, after: 10m, repeat: 1 every 5m }',
      ['10: policies.p.steps.0.repeat: goes on until the next step or longer'],
    ],
    [
      'repeats that are none',
      '    steps:\n      - { to: lead, after: 10m, repeat: often }\n      - { to: lead, after: 20m, repeat: 0 every 1m }\n      - { to: lead, after: 30m, repeat: 3 every 0s }',
      [
        '9: policies.p.steps.0.repeat: must be how often and how far apart',
        '10: policies.p.steps.1.repeat: must be how often',
        '11: policies.p.steps.2.repeat: must be how often',
      ],
    ],
    [
      'three acknowledgments',
      '    steps:\n      - { to: lead, after: 10m, acks: 3 }',
      ['9: policies.p.steps.0.acks: must be 1 or 2'],
    ],
    [
      'quiet hours that never are',
      '    steps: [{ to: lead, after: 1m }]\n    quiet: { severities: [low], from: "06:00", until: "06:00" }',
      ['9: policies.p.quiet.until: is the same as from'],
    ],
    [
      'a severity that is none',
      '    steps: [{ to: lead, after: 1m }]\n    quiet: { severities: [minor], from: "22:00", until: "06:00" }',
      ['9: policies.p.quiet.severities.0: must be one of low, medium, high, critical'],
    ],
    [
      'a margin below nothing',
      '    steps: [{ to: lead, after: 1m }]\n    respond: { within: 1h, action: 1m, margin: -1 }',
      ['9: policies.p.respond.margin: must not be negative'],
    ],
    [
      'a route for a shift that is none',
      '    steps: [{ to: lead, after: 1m }]\nroutes:\n  - { match: { shift: N }, channel: floor }',
      ['10: routes.0.match.shift: there is no shift "N"; there are -'],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const found = read(`${text}\n`);
    const faults = found.ok ? ['none'] : found.faults.map((f) => faultText('f', f));
    expect(faults).toHaveLength(expected.length);
    expected.forEach((start, i) => {
      expect(faults[i]).toContain(`f:${start}`);
    });
  });
});
