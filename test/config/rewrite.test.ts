// A changed plant is written back into the text it came from: comments and order stay, and the text reads as what was meant.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changed, type Json, type PlantDocument } from '../../bot/core/plant-change.ts';
import { readPlant } from '../../config/plant.ts';
import { rewrite } from '../../config/rewrite.ts';

const EXAMPLE = readFileSync(new URL('../../config/plant.example.yaml', import.meta.url), 'utf8');

function documentOf(text: string): PlantDocument {
  const read = readPlant(text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.document;
}

function set(document: PlantDocument, path: readonly string[], was: Json, value: Json) {
  const after = changed(document, { kind: 'set', path, was, value });
  if (after === null) throw new Error('it does not fit');
  return after;
}

describe('a plant file that was changed', () => {
  const before = documentOf(EXAMPLE);

  test('keeps every line that says the same', () => {
    const roles = set(before, ['people', 'ana', 'roles'], null, ['lead']);
    const after = set(roles, ['people', 'zoe'], null, { name: 'Zoe Kern', slack: 'U0ZOE' });
    const written = rewrite(EXAMPLE, after);
    expect(documentOf(written)).toEqual(after);
    // Lists get blanks inside their brackets; nothing else changes.
    const lines = written.replaceAll('[ ', '[').replaceAll(' ]', ']').split('\n');
    const gone = EXAMPLE.split('\n').filter((line) => !lines.includes(line));
    expect(gone).toEqual(['  ana: { name: Ana Ruiz }']);
    expect(written).toContain('  ana: { name: Ana Ruiz, roles: [ lead ] }\n');
    expect(written).toContain('  zoe: { name: Zoe Kern, slack: U0ZOE }\n');
    expect(written).toContain('  line-1: { console: line-1 } # housings: camera station\n');
  });

  test('a route that moves stays as it was written', () => {
    const [first, ...others] = before.routes as readonly Json[];
    const after = { ...before, routes: [...others, first ?? null] };
    const written = rewrite(EXAMPLE, after);
    expect(documentOf(written)).toEqual(after);
    expect(written).toContain('  - { match: { type: "ppe-*" }, channel: safety, policy: urgent }');
  });

  test('nothing changed is nothing lost', () => {
    expect(documentOf(rewrite(EXAMPLE, before))).toEqual(before);
  });

  test('anchors whose place is gone are written out', () => {
    const text = `apiVersion: andon/v1
site: a
channels: { floor: { console: floor }, old: &old { console: x }, new: *old }
`;
    const document = documentOf(text);
    const { old: _old, ...channels } = document.channels as Record<string, Json>;
    const after = { ...document, channels };
    expect(documentOf(rewrite(text, after))).toEqual(after);
  });

  test('a channel named like a number keeps its place', () => {
    const text =
      'apiVersion: andon/v1\nsite: a\nchannels:\n  b: { console: b }\n  1: { console: a }\n';
    const after = set(documentOf(text), ['channels', '0'], null, { console: 'c' });
    const read = readPlant(rewrite(text, after));
    expect(read.ok && [...read.plant.channels.keys()]).toEqual(['b', '1', '0']);
  });
});
