// Notes on a hand-over: who may write and take back which, until when; a number means one note for ever.
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../bot/core/answer.ts';
import type { Handover } from '../../bot/core/handover/handover.ts';
import {
  dropped,
  HANDOVER_NOTE_MAX,
  HANDOVER_NOTES,
  HANDOVER_NOTES_KEPT,
  isSigned,
  noted,
  signedAsSeen,
  standing,
  unseen,
} from '../../bot/core/handover/notes.ts';
import type { Person } from '../../bot/core/plant.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { ada, ana, NOON, ole, sam } from './world.ts';

const NOW = NOON + MINUTE;

const empty: Handover = {
  id: 'h-1',
  roster: 'floor',
  from: NOON - 8 * HOUR,
  changesAt: NOON,
  until: NOON + 8 * HOUR,
  stage: 'offered',
  dueAt: null,
  signedBy: null,
  signedAt: null,
  acceptedBy: null,
  acceptedAt: null,
  moved: 0,
  notes: [],
  steps: [],
  items: [],
  changedAt: NOON,
  revision: 1,
};

function done(of: Handover | Answer): Handover {
  if ('code' in of) throw new Error(of.code);
  return of;
}

function write(of: Handover, by: Person, text: string): Handover {
  return done(noted(of, by, text, NOW));
}

function sign(of: Handover): Handover {
  return { ...of, signedBy: sam.id, signedAt: NOW, revision: of.revision + 1 };
}

function numbers(of: Handover): readonly number[] {
  return standing(of.notes).map((n) => n.number);
}

/** Ana writes note 1, Ole note 2; Sam signs; Ana writes note 3. */
const two = write(write(empty, ana, 'one'), ole, 'two');
const three = write(sign(two), ana, 'three');
const accepted: Handover = { ...three, acceptedBy: ole.id, acceptedAt: NOW };

describe('a note', () => {
  test.each([
    ['no words', empty, ' \n ', { code: 'handover-note-empty' }],
    [
      'too many',
      empty,
      'x'.repeat(HANDOVER_NOTE_MAX + 1),
      { code: 'handover-note-long', n: HANDOVER_NOTE_MAX + 1, most: HANDOVER_NOTE_MAX },
    ],
    ['the same again', two, ' one ', { code: 'handover-note-again', number: 1 }],
    ['once it is accepted', accepted, 'late', { code: 'handover-closed', who: ole.id, at: NOW }],
    ['when that shift is over', { ...two, until: NOW }, 'late', { code: 'handover-past' }],
  ])('of %s is not kept, and says so', (_what, on, text, answer) => {
    expect(noted(on, ana, text, NOW)).toEqual(answer);
  });

  test('is kept whole, by its number, with who wrote it when', () => {
    const longest = 'x'.repeat(HANDOVER_NOTE_MAX);
    expect(standing(write(empty, ana, ` ${longest} `).notes)).toEqual([
      {
        number: 1,
        at: NOW,
        by: ana.id,
        text: longest,
        revision: 2,
        isAfterSigning: false,
        droppedBy: null,
        droppedAt: null,
      },
    ]);
  });

  test('may say what another person says', () => {
    expect(numbers(write(two, ole, 'one'))).toEqual([1, 2, 3]);
  });

  test('finds no room beside so many, and finds it again when one is taken back', () => {
    let full = empty;
    for (let n = 0; n < HANDOVER_NOTES; n += 1) full = write(full, ana, `note ${n}`);
    const answer = { code: 'handover-full', n: HANDOVER_NOTES };
    expect(noted(full, ana, 'one more', NOW)).toEqual(answer);
    const freed = done(dropped(full, 1, ana, NOW));
    expect(numbers(write(freed, ana, 'one more')).at(-1)).toBe(HANDOVER_NOTES + 1);
  });

  test('finds no room in a record that holds so many, whoever took them back', () => {
    let kept = empty;
    for (let n = 1; n <= HANDOVER_NOTES_KEPT; n += 1)
      kept = done(dropped(write(kept, ana, `note ${n}`), n, ana, NOW));
    const answer = { code: 'handover-full', n: HANDOVER_NOTES_KEPT };
    expect(noted(kept, ana, 'one more', NOW)).toEqual(answer);
  });
});

describe('taking back', () => {
  const signed = { code: 'handover-note-signed', who: sam.id };
  const closed = { code: 'handover-closed', who: ole.id, at: NOW };
  test.each<readonly [string, Handover, number, Person, object]>([
    ['one’s own', two, 1, ana, [2]],
    ['another’s', two, 2, ana, { code: 'handover-note-others', number: 2, who: ole.id }],
    ['another’s as a lead', two, 2, sam, [1]],
    ['another’s as an admin', two, 1, ada, [2]],
    ['what is not there', two, 3, sam, { code: 'handover-no-note', number: 3 }],
    ['what was signed', three, 1, ana, { ...signed, number: 1 }],
    ['what was signed, as who signed', three, 2, sam, { ...signed, number: 2 }],
    ['what came after the signature', three, 3, ana, [1, 2]],
    ['what another wrote after it', three, 3, sam, [1, 2]],
    ['anything once it is accepted', accepted, 3, ana, closed],
    ['anything as an admin then', accepted, 3, ada, closed],
    ['when that shift is over', { ...two, until: NOW }, 1, ana, { code: 'handover-past' }],
  ])('%s', (_what, of, number, by, expected) => {
    const after = dropped(of, number, by, NOW);
    if ('code' in after) return expect(after).toEqual(expected);
    expect(numbers(after)).toEqual(expected);
    expect(after.notes[number - 1]).toMatchObject({ droppedBy: by.id, droppedAt: NOW });
    expect(after).toMatchObject({ revision: of.revision + 1, changedAt: NOW });
  });

  test('twice takes back one, also when another came meanwhile', () => {
    const once = done(dropped(two, 1, ana, NOW));
    const gone = { code: 'handover-note-gone', number: 1, who: ana.id, at: NOW };
    expect(dropped(once, 1, sam, NOW)).toEqual(gone);
    const meanwhile = write(once, ole, 'three');
    expect(dropped(meanwhile, 1, sam, NOW)).toEqual(gone);
    expect(numbers(meanwhile)).toEqual([2, 3]);
    // What was taken back may be said anew, and has a number of its own.
    expect(numbers(write(meanwhile, ana, 'one'))).toEqual([2, 3, 4]);
  });
});

test('the signature covers what stood there, and nothing that came since', () => {
  const left = done(dropped(two, 1, ana, NOW));
  const later = write(sign(left), ana, 'three');
  expect(later.notes.map((note) => isSigned(note, later))).toEqual([false, true, false]);
  expect(two.notes.map((note) => isSigned(note, two))).toEqual([false, false]);
});

test('what came after the card that was pressed is named, and a signature does not cover it', () => {
  const before = two.revision - 1;
  expect(unseen(two, sam, before)).toBe(2);
  expect(unseen(two, ole, before)).toBeNull();
  expect(unseen(two, sam, two.revision)).toBeNull();
  expect(unseen(two, sam, null)).toBeNull();
  expect(unseen(done(dropped(two, 2, ole, NOW)), sam, before)).toBeNull();
  const covered = (seen: number | null) => {
    const after = signedAsSeen(sign(two), sam, seen);
    return after.notes.map((note) => isSigned(note, after));
  };
  expect(covered(before)).toEqual([true, false]);
  expect(covered(null)).toEqual([true, true]);
});
