// The rules in force, as a plant file to read, to compare or to take into the file. Reads only: rules change in chat or in
// the file.
import type { Reply } from './reply.ts';
import type { ApiDeps, Route } from './route.ts';

/** RFC 9512. */
const YAML_TYPE = 'application/yaml';

export function plantRoutes({ store }: ApiDeps): readonly Route[] {
  return [
    { method: 'GET', path: '/v1/plant', scope: 'admin', answer: async () => plantFile(store) },
  ];
}

async function plantFile(store: ApiDeps['store']): Promise<Reply> {
  const [head] = await store.plantRevisions(1);
  if (head === undefined) throw new Error('no rules are in force');
  const headers = { 'content-type': YAML_TYPE, etag: `"${head.number}"` };
  return { status: 200, headers, body: head.text };
}

/** How the API's description tells it; `refusals` are those that all routes share. */
export function plantOperation(refusals: Readonly<Record<string, unknown>>) {
  const revision = { description: 'The revision of the rules, in quotes.' };
  return {
    operationId: 'getPlant',
    tags: ['plant'],
    summary: 'The rules in force, as a plant file. Scope `admin`.',
    responses: {
      200: {
        description: 'YAML. What commands changed is in it; comments of the file are kept.',
        headers: { ETag: { ...revision, schema: { type: 'string' } } },
        content: { [YAML_TYPE]: { schema: { type: 'string' } } },
      },
      ...refusals,
    },
  };
}
