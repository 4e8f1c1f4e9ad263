// `npm run plant -- check FILE`: every fault with its line and 78, or one line and 0.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plant } from '../../bot/cli/plant.ts';
import { CONTRACT_PLANT } from '../config/contract-plant.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'andon-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { code: number; out: string; err: string } {
  let out = '';
  let err = '';
  const code = plant(args, {
    env: {},
    cwd: folder,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

test('a good file is one line', () => {
  writeFileSync(join(folder, 'p.yaml'), CONTRACT_PLANT);
  expect(run('check', 'p.yaml')).toEqual({
    code: 0,
    out: 'p.yaml is good: 3 channels, 2 people, 2 routes, 1 policy\n',
    err: '',
  });
});

test('what is odd is a note, and still good', () => {
  const text = `${CONTRACT_PLANT}  late: { steps: [{ to: shift-lead, after: 1h }] }\n`;
  writeFileSync(join(folder, 'p.yaml'), text);
  const { code, err } = run('check', 'p.yaml');
  expect(code).toBe(0);
  expect(err).toMatch(/^note: p\.yaml:23: policies\.late\.steps\.0\.to: means every lead/);
});

test('every fault has its line, and the code is 78', () => {
  const text = CONTRACT_PLANT.replace('Europe/Paris', 'Paris').replace('after: 20m', 'after: 5m');
  writeFileSync(join(folder, 'p.yaml'), text);
  const { code, out, err } = run('check', 'p.yaml');
  expect(code).toBe(78);
  expect(out.split('\n')).toEqual([
    'p.yaml:3: timezone: is not a known time zone; it looks like Europe/Paris',
    'p.yaml:20: policies.standard.steps.2.after: must be later than 10m, the step before; it counts from the opening',
    '',
  ]);
  expect(err).toMatch(/^p\.yaml has 2 faults, the first: p\.yaml:3:/);
});

test('a missing file is a fault', () => {
  expect(run('check', 'none.yaml')).toEqual({
    code: 78,
    out: 'none.yaml: there is no such file\n',
    err: 'none.yaml has a fault: none.yaml: there is no such file\n',
  });
});

test.each([[], ['check'], ['chek', 'a'], ['check', '--all'], ['check', 'a', 'b']])(
  'anything else gets the usage: %s %s %s',
  (...args) => {
    expect(run(...args)).toEqual({
      code: 64,
      out: '',
      err: 'usage: npm run plant -- check FILE\n',
    });
  },
);
