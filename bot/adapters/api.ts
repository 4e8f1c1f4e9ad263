// The HTTP API: finds the route, checks the token, asks the route, writes its answer. Each route stands in its own file of
// bot/adapters/api/. Nothing is decided here about alerts.

import type { Door } from '../ports/chat.ts';
import { type AccessCheck, accessCheck, type Caller } from './api/access.ts';
import { alertRoutes } from './api/alerts.ts';
import { detectionRoutes } from './api/detections.ts';
import { handoverRoutes } from './api/handovers.ts';
import { kpiRoutes } from './api/kpis.ts';
import { labelRoutes } from './api/labels.ts';
import { missRoutes } from './api/misses.ts';
import { operationRoutes } from './api/operation.ts';
import { plantRoutes } from './api/plant.ts';
import { type Reply, send } from './api/reply.ts';
import type { ApiDeps, Route } from './api/route.ts';
import { shiftRoutes } from './api/shifts.ts';
import { suppressionRoutes } from './api/suppressions.ts';
import { tokenRoutes } from './api/tokens.ts';

export type { ApiDeps, Readiness } from './api/route.ts';

/** The door for everything under /v1 and for operators' questions. */
export function apiDoor(deps: ApiDeps): Door {
  const routes = apiRoutes(deps);
  const access = accessCheck(deps);
  return {
    owns: (method, path) => findRoute(routes, method, path) !== null,
    open: async (request, response) => {
      const [path = '/', ...rest] = (request.url ?? '/').split('?');
      const found = findRoute(routes, request.method ?? '', path);
      if (found === null) throw new Error('the API was given a request that it does not own');
      const { route, parts } = found;
      const query = new URLSearchParams(rest.join('?'));
      const admitted =
        route.isProven?.(query) === true
          ? ({ ok: true, caller: null } as const)
          : await admit(route, request.headers.authorization, access);
      if (!admitted.ok) return send(response, admitted.reply);
      const { caller } = admitted;
      const reply = await route.answer({ request, parts, path, query, caller });
      if (reply !== null) await send(response, reply);
    },
  };
}

/** Every route there is; the description of the API is checked against it. */
export function apiRoutes(deps: ApiDeps): readonly Route[] {
  return [
    ...detectionRoutes(deps),
    ...alertRoutes(deps),
    ...labelRoutes(deps),
    ...missRoutes(deps),
    ...handoverRoutes(deps),
    ...kpiRoutes(deps),
    ...tokenRoutes(deps),
    ...plantRoutes(deps),
    ...shiftRoutes(deps),
    ...suppressionRoutes(deps),
    ...operationRoutes(deps),
  ];
}

type Admitted =
  | { readonly ok: true; readonly caller: Caller | null }
  | { readonly ok: false; readonly reply: Reply };

async function admit(
  { scope }: Route,
  authorization: string | undefined,
  access: AccessCheck,
): Promise<Admitted> {
  return scope === null ? { ok: true, caller: null } : access(authorization, scope);
}

interface Found {
  readonly route: Route;
  readonly parts: Readonly<Record<string, string>>;
}

/** HEAD is answered wherever GET is. */
function findRoute(routes: readonly Route[], method: string, path: string): Found | null {
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const route of routes) {
    const parts = route.method === wanted ? matchPath(route.path, path) : null;
    if (parts !== null) return { route, parts };
  }
  return null;
}

/** The parts of `path` that stand in braces in `pattern`; null when it does not fit. */
function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const got = path.split('/');
  if (wanted.length !== got.length) return null;
  const parts: Record<string, string> = {};
  for (const [i, piece] of wanted.entries()) {
    const text = got[i] ?? '';
    if (!piece.startsWith('{')) {
      if (piece !== text) return null;
      continue;
    }
    const part = decodePart(text);
    if (part === null) return null;
    parts[piece.slice(1, -1)] = part;
  }
  return parts;
}

/** Characters of an id in a path; ours are shorter. */
const PART_LIMIT_CHARS = 128;

function decodePart(text: string): string | null {
  if (text === '' || text.length > PART_LIMIT_CHARS) return null;
  try {
    const part = decodeURIComponent(text);
    return /\p{Cc}|\p{Cs}/u.test(part) ? null : part;
  } catch {
    return null;
  }
}
