// A CloudEvent 1.0 in structured mode, read as a detection: identity from the envelope, the rest from `data`, and type,
// subject (the asset) and time of the envelope where `data` has none. It judges the envelope only; data is judged like any
// other detection.
import type { Fault } from '../problem.ts';
import { isRecord, type JsonRecord } from './json.ts';
import { Detection } from './shape.ts';

/** The fields of a detection, what is wrong with what carried them, and where each field stood. */
export interface Sent {
  readonly fields: JsonRecord;
  readonly faults: readonly Fault[];
  /** The path in the body as sent of a path in `fields`. */
  readonly pathOf: (path: string) => string;
}

/** Attributes of the envelope that are read or that say nothing of the detection. */
const ENVELOPE = [
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
  'data_base64',
];

/** Which attribute of the envelope stands in for a field that `data` leaves out. */
const STAND_INS: Readonly<Record<string, string>> = {
  type: 'type',
  asset: 'subject',
  observedAt: 'time',
};

export function readEnvelope(event: JsonRecord): Sent {
  const data = isRecord(event.data) ? event.data : {};
  const has = (field: string): boolean => (data[field] ?? null) !== null;
  const standIns = Object.entries(STAND_INS).filter(([field]) => !has(field));
  const extensions = Object.entries(event).filter(
    ([key]) => !ENVELOPE.includes(key) && !Object.hasOwn(Detection.shape, key),
  );
  return {
    fields: {
      ...Object.fromEntries(extensions),
      ...data,
      ...Object.fromEntries(standIns.map(([field, attribute]) => [field, event[attribute]])),
      source: event.source,
      id: event.id,
    },
    faults: envelopeFaults(event),
    pathOf: (path) => {
      const [field = ''] = path.split('.', 1);
      if (path === '' || field === 'source' || field === 'id') return path;
      return has(field) ? `data.${path}` : (STAND_INS[field] ?? `data.${path}`);
    },
  };
}

function envelopeFaults(event: JsonRecord): readonly Fault[] {
  const faults: Fault[] = [];
  if (event.specversion !== '1.0') faults.push({ path: 'specversion', message: 'must be "1.0"' });
  if (typeof event.type !== 'string' || event.type === '') {
    faults.push({ path: 'type', message: 'must be a text that is not empty' });
  }
  const media = event.datacontenttype ?? 'application/json';
  if (typeof media !== 'string' || !/^[^;]*[/+]json\s*(;|$)/i.test(media)) {
    faults.push({ path: 'datacontenttype', message: 'must be application/json' });
  }
  if ((event.data_base64 ?? null) !== null) {
    faults.push({ path: 'data_base64', message: 'is not read; send the data as JSON in `data`' });
  }
  if ((event.data ?? null) !== null && !isRecord(event.data)) {
    faults.push({ path: 'data', message: 'must be an object' });
  }
  return faults;
}
