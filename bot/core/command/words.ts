// The words of a command: how typed text is taken apart, and the small readings that several commands share. A reading that
// fails is null; what is possible is then said by whoever asked.
import { LANGUAGES, type Language, type Role } from '../plant.ts';
import { parseDuration } from '../time.ts';

export type Words = readonly string[];

/** The longest text that is read; the rest is cut. */
export const COMMAND_LIMIT = 1_000;

/** An id may be given by its last four or more characters. */
export const ID_ENDING_MIN = 4;

/** Blanks of every kind separate words; so do those that a phone types for us. */
export function wordsOf(typed: string): Words {
  return cut(typed)
    .split(/\s+/)
    .filter((w) => w !== '');
}

/** What nobody sees goes, and what our own answers write in place of a sign is that sign: people copy from them. */
export function cut(typed: string): string {
  return typed
    .slice(0, COMMAND_LIMIT)
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('\u2217', '*')
    .replaceAll('\u02cd', '_')
    .replaceAll('\u00a0', ' ')
    .trim();
}

/** The same words, those between quotation marks as one. A mark that nobody closes is a mark like any other. */
export function quoted(words: Words): Words {
  const text = words.join(' ');
  const parts = text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+)/gu);
  return [...parts].map(([, inside, bare]) => (inside ?? bare ?? '').trim());
}

/** An id or its ending, with or without `#`; null when it can't be one. */
export function readId(word: string): string | null {
  const id = word.replace(/^#/, '').toLowerCase();
  return /^[0-9a-f-]{4,36}$/.test(id) ? id : null;
}

/** A name that people give in the plant, without the sign that some type before it. */
export function readName(word: string): string | null {
  const name = word.replace(/^#/, '');
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(name) ? name : null;
}

/** A place in a numbered list, from 1. */
export function readPlace(word: string): number | null {
  return /^#?[1-9]\d{0,3}$/.test(word) ? Number(word.replace('#', '')) : null;
}

const ROLES: readonly Role[] = ['technician', 'lead', 'admin'];

export function readLanguage(word: string): Language | null {
  return LANGUAGES.find((l) => l === word.toLowerCase()) ?? null;
}

export function readRole(word: string): Role | null {
  return ROLES.find((r) => r === word.toLowerCase()) ?? null;
}

/** The duration as it was typed; null when it is none. */
export function readDuration(word: string): string | null {
  return parseDuration(word) === null ? null : word;
}

/** Words such as `asset=line-1/*`; null when one is not of that form, not among `known`, or given twice. */
export function readSettings<K extends string>(
  words: Words,
  known: readonly K[],
): Partial<Record<K, string>> | null {
  const settings: Partial<Record<K, string>> = {};
  for (const word of words) {
    const [, name, value] = /^([a-z]+)=(.+)$/i.exec(word) ?? [];
    const key = known.find((k) => k.toLowerCase() === name?.toLowerCase());
    if (key === undefined || value === undefined || settings[key] !== undefined) return null;
    settings[key] = value;
  }
  return settings;
}
