// JSON from strangers: how deep it is, what it is, and a copy without what could harm. Nothing here recurses by itself on
// input, and nothing takes `__proto__` for a field.
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined when the text is no JSON. */
export function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Walks level by level: the input decides how deep it is, and must not decide how deep our stack is. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []));
  }
  return false;
}

/** NUL and halves of surrogate pairs, which databases refuse; other characters may stay in what nobody compares. */
const UNKEPT = /[\0\p{Cs}]/u;
const UNKEPT_ALL = /[\0\p{Cs}]/gu;

/** A copy without `__proto__` and without characters that a database refuses. Null when its JSON has more bytes than allowed. */
export function keepable(record: JsonRecord, bytes: number): JsonRecord | null {
  if (Object.keys(record).length === 0) return {};
  const text = JSON.stringify(record);
  if (Buffer.byteLength(text) > bytes) return null;
  return JSON.parse(text, (key, value) => {
    if (key === '__proto__' || UNKEPT.test(key)) return undefined;
    return typeof value === 'string' ? value.replace(UNKEPT_ALL, ' ') : value;
  });
}
