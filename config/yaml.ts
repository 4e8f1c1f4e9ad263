// Reads YAML so that every later fault can name its line. Limits come first: a plant file is small, shallow and plain, and
// a hostile or broken one costs neither memory nor time. It knows nothing of plants.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';

export type Path = readonly PropertyKey[];

/** One thing that is wrong: where, and a sentence. Line 0 = the file as a whole. */
export interface Fault {
  readonly line: number;
  readonly path: Path;
  readonly sentence: string;
}

/** A file that could be read: its plain value and the way back to its lines. */
export interface Page {
  readonly value: unknown;
  /** Faults that do not keep the rest from being looked at, such as a key given twice. */
  readonly faults: readonly Fault[];
  /** The line of the key or item at `path`, or of what is nearest above it. */
  lineOf(path: Path): number;
  /** The keys of the map at `path`, in the order of the file. */
  keysOf(path: Path): readonly string[];
}

export const MAX_FILE_BYTES = 1024 * 1024;
const MAX_DEPTH = 16;
const MAX_OPEN_BRACKETS = 64;
const MAX_ALIASES = 100;
const MAX_FAULTS_OF_SYNTAX = 20;

/** The page, or why it can't be read at all. */
export function readYaml(text: string): Page | readonly Fault[] {
  if (text.trim() === '') return [whole('is empty')];
  if (isTooDeep(text)) return [whole('is nested too deeply')];
  const lines = new LineCounter();
  try {
    // The parser's own check for equal keys takes time squared; ours is below.
    const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const broken = [...doc.errors, ...doc.warnings].map((e) =>
      at(lines, openingOf(doc, e.code, e.pos[0]), said(e)),
    );
    if (broken.length > 0) return broken.slice(0, MAX_FAULTS_OF_SYNTAX);
    const odd = oddities(doc, lines);
    if (odd.length > 0) return odd.slice(0, MAX_FAULTS_OF_SYNTAX);
    if (doc.contents === null) return [whole('is empty')];
    const value: unknown = doc.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      value,
      faults: repeatedKeys(doc, lines),
      lineOf: (path) => find(doc, lines, path).line,
      keysOf: (path) => keysOf(find(doc, lines, path).node),
    };
  } catch (error) {
    // The parser recurses and resolves aliases with limits of its own; both say so by throwing.
    const isDeep = error instanceof RangeError;
    return [whole(isDeep ? 'is nested too deeply' : 'repeats its anchors too often')];
  }
}

export function isPage(read: Page | readonly Fault[]): read is Page {
  return 'lineOf' in read;
}

function whole(sentence: string): Fault {
  return { line: 0, path: [], sentence };
}

function at(lines: LineCounter, offset: number, sentence: string): Fault {
  return { line: Math.max(1, lines.linePos(offset).line), path: [], sentence };
}

/** A quote that never ends is noticed at the end of the file; people look for where it begins. */
function openingOf(doc: Document.Parsed, code: string, offset: number): number {
  let opening = offset;
  if (code !== 'MISSING_CHAR') return opening;
  visit(doc, {
    Scalar(_, { type, range }) {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[0] < offset && offset <= range[2]) opening = range[0];
    },
  });
  return opening;
}

/** The parser's own words, on one line and without the code frame. */
function said(error: { readonly code: string; readonly message: string }): string {
  if (error.code === 'MULTIPLE_DOCS') return 'holds a second document; a plant file is one';
  const [first = 'is not YAML'] = error.message.split('\n');
  return first.replace(/\s+/g, ' ').trim();
}

/**
 * Whether nesting gets out of hand, judged before the parser recurses into it (which may exhaust the memory): too many
 * open brackets, or a line that opens many levels at once. Quotes and comments are left out as far as one line tells.
 */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const line of text.split('\n')) {
    if (/^(?:\s*[-?:]\s){9}/.test(line) || /^[ \t]{200}/.test(line)) return true;
    const code = line.replace(/"[^"]*"|'[^']*'/g, '').replace(/(?:^|\s)#.*$/, '');
    for (const [char] of code.matchAll(/[[\]{}]/g)) {
      open = char === '[' || char === '{' ? open + 1 : Math.max(0, open - 1);
      if (open > MAX_OPEN_BRACKETS) return true;
    }
  }
  return false;
}

/** What YAML allows and a plant file does not need: keys that are no text, depth, many aliases. */
function oddities(doc: Document.Parsed, lines: LineCounter): readonly Fault[] {
  const faults: Fault[] = [];
  let aliases = 0;
  visit(doc, {
    Alias(_, node) {
      aliases += 1;
      if (aliases === MAX_ALIASES + 1)
        faults.push(at(lines, offsetOf(node), 'repeats its anchors too often'));
      if (aliases <= MAX_ALIASES && node.resolve(doc) === undefined)
        faults.push(
          at(lines, offsetOf(node), `no anchor &${node.source} stands before *${node.source}`),
        );
    },
    Pair(_, { key }) {
      if (!isScalar(key) || typeof key.value === 'object')
        faults.push(at(lines, offsetOf(key), 'a key must be plain text'));
      else if (key.value === '__proto__')
        faults.push(at(lines, offsetOf(key), '`__proto__` is not a name'));
    },
    Node(_, node, ancestors) {
      if (ancestors.length <= MAX_DEPTH * 2) return undefined;
      faults.push(at(lines, offsetOf(node), 'is nested too deeply'));
      return visit.BREAK;
    },
  });
  return faults;
}

/** Keys that a map holds twice; the last one would silently win. */
function repeatedKeys(doc: Document.Parsed, lines: LineCounter): readonly Fault[] {
  const faults: Fault[] = [];
  visit(doc, {
    Map(_, map) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? nameOf(key.value) : '';
        const { line } = lines.linePos(offsetOf(key));
        const first = seen.get(name);
        if (first === undefined) seen.set(name, line);
        else
          faults.push(
            at(lines, offsetOf(key), `\`${name}\` is given twice, first in line ${first}`),
          );
      }
    },
  });
  return faults;
}

function offsetOf(node: unknown): number {
  const range = (node as Partial<Node> | null)?.range;
  return range?.[0] ?? 0;
}

interface Spot {
  readonly node: unknown;
  readonly line: number;
}

function find(doc: Document.Parsed, lines: LineCounter, path: Path): Spot {
  let node: unknown = doc.contents;
  let line = lines.linePos(offsetOf(node)).line;
  for (const part of path) {
    const parent = isAlias(node) ? node.resolve(doc) : node;
    if (isMap(parent)) {
      // The last of two equal keys is the one whose value counts.
      const pair = parent.items.findLast((p) => isScalar(p.key) && nameOf(p.key.value) === part);
      if (pair === undefined) return { node: undefined, line };
      line = lines.linePos(offsetOf(pair.key)).line;
      node = pair.value;
    } else if (isSeq(parent) && typeof part === 'number' && part < parent.items.length) {
      node = parent.items[part];
      line = lines.linePos(offsetOf(node)).line;
    } else {
      return { node: undefined, line };
    }
  }
  return { node: isAlias(node) ? node.resolve(doc) : node, line };
}

function keysOf(node: unknown): readonly string[] {
  if (!isMap(node)) return [];
  return [...new Set(node.items.map((p) => (isScalar(p.key) ? nameOf(p.key.value) : '')))];
}

/** An empty key is read as null, and becomes the empty name. */
function nameOf(value: unknown): string {
  return value === null ? '' : String(value);
}
