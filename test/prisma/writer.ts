// A process that writes until it is killed: one alert after another, and a change to each. It prints an id only after its
// commit was answered, so whatever it printed must be there afterwards. Run by crash.test.ts.
import { writeSync } from 'node:fs';
import { openStore } from '../../prisma/store.ts';
import { card, EMPTY, opening, type StoreRig, stepOf } from '../contracts/store/samples.ts';

const [url = ''] = process.argv.slice(2);
let n = 0;
const deps = {
  clock: { now: () => Date.now(), set: () => {} },
  ids: { next: () => `${process.pid}-${String(++n).padStart(12, '0')}` },
};
const memory = await openStore(url, deps);
const rig: StoreRig = { ...deps, memory, reopen: async () => {}, close: async () => {} };

for (;;) {
  const wish = opening(rig, {}, { deliveries: [card(`card:${process.pid}:${n}`)] });
  if ((await memory.store.commit(wish)) === 'done') writeSync(1, `${wish.alert.id} 1\n`);
  const change = stepOf(rig, wish.alert, { owner: 'somebody', work: 'owned' });
  const outcome = await memory.store.commit({ ...EMPTY, changes: [change] });
  if (outcome === 'done') writeSync(1, `${wish.alert.id} 2\n`);
}
