// Hand-overs as fixtures: in every stage, empty, too long for a message, and with hostile words.
import type { Alert } from '../../bot/core/alert.ts';
import type { Handover, HandoverView } from '../../bot/core/handover/handover.ts';
import {
  HANDOVER_NOTE_MAX,
  HANDOVER_NOTES,
  type HandoverNote,
} from '../../bot/core/handover/notes.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { type HandoverModel, handoverModel } from '../../cards/handover/model.ts';
import { ana, openedAt, setting, views } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';
import { everyHeld } from './suppress-replies.ts';

const LONG_NOTE = 'Übergabe: Lager <12> & Öl prüfen. '.repeat(20).slice(0, HANDOVER_NOTE_MAX);
const changesAt = openedAt + 2 * HOUR;
const BEN = 'id-ben';
const names = new Map([
  [ana.id, ana.name],
  [BEN, 'Ben Roy'],
]);

function note(text: string, over: Partial<HandoverNote> = {}): HandoverNote {
  return {
    at: changesAt - 8 * MINUTE,
    by: ana.id,
    text,
    revision: 2,
    isAfterSigning: false,
    droppedBy: null,
    droppedAt: null,
    ...over,
  };
}

const prepared: Handover = {
  id: '0193a2b4-7c1d-7e5f-9a3b-4a9d00000001',
  roster: 'line-1',
  from: openedAt - 4 * HOUR,
  changesAt,
  until: changesAt + 8 * HOUR,
  stage: 'prepared',
  dueAt: changesAt,
  signedBy: null,
  signedAt: null,
  acceptedBy: null,
  acceptedAt: null,
  moved: 0,
  notes: [],
  steps: [{ at: changesAt - 20 * MINUTE, stage: 'prepared', people: [ana.id] }],
  items: [],
  changedAt: changesAt - 20 * MINUTE,
  revision: 1,
};

const asked = { at: changesAt, stage: 'offered', people: [BEN] } as const;
const offered: Handover = {
  ...prepared,
  stage: 'offered',
  steps: [...prepared.steps, asked],
  signedBy: ana.id,
  signedAt: changesAt - 5 * MINUTE,
  notes: [note('Station 12 runs warm; look every hour.')],
  changedAt: changesAt,
  revision: 4,
};

/** The second was taken back before Ana signed, the last came after. */
const noted: Handover = {
  ...offered,
  notes: [
    ...offered.notes,
    note('Oven 3 is off', { droppedBy: ana.id, droppedAt: changesAt - 7 * MINUTE }),
    note('The fitter comes at 19:00', { by: BEN, at: changesAt - 6 * MINUTE, revision: 3 }),
    note('Oven 3 is on again', { at: changesAt - 2 * MINUTE, revision: 4, isAfterSigning: true }),
  ],
};

const acceptedAt = changesAt + 6 * MINUTE;
const accepted: Handover = {
  ...offered,
  stage: 'accepted',
  acceptedBy: BEN,
  acceptedAt,
  moved: 2,
  changedAt: acceptedAt,
  revision: 5,
};

function left(n: number, over: (i: number) => Partial<Alert>): readonly Alert[] {
  return Array.from({ length: n }, (_, i) => ({
    ...views.open.alert,
    id: `0193a2b4-7c1d-7e5f-9a3b-${(0x4c5d00000000 + i).toString(16)}`,
    asset: `line-1/station-${1 + i}`,
    title: `Scratch ${1 + i} on housing`,
    openedAt: openedAt + i * MINUTE,
    ...over(i),
  }));
}

const KINDS: readonly Partial<Alert>[] = [
  {},
  { attention: 'acknowledged', work: 'owned', owner: ana.id, openedAt: openedAt - 9 * HOUR },
  {
    attention: 'shelved',
    severity: 'low',
    shelf: { until: changesAt + HOUR, by: ana.id, reason: 'waits for a part' },
  },
  { attention: 'expired', severity: 'critical' },
  { attention: 'acknowledged', verdict: 'contested', work: 'owned', owner: ana.id },
  { attention: 'acknowledged' },
];
const some = left(6, (i) => KINDS[i] ?? {});

function model(
  handover: Handover,
  alerts: readonly Alert[],
  reader: string | null,
  over: Partial<HandoverView> = {},
): HandoverModel {
  return handoverModel(
    { handover, alerts, hasMore: false, held: [], suppressed: 0, names, ...over },
    setting,
    reader,
  );
}

export const handovers: Readonly<Record<string, HandoverModel>> = {
  prepared: model(prepared, some, ana.id),
  offered: model(offered, some, BEN),
  noted: model(noted, some, BEN),
  'noted-unsigned': model(
    { ...noted, notes: noted.notes.slice(0, 3), signedBy: null, signedAt: null },
    some,
    null,
  ),
  'noted-accepted': model({ ...accepted, notes: noted.notes }, some, BEN),
  'noted-full': model(
    { ...offered, notes: Array.from({ length: HANDOVER_NOTES }, () => note(LONG_NOTE)) },
    some,
    BEN,
  ),
  'offered-outgoing': model(offered, some, ana.id),
  unsigned: model({ ...offered, signedBy: null, signedAt: null }, some, null),
  late: model({ ...offered, stage: 'late' }, some, BEN),
  climbed: model({ ...offered, stage: 'climbed' }, some, null),
  accepted: model(accepted, some, ana.id),
  held: model(offered, some, BEN, { held: everyHeld, suppressed: 12 }),
  'held-over': model({ ...offered, notes: [] }, [], BEN, { suppressed: 1 }),
  empty: model({ ...offered, notes: [] }, [], BEN),
  'accepted-empty': model({ ...accepted, moved: 0, notes: [] }, [], BEN),
  many: model(
    offered,
    left(400, (i) => KINDS[i % 6] ?? {}),
    BEN,
    { hasMore: true, held: Array.from({ length: 9 }, () => everyHeld).flat(), suppressed: 4_000 },
  ),
  hostile: model(
    {
      ...offered,
      roster: HOSTILE.text,
      notes: [note(HOSTILE.text)],
    },
    left(2, () => ({ asset: HOSTILE.text, title: HOSTILE.text, area: HOSTILE.text })),
    null,
    { names: new Map([[ana.id, HOSTILE.text]]) },
  ),
};
