// The paths of the API's description: what each route takes and answers, in words for whoever writes a producer. The
// schemas it refers to are made in openapi.ts.
import { ALERTS_PAGE, ALERTS_PAGE_MAX } from './alerts.ts';
import { CSV_COLUMNS } from './csv.ts';
import { handoverOperation } from './handovers.ts';
import { LABELS_PAGE, LABELS_PAGE_MAX } from './labels.ts';
import { MISSES_PAGE, MISSES_PAGE_MAX } from './misses.ts';
import {
  answers,
  cursor,
  failed,
  guarded,
  id,
  type Json,
  list,
  pageSize,
  parameter,
  ref,
  refusal,
  retryAfter,
  time,
  tooLarge,
  unknownId,
  wrongInput,
  wrongType,
} from './openapi-parts.ts';
import { plantOperation } from './plant.ts';
import { shiftOperation } from './shifts.ts';
import { suppressionOperation } from './suppressions.ts';

export const DETECTION_EXAMPLE = {
  source: 'cam-12',
  id: 'frame-88213',
  type: 'surface-scratch',
  asset: 'line-1/station-12',
  title: 'Scratch on housing',
  severity: 'high',
  confidence: 0.93,
  model: { name: 'scratch', version: '4.2' },
  observedAt: '2026-11-22T10:20:00Z',
  area: 'hall-b',
  reasons: ['3rd hit on this station in 10 min'],
  readings: [{ name: 'depth', value: 0.4, unit: 'mm', limit: 0.2 }],
  evidence: [
    {
      kind: 'image',
      url: 'https://example.com/frame-88213.jpg',
      alt: 'Housing with a scratch, top left',
    },
  ],
};

export const CLOUD_EVENT_EXAMPLE = {
  specversion: '1.0',
  source: '/presses/7',
  id: 'c-1042',
  type: 'overheating',
  subject: 'line-2/press-7',
  time: '2026-11-22T10:20:00Z',
  data: { severity: 'critical', confidence: 0.88 },
};

export const NEW_TOKEN_EXAMPLE = { name: 'camera 12', scopes: ['ingest'], perSecond: 20 };

const postDetections: Json = {
  operationId: 'postDetections',
  tags: ['detections'],
  summary: 'Send one detection or up to 1,000. Scope `ingest`.',
  description:
    'Answered when it is durable. Idempotent by `source`, `id` and `status`: sending again is safe, and answered ' +
    '`duplicate` with the first alert. Items are judged one by one; a rejected one is kept in quarantine. What a rule ' +
    'suppresses is kept and `logged`, with the rule in `detail`. Control ' +
    'characters are refused in names and replaced by spaces in texts.',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: { anyOf: [ref('Detection'), list(ref('Detection'))] },
        examples: {
          one: { value: DETECTION_EXAMPLE },
          several: { value: [DETECTION_EXAMPLE, { ...DETECTION_EXAMPLE, id: 'frame-88214' }] },
        },
      },
      'application/cloudevents+json': {
        schema: ref('CloudEvent'),
        examples: { one: { value: CLOUD_EVENT_EXAMPLE } },
      },
      'application/cloudevents-batch+json': {
        schema: list(ref('CloudEvent')),
        examples: { several: { value: [CLOUD_EVENT_EXAMPLE] } },
      },
    },
  },
  responses: {
    202: answers('Results', 'At least one was good. One result for each, in order.'),
    400: refusal('None was good; `errors` and `results` say why.'),
    ...guarded('ingest'),
    413: tooLarge,
    415: wrongType,
    429: refusal("More than the token's `perSecond`.", retryAfter),
    503: refusal('They could not be kept now; send them again.', retryAfter),
  },
};

const getAlerts: Json = {
  operationId: 'getAlerts',
  tags: ['alerts'],
  summary: 'Alerts, newest first. Scope `read`.',
  parameters: [
    parameter('state', '`open` is all but closed. Default: both.', { enum: ['open', 'closed'] }),
    parameter('channel', "The plant's name of a channel."),
    parameter('asset', 'Exactly this asset.'),
    parameter('owner', "The owner's id, or key in the plant file."),
    cursor,
    pageSize(ALERTS_PAGE, ALERTS_PAGE_MAX),
  ],
  responses: { 200: answers('AlertPage', 'One page.'), 400: wrongInput, ...guarded('read') },
};

const getAlert: Json = {
  operationId: 'getAlert',
  tags: ['alerts'],
  summary: 'One alert with its events, detections, messages and labels. Scope `read`.',
  parameters: [id],
  responses: {
    200: answers('AlertFull', 'The alert.'),
    400: wrongInput,
    404: unknownId,
    ...guarded('read'),
  },
};

const labelPage: Json = {
  description: 'One page of the log.',
  headers: {
    Link: { description: 'The next page, with rel="next".', schema: { type: 'string' } },
  },
  content: {
    'application/x-ndjson': { schema: ref('Label') },
    'text/csv': {
      schema: { type: 'string' },
      example: `${CSV_COLUMNS.join(',')}\r\n`,
    },
    'application/json': {
      schema: { type: 'array', items: { type: 'object' }, description: 'Label Studio tasks.' },
    },
  },
};

const getLabels: Json = {
  operationId: 'getLabels',
  tags: ['ground truth'],
  summary: 'The label log, in stable order. Scope `read`.',
  description:
    'Append-only: a reason, a change of mind or an undo is a new record with `supersedes`; an undo has `withdrawn`. ' +
    'For training use `live=true`. CSV has one row for each label and detection; cells are exactly the values, so ' +
    'import them as text where a spreadsheet would see a formula. `label-studio` has one task for each alert of the ' +
    'page, and by default only records in force.',
  parameters: [
    parameter('since', 'Records from this time on (or day, in UTC).', time),
    parameter('model', 'Only labels that cover detections of this model.'),
    parameter('live', 'Only records in force.', { enum: ['true', 'false'] }),
    parameter('format', 'Default jsonl.', { enum: ['jsonl', 'csv', 'label-studio'] }),
    cursor,
    pageSize(LABELS_PAGE, LABELS_PAGE_MAX),
  ],
  responses: { 200: labelPage, 400: wrongInput, ...guarded('read') },
};

const getMisses: Json = {
  operationId: 'getMisses',
  tags: ['ground truth'],
  summary: 'What people saw and no model reported, in stable order. Scope `read`.',
  description:
    'Append-only. `happenedAt` is by the word of whoever reported it; `alert` names the alert of a detection of that ' +
    'type on that asset within 30 minutes, when there was one after all.',
  parameters: [
    parameter('since', 'Recorded at or after (a time, or a day in UTC).', time),
    parameter('asset', 'Exactly this asset.'),
    parameter('type', 'Exactly this type.'),
    cursor,
    pageSize(MISSES_PAGE, MISSES_PAGE_MAX),
  ],
  responses: { 200: answers('MissPage', 'One page.'), 400: wrongInput, ...guarded('read') },
};

const getKpis: Json = {
  operationId: 'getKpis',
  tags: ['ground truth'],
  summary: 'The numbers of a selection of alerts. Scope `read`.',
  parameters: [
    parameter('model', "The model's name."),
    parameter('version', "The model's version."),
    parameter('asset', 'Exactly this asset.'),
    parameter('type', 'Exactly this type.'),
    parameter('channel', "The plant's name of a channel."),
    parameter('from', 'Opened at or after (a time, or a day in UTC).', time),
    parameter('to', 'Opened before (a time, or a day in UTC).', time),
  ],
  responses: { 200: answers('Kpis', 'The numbers.'), 400: wrongInput, ...guarded('read') },
};

const postToken: Json = {
  operationId: 'postToken',
  tags: ['tokens'],
  summary: 'Make a token. Scope `admin`.',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: ref('NewToken'),
        examples: { producer: { value: NEW_TOKEN_EXAMPLE } },
      },
    },
  },
  responses: {
    201: answers('MadeToken', 'The token, shown this once.'),
    400: wrongInput,
    ...guarded('admin'),
    409: refusal('There are too many tokens already.'),
    413: tooLarge,
    415: wrongType,
  },
};

const getTokens: Json = {
  operationId: 'getTokens',
  tags: ['tokens'],
  summary: 'All tokens, without their secrets. Scope `admin`.',
  responses: { 200: answers('Tokens', 'The tokens.'), ...guarded('admin') },
};

const deleteToken: Json = {
  operationId: 'deleteToken',
  tags: ['tokens'],
  summary: 'Withdraw a token; it is out at once. Scope `admin`.',
  parameters: [id],
  responses: { 204: { description: 'It is gone.' }, 404: unknownId, ...guarded('admin') },
};

const open = (operationId: string, summary: string, responses: Json): Json => ({
  operationId,
  tags: ['operation'],
  summary,
  security: [],
  responses,
});

export const paths: Json = {
  '/v1/detections': { post: postDetections },
  '/v1/alerts': { get: getAlerts },
  '/v1/alerts/{id}': { get: getAlert },
  '/v1/labels': { get: getLabels },
  '/v1/misses': { get: getMisses },
  '/v1/handovers': { get: handoverOperation(guarded('read')) },
  '/v1/kpis': { get: getKpis },
  '/v1/tokens': { post: postToken, get: getTokens },
  '/v1/tokens/{id}': { delete: deleteToken },
  '/v1/plant': { get: plantOperation(guarded('admin')) },
  '/v1/shifts.ics': { get: shiftOperation(guarded('read')) },
  '/v1/suppressions': { get: suppressionOperation(guarded('read')) },
  '/healthz': { get: open('getHealth', 'The process lives.', { 200: answers('Health', 'Yes.') }) },
  '/readyz': {
    get: open('getReadiness', 'Whether it can work, and what is wrong.', {
      200: answers('Readiness', '`ready`, or `degraded` with what is wrong.'),
      503: answers('Readiness', '`down`: the database, a migration or the disk is not usable.'),
    }),
  },
  '/metrics': {
    get: open('getMetrics', 'Measurements for Prometheus.', {
      200: { description: 'Text.', content: { 'text/plain': { schema: { type: 'string' } } } },
      500: failed,
    }),
  },
  '/openapi.json': {
    get: open('getDescription', 'This page.', {
      200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: {} } } },
    }),
  },
};
