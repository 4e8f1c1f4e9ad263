// Small changes of a plant's document: what a command changed, as data. They are made on one document and can be made again on
// a newer one: the file is the base, the changes lie over it. A change whose place looks different meanwhile does not fit, and
// the file wins. Knows documents (plain JSON), never what a plant means; whether the result is a good plant is checked elsewhere.
import { matchesGlob } from './glob.ts';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A plant file's value. */
export interface PlantDocument {
  readonly [key: string]: Json;
}

/** What stands at a path before and after: null = nothing. Routes have no names, so they are found by what they say. */
export type PlantChange =
  | {
      readonly kind: 'set';
      readonly path: readonly string[];
      readonly was: Json;
      readonly value: Json;
    }
  | { readonly kind: 'route-added'; readonly route: Json }
  | { readonly kind: 'route-removed'; readonly route: Json }
  | { readonly kind: 'route-moved'; readonly route: Json; readonly by: -1 | 1 };

/** The sections that a file may leave out. */
const SECTIONS = ['channels', 'people', 'policies'];

/** The document after the change; null when it does not fit. A change that is there already changes nothing. */
export function changed(document: PlantDocument, change: PlantChange): PlantDocument | null {
  if (change.kind === 'set') return withValue(document, change);
  const routes = routesIn(document);
  if (change.kind === 'route-added') {
    if (indexOf(routes, change.route) >= 0) return document;
    const place = placeFor(change.route, routes);
    return { ...document, routes: routes.toSpliced(place, 0, change.route) };
  }
  const at = indexOf(routes, change.route);
  const route = routes[at];
  if (route === undefined) return null;
  const rest = routes.toSpliced(at, 1);
  if (change.kind === 'route-removed') return { ...document, routes: rest };
  const to = at + change.by;
  return to < 0 || to > rest.length ? null : { ...document, routes: rest.toSpliced(to, 0, route) };
}

/** A new route goes before the first one that would leave nothing for it, else to the end. */
export function placeFor(route: Json, routes: readonly Json[]): number {
  const at = routes.findIndex((other) => covers(matchOf(other), matchOf(route)));
  return at < 0 ? routes.length : at;
}

/** Whether whatever matches `special` matches `general` too, as far as the patterns tell by themselves. */
function covers(general: PlantDocument, special: PlantDocument): boolean {
  return Object.entries(general).every(([fact, glob]) => {
    if (glob === '*') return true;
    const wanted = special[fact];
    return typeof glob === 'string' && typeof wanted === 'string' && matchesGlob(wanted, glob);
  });
}

function matchOf(route: Json): PlantDocument {
  const match = isMap(route) ? (route.match ?? {}) : {};
  return isMap(match) ? match : {};
}

export function routesIn(document: PlantDocument): readonly Json[] {
  const { routes = null } = document;
  return isList(routes) ? routes : [];
}

/** What stands at the path; null = nothing. */
export function valueAt(document: PlantDocument, path: readonly string[]): Json {
  let here: Json = document;
  for (const key of path) {
    if (!isMap(here) || !Object.hasOwn(here, key)) return null;
    here = here[key] ?? null;
  }
  return here;
}

function withValue(
  document: PlantDocument,
  { path, was, value }: PlantChange & { kind: 'set' },
): PlantDocument | null {
  const now = valueAt(document, path);
  if (isSame(now, value)) return document;
  if (!isSame(now, was)) return null;
  const written = write(document, path, value);
  return isMap(written) ? written : null;
}

/** Null when something above the path is not there. */
function write(here: Json, path: readonly string[], value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (!isMap(here)) return null;
  if (rest.length === 0) {
    const { [key]: _gone, ...others } = here;
    if (value === null) return others;
    return Object.hasOwn(here, key) ? { ...here, [key]: value } : { ...others, [key]: value };
  }
  const inner = here[key] ?? (SECTIONS.includes(key) ? {} : null);
  const written = write(inner, rest, value);
  return written === null ? null : { ...here, [key]: written };
}

function indexOf(routes: readonly Json[], route: Json): number {
  return routes.findIndex((r) => isSame(r, route));
}

/** The same value, in whatever order its keys stand. */
export function isSame(a: Json, b: Json): boolean {
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null));
  if (!isMap(a) || !isMap(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is PlantDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// ---- what lies over the file -------------------------------------------------------------------------------------------

/** How many changes may lie over a file; then it is time to put them into it. */
export const OVERLAY_LIMIT = 1_000;

/** The changes with one more; steps of one way that end where they began are left out. */
export function overlaid(
  overlay: readonly PlantChange[],
  change: PlantChange,
): readonly PlantChange[] {
  const before = overlay.at(-1);
  if (before === undefined) return [change];
  const rest = overlay.slice(0, -1);
  if (before.kind === 'set' && change.kind === 'set' && isSame(before.path, change.path)) {
    const whole = { ...change, was: before.was };
    return isSame(whole.was, whole.value) ? rest : [...rest, whole];
  }
  const isWayBack =
    before.kind === 'route-moved' &&
    change.kind === 'route-moved' &&
    before.by !== change.by &&
    isSame(before.route, change.route);
  return isWayBack ? rest : [...overlay, change];
}

export interface Rebased {
  readonly document: PlantDocument;
  /** Those that still lie over the file, in order. */
  readonly overlay: readonly PlantChange[];
  /** Those that no longer fit. */
  readonly dropped: readonly PlantChange[];
}

/** Makes the changes again on a newer file. What the file says by itself now needs no change any more. */
export function rebased(
  file: PlantDocument,
  overlay: readonly PlantChange[],
  isGood: (document: PlantDocument) => boolean,
): Rebased {
  let document = file;
  const kept: PlantChange[] = [];
  const dropped: PlantChange[] = [];
  for (const change of overlay) {
    const next = changed(document, change);
    if (next === null || (next !== document && !isGood(next))) dropped.push(change);
    else if (next !== document) {
      document = next;
      kept.push(change);
    }
  }
  return { document, overlay: kept, dropped };
}
