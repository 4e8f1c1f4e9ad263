// The map is a test: who may import whom, what the pure rooms never do, and how a page looks. Each rule fails with its
// reason. docs/architecture.md says the same in words.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROOMS = ['bot', 'handlers', 'cards', 'prisma', 'config', 'test'];
const GENERATED = ['prisma/generated'];

interface Page {
  readonly file: string;
  readonly text: string;
  /** What it imports: a path from the root, `node:…`, or a package's name. Type-only imports are marked. */
  readonly imports: readonly { readonly to: string; readonly isType: boolean }[];
}

function pagesOf(folder: string): readonly Page[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (GENERATED.includes(file)) return [];
    if (entry.isDirectory()) return pagesOf(file);
    return file.endsWith('.ts') ? [readPage(file)] : [];
  });
}

function readPage(file: string): Page {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|^import\s+'([^']+)'/gm,
  );
  const imports = [...found].map((m) => {
    const target = m[2] ?? m[3] ?? m[4] ?? '';
    const to = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
    return { to, isType: m[1] !== undefined };
  });
  return { file, text, imports };
}

const pages = ROOMS.flatMap(pagesOf);

interface Wall {
  readonly room: RegExp;
  readonly may: readonly RegExp[];
  /** What may be imported as a type only. */
  readonly mayType?: readonly RegExp[];
  readonly because: string;
}

const CORE = /^bot\/core\//;
const CARDS = /^cards\//;
const PORTS = /^bot\/ports\//;
const NODE = /^node:/;
const ANY = /./;

const WALLS: readonly Wall[] = [
  {
    room: CORE,
    may: [CORE],
    because: 'every rule reads as a table and replays from a seed',
  },
  {
    room: CARDS,
    may: [CORE, CARDS, /^zod$/],
    mayType: [/^@slack\/types$/],
    because: 'a card is reviewed as a file: no clock, no I/O, no handler, no store',
  },
  {
    room: PORTS,
    may: [],
    mayType: [CORE, CARDS, PORTS, NODE],
    because: 'ports are types: they can not grow behaviour',
  },
  {
    room: /^handlers\//,
    may: [CORE, PORTS, /^handlers\//, /^node:crypto$/],
    mayType: [/^cards\/[a-z]+\/model\.ts$/],
    because: 'a handler decides that something is said, never how it looks or where it is kept',
  },
  {
    room: /^bot\/adapters\//,
    may: [CORE, CARDS, PORTS, NODE, /^[^.]*$/, /^bot\/adapters\//],
    because: 'an adapter knows its own outside world: no handlers, no prisma, no config',
  },
  {
    room: /^bot\/workers\//,
    may: [CORE, PORTS, /^bot\/workers\//, /^cards\/[a-z]+\/model\.ts$/, /^node-cron$/],
    because: 'a loop owns pace and retry, nothing else',
  },
  {
    room: /^prisma\//,
    may: [
      /^prisma\//,
      CORE,
      PORTS,
      NODE,
      /^(zod|prisma|better-sqlite3|pg)$/,
      /^prisma\/config$/,
      /^@prisma\//,
    ],
    because: 'only memory knows the database, and it knows nothing else',
  },
  {
    room: /^config\//,
    may: [/^config\//, CORE, NODE, /^(zod|yaml)$/],
    because: 'process.env and the plant file are read in one place',
  },
  {
    room: /^bot\/(app|readiness)\.ts$/,
    may: [
      CORE,
      PORTS,
      /^handlers\//,
      /^bot\/workers\//,
      /^cards\/[a-z]+\/model\.ts$/,
      /^bot\/readiness\.ts$/,
    ],
    because: 'app.ts plugs together what it is handed; only main.ts names the real outsides',
  },
  { room: /^bot\/(main\.ts|cli\/)/, may: [ANY], because: '' },
  { room: /^test\//, may: [ANY], because: '' },
];

/** An adapter is a file or a folder of one name; the others are out of its reach, but for the shape at the door. */
const SHARED_BY_DOORS = ['detection', 'cloud-event', 'problem', 'picture-answer'];

function adapterOf(file: string): string {
  return file.replace(/^bot\/adapters\//, '').replace(/(\/.*|\.ts)$/, '');
}

describe('walls', () => {
  test('every page stands in a room that the map knows', () => {
    const homeless = pages.filter((p) => !WALLS.some((w) => w.room.test(p.file)));
    expect(homeless.map((p) => p.file)).toEqual([]);
  });

  test.each(WALLS.filter((w) => w.because !== ''))('$room: $because', (wall) => {
    const through = pages
      .filter((p) => wall.room.test(p.file))
      .flatMap((p) =>
        p.imports
          .filter((i) => !wall.may.some((m) => m.test(i.to)))
          .filter((i) => !(i.isType && wall.mayType?.some((m) => m.test(i.to))))
          .map((i) => `${p.file} imports ${i.to}, but ${wall.because}`),
      );
    expect(through).toEqual([]);
  });

  test('an adapter never imports another adapter', () => {
    const through = pages
      .filter((p) => p.file.startsWith('bot/adapters/'))
      .flatMap((p) =>
        p.imports
          .filter((i) => i.to.startsWith('bot/adapters/'))
          .filter((i) => adapterOf(i.to) !== adapterOf(p.file))
          .filter((i) => !SHARED_BY_DOORS.includes(adapterOf(i.to)))
          .map((i) => `${p.file} imports ${i.to}`),
      );
    expect(through).toEqual([]);
  });

  test('each chat SDK is known in one place', () => {
    const owners: readonly (readonly [RegExp, RegExp])[] = [
      [/^@slack\/(bolt|web-api|socket-mode)/, /^bot\/adapters\/slack/],
      [/^(botbuilder|botframework-|@azure\/msal)/, /^bot\/adapters\/teams/],
      [/^(better-sqlite3|pg|@prisma\/)/, /^prisma\//],
    ];
    const strays = pages
      .filter((p) => !p.file.startsWith('test/'))
      .flatMap((p) =>
        p.imports
          .filter((i) => owners.some(([sdk, home]) => sdk.test(i.to) && !home.test(p.file)))
          .map((i) => `${p.file} imports ${i.to}`),
      );
    expect(strays).toEqual([]);
  });

  test('only where the bundle knows of it is anything looked up beside a page (bot/build.mjs)', () => {
    const may = /^(bot\/(adapters|cli)\/|bot\/main\.ts$|(config|prisma)\/[^/]+$|test\/)/;
    const lost = pages.filter((p) => p.text.includes('import.meta') && !may.test(p.file));
    expect(lost.map((p) => p.file)).toEqual([]);
  });

  test('main.ts is imported by nobody', () => {
    const importers = pages.filter((p) => p.imports.some((i) => i.to === 'bot/main.ts'));
    expect(importers.map((p) => p.file)).toEqual([]);
  });
});

describe('the pure rooms', () => {
  const pure = pages.filter((p) => /^bot\/core\/|^cards\//.test(p.file));

  test.each([
    [/\bDate\.now\(/, 'time is an argument'],
    [/new Date\(\)/, 'time is an argument'],
    [/\bMath\.random\(/, 'chance is an argument'],
    [/\bprocess\./, 'config reads the environment'],
    [/\basync\b|\bawait\b/, 'a rule waits for nothing'],
  ])('never say %s, because %s', (banned) => {
    const found = pure.filter((p) => banned.test(withoutComments(p.text))).map((p) => p.file);
    expect(found).toEqual([]);
  });

  test('core and card models never name a platform or the database', () => {
    const neutral = pages.filter((p) => /^bot\/core\/|^cards\/[a-z]+\/model\.ts$/.test(p.file));
    const found = neutral
      .filter((p) => p.file !== 'bot/core/plant.ts')
      .filter((p) => /slack|teams|prisma/i.test(withoutComments(p.text)))
      .map((p) => p.file);
    expect(found).toEqual([]);
  });

  test('process.env is read in config, and handed on by the programs alone', () => {
    const allowed = /^(config\/|bot\/main\.ts|bot\/cli\/|test\/|prisma\/prisma\.config\.ts)/;
    const found = pages.filter((p) => !allowed.test(p.file) && /process\.env/.test(p.text));
    expect(found.map((p) => p.file)).toEqual([]);
  });
});

describe('the look of a page', () => {
  test('every page opens with a comment that says what it is', () => {
    const bare = pages.filter((p) => !/^(#!.*\n)?(\/\/|\/\*)/.test(p.text)).map((p) => p.file);
    expect(bare).toEqual([]);
  });

  test('no page of the product is longer than 300 lines', () => {
    const long = pages
      .filter((p) => !p.file.startsWith('test/'))
      .filter((p) => p.text.split('\n').length > 301)
      .map((p) => p.file);
    expect(long).toEqual([]);
  });

  test('no unfinished work, no skipped test, no silenced compiler', () => {
    const marks =
      /\b(TODO|FIXME|XXX)\b|@ts-(ignore|expect-error|nocheck)|\bas any\b|\b(test|it|describe)\.(only|todo)\b/;
    const found = pages
      .filter((p) => p.file !== 'test/architecture.test.ts')
      .filter((p) => marks.test(p.text))
      .map((p) => p.file);
    expect(found).toEqual([]);
  });

  test('file names are nouns in kebab-case, and none of them is a drawer', () => {
    const drawers = /^(manager|service|helpers?|utils?|common|data|info|handle)$/;
    const odd = pages
      .map((p) => p.file)
      .filter((f) => {
        const name = path.basename(f).replace(/\.(test\.)?ts$|\.config\.ts$/, '');
        return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name.replaceAll('.', '-')) || drawers.test(name);
      });
    expect(odd).toEqual([]);
  });
});

describe('the top level', () => {
  test('holds what the plan names', () => {
    const known =
      /^(bot|handlers|cards|prisma|config|test|docs|data|node_modules|package\.json|package-lock\.json|tsconfig\.json|README\.md|LICENSE|Dockerfile|compose\.yaml|\..+)$/;
    expect(readdirSync(ROOT).filter((name) => !known.test(name))).toEqual([]);
  });

  test('every script that package.json names exists, and the README names no other', () => {
    const scripts: Record<string, string> = JSON.parse(
      readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
    ).scripts;
    const missing = Object.values(scripts)
      .flatMap((s) => [...s.matchAll(/(?:^|\s)((?:bot|prisma|test)\/[\w./-]+\.(?:ts|mjs))/g)])
      .map((m) => m[1] ?? '')
      .filter((file) => !exists(file));
    expect(missing).toEqual([]);
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
    const named = [...readme.matchAll(/npm run ([a-z][\w:-]*)/g)].map((m) => m[1] ?? '');
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function exists(file: string): boolean {
  return statSync(path.join(ROOT, file), { throwIfNoEntry: false }) !== undefined;
}
