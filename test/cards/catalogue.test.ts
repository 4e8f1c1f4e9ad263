// No sentence is written that nobody says, and every language has the same ones. Tables whose keys are a type of the rules
// need no search: the type keeps them complete and free of leftovers.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../bot/core/plant.ts';
import { words } from '../../cards/words.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SPEAKERS = ['bot', 'cards', 'handlers'];

const TABLES = [
  'told',
  'card.severity',
  'card.button',
  'card.reason',
  'card.sureness',
  'ask.sentence',
  'digest.bulk',
  'digest.bulkAll',
  'handover.stage',
  'handover.group',
  'handover.button',
  'reply.help',
  'reply.helpGroup',
  'reply.messageState',
  'reply.event',
  'report.title',
  'shifts.refusal',
  'delivery.platform',
  'delivery.kind',
  'delivery.cause',
  'delivery.refusal',
];

function paths(node: object, above = ''): readonly string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const path = above === '' ? key : `${above}.${key}`;
    const isNode = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isNode && !TABLES.includes(path) ? [path, ...paths(value, path)] : [path];
  });
}

/** All code that may say something. The catalogue itself defines its keys, so there only `.key` counts. */
function speakers(): { readonly code: string; readonly catalogue: string } {
  const files = SPEAKERS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((f) => join(room, f)),
  );
  const isCatalogue = (f: string) => f.startsWith(join('cards', 'words'));
  const text = (some: readonly string[]) =>
    some
      .filter(
        (f) => f.endsWith('.ts') && !f.startsWith(join('bot', 'adapters', 'console', 'words')),
      )
      .map((f) => readFileSync(join(ROOT, f), 'utf8'))
      .join('\n');
  return {
    code: text(files.filter((f) => !isCatalogue(f))),
    catalogue: text(files.filter(isCatalogue)),
  };
}

test('every sentence is asked for somewhere', () => {
  const { code, catalogue } = speakers();
  const asked = (path: string): boolean => {
    const key = path.split('.').at(-1) ?? '';
    const read = new RegExp(`\\.${key}\\b`);
    return (
      read.test(code) ||
      new RegExp(`[{,] ${key}( \\}|,)|'${key}'`).test(code) ||
      read.test(catalogue)
    );
  };
  expect(paths(words('en')).filter((path) => !asked(path))).toEqual([]);
  expect(asked('card.nobodySaysThis')).toBe(false);
});

test.each(LANGUAGES)('%s has the sentences of English, and none more', (language) => {
  const complete = (of: object): readonly string[] =>
    Object.entries(of).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? complete(value).map((below) => `${key}.${below}`)
        : [key],
    );
  expect([...complete(words(language))].sort()).toEqual([...complete(words('en'))].sort());
});
