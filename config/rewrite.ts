// Writes a changed plant back into the text it came from: what stays the same keeps its place, its form and its comments, so
// that what people wrote by hand can be taken into their file again. It knows YAML, never what a plant means.
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isSame, type Json, type PlantDocument } from '../bot/core/plant-change.ts';

type Doc = Document;

/** Longer lines than any that people write, so that none is folded. */
const LINE_WIDTH = 0;

export function rewrite(text: string, document: PlantDocument): string {
  try {
    const doc: Doc = parseDocument(text);
    doc.contents = fitted(doc.contents, document, doc);
    const written = doc.toString({ lineWidth: LINE_WIDTH });
    if (isSame(parseDocument(written).toJS() as Json, document)) return written;
  } catch {
    // An anchor that went, and its alias that stayed: plain values are always right.
  }
  return stringify(document, { lineWidth: LINE_WIDTH });
}

/** The node when it says the value already, else with as much of it kept as fits. */
function fitted(node: unknown, value: Json, doc: Doc): Node {
  if (isMap(node) && typeof value === 'object' && value !== null && !Array.isArray(value))
    return fittedMap(node, value as PlantDocument, doc);
  if (isSeq(node) && Array.isArray(value)) return fittedList(node, value, doc);
  if (isScalar(node) && isSame(jsonOf(node, doc), value)) return node;
  return made(value, doc, isScalar(node) ? node.comment : undefined);
}

function fittedMap(map: YAMLMap, value: PlantDocument, doc: Doc): Node {
  map.items = map.items.filter((pair) => Object.hasOwn(value, keyOf(pair.key)));
  const known = new Set<string>();
  for (const pair of map.items) {
    const key = keyOf(pair.key);
    known.add(key);
    pair.value = fitted(pair.value, value[key] ?? null, doc);
  }
  for (const [key, given] of Object.entries(value)) {
    if (!known.has(key)) map.items.push(doc.createPair(key, made(given, doc)));
  }
  return map;
}

/** Items are known by what they say, so one that moved takes its comment along. */
function fittedList(list: YAMLSeq, value: readonly Json[], doc: Doc): Node {
  const left = [...list.items];
  list.items = value.map((given) => {
    const at = left.findIndex((item) => isSame(jsonOf(item, doc), given));
    return at < 0 ? made(given, doc) : left.splice(at, 1)[0];
  });
  return list;
}

/** What is new stands on one line, as people write a route or a person. */
function made(value: Json, doc: Doc, comment?: string | null): Node {
  const node = doc.createNode(value, { flow: true });
  if (comment) node.comment = comment;
  return node;
}

function keyOf(key: unknown): string {
  const value = isScalar(key) ? key.value : key;
  return value === null ? '' : String(value);
}

function jsonOf(node: unknown, doc: Doc): Json {
  const value: unknown =
    typeof node === 'object' && node !== null && 'toJS' in node ? (node as Node).toJS(doc) : node;
  return (value ?? null) as Json;
}
