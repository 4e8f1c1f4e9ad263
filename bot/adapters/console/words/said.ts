// The words of one language, for the page: what it says itself and what it borrows from the cards, so that a thing has one
// name. The page gets them as a module of plain values; HTML files get theirs when they are read.
import { localeOf } from '../../../../cards/moment.ts';
import { words } from '../../../../cards/words.ts';
import type { Language } from '../../../core/plant.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { PageWords } from './page-words.ts';

const CATALOGUE: Readonly<Record<Language, PageWords>> = { en, de, es, fr };

export function pageWords(language: Language): PageWords {
  return CATALOGUE[language];
}

/** `{name}` becomes the value of that name; a name without a value stays, so that it is noticed. */
export function filled(
  sentence: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}

/** The page's words as a JavaScript module. */
export function wordsModule(language: Language): string {
  const { severity, button } = words(language).card;
  const borrowed = { severity, button };
  const said = { ...pageWords(language), ...borrowed };
  return [
    '// The words of this plant’s language. Made by the bot; see bot/adapters/console/words/.',
    `export const words = ${JSON.stringify(said)};`,
    `export const language = ${JSON.stringify(language)};`,
    `export const locale = ${JSON.stringify(localeOf(language))};`,
    '',
  ].join('\n');
}

/** HTML with `{{group.name}}` filled in, as text. */
export function worded(html: string, language: Language): string {
  const said = pageWords(language);
  const ours = html.replace('<html lang="en">', `<html lang="${language}">`);
  return ours.replace(/\{\{([\w.]+)\}\}/g, (_mark, path: string) => {
    const found = path.split('.').reduce<unknown>((at, name) => memberOf(at, name), said);
    if (typeof found !== 'string') throw new Error(`the console's page names no words: ${path}`);
    return escaped(found);
  });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
