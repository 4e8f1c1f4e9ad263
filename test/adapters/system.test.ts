// The machine's side of the ports: the arithmetic of the sampling hash against published numbers, ids that grow, a log that
// keeps secrets out, and measurements as Prometheus reads them.
import { describe, expect, test } from 'vitest';
import {
  keyedHash,
  pinoLog,
  promMeter,
  samplingHash,
  systemClock,
  uuidIds,
} from '../../bot/adapters/system.ts';

describe('the sampling hash', () => {
  test.each([
    ['det-0001', 0.617329595],
    ['det-0002', 0.53555628],
    ['det-0003', 0.485838389],
    ['det-0004', 0.51736232],
    ['det-0005', 0.964934558],
    ['det-0006', 0.054355343],
    ['det-0007', 0.419027226],
    ['det-0008', 0.883896702],
  ])('of %s under audit-key-1 is %d', (text, u) => {
    expect(keyedHash('audit-key-1', text)).toBeCloseTo(u, 9);
  });

  test('is taken over source, newline, id', () => {
    const hash = samplingHash('k');
    expect(hash('cam-1', 'a')).toBe(keyedHash('k', 'cam-1\na'));
    expect(hash('cam-1', 'a')).not.toBe(samplingHash('other')('cam-1', 'a'));
  });

  test('selects 1,009 of 10,000 at one in ten, and never reaches one', () => {
    const all = Array.from({ length: 10_000 }, (_, i) => `det-${String(i + 1).padStart(4, '0')}`);
    const draws = all.map((id) => keyedHash('audit-key-1', id));
    expect(draws.filter((u) => u < 0.1).length).toBe(1_009);
    expect(Math.max(...draws)).toBeLessThan(1);
  });
});

test('ids are version 7 and grow, also within a millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => uuidIds.next());
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the clock counts milliseconds since 1970', () => {
  const before = Date.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});

describe('the log', () => {
  function logged(write: (log: ReturnType<typeof pinoLog>) => void): unknown[] {
    const lines: string[] = [];
    write(pinoLog('info', { write: (line) => void lines.push(line) }));
    return lines.map((line) => JSON.parse(line));
  }

  test('is JSON lines with a level in words and facts beside the text', () => {
    const [line, ...rest] = logged((log) => {
      log.debug('not at this level');
      log.warn('a chat is slow', { platform: 'slack' });
    });
    expect(line).toMatchObject({ level: 'warn', text: 'a chat is slow', platform: 'slack' });
    expect(rest).toEqual([]);
  });

  test('never shows a secret, and shows an error with its cause', () => {
    const [line] = logged((log) => {
      log.error('it failed', {
        token: 'abc',
        password: 'def',
        error: new Error('outside said no'),
      });
    });
    expect(JSON.stringify(line)).not.toMatch(/abc|def/);
    expect(line).toMatchObject({ error: { message: 'outside said no' } });
  });
});

describe('the meter', () => {
  test('writes what was counted, by label', async () => {
    const meter = promMeter();
    meter.count('andon_detections_total', { status: 'opened' });
    meter.count('andon_detections_total', { status: 'opened' }, 2);
    meter.count('andon_taps_total', { verb: 'confirm', outcome: 'done' });
    meter.count('andon_deliveries_total', { platform: 'slack', outcome: 'sent' });
    meter.count('andon_unreachable_total', {});
    meter.gauge('andon_outbox_pending', 7);
    const text = await meter.text();
    expect(text).toContain('andon_detections_total{status="opened"} 3');
    expect(text).toContain('andon_detections_total{status="rejected"} 0');
    expect(text).toContain('andon_taps_total{verb="confirm",outcome="done"} 1');
    expect(text).toContain('andon_deliveries_total{platform="slack",outcome="sent"} 1');
    expect(text).toContain('andon_unreachable_total 1');
    expect(text).toContain('andon_outbox_pending 7');
  });

  test('has a registry of its own, and no negative durations', async () => {
    const meter = promMeter();
    promMeter().observe('andon_ingest_seconds', 1);
    meter.observe('andon_ingest_seconds', -3);
    meter.observe('andon_tap_seconds', 0.02);
    meter.observe('andon_delivery_delay_seconds', 45);
    const text = await meter.text();
    expect(text).toContain('andon_ingest_seconds_sum 0');
    expect(text).toContain('andon_ingest_seconds_count 1');
    expect(text).toContain('andon_tap_seconds_count 1');
    expect(text).toContain('andon_delivery_delay_seconds_bucket{le="60"} 1');
  });
});
