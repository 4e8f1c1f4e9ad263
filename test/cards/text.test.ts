// Times, durations and text from outside, made readable.
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import type { Setting } from '../../bot/core/view.ts';
import { formNear, momentText, zoneName } from '../../cards/moment.ts';
import { clamp, NOTHING, tidy } from '../../cards/text.ts';
import { roundedUp } from '../../cards/words/forms.ts';
import { words } from '../../cards/words.ts';
import { openedAt, setting } from './fixtures.ts';

describe('times', () => {
  const place = (timezone: string): Setting => ({ ...setting, timezone });
  const summer = Date.UTC(2026, 6, 1, 12, 0);

  test('the site’s clock with its zone, summer and winter', () => {
    expect(momentText(openedAt, 'time', setting, 'with-zone')).toBe('10:20 CET');
    expect(momentText(summer, 'day', setting, 'with-zone')).toBe('1 Jul, 14:00 CEST');
    expect(momentText(summer, 'date', place('America/New_York'), 'with-zone')).toBe(
      '1 Jul 2026, 08:00 EDT',
    );
    expect(momentText(Date.UTC(2026, 0, 1), 'time', place('UTC'), 'no-zone')).toBe('00:00');
    expect(zoneName(summer, 'Asia/Tokyo')).toBe('GMT+9');
  });

  test('only as much date as is needed, by the site’s days', () => {
    const lateEvening = Date.UTC(2026, 11, 31, 22, 30);
    expect(formNear(lateEvening + 20 * MINUTE, lateEvening, setting)).toBe('time');
    expect(formNear(lateEvening + 40 * MINUTE, lateEvening, setting)).toBe('date');
    expect(formNear(openedAt + DAY, openedAt, setting)).toBe('day');
  });

  test('durations', () => {
    const { duration } = words('en');
    const shown = [0, 999, 47 * SECOND, MINUTE, 100 * SECOND, 59 * MINUTE + 59_999, 2 * HOUR];
    expect(shown.map(duration)).toEqual([
      '0 s',
      '0 s',
      '47 s',
      '1 min',
      '1 min 40 s',
      '59 min 59 s',
      '2 h',
    ]);
    expect(duration(26 * HOUR + 5 * MINUTE)).toBe('1 d 2 h');
    expect(duration(-5)).toBe('0 s');
    expect(duration(roundedUp(2 * HOUR + 1))).toBe('2 h 1 min');
  });
});

describe('text from outside', () => {
  test('is one readable line, never empty', () => {
    expect(tidy('  a\n\tb\u0000 \u202ec ', 50)).toBe('a b c');
    expect(tidy('\u0007\u200b', 50)).toBe(NOTHING);
    expect(tidy('', 50)).toBe(NOTHING);
    expect(tidy('Größe 5 µm 日本 👩‍🔧', 50)).toBe('Größe 5 µm 日本 👩‍🔧');
    expect(tidy(`Z${'\u0351'.repeat(400)}`, 50)).toBe(`Z${'\u0351'.repeat(3)}`);
  });

  test('is cut with a mark, never through a pair, never longer', () => {
    expect(clamp('abcdef', 4)).toBe('abc…');
    expect(clamp('ab😀cd', 4)).toBe('ab…');
    let seed = 7;
    for (let i = 0; i < 2_000; i += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const text = Array.from({ length: seed % 40 }, (_, k) =>
        String.fromCodePoint(((seed >> (k % 16)) * 7_919 * (k + 1)) % 0x10ffff),
      ).join('');
      const max = 2 + (seed % 19);
      const line = tidy(text, max);
      expect(line.length).toBeLessThanOrEqual(max);
      expect(line).not.toMatch(/\p{Cs}/u);
      expect(line).not.toBe('');
    }
  });
});
