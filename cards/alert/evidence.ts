// What there is to judge by: how sure the model is, a picture, readings against their limits.
import type { Detection, Evidence, Reading } from '../../bot/core/detection.ts';
import { imageOf } from '../../bot/core/evidence.ts';
import type { Language } from '../../bot/core/plant.ts';
import type { AlertView, PictureState, Sighting } from '../../bot/core/view.ts';
import { type Line, ours, say, strongInput } from '../line.ts';
import { numberText } from '../number.ts';
import { tidy, tidyOrNull } from '../text.ts';
import type { Sureness, Words } from '../words.ts';
import { readingTrend } from './trend.ts';

export interface ShownPicture {
  /** As received; shown as a picture only when `isShowable`, else as text. */
  readonly url: string;
  readonly alt: string;
  readonly isShowable: boolean;
  /** What the bot itself keeps of it: then nobody need load it from its own address. */
  readonly kept: KeptPicture | null;
  /** The bot is fetching it, or could not. */
  readonly fetching: 'coming' | 'failed' | null;
}

export type KeptPicture = Extract<PictureState, { readonly kind: 'kept' }>;

export interface ShownReading {
  readonly name: string;
  /** With its unit. */
  readonly value: string;
  /** For example “limit 0.2 mm”; null when there is none. */
  readonly limit: string | null;
  readonly isOver: boolean;
  /** How it came to this value, over the alert's detections; null when that says nothing. */
  readonly trend: { readonly from: string; readonly isUp: boolean; readonly bars: string } | null;
}

const ALT_MAX = 200;
const URL_MAX = 1_500;
const URL_TEXT_MAX = 120;
const READINGS = 4;

/** Lowest confidence of each band. */
const BANDS: readonly { readonly from: number; readonly band: Sureness }[] = [
  { from: 0.9, band: 'very' },
  { from: 0.7, band: 'fairly' },
  { from: 0.5, band: 'half' },
  { from: 0, band: 'little' },
];

export function howSure(detections: readonly Detection[], words: Words): string {
  const confidence = detections.find((d) => d.confidence !== null)?.confidence ?? null;
  if (confidence === null) return words.card.noSureness;
  const band = BANDS.find((b) => confidence >= b.from)?.band ?? 'little';
  return `${words.card.sureness[band]} (${percentText(confidence, words)})`;
}

/** Whole percents; 100 and 0 only when it is exactly that. */
function percentText(share: number, words: Words): string {
  const whole = Math.round(share * 100);
  if (whole >= 100 && share < 1) return words.over99;
  return whole <= 0 && share > 0 ? words.under1 : words.percent(whole);
}

/** The first that can be seen; while none can, the first as a line of text. */
export function picture(
  detections: readonly Detection[],
  fetched: AlertView['pictures'],
  words: Words,
): ShownPicture | null {
  const all = detections.flatMap((d): readonly ShownPicture[] => {
    const image = imageOf(d);
    return image === undefined ? [] : [shownPicture(image, d, fetched?.get(image.url), words)];
  });
  return all.find((p) => p.isShowable || p.kept !== null) ?? all[0] ?? null;
}

function shownPicture(
  image: Evidence,
  { asset }: Detection,
  state: PictureState | undefined,
  words: Words,
): ShownPicture {
  const isShowable = state === undefined && isHttps(image.url);
  return {
    url: isShowable ? image.url : tidy(image.url, URL_TEXT_MAX),
    alt: tidyOrNull(image.alt, ALT_MAX) ?? words.card.pictureAlt(tidy(asset, 80)),
    isShowable,
    kept: state?.kind === 'kept' ? state : null,
    fetching: state === undefined || state.kind === 'kept' ? null : state.kind,
  };
}

/** What stands there instead of a picture that can't be shown. */
export function pictureLine({ alt, url, fetching }: ShownPicture, { card }: Words): Line {
  if (fetching === 'coming') return card.pictureComing(alt);
  return fetching === 'failed' ? card.pictureFailed(alt, url) : card.pictureElsewhere(alt, url);
}

function isHttps(url: string): boolean {
  if (url.length > URL_MAX || /[\s<>"\\]/.test(url) || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

export function readings(
  detections: readonly Detection[],
  recent: readonly Sighting[],
  words: Words,
  language: Language,
): readonly ShownReading[] {
  const given = detections.find((d) => d.readings.length > 0)?.readings ?? [];
  return given.slice(0, READINGS).map((r) => shown(r, recent, words, language));
}

function shown(
  reading: Reading,
  recent: readonly Sighting[],
  words: Words,
  language: Language,
): ShownReading {
  const unit = tidyOrNull(reading.unit, 12);
  const text = (value: number | string): string =>
    typeof value === 'number' ? numberText(value, language) : value;
  const withUnit = (value: number | string): string =>
    tidy(unit === null ? text(value) : `${text(value)} ${unit}`, 40);
  const { limit, value } = reading;
  const trend = readingTrend(recent, reading.name, reading.unit);
  return {
    name: tidy(reading.name, 40),
    value: withUnit(value),
    limit: limit === undefined ? null : `${words.card.limit} ${withUnit(limit)}`,
    isOver: limit !== undefined && typeof value === 'number' && value > limit,
    // What is shown must be where the trend ends: the latest detection may leave the reading out.
    trend:
      trend === null || trend.to !== value
        ? null
        : { from: tidy(text(trend.from), 40), isUp: trend.to > trend.from, bars: trend.bars },
  };
}

/** `temperature 71 → 92 °C (limit 80 °C) ⚠️ ▁▃▆▇`: where a line is short, only the bars move to the next. */
export function readingLine({ name, value, limit, isOver, trend }: ShownReading): Line {
  const from: Line = trend === null ? [] : say`${trend.from} → `;
  const bars: Line = trend === null ? [] : [ours(` ${trend.bars}`)];
  const bound: Line = limit === null ? [] : say` (${limit})`;
  return say`${name} ${from}${strongInput(value)}${bound}${ours(isOver ? ' ⚠️' : '')}${bars}`;
}
