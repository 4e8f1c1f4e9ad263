// What several paths of the API's description share: refusals, parameters, lists.
import { DETECTION_LIMITS } from '../detection/shape.ts';
import { BODY_LIMIT_BYTES } from './body.ts';

export type Json = Readonly<Record<string, unknown>>;

export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

export const answers = (name: string, description: string): Json => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});

export const refusal = (description: string, headers: Json = {}): Json => ({
  description,
  headers,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

export const retryAfter: Json = {
  'Retry-After': { description: 'Whole seconds to wait.', schema: { type: 'integer' } },
};
export const challenge: Json = {
  'WWW-Authenticate': { description: 'What is missing.', schema: { type: 'string' } },
};

export const unauthorized = refusal(
  'No token, or one that is unknown, withdrawn or expired.',
  challenge,
);
export const wrongInput = refusal('The input is wrong; `errors` says where.');
export const unknownId = refusal('There is none with this id.');
export const failed = refusal('This failed on our side; trying again is safe.');

export const lacks = (scope: string): Json =>
  refusal(`The token lacks the scope \`${scope}\`.`, challenge);

/** The refusals that every route behind a token may give. */
export const guarded = (scope: string): Json => ({
  401: unauthorized,
  403: lacks(scope),
  500: failed,
});

export const tooLarge = refusal(
  `More than ${BODY_LIMIT_BYTES} bytes, or more than ${DETECTION_LIMITS.items} items.`,
);
export const wrongType = refusal('Another content type than named here, or any Content-Encoding.');

export const parameter = (
  name: string,
  description: string,
  schema: Json = { type: 'string' },
): Json => ({
  name,
  in: 'query',
  description,
  schema,
});

export const time: Json = { type: 'string', format: 'date-time' };
export const cursor = parameter('cursor', 'Where to go on: what the page before said.');
export const pageSize = (otherwise: number, maximum: number): Json =>
  parameter('limit', `How many on a page. Default ${otherwise}.`, {
    type: 'integer',
    minimum: 1,
    maximum,
    default: otherwise,
  });
export const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

export const list = (schema: Json): Json => ({
  type: 'array',
  items: schema,
  minItems: 1,
  maxItems: DETECTION_LIMITS.items,
});
