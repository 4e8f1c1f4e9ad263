// Somebody reports something real that no model reported. It is kept as it was said, on a log of its own; whether Andon had
// seen it after all is looked up for the answer, and kept with it.
import type { Alert } from '../bot/core/alert.ts';
import { MISS_LIMITS, type Miss, readWhen, SEEN_WITHIN_MS, seenBy } from '../bot/core/miss.ts';
import type { Person } from '../bot/core/plant.ts';
import { mayAct } from '../bot/core/rights.ts';
import { channelAt } from '../bot/core/routing.ts';
import type { Instant } from '../bot/core/time.ts';
import type { MissCall } from '../bot/ports/chat.ts';
import type { ReplyBody } from '../cards/reply/model.ts';
import type { Deps } from './deps.ts';
import { tell } from './on-tap.ts';

/** How many detections are looked through for one that had seen it. */
export const SEEN_LIMIT = 500;

export async function onMiss(
  call: MissCall,
  deps: Deps,
): Promise<{ readonly by: Person; readonly body: ReplyBody }> {
  const by = await deps.store.personOf(call.sender);
  return { by, body: await reportMiss(call, by, deps) };
}

/** What a report of a miss is answered with. */
export async function reportMiss(call: MissCall, by: Person, deps: Deps): Promise<ReplyBody> {
  const { plant } = deps.around;
  if (!mayAct(by, plant)) return { kind: 'told', told: await tell({ code: 'stranger' }, deps) };
  const now = deps.clock.now();
  const happenedAt = readWhen(call.when, now, plant.timezone);
  const [asset, type] = [call.asset.trim(), call.type.trim()];
  if (asset === '' || type === '') {
    return { kind: 'told', told: await tell({ code: 'miss-incomplete' }, deps) };
  }
  if (happenedAt === null) {
    return { kind: 'told', told: await tell({ code: 'when-unclear', typed: call.when }, deps) };
  }
  const seen = await lookUp(asset, type, happenedAt, deps);
  const { platform } = call.sender;
  const miss: Miss = {
    id: deps.ids.next(),
    at: now,
    happenedAt,
    site: plant.site,
    asset: asset.slice(0, MISS_LIMITS.asset),
    type: type.slice(0, MISS_LIMITS.type),
    by: by.id,
    platform,
    channel: channelAt(platform, call.channel, plant),
    text: call.text?.trim().slice(0, MISS_LIMITS.text) || null,
    link: call.link !== null && call.link.length <= MISS_LIMITS.link ? call.link : null,
    alert: seen?.alert.id ?? null,
  };
  await deps.store.addMiss(miss);
  deps.log.info('a miss was reported', { asset: miss.asset, type: miss.type });
  return { kind: 'miss', miss, seen };
}

/** The alert that had it, and when it was observed. */
async function lookUp(
  asset: string,
  type: string,
  happenedAt: Instant,
  deps: Deps,
): Promise<{ readonly alert: Alert; readonly observedAt: Instant } | null> {
  const [from, to] = [happenedAt - SEEN_WITHIN_MS, happenedAt + SEEN_WITHIN_MS];
  const kept = await deps.store.seen({ asset, type, from, to }, SEEN_LIMIT);
  const nearest = seenBy(kept, happenedAt);
  if (nearest === null || nearest.alert === null) return null;
  const alert = await deps.store.alert(nearest.alert);
  return alert === null ? null : { alert, observedAt: nearest.detection.observedAt };
}
