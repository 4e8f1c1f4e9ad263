// What a detection may look like when a producer sends it: fields, limits, and the sentences for what does not fit. Names
// that are compared are taken as they are or refused; prose is cleaned. The API's description is made from this.
import { z } from 'zod';
import { SEVERITIES } from '../../core/plant.ts';
import { DAY, type Instant, parseInstant } from '../../core/time.ts';

/** Every limit of a detection: characters, or entries of a list. */
export const DETECTION_LIMITS = {
  /** Detections in one request. */
  items: 1_000,
  source: 256,
  id: 256,
  type: 128,
  asset: 256,
  site: 128,
  area: 128,
  key: 600,
  model: 128,
  version: 64,
  title: 500,
  reasons: 20,
  reason: 500,
  readings: 50,
  readingName: 100,
  readingText: 200,
  unit: 32,
  evidence: 10,
  evidenceKind: 32,
  url: 2_048,
  alt: 500,
  /** Bytes of the unknown fields as JSON. */
  extraBytes: 8 * 1_024,
  /** Levels of lists and objects in one detection. */
  depth: 24,
  /** Faults that are named for one detection; a producer mends the first ones first. */
  faults: 20,
  /** Milliseconds that a producer's clock may be ahead; an observation beyond that counts as observed now. */
  aheadMs: DAY,
} as const;

const L = DETECTION_LIMITS;

/** Control characters, halves of surrogate pairs and line separators: no name has them, no database likes them. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const UNFIT_ALL = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** One line that is safe to keep and to show. */
export function cleanLine(text: string): string {
  return text.replace(UNFIT_ALL, ' ').trim();
}

/** What is compared and looked up is taken as it is, or refused. */
function name(max: number) {
  return z
    .string()
    .min(1, { abort: true })
    .max(max, { abort: true })
    .refine((t) => t.trim() !== '', { error: 'must not be blank' })
    .refine((t) => !UNFIT.test(t), { error: 'must not contain control characters' });
}

/** What is only read by people is cleaned instead: a stray control character must not cost an alert. */
function prose(max: number) {
  return z.string().max(max).transform(cleanLine);
}

function isWebAddress(text: string): boolean {
  if (UNFIT.test(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  return ['http:', 'https:'].includes(new URL(text).protocol);
}

/** An instant of the calendar as it is: `parseInstant` alone would take 30 February for 2 March. Null when it is none. */
export function readInstant(text: string): Instant | null {
  const at = parseInstant(text);
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const isDay = day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return at !== null && at >= 0 && isDay ? at : null;
}

export const NO_INSTANT =
  'must be a time such as 2026-11-22T10:20:00Z, with its offset and not before 1970';

const Model = z.object({ name: name(L.model), version: name(L.version) });

const Reading = z.object({
  name: name(L.readingName),
  value: z.union([z.number(), prose(L.readingText)], {
    error: `must be a number, or a text of at most ${L.readingText} characters`,
  }),
  unit: prose(L.unit).nullish(),
  limit: z.number().nullish(),
});

const Evidence = z.object({
  kind: name(L.evidenceKind),
  url: z
    .string()
    .max(L.url, { abort: true })
    .refine(isWebAddress, { error: 'must be an http or https address' })
    .meta({ format: 'uri' }),
  alt: prose(L.alt).nullish(),
});

/** A detection as producers send it. Optional fields may also be null; unknown fields are looked at elsewhere. */
export const Detection = z.object({
  source: name(L.source).describe('Who sends it, for example a camera. With `id` its identity.'),
  id: name(L.id).describe('Unique for this source and status; sent again, it is a duplicate.'),
  type: name(L.type),
  asset: name(L.asset).describe('What it is about, from the large to the small.'),
  title: prose(L.title).nullish().describe('One line for people. Default: from type and asset.'),
  severity: z.enum(SEVERITIES).nullish().describe('Default medium.'),
  confidence: z.number().min(0).max(1).nullish(),
  model: Model.nullish(),
  observedAt: z
    .string()
    .refine((t) => readInstant(t) !== null, { error: NO_INSTANT })
    .meta({ format: 'date-time' })
    .nullish()
    .describe('Default: on arrival. More than a day ahead of our clock counts as on arrival.'),
  site: name(L.site).nullish().describe("Default: the plant's."),
  area: name(L.area).nullish(),
  key: name(L.key).nullish().describe('What joins one alert. Default: site/asset/type.'),
  status: z
    .enum(['active', 'cleared'])
    .nullish()
    .describe(
      '`cleared`: the condition is over. Default active. Who says `active` here says `cleared` at the end: ' +
        'a condition that was suppressed is shown once nothing suppresses it, unless that came before.',
    ),
  reasons: z.array(prose(L.reason)).max(L.reasons).nullish(),
  readings: z.array(Reading).max(L.readings).nullish(),
  evidence: z.array(Evidence).max(L.evidence).nullish(),
});
export type Detection = z.output<typeof Detection>;

/** A sentence for one issue of zod, in the words of the JSON that was sent. */
export function faultSentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${KINDS[issue.expected] ?? 'other'}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      if (issue.origin === 'array') return `must have at least ${issue.minimum} entries`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `may have at most ${issue.maximum} characters`;
      if (issue.origin === 'array') return `may have at most ${issue.maximum} entries`;
      return `must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return `does not know ${issue.keys.map((k) => JSON.stringify(k)).join(', ')}`;
    default:
      return 'does not fit';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
