// Types that the plant file marks as highly managed: nobody puts them aside from chat, whichever way they try; one sentence says
// who can.
import { expect } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { userOf } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

const managed: Partial<Plant> = { highlyManaged: ['gas-*'] };
const GAS = { type: 'gas-leak', key: 'gas', title: 'Gas at the door' };
const NOBODY = /highly managed: nobody shelves them/;

async function shortId(h: Harness): Promise<string> {
  return (await h.alert()).id.slice(-6);
}

story(
  'its card has no button to shelve, and a command or an old button is refused',
  async (h) => {
    await h.detect({ id: '1' });
    h.expectCard(/Shelve/);
    expect(h.shown().buttons.map((b) => b.verb)).toContain('shelve');
    await h.detect({ id: '2', ...GAS });
    h.expectCard(/Gas at the door/);
    expect(h.shown().buttons.map((b) => b.verb)).not.toContain('shelve');
    await h.type('sam', `shelve ${await shortId(h)} 2h parts`);
    h.expectPrivate('sam', NOBODY);
    // A card from before the plant file said so.
    const { id, revision } = await h.alert();
    const button = { verb: 'shelve', alert: id, seen: revision, code: null } as const;
    const sender = { platform: 'slack', tenant: '', users: ['U0ANA0001'], name: 'Ana' } as const;
    const reply = await h.app.reactions.tap({ sender, button, message: null });
    expect(reply.told?.answer.code).toBe('highly-managed');
    expect(await h.alert()).toMatchObject({ attention: 'new', shelf: null, revision: 1 });
    h.expectQuiet();
  },
  { plant: managed },
);

story(
  'many at once: the others are shelved, and how many are not is said',
  async (h) => {
    await h.detectAll([
      { id: '1' },
      { id: '2', ...GAS },
      { id: '3', ...GAS, key: 'gas-2', type: 'gas-low' },
    ]);
    await h.settle();
    await h.type('sam', 'shelve all gas-* sure 2');
    expect(h.heard('sam')).toMatch(NOBODY);
    await h.type('sam', 'shelve all * sure 3');
    expect(h.heard('sam')).toMatch(/\(1, 2 not from chat: highly managed\)/);
    const { items } = await h.memory.store.alerts({}, 9, null);
    expect(items.filter((a) => a.attention === 'shelved').map((a) => a.type)).toEqual([
      'surface-scratch',
    ]);
    h.skipRest();
  },
  { plant: managed },
);

story(
  'maintenance does not hide it either',
  async (h) => {
    await h.type('sam', 'maintenance line-1/* 2h belt');
    h.expectPrivate('sam', /critical or highly managed is shown all the same/);
    expect(await h.detect({ id: '1' })).toMatchObject({ status: 'logged' });
    expect(await h.detect({ id: '2', ...GAS })).toMatchObject({ status: 'opened' });
    h.expectCard(/Gas at the door/);
  },
  { plant: managed },
);

story(
  'so does a digest: what stands on it is told apart',
  async (h) => {
    const spread = (n: number, from: number, over: object) =>
      Array.from({ length: n }, (_, i) => ({ id: `${from + i}`, key: `${from + i}`, ...over }));
    await h.detectAll([...spread(15, 0, {}), ...spread(3, 20, { type: 'gas-leak' })]);
    await h.detectAll(spread(2, 30, { type: 'gas-leak', asset: 'line-1/door' }));
    await h.settle();
    const digest = h.chat.messages().find((m) => m.content.kind === 'digest');
    const address = digest?.address ?? '';
    await h.chat.bulk(address, userOf('ana'), 'door', 'shelve');
    expect(h.heard('ana')).toMatch(NOBODY);
    await h.chat.bulk(address, userOf('ana'), 'station-12', 'shelve');
    expect(h.heard('ana')).toMatch(/shelved \(5, 3 not from chat: highly managed\)/i);
    h.skipRest();
  },
  { plant: managed, isStormOn: true },
);
