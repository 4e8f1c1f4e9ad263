// Somebody looks at their own page: what they own, what they were asked, what is open. It reads and changes nothing.
import type { Alert } from '../bot/core/alert.ts';
import { type Home, homeOf } from '../bot/core/home.ts';
import type { Person } from '../bot/core/plant.ts';
import { mayAct } from '../bot/core/rights.ts';
import type { Sender } from '../bot/ports/store.ts';
import type { Deps } from './deps.ts';

/** How many open alerts are looked through, the newest, and how many of one's own. */
export const HOME_SCAN = 200;
export const HOME_OWN = 50;

export interface HomeFacts {
  readonly by: Person;
  /** Null for somebody who may not act here. */
  readonly home: Home | null;
  /** Owners by id. */
  readonly names: ReadonlyMap<string, string>;
}

export async function onHome(sender: Sender, deps: Deps): Promise<HomeFacts> {
  const by = await deps.store.personOf(sender);
  if (!mayAct(by, deps.around.plant)) return { by, home: null, names: new Map() };
  const [open, own] = await Promise.all([
    deps.store.alerts({ state: 'open' }, HOME_SCAN, null),
    deps.store.alerts({ state: 'open', owner: by.id }, HOME_OWN, null),
  ]);
  const alerts = new Map<string, Alert>([...own.items, ...open.items].map((a) => [a.id, a]));
  const home = homeOf(by, [...alerts.values()], deps.around, deps.clock.now());
  const shown = [home.mine, home.asked, home.open].flatMap((g) => g.alerts);
  const owners = shown.flatMap((a) => a.owner ?? []);
  const people = await deps.store.people([...new Set(owners)]);
  return { by, home, names: new Map(people.map((p) => [p.id, p.name])) };
}
