// Everything the card of a hand-over shows: what one shift leaves to the next, by what it needs; what went on across more than
// one change stands out. Who reads it directly gets the button that is theirs.
import { type Alert, type PersonId, wantsVerdict } from '../../bot/core/alert.ts';
import type {
  HandoverStage,
  HandoverVerb,
  HandoverView,
} from '../../bot/core/handover/handover.ts';
import { groupOf, HANDOVER_GROUPS } from '../../bot/core/handover/items.ts';
import {
  HANDOVER_NOTE_MAX,
  isSigned,
  type NumberedNote,
  standing,
} from '../../bot/core/handover/notes.ts';
import { SEVERITIES } from '../../bot/core/plant.ts';
import type { Setting } from '../../bot/core/view.ts';
import { EMOJI, shortIdOf, whereOf } from '../alert/model.ts';
import { shelfReason } from '../alert/state.ts';
import { type Line, moment, ours, plainText, say, strong } from '../line.ts';
import { formNear } from '../moment.ts';
import { heldLine } from '../suppression/lines.ts';
import { tidy } from '../text.ts';
import { type Words, words } from '../words.ts';

export interface HandoverGroup {
  readonly title: Line;
  readonly lines: readonly Line[];
  /** How many of the list are left out; zero = none. */
  readonly more: number;
  /** What people wrote stands with its numbers, and nowhere else. */
  readonly isNotes: boolean;
}

export interface HandoverModel {
  readonly id: string;
  readonly revision: number;
  readonly setting: Setting;
  readonly emoji: string;
  readonly title: string;
  readonly about: readonly Line[];
  readonly groups: readonly HandoverGroup[];
  readonly buttons: readonly HandoverVerb[];
  readonly summary: string;
}

/** Alerts that one group lists. */
export const GROUP_LINES = 10;
const NAME_MAX = 40;
const TITLE_MAX = 60;
const ROSTER_MAX = 40;

/** `reader`: whom a direct copy is for; null for a channel's and for answers. */
export function handoverModel(
  view: HandoverView,
  setting: Setting,
  reader: PersonId | null,
): HandoverModel {
  const said = words(setting.language);
  const { handover } = view;
  const title = said.handover.title(tidy(handover.roster, ROSTER_MAX));
  const about = aboutOf(view, setting, said);
  return {
    id: handover.id,
    revision: handover.revision,
    setting,
    emoji: EMOJIS[handover.stage],
    title,
    about,
    groups: groupsOf(view, setting, said),
    buttons: buttonsFor(view, reader),
    summary: `${title}. ${plainText(about[1] ?? [], setting)}`,
  };
}

const EMOJIS = {
  prepared: '📋',
  offered: '🤝',
  late: '⏰',
  climbed: '⏰',
  accepted: '✅',
} as const;

function aboutOf(view: HandoverView, setting: Setting, said: Words): readonly Line[] {
  const { handover } = view;
  const { handover: texts } = said;
  const at = (instant: number) => moment(instant, formNear(instant, handover.changedAt, setting));
  const { acceptedAt, signedAt, stage } = handover;
  const state =
    acceptedAt === null
      ? texts.stage[stage](at(handover.changesAt))
      : texts.accepted(nameIn(view, handover.acceptedBy, said), at(acceptedAt), handover.moved);
  const signature =
    signedAt === null
      ? texts.unsigned
      : texts.signed(nameIn(view, handover.signedBy, said), at(signedAt));
  return [
    texts.span(at(handover.from), at(handover.changesAt), at(handover.until)),
    state,
    signature,
    texts.asOf(at(handover.changedAt)),
  ];
}

function groupsOf(view: HandoverView, setting: Setting, said: Words): readonly HandoverGroup[] {
  const { handover: texts } = said;
  const sorted = [...view.alerts].sort((a, b) => byUrgency(a, b));
  const groups = HANDOVER_GROUPS.flatMap((key) => {
    const alerts = sorted.filter((a) => groupOf(a) === key);
    if (alerts.length === 0) return [];
    const lines = alerts.slice(0, GROUP_LINES).map((a) => alertLine(a, view, setting, said));
    return [listOf([strong(texts.group[key](alerts.length))], lines, alerts.length)];
  });
  return [
    ...(groups.length > 0 ? groups : [listOf([strong(texts.empty)])]),
    ...(view.hasMore ? [listOf(texts.notAll(view.alerts.length))] : []),
    ...heldGroups(view, setting, said),
    ...noteGroups(view, setting, said),
  ];
}

function listOf(title: Line, lines: readonly Line[] = [], all = lines.length): HandoverGroup {
  return { title, lines, more: all - lines.length, isNotes: false };
}

/** What came after the signature stands apart: nobody shall read that it was signed. */
function noteGroups(view: HandoverView, setting: Setting, said: Words): readonly HandoverGroup[] {
  const { handover } = view;
  const { handover: texts } = said;
  const isOpen = handover.acceptedAt === null;
  const isOneOfMany = (setting.rosters ?? []).length > 1;
  const roster = isOneOfMany ? tidy(handover.roster, ROSTER_MAX) : null;
  const group = (title: string, notes: readonly NumberedNote[]): HandoverGroup => {
    const last = notes.findLast((n) => !isSigned(n, handover));
    const hint: Line =
      isOpen && last !== undefined ? say` · ${texts.takeBack(dropping(last.number, roster))}` : [];
    const lines = notes.map((note) => noteLine(note, view, setting, said));
    return { title: [strong(title), ...hint], lines, more: 0, isNotes: true };
  };
  const notes = standing(handover.notes);
  const late = notes.filter((n) => n.isAfterSigning);
  return [
    group(
      texts.notes,
      notes.filter((n) => !n.isAfterSigning),
    ),
    group(texts.notesAfter, late),
  ].filter((g) => g.lines.length > 0);
}

/** As it is typed; whoever leads several rosters says which. */
function dropping(number: number, roster: string | null): string {
  return ['handover drop', number, ...(roster === null ? [] : [roster])].join(' ');
}

function noteLine(
  { number, by, text, at }: NumberedNote,
  view: HandoverView,
  setting: Setting,
  said: Words,
): Line {
  const when = moment(at, formNear(at, view.handover.changedAt, setting));
  const words = tidy(text, HANDOVER_NOTE_MAX);
  return say`${number}. ${said.handover.note(nameIn(view, by, said), words, when)}`;
}

/** What gets no card is not forgotten with the shift that said so; nor is how much came meanwhile. */
function heldGroups(
  { held, suppressed, names, handover }: HandoverView,
  setting: Setting,
  { suppress }: Words,
): readonly HandoverGroup[] {
  const count = suppressed > 0 ? suppress.count(suppressed) : null;
  if (held.length === 0) return count === null ? [] : [listOf([strong(count)])];
  const telling = { setting, names, at: handover.changedAt };
  const lines = held.slice(0, GROUP_LINES).map((h) => heldLine(h, telling));
  const title = [
    strong(suppress.title(held.length)),
    ...(count === null ? [] : say` · ${ours(count)}`),
  ];
  return [listOf(title, lines, held.length)];
}

/** Worst first, those that nobody judged before the others, then the oldest: what lasts longest is forgotten first. */
function byUrgency(a: Alert, b: Alert): number {
  const severity = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  const waiting = Number(wantsVerdict(b)) - Number(wantsVerdict(a));
  return severity || waiting || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
}

function alertLine(alert: Alert, view: HandoverView, setting: Setting, said: Words): Line {
  const { handover } = view;
  const { handover: texts } = said;
  const at = (instant: number) => moment(instant, formNear(instant, handover.changedAt, setting));
  const owner: Line =
    alert.owner === null ? [] : say` · ${said.reply.phase.owned(nameIn(view, alert.owner, said))}`;
  const reason = shelfReason(alert.shelf?.reason ?? null, said);
  const shelf: Line =
    alert.shelf === null
      ? []
      : say` · ${texts.shelvedUntil(at(alert.shelf.until))}${reason === null ? [] : said.card.because(reason)}`;
  // It was there when the shift that goes now came.
  const old: Line = alert.openedAt < handover.from ? say` · ${strong(`⏳ ${texts.crossed}`)}` : [];
  return say`${ours(EMOJI[alert.severity])} ${tidy(alert.title, TITLE_MAX)}, ${whereOf(alert)} · ${at(alert.openedAt)}${owner}${shelf}${old} · ${ours(shortIdOf(alert.id))}`;
}

function nameIn({ names }: HandoverView, id: PersonId | null, said: Words): string {
  const name = id === null ? undefined : names.get(id);
  return name === undefined ? said.somebody : tidy(name, NAME_MAX);
}

/** Who prepares it signs; whoever was asked later accepts, and in a channel both may be there. Notes are everybody's. */
function buttonsFor({ handover }: HandoverView, reader: PersonId | null): readonly HandoverVerb[] {
  if (handover.stage === 'accepted') return [];
  const asked = (isFor: (stage: HandoverStage) => boolean) =>
    reader === null || handover.steps.some((s) => isFor(s.stage) && s.people.includes(reader));
  const canSign = handover.signedAt === null && asked((stage) => stage === 'prepared');
  const canAccept = handover.stage !== 'prepared' && asked((stage) => stage !== 'prepared');
  return [
    ...(canAccept ? (['accept'] as const) : []),
    ...(canSign ? (['sign'] as const) : []),
    'note',
  ];
}
