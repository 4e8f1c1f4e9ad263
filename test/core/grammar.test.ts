// The small languages: commands, durations, instants, globs. What is not understood is a value, never an exception.
import { describe, expect, test } from 'vitest';
import { UNREAD_MS } from '../../bot/core/command/alerts.ts';
import { COMMAND_LIMIT, COMMAND_WORDS, parseCommand } from '../../bot/core/command.ts';
import { matchesGlob } from '../../bot/core/glob.ts';
import { routeOf } from '../../bot/core/routing.ts';
import {
  durationText,
  HOUR,
  isoText,
  MINUTE,
  parseDuration,
  parseInstant,
  SECOND,
} from '../../bot/core/time.ts';
import { detection, NOON, plant } from './world.ts';

const PRESS = { asset: 'press-4', type: null };
const STOPPED = { asset: 'press-4', state: 'stopped' };

function suppressing(over: object): object {
  return { kind: 'suppress', ...over };
}

function maintaining(over: object): object {
  return suppressing({
    ...{ ask: 'maintenance', ...PRESS, forMs: 4 * HOUR, reason: 'new gearbox' },
    ...over,
  });
}

describe('a command', () => {
  test.each([
    ['', { kind: 'help', unknown: null, word: null }],
    ['help', { kind: 'help', unknown: null, word: null }],
    ['help show', { kind: 'help', unknown: null, word: 'show' }],
    ['help coffee', { kind: 'help', unknown: null, word: null }],
    ['on', { kind: 'on', areas: [] }],
    ['on hall-b', { kind: 'on', areas: ['hall-b'] }],
    ['on “hall b” hall-c hall-c', { kind: 'on', areas: ['hall b', 'hall-c'] }],
    ['on a b c d e f g h i j k', { ...unknown('on'), unknown: 'on a b c d e f g h i j k' }],
    ['off', { kind: 'off', who: null }],
    ['off @ana', { kind: 'off', who: '@ana' }],
    ['off Ana Ruiz', { kind: 'off', who: 'Ana Ruiz' }],
    ['who', { kind: 'who', area: null }],
    ['who hall-b', { kind: 'who', area: 'hall-b' }],
    ['who hall b', { ...unknown('who'), unknown: 'who hall b' }],
    ['shift', { kind: 'shift', area: null }],
    ['shift hall-b', { kind: 'shift', area: 'hall-b' }],
    ['shift calendar', { kind: 'calendar', area: null }],
    ['shift Calendar hall-b', { kind: 'calendar', area: 'hall-b' }],
    ['cover @ana until 06:00', covering({ until: '06:00' })],
    ['Cover @ana FROM 22:00 Until 06:00', covering({ from: '22:00', until: '06:00' })],
    ['shift cover @ana until tomorrow 06:00', covering({ until: 'tomorrow 06:00' })],
    ['shift cover @ana for 2h', covering({ forSpan: '2h' })],
    ['cover @ana', covering({})],
    ['cover Ana Ruiz by Bo Lang', { ...covering({}), who: 'Ana Ruiz', by: 'Bo Lang' }],
    ['handover', { kind: 'handover', what: 'show' }],
    ['handover Sign', { kind: 'handover', what: 'sign' }],
    ['handover accept', { kind: 'handover', what: 'accept' }],
    ['handover note oven 3 is off', { kind: 'handover', what: 'note', text: 'oven 3 is off' }],
    ['handover note', { kind: 'handover', what: 'note', text: '' }],
    ['handover drop 2', { kind: 'handover', what: 'drop', number: 2, roster: null }],
    ['Handover DROP #12', { kind: 'handover', what: 'drop', number: 12, roster: null }],
    ['handover drop 2 hall b', { kind: 'handover', what: 'drop', number: 2, roster: 'hall b' }],
    ['handover drop', { ...unknown('handover'), unknown: 'handover drop' }],
    ['handover drop 0', { ...unknown('handover'), unknown: 'handover drop 0' }],
    ['handover drop -1', { ...unknown('handover'), unknown: 'handover drop -1' }],
    ['handover drop two', { ...unknown('handover'), unknown: 'handover drop two' }],
    ['handover forget', { ...unknown('handover'), unknown: 'handover forget' }],
    ['cover', unknown('cover')],
    ['cover until 06:00', { ...unknown('cover'), unknown: 'cover until 06:00' }],
    ['cover @ana until', { ...unknown('cover'), unknown: 'cover @ana until' }],
    ['cover @ana for 2h until 6', { ...unknown('cover'), unknown: 'cover @ana for 2h until 6' }],
    ['cover @a from 1 from 2', { ...unknown('cover'), unknown: 'cover @a from 1 from 2' }],
    ['shift swap blue', swapping({})],
    ['shift swap blue until 18:00', swapping({ until: '18:00' })],
    ['shift swap “b 2” in hall-b', { ...swapping({}), crew: 'b 2', area: 'hall-b' }],
    ['shift swap', { ...unknown('shift'), unknown: 'shift swap' }],
    ['shift swap red blue', { ...unknown('shift'), unknown: 'shift swap red blue' }],
    ['maintenance', suppressing({ ask: 'list' })],
    ['out-of-service', suppressing({ ask: 'list' })],
    ['maintenance press-4 4h new gearbox', maintaining({})],
    ['Maintenance press-4 TYPE=vibration 4h new gearbox', maintaining({ type: 'vibration' })],
    ['maintenance press-4 4h type=vib-* new gearbox', maintaining({ type: 'vib-*' })],
    ['maintenance “press 4” 4h new gearbox', maintaining({ asset: 'press 4' })],
    ['maintenance press-4 0s new gearbox', maintaining({ forMs: 0 })],
    ['maintenance press-4 3650d new gearbox', maintaining({ forMs: Number.POSITIVE_INFINITY })],
    ['maintenance press-4 10y new gearbox', maintaining({ forMs: Number.POSITIVE_INFINITY })],
    ['maintenance press-4 4h', { ...unknown('maintenance'), unknown: 'maintenance press-4 4h' }],
    ['maintenance press-4', { ...unknown('maintenance'), unknown: 'maintenance press-4' }],
    ['maintenance off press-4', suppressing({ ask: 'end', of: 'maintenance', ...PRESS })],
    ['maintenance off', { ...unknown('maintenance'), unknown: 'maintenance off' }],
    [
      'out-of-service press-4 type=vibration waits for parts',
      suppressing({
        ...{ ask: 'out-of-service', ...PRESS, type: 'vibration' },
        reason: 'waits for parts',
      }),
    ],
    ['out-of-service press-4', { ...unknown('out-of-service'), unknown: 'out-of-service press-4' }],
    ['in-service press-4', suppressing({ ask: 'end', of: 'out-of-service', ...PRESS })],
    ['in-service press-4 now', { ...unknown('in-service'), unknown: 'in-service press-4 now' }],
    ['state press-4 Stopped', suppressing({ ask: 'state', ...STOPPED, forMs: null })],
    ['state press-4 stopped 2h', suppressing({ ask: 'state', ...STOPPED, forMs: 2 * HOUR })],
    ['state press-4 stopped soon', { ...unknown('state'), unknown: 'state press-4 stopped soon' }],
    ['state press-4', { ...unknown('state'), unknown: 'state press-4' }],
    ['  HELP  ', { kind: 'help', unknown: null, word: null }],
    ['open', { kind: 'open' }],
    ['mine', { kind: 'mine' }],
    ['report', { kind: 'report', span: 'all' }],
    ['report week', { kind: 'report', span: 'week' }],
    ['report Shift', { kind: 'report', span: 'shift' }],
    ['show 8f21', { kind: 'show', id: '8f21' }],
    ['show #8F21', { kind: 'show', id: '8f21' }],
    ['show\u00a08f21', { kind: 'show', id: '8f21' }],
    ['take 8f21', act('take')],
    ['confirm 8f21 saw it myself', { ...act('confirm'), text: 'saw it myself' }],
    [
      'shelve 8f21 2h waiting for parts',
      { ...act('shelve'), forMs: 2 * HOUR, text: 'waiting for parts' },
    ],
    ['shelve 8f21', act('shelve')],
    ['shelve 8f21 0m', { ...act('shelve'), forMs: 0 }],
    ['shelve 8f21 10y', { ...act('shelve'), forMs: UNREAD_MS }],
    ['shelve 8f21 10 years', { ...act('shelve'), forMs: UNREAD_MS, text: 'years' }],
    ['shelve 8f21 1.5h', { ...act('shelve'), forMs: UNREAD_MS }],
    ['shelve 8f21 -2h', { ...act('shelve'), forMs: UNREAD_MS }],
    ['shelve 8f21 2nd belt is out', { ...act('shelve'), text: '2nd belt is out' }],
    ['hand-over 8f21 @ana going home', { ...act('hand-over'), code: 'ana', text: 'going home' }],
    ['hand-over 8f21', { kind: 'help', unknown: 'hand-over 8f21', word: 'hand-over' }],
    ['open now', { kind: 'help', unknown: 'open now', word: 'open' }],
    ['show', { kind: 'help', unknown: 'show', word: 'show' }],
    ['show xyz', { kind: 'help', unknown: 'show xyz', word: 'show' }],
    ['take', { kind: 'help', unknown: 'take', word: 'take' }],
    ['take 8f2', { kind: 'help', unknown: 'take 8f2', word: 'take' }],
    ['report yesterday', { kind: 'help', unknown: 'report yesterday', word: 'report' }],
    ['constructor 8f21', { kind: 'help', unknown: 'constructor 8f21', word: null }],
    ['make coffee', { kind: 'help', unknown: 'make coffee', word: null }],
  ])('%j', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  function act(verb: string) {
    return { kind: 'act', verb, id: '8f21', text: null, code: null, forMs: null };
  }

  function unknown(word: string) {
    return { kind: 'help', unknown: word, word };
  }

  function covering(span: object) {
    const times = { from: null, until: null, forSpan: null, ...span };
    return { kind: 'cover', who: '@ana', by: null, span: times };
  }

  function swapping(span: object) {
    const times = { from: null, until: null, forSpan: null, ...span };
    return { kind: 'swap', crew: 'blue', area: null, span: times };
  }

  test('every word that help lists is understood', () => {
    for (const word of COMMAND_WORDS) {
      const found = [word, `${word} 8f21`, `${word} 8f21 ana`, `${word} line-1 scratch`].map(
        parseCommand,
      );
      expect(
        found.some((c) => c.kind !== 'help' || c.unknown === null),
        word,
      ).toBe(true);
    }
  });

  test('a very long text is cut, not refused', () => {
    const command = parseCommand(`confirm 8f21 ${'x'.repeat(50_000)}`);
    expect(command.kind === 'act' && command.text?.length).toBeLessThan(COMMAND_LIMIT);
  });
});

describe('a duration', () => {
  test.each([
    ['0s', 0],
    ['2s', 2 * SECOND],
    ['10m', 10 * MINUTE],
    ['4h', 4 * HOUR],
    ['1h30m', 90 * MINUTE],
    ['', null],
    ['10', null],
    ['m', null],
    ['-5m', null],
    ['1.5h', null],
    ['10 m', null],
    ['10y', null],
    ['99999h', null],
  ])('%j is %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test('is written as it is read', () => {
    for (const ms of [0, 2_000, 600_000, 5_400_000, 90_061_000]) {
      expect(parseDuration(durationText(ms))).toBe(ms);
    }
  });
});

describe('an instant', () => {
  test.each([
    ['2026-11-22T10:20:00Z', '2026-11-22T10:20:00.000Z'],
    ['2026-11-22T10:20:00.5+01:00', '2026-11-22T09:20:00.500Z'],
    ['2026-11-22T10:20Z', '2026-11-22T10:20:00.000Z'],
  ])('%j', (text, iso) => {
    const at = parseInstant(text);
    expect(at === null ? null : isoText(at)).toBe(iso);
  });

  test.each(['2026-11-22T10:20:00', '2026-11-22', '2026-13-01T00:00:00Z', 'yesterday', ''])(
    '%j is none: it names no offset, or is no date',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );
});

describe('a route', () => {
  test.each([
    ['line-1/station-12', 'line-1/*', true],
    ['line-1/cell/station', 'line-1/*', true],
    ['line-10/station', 'line-1/*', false],
    ['line-1', 'line-1', true],
    ['line-12', 'line-1', false],
    ['abcabc', '*abc', true],
    ['ab', 'ab*b', false],
    ['a-b-c', 'a*b*c', true],
    ['', '*', true],
    ['x', '', false],
  ])('%j matches %j: %j', (text, glob, isMatch) => {
    expect(matchesGlob(text, glob)).toBe(isMatch);
  });

  test('is matched in linear time, whatever the pattern', () => {
    const started = performance.now();
    expect(matchesGlob('a'.repeat(50_000), `${'a*'.repeat(200)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('the first that matches wins; without any the first channel gets it', () => {
    const routes = [
      { ...plant.routes[0], match: { severity: 'critical' }, channel: 'floor' },
      { ...plant.routes[0], match: { asset: 'line-2/*' }, channel: 'floor' },
    ].map((r) => ({ policy: 'standard', joinWithinMs: null, reopenWithinMs: null, ...r }));
    const routed = { ...plant, routes };
    expect(routeOf(detection({ severity: 'critical' }), routed, NOON).channel).toBe('floor');
    expect(routeOf(detection(), routed, NOON).channel).toBe('line-1');
  });
});

describe('a command about rules', () => {
  const none = { channel: null, policy: null, joinWithin: null };
  test.each([
    ['channel', { kind: 'channel', ask: 'list' }],
    ['channel #line-1', { kind: 'channel', ask: 'show', name: 'line-1' }],
    ['channel line-1 here', { kind: 'channel', ask: 'here', name: 'line-1', ...here(false) }],
    [
      'channel line-1 here sure 19:x',
      { kind: 'channel', ask: 'here', name: 'line-1', ...here(true, '19:x') },
    ],
    ['channel line-1 OFF', { kind: 'channel', ask: 'off', name: 'line-1' }],
    ['channel a language DE', { kind: 'channel', ask: 'language', name: 'a', language: 'de' }],
    ['channel a language', { kind: 'channel', ask: 'language', name: 'a', language: null }],
    ['route', { kind: 'route', ask: 'list' }],
    ['route #3', { kind: 'route', ask: 'show', place: 3 }],
    ['route 3 up', { kind: 'route', ask: 'up', place: 3 }],
    [
      'route add asset=line-1/* channel=#floor joinwithin=1h',
      {
        kind: 'route',
        ask: 'add',
        ...none,
        match: { asset: 'line-1/*' },
        channel: 'floor',
        joinWithin: '1h',
        typed: 'asset=line-1/* channel=#floor joinwithin=1h',
      },
    ],
    [
      'route add type=a=b',
      { kind: 'route', ask: 'add', ...none, match: { type: 'a=b' }, typed: 'type=a=b' },
    ],
    ['route test asset=x', { kind: 'route', ask: 'test', facts: { asset: 'x' } }],
    ['policy', { kind: 'policy', ask: 'list' }],
    ['policy night remove', { kind: 'policy', ask: 'remove', name: 'night' }],
    [
      'policy night set channel@0s idle 1h channel:floor@20m expire 30m',
      {
        kind: 'policy',
        ask: 'set',
        name: 'night',
        steps: [
          { to: 'channel', after: '0s' },
          { to: 'channel:floor', after: '20m' },
        ],
        expire: '30m',
        idle: '1h',
      },
    ],
    ['person', { kind: 'person', ask: 'list' }],
    ['person Ana Ruiz', { kind: 'person', ask: 'show', name: 'Ana Ruiz' }],
    ['person Ana Ruiz role lead', { kind: 'person', ask: 'role', name: 'Ana Ruiz', role: 'lead' }],
    ['person ana role', { kind: 'person', ask: 'role', name: 'ana', role: null }],
    [
      'person Zoe Kern add @zoe lead',
      { kind: 'person', ask: 'add', name: 'Zoe Kern', who: '@zoe', role: 'lead' },
    ],
    ['person zoe add', { kind: 'person', ask: 'add', name: 'zoe', who: null, role: 'technician' }],
    ['token', { kind: 'token', ask: 'list' }],
    ['token cam revoke', { kind: 'token', ask: 'revoke', name: 'cam' }],
    [
      'token add cam read,ingest 90d',
      {
        kind: 'token',
        ask: 'add',
        name: 'cam',
        scopes: ['ingest', 'read'],
        forMs: 90 * 24 * HOUR,
      },
    ],
    ['token add cam', { kind: 'token', ask: 'add', name: 'cam', scopes: [], forMs: null }],
    ['model', { kind: 'model' }],
    ['plant', { kind: 'plant', ask: 'show' }],
    ['plant undo', { kind: 'plant', ask: 'undo' }],
    ['claim abc', { kind: 'claim', code: 'abc' }],
    // Copied from an answer, where signs of mark-up are replaced and some are hidden.
    [
      'route test asset=line-1/\u2217',
      { kind: 'route', ask: 'test', facts: { asset: 'line-1/*' } },
    ],
  ])('%j', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  function here(isSure: boolean, address: string | null = null) {
    return { isSure, address };
  }

  test.each([
    'channel two words',
    'channel a here maybe',
    'channel a language klingon',
    'route add',
    'route add colour=red',
    'route add asset=a asset=b',
    'route add asset=a joinWithin=soon',
    'route 0 up',
    'route 2 sideways',
    'route test',
    'policy night set',
    'policy night set lead@soon',
    'policy night set channel@0s expire',
    'person add @zoe',
    'person is lying on the floor',
    'person ana role boss',
    'person zoe add @zoe and more',
    'token add cam everything',
    'token add cam read 90m',
    'token cam delete',
    'model all',
    'plant burn',
    'claim',
    'claim a b',
  ])('%j is answered with what its word can do', (text) => {
    expect(parseCommand(text)).toMatchObject({ kind: 'help', word: text.split(' ')[0] });
  });
});
