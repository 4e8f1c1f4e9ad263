// Reads a plant file: YAML with lines, then shape, then names, then the plant as the rules see it, with every default
// filled in. All faults are reported, each with its line; a plant with a fault is never half used.
import { readFileSync, statSync } from 'node:fs';
import type {
  ChannelAddresses,
  Identity,
  Plant,
  PlantPerson,
  Platform,
  Route,
} from '../bot/core/plant.ts';
import { PLATFORMS } from '../bot/core/plant.ts';
import type { PlantDocument } from '../bot/core/plant-change.ts';
import { checkShifts } from './coverage.ts';
import { checkNames, type Names, quoted, type Remark } from './names.ts';
import { checkPolicies, policyOf, STANDARD } from './policies.ts';
import { DEFAULT_PICTURE_BYTES, PlantFile, workspaceId } from './schema.ts';
import { shiftPlan } from './shifts.ts';
import { checkSuppress, givenOnly, suppressRules } from './suppress.ts';
import { type Fault, isPage, MAX_FILE_BYTES, type Page, readYaml } from './yaml.ts';

export type PlantRead =
  | {
      readonly ok: true;
      readonly plant: Plant;
      readonly text: string;
      /** The file's plain value. */
      readonly document: PlantDocument;
      /** What is odd but works. */
      readonly notes: readonly Fault[];
      /** The line of a channel, for what is found out later. */
      channelLine(name: string): number;
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads the file at `path`. A file that can't be read is a fault too. */
export function readPlantFile(path: string): PlantRead {
  const text = readText(path);
  return typeof text === 'string' ? readPlant(text) : { ok: false, faults: [text] };
}

export function readPlant(text: string): PlantRead {
  const page = readYaml(text);
  if (!isPage(page)) return { ok: false, faults: page };
  const shape = PlantFile.safeParse(page.value);
  const names = checkNames(page.value);
  // What follows from values needs values: these checks wait until the shape is good.
  const whole = shape.success ? wholeChecks(shape.data) : [];
  const placed = (r: Remark): Fault => ({ ...r, line: page.lineOf(r.path) });
  const faults = [
    ...page.faults,
    ...(shape.success ? [] : shape.error.issues.flatMap(remarksOf).map(placed)),
    ...[names, ...whole].flatMap((w) => w.faults).map(placed),
  ];
  if (!shape.success || faults.length > 0) return { ok: false, faults: inOrder(faults) };
  return {
    ok: true,
    plant: plantOf(shape.data, page),
    text,
    // What has the shape of a plant file is plain JSON.
    document: page.value as PlantDocument,
    notes: inOrder([names, ...whole].flatMap((w) => w.notes).map(placed)),
    channelLine: (name) => page.lineOf(['channels', name]),
  };
}

function wholeChecks(file: PlantFile): readonly Names[] {
  const { policies, suppress, timezone } = file;
  return [checkShifts(file), checkPolicies(policies), checkSuppress(suppress, timezone)];
}

/** `file:line: path: sentence`, as editors and people read it. */
export function faultText(source: string, fault: Fault): string {
  const place = fault.line > 0 ? `${source}:${fault.line}` : source;
  const path = fault.path.map(String).map(visible).join('.');
  return path === '' ? `${place}: ${fault.sentence}` : `${place}: ${path}: ${fault.sentence}`;
}

function visible(part: string): string {
  return /^[\p{L}\p{N}._-]{1,64}$/u.test(part) ? part : quoted(part);
}

function readText(path: string): string | Fault {
  const fault = (sentence: string): Fault => ({ line: 0, path: [], sentence });
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return fault('is not a file');
    if (stat.size > MAX_FILE_BYTES) return fault('is larger than 1 MiB; a plant file is a few KiB');
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return fault('is not text in UTF-8');
    const code = (error as NodeJS.ErrnoException).code;
    return fault(
      code === 'ENOENT' ? 'there is no such file' : `can't be read (${code ?? 'error'})`,
    );
  }
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

/** One fault for each unknown key; everything else says one thing already. */
function remarksOf(issue: Issue): readonly Remark[] {
  const { path, message: sentence } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, sentence }];
  return (issue.keys ?? []).map((key) => ({ path: [...path, key], sentence }));
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.line - b.line);
}

function plantOf(file: PlantFile, page: Page): Plant {
  const policies = new Map(
    Object.entries(file.policies ?? {}).map(([name, given]) => [
      name,
      policyOf(name, given, file.timezone),
    ]),
  );
  if (!policies.has(STANDARD.name)) policies.set(STANDARD.name, STANDARD);
  return {
    site: file.site,
    timezone: file.timezone,
    language: file.language,
    strangers: file.strangers,
    // Object keys that look like numbers lose their order; the file's order decides which channel is the first.
    channels: new Map(
      page.keysOf(['channels']).map((name) => [name, addressesOf(file.channels[name] ?? {})]),
    ),
    ...languagesOf(file),
    people: Object.entries(file.people ?? {}).map(([key, given]) => personOf(key, given)),
    routes: (file.routes ?? []).map(routeOf),
    policies,
    ...evidenceOf(file.evidence),
    shifts: shiftPlan(file, page.keysOf(['shifts'])),
    ...highlyManagedOf(file),
    ...suppressOf(file),
  };
}

/** A channel's own language comes before that of its workspace. */
function languagesOf(file: PlantFile): Pick<Plant, 'channelLanguages' | 'workspaceLanguages'> {
  const workspaces = Object.entries(file.workspaces ?? {});
  const shared = workspaces.flatMap(([, { language, channels = [] }]) =>
    channels.map((name) => [name, language] as const),
  );
  const own = Object.entries(file.channels).flatMap(([name, { language }]) =>
    language === undefined ? [] : [[name, language] as const],
  );
  const channelLanguages = new Map([...shared, ...own]);
  if (workspaces.length === 0) return { channelLanguages };
  const spoken = workspaces.map(([id, { language }]) => [workspaceId(id), language] as const);
  return { channelLanguages, workspaceLanguages: new Map(spoken) };
}

function evidenceOf(given: PlantFile['evidence']): Pick<Plant, 'evidence'> {
  if (given === null || given === undefined || given.hosts.length === 0) return {};
  const { hosts, maxBytes = DEFAULT_PICTURE_BYTES } = given;
  return { evidence: { hosts: [...new Set(hosts)], maxBytes } };
}

function highlyManagedOf({ types }: PlantFile): Pick<Plant, 'highlyManaged'> {
  const named = Object.entries(types ?? {}).filter(([, given]) => given.highlyManaged === true);
  return named.length === 0 ? {} : { highlyManaged: named.map(([type]) => type) };
}

function suppressOf({ suppress, timezone }: PlantFile): Pick<Plant, 'suppress'> {
  const rules = suppressRules(suppress ?? [], timezone);
  return rules.length === 0 ? {} : { suppress: rules };
}

function addressesOf(given: { readonly [P in Platform]?: string | undefined }): ChannelAddresses {
  const addresses: Partial<Record<Platform, string>> = {};
  for (const platform of PLATFORMS) {
    const address = given[platform];
    if (address !== undefined) addresses[platform] = address;
  }
  return addresses;
}

function personOf(key: string, given: NonNullable<PlantFile['people']>[string]): PlantPerson {
  const identities: Identity[] = [];
  // The file knows no workspace or tenant; a user's id is enough there.
  for (const platform of ['slack', 'teams'] as const) {
    const user = given[platform];
    if (user !== undefined) identities.push({ platform, tenant: '', user });
  }
  const roles = [...new Set(given.roles ?? [])];
  return {
    key,
    name: given.name.trim(),
    roles: roles.length > 0 ? roles : ['technician'],
    identities,
    ...(given.language === undefined ? {} : { language: given.language }),
  };
}

function routeOf(given: NonNullable<PlantFile['routes']>[number]): Route {
  return {
    match: givenOnly(given.match),
    channel: given.channel,
    policy: given.policy ?? STANDARD.name,
    joinWithinMs: given.joinWithin ?? null,
    // No time to reopen in is the same as never.
    reopenWithinMs: given.reopenWithin === 0 ? null : (given.reopenWithin ?? null),
  };
}
