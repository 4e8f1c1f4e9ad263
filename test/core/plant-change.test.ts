// Small changes of a plant: made on one document, and made again on a newer one.
import { describe, expect, test } from 'vitest';
import {
  changed,
  type Json,
  overlaid,
  type PlantChange,
  type PlantDocument,
  rebased,
} from '../../bot/core/plant-change.ts';

const line1 = { match: { asset: 'line-1/*' }, channel: 'line-1' };
const press = { match: { asset: 'line-2/*', type: 'noise' }, channel: 'floor' };
const all = { match: {}, channel: 'floor' };

const plant: PlantDocument = {
  site: 'lyon',
  channels: { 'line-1': { slack: 'C1' }, floor: { slack: 'C2' } },
  people: { ana: { name: 'Ana', roles: ['lead'] } },
  routes: [line1, press, all],
};

const set = (path: readonly string[], was: Json, value: Json): PlantChange => {
  return { kind: 'set', path, was, value };
};
const routesAfter = (change: PlantChange, base = plant) => changed(base, change)?.routes;

describe('a value', () => {
  test.each([
    ['is put where nothing was', set(['people', 'zoe'], null, { name: 'Zoe' })],
    ['is put into a section that the file leaves out', set(['policies', 'p'], null, { steps: [] })],
    ['takes the place of another', set(['channels', 'floor', 'slack'], 'C2', 'C3')],
    ['goes', set(['people', 'ana', 'roles'], ['lead'], null)],
  ])('%s', (_title, change) => {
    const after = changed(plant, change);
    const path = change.kind === 'set' ? change.path : [];
    const found = path.reduce<unknown>((o, key) => (o as Record<string, unknown>)?.[key], after);
    expect(found ?? null).toEqual(change.kind === 'set' ? change.value : null);
    expect(plant.people).toEqual({ ana: { name: 'Ana', roles: ['lead'] } });
  });

  test.each([
    ['where something else stands now', set(['channels', 'floor', 'slack'], 'C9', 'C3')],
    ['where its owner is gone', set(['people', 'max', 'roles'], null, ['lead'])],
    ['where something was added meanwhile', set(['people', 'ana'], null, { name: 'Anna' })],
    ['inside of what is no map', set(['site', 'x', 'y'], null, 'z')],
  ])('does not fit %s', (_title, change) => {
    expect(changed(plant, change)).toBeNull();
  });

  test('that stands there already changes nothing', () => {
    expect(changed(plant, set(['channels', 'floor', 'slack'], 'C9', 'C2'))).toBe(plant);
    expect(changed(plant, set(['people', 'max'], { name: 'Max' }, null))).toBe(plant);
  });
});

describe('a route', () => {
  const add = (route: Json): PlantChange => ({ kind: 'route-added', route });

  test('goes before the first one that would leave nothing for it', () => {
    const special = { match: { asset: 'line-1/*', severity: 'critical' }, channel: 'floor' };
    expect(routesAfter(add(special))).toEqual([special, line1, press, all]);
    const other = { match: { asset: 'line-3/*' }, channel: 'floor' };
    expect(routesAfter(add(other))).toEqual([line1, press, other, all]);
    const wider = { match: { asset: 'line-2/*' }, channel: 'floor' };
    expect(routesAfter(add(wider))).toEqual([line1, press, wider, all]);
  });

  test('goes to the end where nothing is in its way', () => {
    const base = { ...plant, routes: [line1] };
    expect(routesAfter(add(press), base)).toEqual([line1, press]);
    const { routes: _none, ...without } = plant;
    expect(routesAfter(add(press), without)).toEqual([press]);
  });

  test('moves, and goes, wherever it stands; at the end of the list it does not move on', () => {
    expect(routesAfter({ kind: 'route-moved', route: press, by: -1 })).toEqual([press, line1, all]);
    expect(routesAfter({ kind: 'route-moved', route: press, by: 1 })).toEqual([line1, all, press]);
    expect(routesAfter({ kind: 'route-removed', route: press })).toEqual([line1, all]);
    expect(changed(plant, { kind: 'route-moved', route: line1, by: -1 })).toBeNull();
    expect(changed(plant, { kind: 'route-moved', route: all, by: 1 })).toBeNull();
    expect(changed(plant, { kind: 'route-removed', route: { match: {} } })).toBeNull();
  });
});

describe('what lies over a file', () => {
  test('is as short as can be: there and back again is nothing', () => {
    const lead = set(['people', 'ana', 'roles'], null, ['lead']);
    const admin = set(['people', 'ana', 'roles'], ['lead'], ['admin']);
    const back = set(['people', 'ana', 'roles'], ['admin'], null);
    expect(overlaid([lead], admin)).toEqual([set(['people', 'ana', 'roles'], null, ['admin'])]);
    expect(overlaid(overlaid([lead], admin), back)).toEqual([]);
    const up: PlantChange = { kind: 'route-moved', route: all, by: -1 };
    expect(overlaid([lead, up], { ...up, by: 1 })).toEqual([lead]);
    expect(overlaid([up], up)).toEqual([up, up]);
  });

  const change = set(['channels', 'floor', 'slack'], 'C2', 'C3');

  test('is made again on a new file', () => {
    const file = { ...plant, site: 'metz' };
    const { document, overlay, dropped } = rebased(file, [change], () => true);
    expect(document).toMatchObject({ site: 'metz', channels: { floor: { slack: 'C3' } } });
    expect({ overlay, dropped }).toEqual({ overlay: [change], dropped: [] });
  });

  test('is left out where the file says so by itself', () => {
    const file = { ...plant, channels: { floor: { slack: 'C3' } } };
    expect(rebased(file, [change], () => true)).toEqual({
      document: file,
      overlay: [],
      dropped: [],
    });
  });

  test('is dropped where the file says something else, or where it would make a bad plant', () => {
    const file = { ...plant, channels: { floor: { slack: 'C7' } } };
    const more = set(['people', 'zoe'], null, { name: 'Zoe' });
    expect(rebased(file, [change, more], () => false)).toEqual({
      document: file,
      overlay: [],
      dropped: [change, more],
    });
  });
});
