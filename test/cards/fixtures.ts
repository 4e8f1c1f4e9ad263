// Every state of an alert's card, as views that the store could give. Contract suites and golden files share them.
import type { Alert } from '../../bot/core/alert.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Policy } from '../../bot/core/plant.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import type { AlertView, Sighting } from '../../bot/core/view.ts';
import { ana, bearing, bo, openedAt, policy, sam, tapped, viewOf, withPicture } from './base.ts';
import { HOSTILE } from './hostile.ts';

export { alertId, ana, bo, openedAt, sam, setting, viewOf } from './base.ts';

/** The crew that is on is asked, then who leads it; two people must know. */
const onShift: Policy = {
  ...policy,
  steps: [
    { to: { kind: 'channel' }, afterMs: 0, needsTwo: true },
    { to: { kind: 'crew', crew: null }, afterMs: 10 * MINUTE },
    { to: { kind: 'shift-lead' }, afterMs: 20 * MINUTE },
  ],
};

const confirmed: Partial<Alert> = {
  ...tapped('confirm', ana.id, MINUTE),
  revision: 2,
  attention: 'acknowledged',
  verdict: 'real',
  verdictBy: ana.id,
  verdictAt: openedAt + MINUTE,
  work: 'owned',
  owner: ana.id,
  ownedAt: openedAt + MINUTE,
  answeredAt: openedAt + MINUTE,
  dueAt: openedAt + 61 * MINUTE,
};

const rejected: Partial<Alert> = {
  ...tapped('reject', ana.id, 4 * MINUTE),
  revision: 2,
  attention: 'acknowledged',
  verdict: 'not_real',
  verdictBy: ana.id,
  verdictAt: openedAt + 4 * MINUTE,
  work: 'done',
  closedBy: ana.id,
  closedAt: openedAt + 4 * MINUTE,
  answeredAt: openedAt + 4 * MINUTE,
  dueAt: null,
  isJoinable: false,
};

const taken: Partial<Alert> = {
  ...tapped('take', bo.id, 2 * MINUTE),
  revision: 2,
  attention: 'acknowledged',
  work: 'owned',
  owner: bo.id,
  ownedAt: openedAt + 2 * MINUTE,
  answeredAt: openedAt + 2 * MINUTE,
  dueAt: openedAt + 62 * MINUTE,
};

/** The gearbox of `bearing`, from bad to worse; a probe that fell silent has no say. */
const rising: readonly Sighting[] = [71, 73.5, 74, 79, 84, 88, 92].map((value, n) => ({
  observedAt: openedAt + n * 1.5 * MINUTE,
  readings: [
    { name: 'temperature', value, unit: '°C', limit: 80 },
    ...(n < 2 ? [{ name: 'vibration', value: 7.1 + n / 10, unit: 'mm/s', limit: 7.1 }] : []),
    { name: 'load', value: 61, unit: '%' },
  ],
}));

function arriving(...minutes: readonly number[]): readonly Sighting[] {
  return minutes.map((m) => ({ observedAt: openedAt + m * MINUTE, readings: [] }));
}

/** In the order of a life: what a reviewer reads from top to bottom. */
const FROM_THE_PLANT: Partial<Detection> = {
  evidence: [{ kind: 'image', url: 'http://cam-12.plant.local/88213.png', alt: 'Housing' }],
};

export const views = {
  open: viewOf(),
  'open-with-picture': viewOf({ detection: withPicture, past: { judged: 8, real: 7 } }),
  'open-with-readings': viewOf({ detection: bearing }),
  'with-trend': viewOf({
    detection: bearing,
    recent: rising,
    past: { judged: 10, real: 9 },
    alert: { revision: 7, count: 7, lastObservedAt: openedAt + 9 * MINUTE },
  }),
  critical: viewOf({
    detection: {
      ...withPicture,
      severity: 'critical',
      type: 'person-in-cell',
      title: 'Person in robot cell 4',
      asset: 'line-3/cell-4',
      area: null,
      confidence: 0.998,
      reasons: ['Gate closed, robot moving'],
    },
  }),
  minimal: viewOf({
    detection: {
      title: 'surface-scratch',
      severity: 'medium',
      area: null,
      confidence: null,
      model: null,
      reasons: [],
    },
  }),
  'many-joined': viewOf({
    detection: withPicture,
    latest: { id: 'frame-88410', observedAt: openedAt + 11 * MINUTE, confidence: 0.78 },
    recent: arriving(0, 5, 7, 8, 9, 9.5, 10, 10.2, 10.5, 10.7, 10.8, 11),
    alert: { revision: 12, count: 12, lastObservedAt: openedAt + 11 * MINUTE },
  }),
  taken: viewOf({ alert: taken }),
  'cant-tell': viewOf({
    detection: withPicture,
    alert: {
      ...tapped('cant-tell', ana.id, 3 * MINUTE),
      revision: 2,
      verdict: 'unsure',
      verdictBy: ana.id,
      verdictAt: openedAt + 3 * MINUTE,
      answeredAt: openedAt + 3 * MINUTE,
    },
  }),
  confirmed: viewOf({ alert: confirmed, detection: withPicture }),
  'confirmed-with-reason': viewOf({
    alert: { ...confirmed, revision: 3, reason: 'C-INSP' },
    detection: withPicture,
  }),
  rejected: viewOf({ alert: rejected, detection: withPicture }),
  'rejected-with-reason': viewOf({ alert: { ...rejected, revision: 3, reason: 'R-KNOWN' } }),
  'escalated-by-hand': viewOf({
    alert: {
      ...tapped('escalate', ana.id, 2 * MINUTE),
      revision: 2,
      levelRevision: 2,
      level: 1,
      dueAt: openedAt + 12 * MINUTE,
    },
  }),
  'escalated-by-timer': viewOf({
    detection: bearing,
    alert: { revision: 2, levelRevision: 2, level: 1, dueAt: openedAt + 20 * MINUTE },
  }),
  expired: viewOf({
    alert: {
      revision: 4,
      levelRevision: 3,
      level: 2,
      attention: 'expired',
      isExpiryTold: true,
      dueAt: openedAt + 100 * MINUTE,
    },
  }),
  shelved: viewOf({
    alert: {
      ...tapped('shelve', sam.id, 5 * MINUTE),
      revision: 2,
      attention: 'shelved',
      shelf: { until: openedAt + 8 * HOUR, by: sam.id, reason: 'Camera is cleaned at shift end' },
      dueAt: openedAt + 8 * HOUR,
    },
  }),
  'confirmed-shelved': viewOf({
    detection: withPicture,
    alert: {
      ...confirmed,
      ...tapped('shelve', ana.id, 9 * MINUTE),
      revision: 5,
      attention: 'shelved',
      shelf: { until: openedAt + 4 * HOUR, by: ana.id, reason: 'S-PARTS' },
      dueAt: openedAt + 4 * HOUR,
    },
  }),
  contested: viewOf({
    alert: {
      ...confirmed,
      ...tapped('disagree', bo.id, 9 * MINUTE),
      revision: 3,
      verdict: 'contested',
    },
    detection: withPicture,
  }),
  cleared: viewOf({
    detection: bearing,
    latest: { status: 'cleared', observedAt: openedAt + 7 * MINUTE },
    alert: {
      revision: 2,
      attention: 'cleared',
      count: 0,
      closedAt: openedAt + 7 * MINUTE,
      dueAt: null,
      isJoinable: false,
    },
  }),
  'cleared-owned': viewOf({
    detection: bearing,
    latest: { status: 'cleared', observedAt: openedAt + 7 * MINUTE },
    alert: { ...confirmed, revision: 3, attention: 'cleared', count: 0 },
  }),
  resolved: viewOf({
    alert: {
      ...confirmed,
      ...tapped('resolve', ana.id, 42 * MINUTE),
      revision: 3,
      reason: 'C-FIXED',
      work: 'done',
      closedBy: ana.id,
      closedAt: openedAt + 42 * MINUTE,
      dueAt: null,
      isJoinable: false,
    },
    detection: withPicture,
  }),
  'hand-over-offered': viewOf({
    alert: {
      ...confirmed,
      revision: 3,
      offer: { from: ana.id, to: bo.id, asked: [bo.id], crew: null },
    },
    detection: withPicture,
  }),
  'hand-over-wanted': viewOf({
    alert: {
      ...confirmed,
      revision: 3,
      offer: { from: ana.id, to: bo.id, asked: [ana.id], crew: null },
    },
  }),
  'hand-over-crew': viewOf({
    alert: {
      ...confirmed,
      revision: 3,
      offer: { from: ana.id, to: null, asked: [bo.id, sam.id], crew: 'blue' },
    },
  }),
  'climbed-past-owner': viewOf({
    detection: bearing,
    alert: {
      ...confirmed,
      revision: 5,
      levelRevision: 5,
      level: 1,
      attention: 'new',
      dueAt: openedAt + 131 * MINUTE,
    },
  }),
  'climbed-to-crew': viewOf({
    alert: {
      revision: 3,
      levelRevision: 2,
      level: 1,
      policy: onShift,
      dueAt: openedAt + 20 * MINUTE,
    },
  }),
  'awaits-second-after-climb': viewOf({
    alert: {
      ...confirmed,
      revision: 4,
      levelRevision: 2,
      answerRevision: 4,
      level: 1,
      attention: 'new',
      policy: {
        ...onShift,
        steps: [
          ...onShift.steps.slice(0, 1),
          { to: { kind: 'person', key: 'mia' }, afterMs: 10 * MINUTE, needsTwo: true },
          { to: { kind: 'person', key: 'zoe' }, afterMs: 30 * MINUTE },
        ],
      },
      dueAt: openedAt + 30 * MINUTE,
    },
  }),
  'awaits-second': viewOf({
    alert: { ...confirmed, attention: 'new', policy: onShift, dueAt: openedAt + 10 * MINUTE },
  }),
  'resolved-unjudged': viewOf({
    alert: {
      ...taken,
      ...tapped('resolve', bo.id, 30 * MINUTE),
      revision: 3,
      work: 'done',
      closedBy: bo.id,
      closedAt: openedAt + 30 * MINUTE,
      dueAt: null,
      isJoinable: false,
    },
  }),
  'rejected-contested': viewOf({
    alert: {
      ...rejected,
      ...tapped('disagree', bo.id, 9 * MINUTE),
      revision: 3,
      verdict: 'contested',
    },
    detection: withPicture,
  }),
  'plant-network-picture': viewOf({
    detection: {
      evidence: [{ kind: 'image', url: 'https://10.3.0.12/cam-12/88213.png', alt: 'Housing' }],
    },
  }),
  'picture-coming': viewOf({ detection: FROM_THE_PLANT, picture: { kind: 'coming' } }),
  'picture-kept': viewOf({
    detection: FROM_THE_PLANT,
    picture: { kind: 'kept', sha256: 'ab'.repeat(32), size: 90_000, ref: 'F0123ABCD45' },
  }),
  'picture-failed': viewOf({
    detection: FROM_THE_PLANT,
    picture: { kind: 'failed', reason: 'it did not arrive in time', sha256: null },
  }),
  'old-observation': viewOf({ detection: { observedAt: Date.UTC(2014, 1, 14, 14, 55) } }),
  hostile: viewOf({
    detection: HOSTILE.detection,
    alert: {
      ...confirmed,
      verdict: 'real',
      reason: HOSTILE.text,
      offer: { from: ana.id, to: null, asked: [bo.id], crew: HOSTILE.text },
    },
    people: [ana, sam, bo].map((p) => ({ ...p, name: HOSTILE.text })),
  }),
  'hostile-open': viewOf({
    detection: HOSTILE.detection,
    alert: {
      shelf: { until: openedAt + HOUR, by: ana.id, reason: HOSTILE.text },
      attention: 'shelved',
    },
    people: [ana, sam, bo].map((p) => ({ ...p, name: HOSTILE.text })),
  }),
} as const satisfies Record<string, AlertView>;

export type StateName = keyof typeof views;
export const stateNames = Object.keys(views) as readonly StateName[];
