// Places that nothing can be brought to: known once, by whoever meets them first, until somebody's word ends them.
import { expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import type { Trouble } from '../../../bot/core/trouble.ts';
import type { Commit } from '../../../bot/ports/store.ts';
import { NOON } from '../../core/world.ts';
import { card, EMPTY, type GetRig, opened, type StoreRig, stepOf } from './samples.ts';

function troubleOf(rig: StoreRig, alert: Alert, over: Partial<Trouble> = {}): Trouble {
  return {
    id: rig.ids.next(),
    key: 'slack line-1 archived',
    platform: 'slack',
    channel: 'line-1',
    person: null,
    isWide: false,
    op: 'post',
    refusal: 'archived',
    reason: 'The channel is archived.',
    since: NOON,
    alert: alert.id,
    ...over,
  };
}

/** What tells somebody of it, in the same commit. */
function telling(
  rig: StoreRig,
  alert: Alert,
  key: string,
  troubles: NonNullable<Commit['troubles']>,
): Commit {
  const step = stepOf(rig, alert);
  const deliveries = [card(key, { kind: 'direct', channel: null, person: 'p' })];
  const change = { ...step, alert, events: [], deliveries, refreshCards: false };
  return { ...EMPTY, changes: [change], troubles };
}

export function troubles(rigNow: GetRig): void {
  test('knows a trouble once, and tells of it once', async () => {
    const rig = rigNow();
    const { store, outbox } = rig.memory;
    const alert = await opened(rig);
    const first = troubleOf(rig, alert);
    const wide = troubleOf(rig, alert, {
      key: 'slack credentials',
      channel: null,
      person: 'p',
      isWide: true,
      op: 'update',
      refusal: 'credentials',
      since: NOON + 1,
    });
    const begin = (key: string, ...begun: readonly Trouble[]) =>
      store.commit(telling(rig, alert, key, { begun, over: [] }));
    expect(await begin('one', first)).toBe('done');
    expect(await begin('two', troubleOf(rig, alert))).toBe('stale');
    expect(await begin('three', wide)).toBe('done');
    expect(await outbox.pending()).toBe(2);
    await rig.reopen();
    expect(await rig.memory.store.troubles()).toEqual([first, wide]);
  });

  test('ends a trouble once, and knows it anew', async () => {
    const rig = rigNow();
    const { store, outbox } = rig.memory;
    const alert = await opened(rig);
    const first = troubleOf(rig, alert);
    await store.commit(telling(rig, alert, 'begun', { begun: [first], over: [] }));
    const end = (key: string) =>
      store.commit(telling(rig, alert, key, { begun: [], over: [first.id] }));
    expect([await end('over'), await end('over again')]).toEqual(['done', 'stale']);
    expect(await store.troubles()).toEqual([]);
    const second = troubleOf(rig, alert);
    const again = telling(rig, alert, 'again', { begun: [second], over: [] });
    expect(await store.commit(again)).toBe('done');
    expect(await store.troubles()).toEqual([second]);
    expect(await outbox.pending()).toBe(3);
  });
}
