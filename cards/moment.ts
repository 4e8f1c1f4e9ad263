// Instants as people at the site read them: its zone, its language, a 24-hour clock. Never asks what time it is now.
import type { Language } from '../bot/core/plant.ts';
import { dayText, type Instant, MINUTE, wallAt } from '../bot/core/time.ts';
import type { Setting } from '../bot/core/view.ts';

/** The locale whose date forms a language uses; for English the one with a 24-hour clock. */
const LOCALE: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  es: 'es-ES',
  fr: 'fr-FR',
};

// A zone's short name is known only to the locales that use it; the rest say GMT+1.
const ZONE_LOCALES = ['en-GB', 'en-US', 'en-AU', 'en-CA', 'en-IN', 'en-NZ', 'en-ZA'];

export function localeOf(language: Language): string {
  return LOCALE[language];
}

/** `10:20`, `22 Nov, 10:20` or `22 Nov 2026, 10:20`: as much as the reader needs to know which day is meant; `10:20:07`. */
export type MomentForm = 'time' | 'day' | 'date' | 'second';

/** `with-zone` adds the zone's short name. */
export function momentText(
  at: Instant,
  form: MomentForm,
  setting: Setting,
  zone: 'with-zone' | 'no-zone',
): string {
  const time = format(at, setting, form === 'second' ? SECOND_FORM : TIME_FORM);
  const day =
    form === 'time' || form === 'second' ? '' : `${format(at, setting, DAY_FORM[form])}, `;
  return zone === 'with-zone' ? `${day}${time} ${zoneName(at, setting.timezone)}` : day + time;
}

const TIME_FORM = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const SECOND_FORM = { ...TIME_FORM, second: '2-digit' } as const;

const DAY_FORM = {
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** How much of `at` must be written for somebody who knows when `near` was. */
export function formNear(at: Instant, near: Instant, setting: Setting): MomentForm {
  const [day, other] = [at, near].map((t) => dayText(wallAt(t, setting.timezone).day));
  if (day === other) return 'time';
  return day?.slice(0, 4) === other?.slice(0, 4) ? 'day' : 'date';
}

/** The same for what is compared by seconds. */
export function exactFormNear(at: Instant, near: Instant, setting: Setting): MomentForm {
  const form = formNear(at, near, setting);
  return form === 'time' ? 'second' : form;
}

/** `CET`, `EST`, or `GMT+9` where the zone has no name that people know. */
export function zoneName(at: Instant, timeZone: string): string {
  // Clocks change on a quarter of an hour, and cards of one shift name the same few.
  const key = `${timeZone} ${Math.floor(at / QUARTER_MS)}`;
  const known = ZONE_NAMES.get(key);
  if (known !== undefined) return known;
  if (ZONE_NAMES.size >= ZONE_NAMES_LIMIT) ZONE_NAMES.clear();
  const name = findZoneName(at, timeZone);
  ZONE_NAMES.set(key, name);
  return name;
}

const QUARTER_MS = 15 * MINUTE;
const ZONE_NAMES_LIMIT = 1_000;
const ZONE_NAMES = new Map<string, string>();

function findZoneName(at: Instant, timeZone: string): string {
  const names = ZONE_LOCALES.map((locale) => {
    const parts = formatter(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
    return parts.find((p) => p.type === 'timeZoneName')?.value ?? 'UTC';
  });
  return names.find((n) => !/\d/.test(n)) ?? names[0] ?? 'UTC';
}

function format(at: Instant, setting: Setting, options: Intl.DateTimeFormatOptions): string {
  const { language, timezone: timeZone } = setting;
  return formatter(localeOf(language), { ...options, timeZone }).format(at);
}

// Making a formatter costs more than drawing the card around it. There are as many as languages, zones and forms.
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = FORMATTERS.get(key) ?? new Intl.DateTimeFormat(locale, options);
  FORMATTERS.set(key, known);
  return known;
}
