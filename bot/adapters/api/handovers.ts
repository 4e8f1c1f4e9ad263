// GET /v1/handovers: what each shift left to the next, who signed it and who took it on. People are looked up once for a page.
import { z } from 'zod';
import type { PersonId } from '../../core/alert.ts';
import type { Surroundings } from '../../core/escalation.ts';
import { crewsAround } from '../../core/handover/crews.ts';
import type { Handover } from '../../core/handover/handover.ts';
import { isSigned } from '../../core/handover/notes.ts';
import { isoText } from '../../core/time.ts';
import { type People, personJson, personOf, time } from './faces.ts';
import type { HandoverJson } from './handover-shapes.ts';
import {
  answers,
  cursor,
  pageSize,
  parameter,
  time as timeSchema,
  wrongInput,
} from './openapi-parts.ts';
import { Cursor, given, limit, readPage, readQuery, When, Word } from './query.ts';
import { json, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

export const HANDOVERS_PAGE = 50;
export const HANDOVERS_PAGE_MAX = 200;

const HandoverQuery = z.strictObject({
  roster: Word.optional(),
  since: When.optional(),
  cursor: Cursor.optional(),
  limit: limit(HANDOVERS_PAGE_MAX, HANDOVERS_PAGE),
});

export function handoverRoutes(deps: ApiDeps): readonly Route[] {
  const answer = (asked: Asked): Promise<Reply> => list(asked, deps);
  return [{ method: 'GET', path: '/v1/handovers', scope: 'read', answer }];
}

async function list({ query }: Asked, { store, around }: ApiDeps): Promise<Reply> {
  const read = readQuery(HandoverQuery, query);
  if (!read.ok) return read.reply;
  const { cursor: after = null, limit: size, ...rest } = read.value;
  const page = await readPage(store.handovers(given(rest), size, after));
  if (!page.ok) return page.reply;
  const { items, next } = page.value;
  const people = await store.people([...new Set(items.flatMap(named))]);
  const byId = new Map(people.map((p) => [p.id, p]));
  return json(200, { handovers: items.map((h) => handoverJson(h, byId, around())), next });
}

function named({ signedBy, acceptedBy, notes, steps, items }: Handover): readonly PersonId[] {
  return [
    signedBy ?? [],
    acceptedBy ?? [],
    notes.flatMap((n) => [n.by, n.droppedBy ?? []].flat()),
    steps.flatMap((s) => s.people),
    items.flatMap((i) => [i.owner ?? [], i.movedFrom ?? []].flat()),
  ].flat();
}

function handoverJson(handover: Handover, people: People, around: Surroundings): HandoverJson {
  const { id, roster, stage, moved, revision, items, notes, steps } = handover;
  const { outgoing, incoming } = crewsAround(roster, handover.changesAt, around);
  const areas = around.plant.shifts.rosters.find((r) => r.name === roster)?.areas ?? [];
  const face = ({ id: of, key, name }: HandoverJson['outgoing'][number]) => ({ id: of, key, name });
  return {
    id,
    roster,
    areas: [...areas],
    from: isoText(handover.from),
    changesAt: isoText(handover.changesAt),
    until: isoText(handover.until),
    outgoing: outgoing.map(face),
    incoming: incoming.map(face),
    stage,
    dueAt: time(handover.dueAt),
    signedBy: personJson(handover.signedBy, people),
    signedAt: time(handover.signedAt),
    acceptedBy: personJson(handover.acceptedBy, people),
    acceptedAt: time(handover.acceptedAt),
    moved,
    items: items.map((item) => ({
      alert: item.alert,
      severity: item.severity,
      group: item.group,
      owner: personJson(item.owner, people),
      shelvedUntil: time(item.shelvedUntil),
      movedFrom: personJson(item.movedFrom, people),
    })),
    notes: notes.map((note, i) => ({
      number: i + 1,
      at: isoText(note.at),
      by: personOf(note.by, people),
      text: note.text,
      signed: isSigned(note, handover),
      droppedAt: time(note.droppedAt),
      droppedBy: personJson(note.droppedBy, people),
    })),
    steps: steps.map((step) => ({
      at: isoText(step.at),
      stage: step.stage,
      people: step.people.map((p) => personOf(p, people)),
    })),
    changedAt: isoText(handover.changedAt),
    revision,
  };
}

/** How the API's description tells it; `refusals` are those that all routes share. */
export function handoverOperation(refusals: Readonly<Record<string, unknown>>) {
  return {
    operationId: 'getHandovers',
    tags: ['shifts'],
    summary: 'Hand-overs from one shift to the next, newest first. Scope `read`.',
    description:
      'One for each change of shift of a roster: it begins 20 minutes before the change. `items` are the open alerts ' +
      'of its places; once it is accepted they stay as they were then.',
    parameters: [
      parameter('roster', "The roster's name in the plant file."),
      parameter('since', 'Of changes of shift at or after (a time, or a day in UTC).', timeSchema),
      cursor,
      pageSize(HANDOVERS_PAGE, HANDOVERS_PAGE_MAX),
    ],
    responses: { 200: answers('HandoverPage', 'One page.'), 400: wrongInput, ...refusals },
  };
}
