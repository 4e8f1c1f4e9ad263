// A card over the size that the platform takes does without what can be missed, in this order, and keeps its buttons.
import { expect, test } from 'vitest';
import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import { type AlertModel, alertModel } from '../../cards/alert/model.ts';
import { setting, views } from './fixtures.ts';
import { adaptiveFaults, strings } from './limits.ts';

const usual = alertModel(views['open-with-readings'], setting);
const judged = alertModel(views.rejected, setting);

/** Text of so many thousand characters. */
const text = (thousands: number): string => 'x'.repeat(thousands * 1_000);
const reading = {
  ...usual.readings[0],
  name: 'depth',
  value: '1',
  limit: null,
  isOver: false,
  trend: null,
};

/** What each step may grow to, when all before it are left out. */
function grown(by: Partial<Record<'picture' | 'readings' | 'why', number>>): AlertModel {
  const { picture = 0, readings = 0, why = 0 } = by;
  const shown = { url: 'https://a.example.com/1.png', alt: `§P${text(picture)}` };
  return {
    ...usual,
    picture: { ...shown, isShowable: true, kept: null, fetching: null },
    readings: [{ ...reading, name: `§R${text(readings)}` }],
    why: [`§W${text(why)}`],
  };
}

function shows(model: AlertModel): string {
  const all = strings(alertAdaptive(model).card);
  const has = (start: RegExp) => all.some((s) => start.test(s.text));
  return `${has(/§P/) ? 'P' : '-'}${has(/§R/) ? 'R' : '-'}${has(/§W/) ? 'W' : '-'}`;
}

test.each([
  ['fits', {}, 'PRW'],
  ['a picture too much', { picture: 30 }, '-RW'],
  ['readings too much', { readings: 30 }, '--W'],
  ['reasons too much', { why: 30 }, '---'],
  ['each a little too much', { picture: 14, readings: 14, why: 14 }, '--W'],
] as const)('%s', (_title, by, left) => {
  const model = grown(by);
  expect(shows(model)).toBe(left);
  const drawn = alertAdaptive(model);
  expect(adaptiveFaults(drawn)).toEqual([]);
  const verbs = strings(drawn.card).flatMap((s) => (s.field === 'verb' ? [s.text] : []));
  expect(verbs).toEqual(expect.arrayContaining(['confirm', 'reject', 'escalate']));
});

test('then further reasons, then what can be looked up', () => {
  const [first] = judged.buttons.furtherReasons;
  if (first === undefined) throw new Error('a rejected card has further reasons');
  const many = Array.from({ length: 300 }, (_, n) => ({
    ...first,
    text: `${first.text} ${n}${text(0.1)}`,
  }));
  const long = { ...judged, buttons: { ...judged.buttons, furtherReasons: many } };
  expect(JSON.stringify(alertAdaptive(long))).not.toContain('Input.ChoiceSet');
  const past = [{ kind: 'words', text: text(30), isStrong: false }] as const;
  const wordy = { ...usual, past, count: past };
  expect(adaptiveFaults(alertAdaptive(wordy))).toEqual([]);
});
