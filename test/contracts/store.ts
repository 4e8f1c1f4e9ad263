// What memory promises, told once and run against the memory store that stories stand on and the SQLite store that people
// rely on. What holds for one holds for the other, so a story that passes in memory is a story about the product.
import { afterEach, beforeEach, describe } from 'vitest';
import { access } from './store/access.ts';
import { commits } from './store/commits.ts';
import { deliveries } from './store/deliveries.ts';
import { digests } from './store/digests.ts';
import { handovers } from './store/handovers.ts';
import { labels } from './store/labels.ts';
import { lookingBack } from './store/looking-back.ts';
import { misses } from './store/misses.ts';
import { pictures } from './store/pictures.ts';
import { plants } from './store/plants.ts';
import { presence } from './store/presence.ts';
import { reads } from './store/reads.ts';
import type { StoreRig } from './store/samples.ts';
import { suppressions } from './store/suppressions.ts';

export type { StoreRig };

export function storeContract(name: string, makeRig: () => Promise<StoreRig>): void {
  describe(`store contract: ${name}`, () => {
    let rig: StoreRig;
    beforeEach(async () => {
      rig = await makeRig();
    });
    afterEach(() => rig.close());

    const rigNow = (): StoreRig => rig;
    commits(rigNow);
    reads(rigNow);
    lookingBack(rigNow);
    labels(rigNow);
    deliveries(rigNow);
    describe('digests', () => digests(rigNow));
    access(rigNow);
    pictures(rigNow);
    plants(rigNow);
    misses(rigNow);
    presence(rigNow);
    describe('suppression', () => suppressions(rigNow));
    describe('hand-overs', () => handovers(rigNow));
  });
}
