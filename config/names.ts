// The checks that one part of a plant file alone can't make: names that refer to other parts, identities given twice, steps
// that do not come one after the other. They read the file as it stands, so they find their faults even where the shape
// is wrong elsewhere. What is odd but works is a note.
import { parseDuration } from '../bot/core/time.ts';
import { isName, isWorkspaceId, teamsUser } from './schema.ts';
import type { Path } from './yaml.ts';

export interface Remark {
  readonly path: Path;
  readonly sentence: string;
}

export interface Names {
  readonly faults: readonly Remark[];
  readonly notes: readonly Remark[];
}

type Loose = Readonly<Record<string, unknown>>;

/** What the checks share: who is named, and where to write what is found. */
interface Check {
  readonly channels: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  readonly crews: ReadonlySet<string>;
  readonly hasShifts: boolean;
  readonly hasLead: boolean;
  readonly faults: Remark[];
  readonly notes: Remark[];
}

export function checkNames(file: unknown): Names {
  const plant = mapOf(file);
  const people = mapOf(plant.people);
  const check: Check = {
    channels: new Set(Object.keys(mapOf(plant.channels))),
    people: new Set(Object.keys(people)),
    // `standard` is there even where the file does not write it.
    policies: new Set(['standard', ...Object.keys(mapOf(plant.policies))]),
    crews: new Set(Object.keys(mapOf(plant.crews))),
    hasShifts: Object.keys(mapOf(plant.shifts)).length > 0,
    hasLead: Object.values(people).some((p) => listOf(mapOf(p).roles).includes('lead')),
    faults: [],
    notes: [],
  };
  for (const part of ['channels', 'people', 'policies', 'shifts', 'crews']) {
    for (const key of Object.keys(mapOf(plant[part]))) checkKey([part, key], key, check);
  }
  checkIdentities(people, check);
  checkWorkspaces(mapOf(plant.workspaces), check);
  checkRoutes(listOf(plant.routes), check);
  for (const [name, policy] of Object.entries(mapOf(plant.policies)))
    checkSteps(['policies', name, 'steps'], listOf(mapOf(policy).steps), check);
  return { faults: check.faults, notes: check.notes };
}

function checkKey(path: Path, key: string, check: Check): void {
  if (isName(key)) return;
  const sentence =
    'is not a name: letters, digits, ., _ and -, at most 64, beginning with a letter or digit';
  check.faults.push({ path, sentence });
}

/** A channel belongs to one workspace. */
function checkWorkspaces(workspaces: Loose, check: Check): void {
  const seen = new Map<string, string>();
  for (const [id, given] of Object.entries(workspaces)) {
    if (!isWorkspaceId(id)) {
      const sentence =
        'must be the id of a Slack workspace such as T0123ABCD, or of a Microsoft tenant';
      check.faults.push({ path: ['workspaces', id], sentence });
    }
    listOf(mapOf(given).channels).forEach((name, index) => {
      const path = ['workspaces', id, 'channels', index];
      checkReference(path, name, 'channel', check.channels, check);
      const first = seen.get(String(name));
      if (first === undefined) seen.set(String(name), id);
      else check.faults.push({ path, sentence: `is in the workspace ${quoted(first)} already` });
    });
  }
}

/** One platform id is one person. */
function checkIdentities(people: Loose, check: Check): void {
  for (const platform of ['slack', 'teams']) {
    const seen = new Map<string, string>();
    for (const [key, person] of Object.entries(people)) {
      const given = mapOf(person)[platform];
      if (typeof given !== 'string') continue;
      const id = platform === 'teams' ? teamsUser(given) : given;
      const first = seen.get(id);
      if (first === undefined) seen.set(id, key);
      else {
        const sentence = `is the same person as ${quoted(first)}`;
        check.faults.push({ path: ['people', key, platform], sentence });
      }
    }
  }
}

function checkRoutes(routes: readonly unknown[], check: Check): void {
  let catchAll: number | null = null;
  routes.forEach((given, index) => {
    const { match, channel, policy } = mapOf(given);
    checkReference(['routes', index, 'channel'], channel, 'channel', check.channels, check);
    checkReference(['routes', index, 'policy'], policy, 'policy', check.policies, check);
    if (catchAll !== null) {
      const sentence = `is never reached: routes.${catchAll} matches everything`;
      check.notes.push({ path: ['routes', index], sentence });
    } else if (isEverything(match)) catchAll = index;
  });
}

function isEverything(match: unknown): boolean {
  return isMap(match) && Object.values(match).every((glob) => glob === '*');
}

function checkSteps(path: Path, steps: readonly unknown[], check: Check): void {
  let latest: { readonly ms: number; readonly text: string } | null = null;
  steps.forEach((given, index) => {
    const { to, after } = mapOf(given);
    checkTarget([...path, index, 'to'], to, check);
    const ms = typeof after === 'string' ? parseDuration(after) : null;
    if (typeof after !== 'string' || ms === null) return;
    if (latest !== null && ms <= latest.ms) {
      const sentence = `must be later than ${latest.text}, the step before; it counts from the opening`;
      check.faults.push({ path: [...path, index, 'after'], sentence });
    }
    latest = { ms, text: after };
  });
}

function checkTarget(path: Path, to: unknown, check: Check): void {
  if (typeof to !== 'string') return;
  if (to.startsWith('person:'))
    checkReference(path, to.slice('person:'.length), 'person', check.people, check);
  if (to.startsWith('channel:'))
    checkReference(path, to.slice('channel:'.length), 'channel', check.channels, check);
  if (to.startsWith('crew:'))
    checkReference(path, to.slice('crew:'.length), 'crew', check.crews, check);
  const isOnShift = to === 'shift-lead' || to === 'crew';
  if (isOnShift && !check.hasShifts)
    check.notes.push({ path, sentence: 'means every lead, as the file has no shifts' });
  if ((to === 'lead' || isOnShift) && !check.hasLead)
    check.notes.push({ path, sentence: 'reaches nobody: no person has the role lead' });
}

function checkReference(
  path: Path,
  name: unknown,
  what: 'channel' | 'person' | 'policy' | 'crew',
  known: ReadonlySet<string>,
  check: Check,
): void {
  if (typeof name !== 'string' || known.has(name)) return;
  const choice = known.size > 0 && known.size <= 12 ? `; there are ${[...known].join(', ')}` : '';
  check.faults.push({ path, sentence: `there is no ${what} ${quoted(name)}${choice}` });
}

/** Input in a sentence: short, and without anything that a terminal would obey. */
export function quoted(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
  return `"${visible.length > 60 ? `${visible.slice(0, 57)}…` : visible}"`;
}

function isMap(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapOf(value: unknown): Loose {
  return isMap(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
