// Somebody says that an asset is worked on, out of service, in a state, or asks what gets no card now. Leads and admins say it, with a
// reason and (but for what is out of service) an end; each word is a row that stays.
import type { SuppressCommand } from '../bot/core/command/suppression.ts';
import type { Person } from '../bot/core/plant.ts';
import { isLead } from '../bot/core/rights.ts';
import {
  besides,
  type Held,
  heldBy,
  heldNow,
  MAINTENANCE_LIMIT_MS,
  STATE_DEFAULT_MS,
  SUPPRESSIONS_LIMIT,
  type Suppression,
} from '../bot/core/suppression.ts';
import { DAY, type Instant, MINUTE } from '../bot/core/time.ts';
import type { ReplyBody } from '../cards/reply/model.ts';
import type { SuppressRefusal, SuppressReply } from '../cards/suppression/model.ts';
import type { Deps } from './deps.ts';

type Beginning = Exclude<SuppressCommand, { ask: 'list' | 'end' }>;
type Ending = Extract<SuppressCommand, { ask: 'end' }>;

export async function onSuppress(
  command: SuppressCommand,
  by: Person,
  deps: Deps,
): Promise<ReplyBody> {
  if (command.ask === 'list') return list(deps);
  if (!isLead(by)) return refused({ code: 'leads-only' });
  return command.ask === 'end' ? end(command, by, deps) : begin(command, by, deps);
}

async function list(deps: Deps): Promise<ReplyBody> {
  const at = deps.clock.now();
  const said = await deps.store.suppressions(at, SUPPRESSIONS_LIMIT);
  const held = heldNow(deps.around.plant, said, at);
  return { kind: 'held', held, ...(await listed(held, at, deps)) };
}

/** For the report: how many detections got no card since then, and how much holds now. */
export async function suppressedIn(
  from: Instant,
  now: Instant,
  deps: Deps,
): Promise<{ readonly detections: number; readonly held: number }> {
  const said = await deps.store.suppressions(now, SUPPRESSIONS_LIMIT);
  const held = heldNow(deps.around.plant, said, now).length;
  return { detections: await deps.store.suppressedSince(from), held };
}

async function begin(command: Beginning, by: Person, deps: Deps): Promise<ReplyBody> {
  const at = deps.clock.now();
  const forMs = lengthOf(command);
  if (forMs !== null && (forMs < MINUTE || forMs > MAINTENANCE_LIMIT_MS)) {
    return refused({ code: 'range', days: MAINTENANCE_LIMIT_MS / DAY });
  }
  const said = await deps.store.suppressions(at, SUPPRESSIONS_LIMIT);
  if (said.length >= SUPPRESSIONS_LIMIT) return refused({ code: 'full', n: SUPPRESSIONS_LIMIT });
  const { ask: kind, asset } = command;
  const isState = command.ask === 'state';
  const begun: Suppression = {
    id: deps.ids.next(),
    kind,
    asset,
    type: isState ? null : command.type,
    state: isState ? command.state : null,
    reason: isState ? null : command.reason,
    by: by.id,
    at,
    until: forMs === null ? null : at + forMs,
  };
  await deps.store.suppress(begun);
  deps.log.info('somebody said what gets no card', { ...begun });
  const others = besides(begun, await deps.store.suppressions(at, SUPPRESSIONS_LIMIT)).map(heldBy);
  const rules = deps.around.plant.suppress ?? [];
  return {
    kind: 'held-begun',
    begun,
    others,
    isUnknown: !(await isKnown(asset, deps)),
    isAsked: isState && rules.some((r) => r.assetStates?.includes(command.state) === true),
    ...(await listed([heldBy(begun), ...others], at, deps)),
  };
}

/** Null = until somebody ends it. */
function lengthOf(command: Beginning): number | null {
  switch (command.ask) {
    case 'maintenance':
      return command.forMs;
    case 'state':
      return command.forMs ?? STATE_DEFAULT_MS;
    case 'out-of-service':
      return null;
  }
}

/** A pattern may be for what is still to come. */
async function isKnown(asset: string, deps: Deps): Promise<boolean> {
  if (asset.includes('*')) return true;
  return (await deps.store.alerts({ asset }, 1, null)).items.length > 0;
}

async function end({ of, asset, type }: Ending, by: Person, deps: Deps): Promise<ReplyBody> {
  const at = deps.clock.now();
  const ended = await deps.store.endSuppression({ kind: of, asset, type, by: by.id, at });
  if (ended === 0) return refused({ code: 'nothing', asset });
  deps.log.info('somebody ended what got no card', { kind: of, asset, type, by: by.id });
  const left = await deps.store.suppressions(at, SUPPRESSIONS_LIMIT);
  const others = besides({ id: '', asset }, left).map(heldBy);
  return { kind: 'held-ended', of, asset, others, ...(await listed(others, at, deps)) };
}

async function listed(
  held: readonly Held[],
  at: Instant,
  deps: Deps,
): Promise<Pick<Extract<SuppressReply, { kind: 'held' }>, 'names' | 'at'>> {
  const people = await deps.store.people([...new Set(held.flatMap((h) => h.by ?? []))]);
  return { names: new Map(people.map((p) => [p.id, p.name])), at };
}

function refused(refusal: SuppressRefusal): ReplyBody {
  return { kind: 'held-refused', refusal };
}
