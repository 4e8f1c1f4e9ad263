// The description of the whole API (OpenAPI 3.1), made from the same zod shapes that parse and answer. A test holds it
// against the routes, and its examples against the parsers.
import { z } from 'zod';
import { DETECTION_LIMITS, Detection } from '../detection/shape.ts';
import { HandoverPageJson } from './handover-shapes.ts';
import { DETECTION_EXAMPLE, paths } from './openapi-paths.ts';
import {
  AlertFullJson,
  AlertJson,
  AlertPageJson,
  EventJson,
  HealthJson,
  KeptDetectionJson,
  KpisJson,
  LabelJson,
  MessageJson,
  MissPageJson,
  NewTokenJson,
  PersonJson,
  ProblemJson,
  ReadinessJson,
  ResultsJson,
  TokenJson,
  TokensJson,
} from './shapes.ts';
import { SuppressionsJson } from './suppressions.ts';
import { NewToken } from './tokens.ts';

type Json = Readonly<Record<string, unknown>>;

/** Our own version, as in package.json. */
const VERSION = '0.1.0';

const INTRODUCTION = `Detections in, owned and answered alerts out, ground truth kept.

Every request but health, readiness, metrics and this page needs \`Authorization: Bearer TOKEN\` with the scope that is
named there. Every error is \`application/problem+json\` (RFC 9457); where input was wrong, \`errors\` lists paths such as
\`1.confidence\`. Times are ISO 8601: with an offset on the way in, in UTC on the way out. HEAD works wherever GET does.`;

export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Andon', version: VERSION, description: INTRODUCTION },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: [
      { name: 'detections', description: 'What producers send.' },
      { name: 'alerts', description: 'What people see and own.' },
      { name: 'ground truth', description: 'What people said, and the numbers from it.' },
      { name: 'shifts', description: 'Who is on, and what they hand over.' },
      { name: 'tokens', description: 'Who may call.' },
      { name: 'operation', description: 'For operators and their tools; no token.' },
    ],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: schemas(),
    },
  };
}

function schemas(): Json {
  return {
    Detection: {
      ...schemaOf(Detection, 'input'),
      description:
        `Fields that are not named here are kept as \`extra\`, at most ${DETECTION_LIMITS.extraBytes} bytes ` +
        `as JSON, nested at most ${DETECTION_LIMITS.depth} levels.`,
      examples: [DETECTION_EXAMPLE],
    },
    CloudEvent,
    Results: schemaOf(ResultsJson),
    Person: schemaOf(PersonJson),
    Alert: schemaOf(AlertJson),
    AlertPage: schemaOf(AlertPageJson),
    AlertFull: schemaOf(AlertFullJson),
    Event: schemaOf(EventJson),
    Message: schemaOf(MessageJson),
    KeptDetection: schemaOf(KeptDetectionJson),
    Label: schemaOf(LabelJson),
    HandoverPage: schemaOf(HandoverPageJson),
    MissPage: schemaOf(MissPageJson),
    Suppressions: schemaOf(SuppressionsJson),
    Kpis: schemaOf(KpisJson),
    NewToken: schemaOf(NewToken, 'input'),
    MadeToken: schemaOf(NewTokenJson),
    Token: schemaOf(TokenJson),
    Tokens: schemaOf(TokensJson),
    Health: schemaOf(HealthJson),
    Readiness: schemaOf(ReadinessJson),
    Problem: schemaOf(ProblemJson),
  };
}

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
}

const CloudEvent: Json = {
  type: 'object',
  description:
    'CloudEvents 1.0, structured mode. Identity is `source` and `id` of the envelope; all else comes from `data`, and ' +
    '`type`, `subject` (the asset) and `time` where `data` has none.',
  required: ['specversion', 'source', 'id', 'type'],
  properties: {
    specversion: { const: '1.0' },
    source: { type: 'string', minLength: 1, maxLength: DETECTION_LIMITS.source },
    id: { type: 'string', minLength: 1, maxLength: DETECTION_LIMITS.id },
    type: { type: 'string', minLength: 1 },
    subject: { type: 'string' },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { type: 'string' },
    data: { type: 'object', description: 'The fields of a Detection, but `source` and `id`.' },
  },
};
