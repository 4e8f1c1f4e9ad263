// Whoever taps twice, slowly, hits the card as the first tap left it: in the same place there must stand nothing, the same
// button, one that takes it back, or one that changes nothing by itself.
import { expect, test } from 'vitest';
import type { Verb } from '../../bot/core/alert.ts';
import { buttonsOf, type CardButtons } from '../../cards/alert/buttons.ts';
import { words } from '../../cards/words.ts';
import { ana, ole, type Scene, sam, scene } from '../core/world.ts';

type Row = 'main' | 'more';
const ROWS: readonly Row[] = ['main', 'more'];

const STARTS: readonly (readonly [string, (s: Scene) => void])[] = [
  ['new', () => {}],
  ['taken', (s) => void s.act(ana, 'take')],
  ['taken by somebody else', (s) => void s.act(ole, 'take')],
  ['unsure', (s) => void s.act(ole, 'cant-tell')],
  ['shelved', (s) => void s.act(sam, 'shelve')],
  ['escalated', (s) => void s.act(ole, 'escalate')],
  ['confirmed', (s) => void s.act(ana, 'confirm')],
  ['confirmed and shelved', (s) => void [s.act(ana, 'confirm'), s.act(ana, 'shelve')]],
  ['confirmed by somebody else', (s) => void s.act(ole, 'confirm')],
  ['rejected', (s) => void s.act(ana, 'reject')],
  ['resolved', (s) => void [s.act(ana, 'confirm'), s.act(ana, 'resolve')]],
  ['resolved unjudged', (s) => void [s.act(ana, 'take'), s.act(ana, 'resolve')]],
  ['contested', (s) => void [s.act(ole, 'confirm'), s.act(ana, 'disagree')]],
  ['rejected and contested', (s) => void [s.act(ole, 'reject'), s.act(ana, 'disagree')]],
];

/** It opens a form, or asks an owner who may say no. */
const ASKS_FIRST: readonly Verb[] = ['note', 'hand-over'];

function shown(s: Scene): CardButtons {
  return buttonsOf(s.alert, 'x', words('en'));
}

function verbAt(s: Scene, row: Row, column: number): Verb | undefined {
  return shown(s)[row][column]?.button.verb;
}

test.each(STARTS)('nothing harmful comes under the finger: %s', (_name, prepare) => {
  const start = scene();
  prepare(start);
  const before = start.alert;
  for (const row of ROWS) {
    for (const [column, { button }] of shown(start)[row].entries()) {
      const s = scene();
      prepare(s);
      const { verb } = button;
      const undone = s.alert.undoable.at(-1)?.verb;
      s.act(ana, verb, { seen: s.alert.revision });
      if (s.alert.revision === before.revision) continue;
      const under = verbAt(s, row, column);
      const good = [undefined, verb, 'undo', ...ASKS_FIRST, ...(verb === 'undo' ? [undone] : [])];
      expect(good, `${verb} leaves ${under} in its place`).toContain(under);
    }
  }
});
