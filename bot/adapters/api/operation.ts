// What operators and their tools ask, without a token: does it live, is it ready, what does it measure, what does it speak.
// It tells states and sentences, never configuration.
import { json, type Reply } from './reply.ts';
import type { ApiDeps, Readiness, Route } from './route.ts';

/** The text format of Prometheus. */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export function operationRoutes(deps: ApiDeps): readonly Route[] {
  const open = (path: string, answer: () => Promise<Reply>): Route => {
    return { method: 'GET', path, scope: null, answer };
  };
  let document: Promise<string> | null = null;
  return [
    open('/healthz', async () => json(200, { status: 'ok' })),
    open('/readyz', async () => ready(await readiness(deps))),
    open('/metrics', async () => ({
      status: 200,
      headers: { 'content-type': METRICS_TYPE },
      body: await deps.meter.text(),
    })),
    open('/openapi.json', async () => {
      document ??= describe();
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: await document,
      };
    }),
  ];
}

/** Made when somebody first asks: at every start it took a tenth of a second. */
async function describe(): Promise<string> {
  const { openApiDocument } = await import('./openapi.ts');
  return JSON.stringify(openApiDocument());
}

/** Only `down` takes us out of a load balancer: producers must be heard while a chat is not. */
function ready({ status, problems }: Readiness): Reply {
  return json(status === 'down' ? 503 : 200, { status, problems });
}

async function readiness({ readiness: ask, log }: ApiDeps): Promise<Readiness> {
  try {
    return await ask();
  } catch (error) {
    log.error('readiness could not be told', {
      error: error instanceof Error ? error.stack : String(error),
    });
    return { status: 'down', problems: ['readiness could not be told; the log says why'] };
  }
}
