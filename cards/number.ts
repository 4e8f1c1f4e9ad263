// Numbers as people at the site write them: `7.9` in English, `7,9` in German. Never grouped, so that no sign is taken for a
// decimal one.
import type { Language } from '../bot/core/plant.ts';
import { localeOf } from './moment.ts';

/** More digits than this say nothing on a shop floor; whole numbers keep all of theirs. */
const DIGITS = 4;
const LARGEST_PLAIN = 10 ** 12;

export function numberText(value: number, language: Language): string {
  if (Math.abs(value) >= LARGEST_PLAIN) return String(value);
  const isExact = Number.isInteger(value) || Math.abs(value) >= 10 ** (DIGITS - 1);
  return formatter(language, isExact).format(value);
}

// Making a formatter costs more than the card around it.
const FORMATTERS = new Map<string, Intl.NumberFormat>();

function formatter(language: Language, isExact: boolean): Intl.NumberFormat {
  const key = `${language} ${isExact}`;
  const digits = isExact ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: DIGITS };
  const options = { ...digits, useGrouping: false };
  const known = FORMATTERS.get(key) ?? new Intl.NumberFormat(localeOf(language), options);
  FORMATTERS.set(key, known);
  return known;
}
