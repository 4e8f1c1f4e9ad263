// People, tokens, secrets, replayed requests, the adapters' notebook and the console's own messages.
import { describe, expect, test } from 'vitest';
import type { Identity, Plant, PlantPerson } from '../../../bot/core/plant.ts';
import type { ConsolePost } from '../../../bot/ports/notes.ts';
import type { Sender, Token } from '../../../bot/ports/store.ts';
import { NOON, plant } from '../../core/world.ts';
import type { GetRig } from './samples.ts';

export function access(rigNow: GetRig): void {
  describe('people', () => {
    plantPeople(rigNow);
    senders(rigNow);
  });
  describe('small facts', () => facts(rigNow));
  describe('the console', () => posts(rigNow));
}

function listed(key: string, ...identities: readonly Identity[]): PlantPerson {
  return { key, name: `Name of ${key}`, roles: ['technician'], identities };
}

function plantOf(...people: readonly PlantPerson[]): Plant {
  return { ...plant, people };
}

function slack(user: string, tenant = ''): Identity {
  return { platform: 'slack', tenant, user };
}

function from(user: string, over: Partial<Sender> = {}): Sender {
  return { platform: 'slack', tenant: 'T1', users: [user], name: 'Somebody', ...over };
}

function plantPeople(rigNow: GetRig): void {
  test('of the plant are given in its order, each with the console by their key', async () => {
    const { store } = rigNow().memory;
    const own: Identity = { platform: 'console', tenant: '', user: 'shift-desk' };
    const people = await store.syncPeople(plantOf(listed('zoe', slack('U1')), listed('ana', own)));
    expect(people).toEqual([
      {
        id: expect.any(String),
        key: 'zoe',
        name: 'Name of zoe',
        roles: ['technician'],
        identities: expect.arrayContaining([
          slack('U1'),
          { platform: 'console', tenant: '', user: 'zoe' },
        ]),
      },
      expect.objectContaining({ key: 'ana', identities: [own] }),
    ]);
    expect((await store.plantPeople()).map((p) => p.key)).toEqual(['ana', 'zoe']);
    expect(await store.people([people[0]?.id ?? '', 'nobody'])).toEqual([people[0]]);
    expect(await store.people([])).toEqual([]);
  });

  test('keep their id by key, and take new names, roles and identities', async () => {
    const { store } = rigNow().memory;
    const [before] = await store.syncPeople(plantOf(listed('ana', slack('U1'))));
    const changed = { ...listed('ana', slack('U2')), name: 'Ana R.', roles: ['lead'] as const };
    const [after] = await store.syncPeople(plantOf(changed));
    expect(after).toMatchObject({ id: before?.id, name: 'Ana R.', roles: ['lead'] });
    expect(after?.identities).not.toContainEqual(slack('U1'));
    expect((await store.personOf(from('U2'))).id).toBe(before?.id);
    expect((await store.personOf(from('U1'))).id).not.toBe(before?.id);
  });

  test('who leave keep their id, lose key and roles, and get them back on return', async () => {
    const { store } = rigNow().memory;
    const ana = listed('ana', slack('U1'));
    const [before] = await store.syncPeople(plantOf(ana, listed('ole')));
    const left = await store.syncPeople(plantOf(listed('ole')));
    expect(left.map((p) => p.key)).toEqual(['ole']);
    expect((await store.plantPeople()).map((p) => p.key)).toEqual(['ole']);
    const gone = { id: before?.id, key: null, roles: [], name: 'Name of ana' };
    expect(await store.personOf(from('U1'))).toMatchObject(gone);
    const [back] = await store.syncPeople(plantOf(ana));
    expect(back).toEqual(before);
  });

  test('take an identity over: from each other, and from the stranger they were', async () => {
    const { store } = rigNow().memory;
    const stranger = await store.personOf(from('U7'));
    await store.syncPeople(plantOf(listed('ana', slack('U1')), listed('ole', slack('U2'))));
    const swapped = plantOf(listed('ana', slack('U2')), listed('ole', slack('U1'), slack('U7')));
    const [ana, ole] = await store.syncPeople(swapped);
    expect((await store.personOf(from('U1'))).id).toBe(ole?.id);
    expect((await store.personOf(from('U2'))).id).toBe(ana?.id);
    expect((await store.personOf(from('U7'))).id).toBe(ole?.id);
    expect(await store.people([stranger.id])).toMatchObject([{ key: null, identities: [] }]);
    expect(await store.syncPeople(swapped)).toEqual([ana, ole]);
  });

  test('a tenant in the file counts for that tenant only', async () => {
    const { store } = rigNow().memory;
    const [ana] = await store.syncPeople(plantOf(listed('ana', slack('U1', 'T1'))));
    expect((await store.personOf(from('U1'))).id).toBe(ana?.id);
    expect((await store.personOf(from('U1', { tenant: 'T2' }))).key).toBeNull();
  });
}

function senders(rigNow: GetRig): void {
  test('who are strangers are recorded once, with the name they came with', async () => {
    const { store } = rigNow().memory;
    const [a, b] = await Promise.all([store.personOf(from('U9')), store.personOf(from('U9'))]);
    expect(a).toEqual(b);
    expect(a).toMatchObject({ key: null, roles: [], name: 'Somebody' });
    expect(a?.identities).toEqual([slack('U9', 'T1')]);
    expect(await store.personOf(from('U9', { name: 'Other' }))).toEqual(a);
    expect((await store.personOf(from('U9', { tenant: 'T2' }))).id).not.toBe(a?.id);
    expect((await store.personOf(from('U9', { platform: 'teams' }))).id).not.toBe(a?.id);
    expect(await store.plantPeople()).toEqual([]);
  });

  test('are known by any of their ids, and the plant comes first', async () => {
    const { store } = rigNow().memory;
    const both = from('29:x', { platform: 'teams', users: ['29:x', 'aad-1'] });
    const stranger = await store.personOf({ ...both, users: ['29:x'] });
    expect((await store.personOf(both)).id).toBe(stranger.id);
    const aad: Identity = { platform: 'teams', tenant: '', user: 'aad-1' };
    const [ana] = await store.syncPeople(plantOf(listed('ana', aad)));
    expect((await store.personOf(both)).id).toBe(ana?.id);
  });
}

function facts(rigNow: GetRig): void {
  test('tokens are added, listed and removed', async () => {
    const { store } = rigNow().memory;
    const token: Token = {
      id: 't1',
      name: 'cam',
      hash: 'ab'.repeat(32),
      scopes: ['ingest', 'admin'],
      createdAt: NOON,
      expiresAt: null,
      perSecond: 0.5,
    };
    const other: Token = { ...token, id: 't2', scopes: [], expiresAt: NOON + 9, perSecond: null };
    await store.addToken(token);
    await store.addToken(other);
    expect(await store.tokens()).toEqual([token, other]);
    expect(await store.removeToken('t1')).toBe(true);
    expect(await store.removeToken('t1')).toBe(false);
    expect(await store.tokens()).toEqual([other]);
  });

  test('a secret is the first one that was made, also for all who ask at once', async () => {
    const { store } = rigNow().memory;
    const made = ['a', 'b', 'c', 'd'];
    const kept = new Set(await Promise.all(made.map((m) => store.secret('key', m))));
    expect(kept.size).toBe(1);
    expect(await store.secret('key', 'e')).toBe([...kept][0]);
    expect(await store.secret('other', 'e')).toBe('e');
  });

  test('a request is new once, and forgotten after its time', async () => {
    const rig = rigNow();
    const once = (key: string): Promise<boolean> =>
      rig.memory.store.once(key, rig.clock.now() + 10);
    const many = await Promise.all(['k', 'k', 'k', 'other'].map(once));
    expect(many.filter(Boolean)).toHaveLength(2);
    rig.clock.set(NOON + 10);
    expect(await once('k')).toBe(false);
    rig.clock.set(NOON + 11);
    expect((await Promise.all(['k', 'k'].map(once))).toSorted()).toEqual([false, true]);
    for (let i = 0; i < 450; i += 1) await once(`filler ${i}`);
    expect(await once('k')).toBe(false);
  });

  test('the notebook keeps the latest word, apart from the secrets', async () => {
    const { store, notebook } = rigNow().memory;
    await store.secret('x', 'hidden');
    expect(await notebook.read('x')).toBeNull();
    await notebook.write('x', '1');
    await notebook.write('x', '2');
    expect([await notebook.read('x'), await store.secret('x', '')]).toEqual(['2', 'hidden']);
  });

  test('the check passes where the database can be written', async () => {
    const { store } = rigNow().memory;
    await store.check();
    await store.check();
  });
}

function posts(rigNow: GetRig): void {
  const post = (id: string, over: Partial<ConsolePost> = {}): ConsolePost => ({
    id,
    key: `key-${id}`,
    channel: 'floor',
    person: null,
    thread: null,
    alert: 'a1',
    summary: `Scratch — ${id}`,
    card: { type: 'AdaptiveCard', body: [{ text: '漢🏭' }] },
    postedAt: NOON,
    updatedAt: NOON,
    ...over,
  });

  test('keeps a post once by its key, and finds it', async () => {
    const { consoleMemory } = rigNow().memory;
    expect(await consoleMemory.add(post('1'))).toBe('1');
    expect(await consoleMemory.add(post('2', { key: 'key-1' }))).toBe('1');
    expect(await consoleMemory.read({ id: '1' })).toEqual(post('1'));
    expect(await consoleMemory.read({ key: 'key-1' })).toEqual(post('1'));
    expect(await consoleMemory.read({ id: '2' })).toBeNull();
    expect(await consoleMemory.seq()).toBe(1);
  });

  test('pages a channel and a person, newest first', async () => {
    const { consoleMemory } = rigNow().memory;
    for (const id of ['1', '2', '3', '4']) await consoleMemory.add(post(id));
    await consoleMemory.add(post('5', { channel: null, person: 'p1' }));
    const ids = async (
      ...wish: Parameters<typeof consoleMemory.page>
    ): Promise<readonly string[]> => (await consoleMemory.page(...wish)).map((p) => p.id);
    expect(await ids({ channel: 'floor' }, 2, null)).toEqual(['4', '3']);
    await consoleMemory.replace('1', { summary: 'new', card: {}, updatedAt: NOON + 1 });
    expect(await ids({ channel: 'floor' }, 9, '3')).toEqual(['2', '1']);
    expect(await ids({ channel: 'floor' }, 9, 'unknown')).toEqual([]);
    expect(await ids({ person: 'p1' }, 9, null)).toEqual(['5']);
  });

  test('counts every add and replace, so that a browser can catch up', async () => {
    const { consoleMemory } = rigNow().memory;
    expect(await consoleMemory.seq()).toBe(0);
    for (const id of ['1', '2', '3']) await consoleMemory.add(post(id));
    const change = { summary: 'new', card: { type: 'x' }, updatedAt: NOON + 5 };
    expect(await consoleMemory.replace('1', change)).toBe(true);
    expect(await consoleMemory.replace('9', change)).toBe(false);
    const since = await consoleMemory.since(2, 10);
    expect(since).toEqual([
      { ...post('3'), seq: 3 },
      { ...post('1', change), seq: 4 },
    ]);
    expect((await consoleMemory.since(0, 1)).map((p) => p.id)).toEqual(['2']);
    expect(await consoleMemory.seq()).toBe(4);
  });
}
