// Instants as people at the site read them: its zone, its language, a 24-hour clock. Never asks what time it is now.
import type { Language } from '../bot/core/plant.ts';
import type { Instant } from '../bot/core/time.ts';
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

/** `10:20`, or `22 Nov, 10:20` with the day; `with-zone` adds the zone's short name. */
export function momentText(
  at: Instant,
  form: 'time' | 'day',
  setting: Setting,
  zone: 'with-zone' | 'no-zone',
): string {
  const time = format(at, setting, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = form === 'day' ? `${format(at, setting, { day: 'numeric', month: 'short' })}, ` : '';
  return zone === 'with-zone' ? `${day}${time} ${zoneName(at, setting.timezone)}` : day + time;
}

/** Whether two instants fall on the same day at the site. */
export function isSameDay(a: Instant, b: Instant, setting: Setting): boolean {
  const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  return format(a, setting, day) === format(b, setting, day);
}

/** `CET`, `EST`, or `GMT+9` where the zone has no name that people know. */
export function zoneName(at: Instant, timeZone: string): string {
  const names = ZONE_LOCALES.map((locale) => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' });
    return parts.formatToParts(at).find((p) => p.type === 'timeZoneName')?.value ?? 'UTC';
  });
  return names.find((n) => !/\d/.test(n)) ?? names[0] ?? 'UTC';
}

function format(at: Instant, setting: Setting, options: Intl.DateTimeFormatOptions): string {
  const { language, timezone: timeZone } = setting;
  return new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone }).format(at);
}
