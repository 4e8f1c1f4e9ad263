// The parity table in the README is what the conformance suite proves; `npm run golden` writes it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { GROUPS } from './abilities.ts';
import { parityTable, withTable } from './parity.ts';

const README = path.resolve(import.meta.dirname, '../../README.md');

test('the README says what is proved (npm run golden writes it)', async () => {
  const readme = readFileSync(README, 'utf8');
  await expect(withTable(readme, parityTable(GROUPS))).toMatchFileSnapshot(README);
});

test('a README without a place for the table is a fault', () => {
  expect(() => withTable('# Andon', '')).toThrow(/no place/);
});
