// Suppression in the plant file: what rules become, and which are refused, with the line.
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../bot/core/time.ts';
import { faultText, readPlant } from '../../config/plant.ts';

// Six lines, so that what is appended begins on line 7.
const HEAD = `apiVersion: andon/v1
site: s
timezone: Europe/Berlin
channels: { floor: { console: floor } }
people: { sam: { name: Sam, roles: [lead] } }
suppress:
`;

function read(text: string, head = HEAD) {
  return readPlant(head + text);
}

function rulesOf(text: string, head = HEAD) {
  const found = read(text, head);
  if (!found.ok) throw new Error(found.faults.map((f) => faultText('f', f)).join('\n'));
  return found.plant.suppress;
}

function faultsOf(text: string): readonly string[] {
  const found = read(text);
  return found.ok ? [] : found.faults.map((f) => faultText('f', f));
}

const rule = (when: string) => `  - { match: { asset: "a/*" }, when: [${when}], reason: planned }`;

describe('a rule', () => {
  test('with a weekly window over midnight, and states in any case', () => {
    const text = `  - match: { asset: "line-3/*", type: vibration }
    when: [{ days: [fri, sat], from: "22:00", until: "06:00" }]
    assetState: [Stopped, " cleaning "]
    reason: the line stands`;
    expect(rulesOf(text)).toEqual([
      {
        match: { asset: 'line-3/*', type: 'vibration' },
        windows: [{ kind: 'weekly', days: [4, 5], fromMs: 22 * HOUR, untilMs: 6 * HOUR }],
        assetStates: ['stopped', 'cleaning'],
        reason: 'the line stands',
      },
    ]);
  });

  test('with whole days, every day, and dates', () => {
    const every = [0, 1, 2, 3, 4, 5, 6];
    const text = `${rule('{ days: [sun] }, { from: "12:00", until: "13:00" }')}
${rule('{ from: 2026-12-24T06:00, until: "2026-12-27T06:00+02:00" }')}`;
    const windows = rulesOf(text)?.map((r) => r.windows);
    expect(windows).toEqual([
      [
        { kind: 'weekly', days: [6], fromMs: 0, untilMs: 0 },
        { kind: 'weekly', days: every, fromMs: 12 * HOUR, untilMs: 13 * HOUR },
      ],
      // Without an offset it is what the clock at the site shows.
      [{ kind: 'once', from: Date.UTC(2026, 11, 24, 5), until: Date.UTC(2026, 11, 27, 4) }],
    ]);
  });

  test('dates on the wall of a site without a zone are UTC', () => {
    const head = HEAD.replace('timezone: Europe/Berlin\n', '');
    const [first] =
      rulesOf(rule('{ from: 2026-12-24T06:00, until: 2026-12-24T07:00 }'), head) ?? [];
    const [from, until] = [Date.UTC(2026, 11, 24, 6), Date.UTC(2026, 11, 24, 7)];
    expect(first?.windows).toEqual([{ kind: 'once', from, until }]);
  });

  test('a file without rules, or with an empty list, suppresses nothing', () => {
    expect(rulesOf('  []')).toBeUndefined();
    expect(rulesOf('')).toBeUndefined();
  });
});

test.each([
  ['  - { match: {}, reason: x }', 'f:7: suppress.0: needs when or assetState'],
  ['  - { match: {}, when: [{ days: [sun] }] }', 'f:7: suppress.0.reason: is missing'],
  [rule('{ days: [sunday] }'), 'must be one of mon, tue'],
  [rule(''), 'needs at least one window'],
  [rule('{}'), 'f:7: suppress.0.when.0: needs days, or from and until'],
  [rule('{ from: "06:00" }'), 'needs both from and until'],
  [rule('{ from: "06:00", until: "06:00" }'), 'begins and ends at 06:00'],
  [rule('{ from: "06:00", until: 2026-12-24T06:00 }'), 'mixes a time of day with a date'],
  [rule('{ from: "6 o’clock", until: "07:00" }'), 'must be a time of day such as "22:00"'],
  [rule('{ from: 2026-12-24T06:00, until: 2026-12-24T05:00 }'), 'ends before it begins'],
  [rule('{ from: 2026-12-24T06:00, until: 2036-12-24T06:00 }'), 'is longer than a year'],
  [rule('{ days: [thu], from: 2026-12-24T06:00, until: 2026-12-25T06:00 }'), 'has dates'],
  ['  - { match: {}, assetState: stopped, reason: x }', 'must be a list of states'],
  ['  - { match: {}, assetState: [], reason: x }', 'needs at least one state'],
  ['  - { match: { colour: red }, assetState: [s], reason: x }', 'colour: is not a key here'],
])('%s is refused', (text, sentence) => {
  expect(faultsOf(text).join('\n')).toContain(sentence);
});

test('a site in a zone that nobody knows is refused before any window is read', () => {
  const found = read(
    rule('{ from: 2026-12-24T06:00, until: 2026-12-24T05:00 }'),
    HEAD.replace('Berlin', 'Berlinn'),
  );
  expect(found.ok ? [] : found.faults.map((f) => faultText('f', f))).toEqual([
    'f:3: timezone: is not a known time zone; it looks like Europe/Paris',
  ]);
});

test('a rule that hides critical alerts, or everything, is noted', () => {
  const found = read(`  - { match: { severity: critical }, assetState: [stopped], reason: x }
  - { match: { asset: "*" }, assetState: [stopped], reason: x }`);
  expect(found.ok ? found.notes.map((f) => faultText('f', f)) : []).toEqual([
    'f:7: suppress.0.match.severity: hides critical alerts, too',
    'f:8: suppress.1: matches everything, also what names the cause',
  ]);
});

describe('types', () => {
  const TYPES = HEAD.replace('suppress:\n', 'types:\n');

  test('that are highly managed, by name or pattern', () => {
    const found = read(
      '  "ppe-*": { highlyManaged: true }\n  leak: { highlyManaged: false }\n  7: {}',
      TYPES,
    );
    expect(found.ok ? found.plant.highlyManaged : found.faults).toEqual(['ppe-*']);
  });

  test.each([
    ['  leak: { highlyManaged: yes }', 'f:7: types.leak.highlyManaged: must be true or false'],
    ['  leak: { highly-managed: true }', 'is not a key here; known are highlyManaged'],
    ['  "": { highlyManaged: true }', 'names each type by text'],
    ['  - leak', 'must be a map of types, by name'],
  ])('%s is refused', (text, sentence) => {
    const found = read(text, TYPES);
    const faults = found.ok ? [] : found.faults.map((f) => faultText('f', f));
    expect(faults.join('\n')).toContain(sentence);
  });
});
