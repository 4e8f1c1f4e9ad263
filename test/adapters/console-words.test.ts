// The page's words: each language says the same things with the same gaps, the page asks for no word that nobody wrote, and no
// word is written that nobody says.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadAssets, signInPage } from '../../bot/adapters/console/assets.ts';
import { filled, pageWords, wordsModule } from '../../bot/adapters/console/words/said.ts';

const ROOM = new URL('../../bot/adapters/console/', import.meta.url);
const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;

/** `group.name` → sentence; forms of a number are one entry each. */
function sentences(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path.slice(1), value]];
  return Object.entries(value as object).flatMap(([name, v]) => sentences(v, `${path}.${name}`));
}

function gaps(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();
}

const files = readdirSync(new URL('page/', ROOM)).filter((name) => /\.(js|html)$/.test(name));
const read = (path: string): string => readFileSync(new URL(path, ROOM), 'utf8');
const said = pageWords('en');

describe('the words of the page', () => {
  it.each(LANGUAGES)('leave the same gaps in %s as in English, and say something', (language) => {
    const english = new Map(sentences(said));
    for (const [path, sentence] of sentences(pageWords(language))) {
      expect(sentence.trim(), path).not.toBe('');
      expect([path, gaps(sentence)]).toEqual([path, gaps(english.get(path) ?? '')]);
    }
  });

  it('are all there that the page asks for', () => {
    const known = wordsModule('en').match(/words = (.*);/)?.[1] ?? '{}';
    const groups = JSON.parse(known) as Record<string, Record<string, unknown>>;
    for (const file of files) {
      const text = read(`page/${file}`);
      for (const [, group = '', name] of text.matchAll(/\bwords\.(\w+)(?:\.(\w+))?/g))
        if (file !== 'say.js')
          expect([file, name === undefined ? groups[group] : groups[group]?.[name]]).not.toEqual([
            file,
            undefined,
          ]);
      for (const [, local = '', group = ''] of text.matchAll(/const (\w+) = words\.(\w+);/g))
        for (const [, name = ''] of text.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g')))
          expect(groups[group], `${file}: ${local}.${name}`).toHaveProperty(name);
    }
  });

  it('are all said somewhere', () => {
    const server = ['alert-page.ts', 'door.ts', 'sign-in.ts'].map(read);
    const page = [...files.map((file) => read(`page/${file}`)), ...server].join('\n');
    const unsaid = Object.entries(said)
      .flatMap(([group, names]) => Object.keys(names).map((name) => `${group}.${name}`))
      .filter((path) => !page.includes(path) && !isSaidByName(page, path));
    expect(unsaid).toEqual([]);
  });

  it.each(LANGUAGES)('stand in the HTML, %s, and leave no mark behind', (language) => {
    const assets = loadAssets(language);
    const pages = ['/', '/wall'].map((path) => assets.get(path)?.body.toString() ?? '');
    for (const html of [...pages, signInPage('', '/', language)]) {
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toMatch(/\{\{|<!-- (sentence|next) -->/);
    }
    expect(pages[0]).toContain(pageWords(language).filter.unowned);
  });

  it('are filled once, and a gap without a value is left in sight', () => {
    expect(filled('{a} and {b}', { a: '{b}', c: 1 })).toBe('{b} and {b}');
  });
});

/** By a local name for its group, or by a computed one. */
function isSaidByName(page: string, path: string): boolean {
  const [group = '', name = ''] = path.split('.');
  const computed: Readonly<Record<string, readonly string[]>> = {
    empty: ['channel', 'you', 'nowhere', 'filtered'],
    wall: ['climbs', 'asked', 'reminder', 'back'],
  };
  if (computed[group]?.includes(name)) return true;
  return new RegExp(`\\bsaid\\.${name}\\b|\\{[^}]*\\b${name}\\b[^}]*\\} = pageWords`).test(page);
}
