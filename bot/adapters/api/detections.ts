// POST /v1/detections: what producers send. It is answered only after it is durable, each item by itself, and counted here.
// Whether something opens, joins or is dropped is not decided here.
import type { Arrival, ArrivalResult } from '../../ports/producer.ts';
import { mediaOf, parseBody, WRONG_MEDIA } from '../detection.ts';
import type { Fault, Problem } from '../problem.ts';
import { pacing } from './access.ts';
import { encodingRefusal, readBody, unreadable } from './body.ts';
import { json, problem, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

/** How many faults one answer lists; `results` names every item in any case. */
export const FAULTS_LIMIT = 200;

/** Seconds after which a producer may send again what could not be kept. */
const RETRY_AFTER_S = 5;

export function detectionRoutes(deps: ApiDeps): readonly Route[] {
  const pace = pacing(deps.clock);

  async function answer({ request, caller }: Asked): Promise<Reply | null> {
    const startedAt = deps.clock.now();
    const contentType = request.headers['content-type'] ?? '';
    const refusal = encodingRefusal(request);
    if (refusal !== null) return refusal;
    if (mediaOf(contentType) === null) return problem(WRONG_MEDIA);
    const waitS = caller === null ? 0 : pace.enter(caller);
    if (waitS > 0) return slower(waitS);
    const body = await readBody(request);
    if (body.kind === 'aborted') return null;
    if (body.kind !== 'text') return unreadable(body);
    const setting = { site: deps.site, now: deps.clock.now() };
    const arrivals = parseBody(contentType, body.text, setting);
    if (!isList(arrivals)) return problem(arrivals);
    if (caller !== null) pace.charge(caller, arrivals.length - 1);
    const reply = await keep(arrivals, deps);
    deps.meter.observe('andon_ingest_seconds', (deps.clock.now() - startedAt) / 1_000);
    return reply;
  }

  return [{ method: 'POST', path: '/v1/detections', scope: 'ingest', answer }];
}

function isList(parsed: readonly Arrival[] | Problem): parsed is readonly Arrival[] {
  return Array.isArray(parsed);
}

function slower(waitS: number): Reply {
  const detail = `This token has reached its limit. Send again in ${waitS} s.`;
  return problem({ status: 429, detail }, { 'retry-after': String(waitS) });
}

async function keep(arrivals: readonly Arrival[], deps: ApiDeps): Promise<Reply> {
  let results: readonly ArrivalResult[];
  try {
    results = await deps.ingest(arrivals);
  } catch (error) {
    const text = error instanceof Error ? error.stack : String(error);
    deps.log.error('detections could not be kept', { detections: arrivals.length, error: text });
    const detail = 'The detections could not be kept. Nothing is confirmed; send them again.';
    return problem({ status: 503, detail }, { 'retry-after': String(RETRY_AFTER_S) });
  }
  for (const { status } of results) deps.meter.count('andon_detections_total', { status });
  const told = results.map((result, i) => withReason(result, arrivals[i]));
  if (told.some((r) => r.status !== 'rejected')) return json(202, { results: told });
  const errors = arrivals.flatMap((a, i) =>
    faultsOf(a, told[i], arrivals.length > 1 ? `${i}` : ''),
  );
  const detail =
    told.length === 1
      ? 'The detection was rejected; `errors` says why.'
      : `All ${told.length} detections were rejected; \`errors\` says why.`;
  return problem({ status: 400, detail, errors: errors.slice(0, FAULTS_LIMIT), results: told });
}

/** Only the members that the contract names, and never a rejection without its reason. */
function withReason(result: ArrivalResult, arrival: Arrival | undefined): ArrivalResult {
  const { source, id, status, alert, detail } = result;
  const faults = arrival?.ok === false ? arrival.errors : [];
  const error =
    status !== 'rejected' ? result.error : (result.error ?? faults.map(faultText).join('; '));
  return {
    source,
    id,
    status,
    ...(alert === undefined ? {} : { alert }),
    ...(error === undefined ? {} : { error }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function faultText({ path, message }: Fault): string {
  return path === '' ? message : `${path}: ${message}`;
}

/** An item that was well-formed and yet rejected has the reason of whoever rejected it. */
function faultsOf(
  arrival: Arrival,
  result: ArrivalResult | undefined,
  path: string,
): readonly Fault[] {
  if (!arrival.ok) return arrival.errors;
  return [{ path, message: result?.error ?? 'was rejected' }];
}
