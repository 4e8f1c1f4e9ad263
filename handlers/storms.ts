// While a batch of detections is taken in: which of the alerts that open get a card of their own, and which go onto their
// channel's digest. Decided on what memory keeps, so a restart in a storm forgets nothing; ends floods that have run out.
import type { Alert } from '../bot/core/alert.ts';
import {
  DIGEST_SIZE,
  type Digest,
  type DigestChange,
  digestEndsAt,
  type Weather,
  weatherAfter,
  weatherOf,
} from '../bot/core/digest.ts';
import { digestsIn } from '../bot/core/saying.ts';
import { FLOOD_ABOVE } from '../bot/core/storm.ts';
import type { Deps } from './deps.ts';

export interface Storms {
  /** True when the alert that has just opened stands on a digest instead of a card. */
  takes(alert: Alert): boolean;
  changes(): readonly DigestChange[];
}

/** Nobody looks at the weather: each alert gets its own card. */
const CALM_WEATHER: Storms = { takes: () => false, changes: () => [] };

export async function stormsIn(channels: Iterable<string>, deps: Deps): Promise<Storms> {
  if (!deps.isStormOn) return CALM_WEATHER;
  const now = deps.clock.now();
  const weathers = new Map<string, Weather>();
  const drafts = new Map<string, DigestChange>();
  for (const channel of new Set(channels)) {
    const { recent, digest } = await deps.store.storm(channel, FLOOD_ABOVE + 1);
    const weather = weatherOf(recent, digest, now);
    weathers.set(channel, weather);
    if (digest !== null && weather.digest === null) {
      drafts.set(digest.id, ending(digest, digestEndsAt(digest, recent)));
    }
  }

  function add(alert: Alert, present: Digest | null): Digest {
    const digest = present ?? began(alert.channel, now, deps);
    const draft = drafts.get(digest.id);
    const size = digest.size + 1;
    const grown = { ...digest, size, isTaking: size < DIGEST_SIZE };
    drafts.set(digest.id, {
      digest: grown,
      expected: draft === undefined ? sizeOf(present) : draft.expected,
      added: [...(draft?.added ?? []), alert.id],
      deliveries: digestsIn(digest.id, alert.channel, alert.severity, deps.around),
    });
    return grown;
  }

  return {
    takes: (alert) => {
      const before = weathers.get(alert.channel);
      if (before === undefined) return false;
      const { weather, isOnDigest } = weatherAfter(before, alert, now);
      const digest = isOnDigest ? add(alert, weather.digest) : weather.digest;
      weathers.set(alert.channel, {
        ...weather,
        digest: digest?.isTaking === true ? digest : null,
      });
      return isOnDigest;
    },
    changes: () => [...drafts.values()],
  };
}

/** A digest that is new has no size yet that a commit could be held to. */
function sizeOf(digest: Digest | null): number | null {
  return digest === null ? null : digest.size;
}

function began(channel: string, now: number, deps: Deps): Digest {
  return {
    id: deps.ids.next(),
    channel,
    since: now,
    endedAt: null,
    revision: 0,
    isTaking: true,
    size: 0,
  };
}

function ending(digest: Digest, endedAt: number): DigestChange {
  const ended = { ...digest, endedAt, isTaking: false };
  return { digest: ended, expected: digest.size, added: [], deliveries: [] };
}

/** Says of every flood that has run out that it is over. Resolves with how many were. */
export async function endFloods(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  let ended = 0;
  for (const digest of await deps.store.floods()) {
    const { recent } = await deps.store.storm(digest.channel, FLOOD_ABOVE + 1);
    const endsAt = digestEndsAt(digest, recent);
    if (endsAt > now) continue;
    const digests = [ending(digest, endsAt)];
    const commit = { changes: [], detections: [], quarantine: [], labels: [], digests };
    if ((await deps.store.commit(commit)) === 'done') ended += 1;
  }
  return ended;
}
