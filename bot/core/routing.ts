// Which channel and which policy a detection belongs to. The first route that matches wins.
import type { Detection } from './detection.ts';
import type { Match, Plant, Policy, Route } from './plant.ts';

export interface Routed {
  readonly channel: string;
  readonly policy: Policy;
  readonly joinWithinMs: number | null;
  readonly reopenWithinMs: number | null;
}

/** A detection that matches no route goes to the first channel with the policy `standard`. */
export function routeOf(detection: Detection, plant: Plant): Routed {
  const route = plant.routes.find((r) => matches(detection, r.match)) ?? fallback(plant);
  const policy = plant.policies.get(route.policy);
  if (policy === undefined) throw new Error(`the plant has no policy ${route.policy}`);
  const { channel, joinWithinMs, reopenWithinMs } = route;
  return { channel, policy, joinWithinMs, reopenWithinMs };
}

function fallback(plant: Plant): Route {
  const [channel] = plant.channels.keys();
  if (channel === undefined) throw new Error('the plant has no channel');
  return { match: {}, channel, policy: 'standard', joinWithinMs: null, reopenWithinMs: null };
}

function matches(detection: Detection, match: Match): boolean {
  const facts: Record<keyof Match, string> = {
    asset: detection.asset,
    type: detection.type,
    site: detection.site,
    area: detection.area ?? '',
    model: detection.model?.name ?? '',
    severity: detection.severity,
  };
  return (Object.keys(facts) as (keyof Match)[]).every((fact) => {
    const glob = match[fact];
    return glob === undefined || matchesGlob(facts[fact], glob);
  });
}

/** `*` stands for any text, also across `/`. Linear in text and pattern: input decides neither. */
export function matchesGlob(text: string, glob: string): boolean {
  const [head = '', ...rest] = glob.split('*');
  if (!text.startsWith(head)) return false;
  if (rest.length === 0) return text === head;
  const tail = rest.pop() ?? '';
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}
