// A producer's JSON in, plain detections out, whatever carried it. Parsed once, here. One bad item never spoils its
// neighbours, and an item that is refused keeps its body, so that nothing is lost without a trace.
import type { Detection as PlainDetection } from '../core/detection.ts';
import type { Instant } from '../core/time.ts';
import type { Arrival } from '../ports/producer.ts';
import { readEnvelope, type Sent } from './detection/cloud-event.ts';
import { isDeeperThan, isRecord, type JsonRecord, keepable, readJson } from './detection/json.ts';
import {
  cleanLine,
  DETECTION_LIMITS,
  Detection,
  faultSentence,
  readInstant,
} from './detection/shape.ts';
import type { Fault, Problem } from './problem.ts';

/** What the door itself knows. */
export interface DoorSetting {
  /** The plant's site, for detections that name none. */
  readonly site: string;
  readonly now: Instant;
}

export type DetectionMedia = 'detection' | 'cloud-event' | 'cloud-event-batch';

const MEDIA: Readonly<Record<string, DetectionMedia>> = {
  'application/json': 'detection',
  'application/cloudevents+json': 'cloud-event',
  'application/cloudevents-batch+json': 'cloud-event-batch',
};

export const WRONG_MEDIA: Problem = {
  status: 415,
  detail: `Content-Type must be one of ${Object.keys(MEDIA).join(', ')}, in UTF-8.`,
};

/** Which of the three bodies a Content-Type announces; null for any other type, or text that is not UTF-8. */
export function mediaOf(contentType: string): DetectionMedia | null {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return null;
  const media = type.trim();
  return Object.hasOwn(MEDIA, media) ? (MEDIA[media] ?? null) : null;
}

/**
 * Reads a body into its items, in order; paths of faults name the place in the body (`1.confidence`). A problem when it
 * can't even be told apart into items: then there is nothing to keep.
 */
export function parseBody(
  contentType: string,
  text: string,
  setting: DoorSetting,
): readonly Arrival[] | Problem {
  const media = mediaOf(contentType);
  if (media === null) return WRONG_MEDIA;
  const json = readJson(text);
  if (json === undefined) return wrong('The body is not valid JSON.', 'must be valid JSON');
  const { value } = json;
  const isList = Array.isArray(value);
  if (media === 'cloud-event' && isList) {
    return wrong('This content type carries one CloudEvent, not a list.', 'must be an object');
  }
  if (media === 'cloud-event-batch' && !isList) {
    return wrong('This content type carries a list of CloudEvents.', 'must be a list');
  }
  if (!isList) return [parseItem(value, media, setting, '', text)];
  if (value.length === 0) return wrong('The list is empty.', 'must have at least one detection');
  if (value.length > DETECTION_LIMITS.items) {
    const detail = `A request may have at most ${DETECTION_LIMITS.items} detections.`;
    return { status: 413, detail };
  }
  return value.map((item, index) => parseItem(item, media, setting, `${index}`, ''));
}

function wrong(detail: string, message: string): Problem {
  return { status: 400, detail, errors: [{ path: '', message }], results: [] };
}

/** `at` is where the item stands in the body; `text` is kept when the item itself can't be written down again. */
function parseItem(
  item: unknown,
  media: DetectionMedia,
  setting: DoorSetting,
  at: string,
  text: string,
): Arrival {
  const body = written(item) ?? text;
  const refused = (faults: readonly Fault[]): Arrival => ({
    ok: false,
    ...identityOf(item),
    errors: faults.slice(0, DETECTION_LIMITS.faults).map((f) => placed(f, at)),
    body,
  });
  if (isDeeperThan(DETECTION_LIMITS.depth, item)) {
    const message = `may be nested at most ${DETECTION_LIMITS.depth} levels deep`;
    return refused([{ path: '', message }]);
  }
  if (!isRecord(item)) return refused([{ path: '', message: 'must be an object' }]);
  const sent = media === 'detection' ? plainly(item) : readEnvelope(item);
  const parsed = Detection.safeParse(sent.fields, { error: faultSentence });
  const extra = keepable(unknownOf(sent.fields), DETECTION_LIMITS.extraBytes);
  const faults = [...sent.faults];
  for (const { path, message } of parsed.error?.issues ?? []) {
    faults.push({ path: sent.pathOf(path.join('.')), message });
  }
  if (extra === null) {
    const message = `unknown fields may have at most ${DETECTION_LIMITS.extraBytes} bytes as JSON`;
    faults.push({ path: 'extra', message });
  }
  if (!parsed.success || extra === null || faults.length > 0) return refused(once(faults));
  const isCondition = (parsed.data.status ?? null) !== null;
  return { ok: true, detection: completed(parsed.data, extra, setting), isCondition, body };
}

/** The JSON of an item; null when it is nested beyond what can be written. */
function written(item: unknown): string | null {
  try {
    return JSON.stringify(item);
  } catch {
    return null;
  }
}

/** Source and id of something that is refused, as far as they can be told. */
function identityOf(item: unknown): { readonly source: string | null; readonly id: string | null } {
  const text = (key: 'source' | 'id'): string | null => {
    const value = isRecord(item) && Object.hasOwn(item, key) ? item[key] : null;
    return typeof value === 'string' ? cleanLine(value.slice(0, DETECTION_LIMITS[key])) : null;
  };
  return { source: text('source'), id: text('id') };
}

function placed({ path, message }: Fault, at: string): Fault {
  return { path: [at, path].filter((p) => p !== '').join('.'), message };
}

function plainly(item: JsonRecord): Sent {
  return { fields: item, faults: [], pathOf: (path) => path };
}

/** An envelope's type may be missed twice, by the envelope and by the detection: one path, one sentence. */
function once(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter((f, i) => faults.findIndex((g) => g.path === f.path) === i);
}

function unknownOf(fields: JsonRecord): JsonRecord {
  const unknown = Object.entries(fields).filter(([key]) => !Object.hasOwn(Detection.shape, key));
  return Object.fromEntries(unknown);
}

/** Fills in what the producer left out. */
function completed(d: Detection, extra: JsonRecord, setting: DoorSetting): PlainDetection {
  const site = d.site ?? setting.site;
  return {
    source: d.source,
    id: d.id,
    status: d.status ?? 'active',
    type: d.type,
    asset: d.asset,
    site,
    area: d.area ?? null,
    title: (d.title ?? '') === '' ? titleOf(d) : (d.title ?? ''),
    severity: d.severity ?? 'medium',
    confidence: d.confidence ?? null,
    model: d.model ?? null,
    observedAt: observedAt(d, setting.now),
    key: d.key ?? `${site}/${d.asset}/${d.type}`,
    reasons: (d.reasons ?? []).filter((r) => r !== ''),
    readings: (d.readings ?? []).map(({ name, value, unit, limit }) => ({
      name,
      value,
      ...((unit ?? '') === '' ? {} : { unit: unit ?? '' }),
      ...((limit ?? null) === null ? {} : { limit: limit ?? 0 }),
    })),
    evidence: (d.evidence ?? []).map(({ kind, url, alt }) => ({
      kind,
      url,
      ...((alt ?? '') === '' ? {} : { alt: alt ?? '' }),
    })),
    extra,
  };
}

/** `surface-scratch` on `line-1/station-12` reads "Surface scratch on line-1/station-12". */
function titleOf({ type, asset }: Detection): string {
  const words = type.replace(/[-_.]+/g, ' ').trim() || type;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} on ${asset}`;
}

/**
 * A clock that is wrong by more than a day must not cost the alert, nor keep its joining window open for years: what seems
 * to be observed then counts as observed now. The body keeps what was sent.
 */
function observedAt({ observedAt: text }: Detection, now: Instant): Instant {
  const at = readInstant(text ?? '');
  return at === null || at > now + DETECTION_LIMITS.aheadMs ? now : at;
}
