// A reply as titled lines, before it has a look: what is said is the same on every platform.
import type { Alert, AlertEvent, PersonId } from '../../bot/core/alert.ts';
import { phaseOf } from '../../bot/core/alert.ts';
import type { HandoverView } from '../../bot/core/handover/handover.ts';
import type { Setting } from '../../bot/core/view.ts';
import { alertModel, EMOJI, sceneOf, shortIdOf, whereOf } from '../alert/model.ts';
import { drawFitting, linesOf } from '../handover/fitting.ts';
import { type HandoverModel, handoverModel } from '../handover/model.ts';
import { type Line, link, moment, ours, plainText, say, strong, strongInput } from '../line.ts';
import { formNear } from '../moment.ts';
import { modelsSection, reportSections } from '../report/lines.ts';
import { choiceText, ruleSections } from '../rules/lines.ts';
import { shiftSections } from '../shifts/lines.ts';
import { suppressSections } from '../suppression/lines.ts';
import { tidy } from '../text.ts';
import { toldText, type Words, words } from '../words.ts';
import { copyLine } from './copies.ts';
import { helpFor } from './help.ts';
import type { ReplyBody, ReplyModel } from './model.ts';

export interface ReplySection {
  readonly title: Line | null;
  readonly lines: readonly Line[];
  /** Text to be copied as it is, sign by sign. */
  readonly code?: string;
}

export interface ReplyText {
  readonly setting: Setting;
  readonly sections: readonly ReplySection[];
  /** Commands that can be given by pressing. */
  readonly choices: readonly ShownChoice[];
}

export interface ShownChoice {
  readonly text: string;
  readonly command: string;
}

const LIST_LINES = 20;
const EVENT_LINES = 12;
const COPY_LINES = 8;
const MODEL_LINES = 20;
const LISTED_TITLE_MAX = 60;
const NOTE_TEXT_MAX = 140;
/** Characters of a whole hand-over. */
const HANDOVER_CHARS = 10_000;

export function replyText({ body, setting }: ReplyModel): ReplyText {
  const said = words(setting.language);
  return { setting, sections: sectionsOf(body, said, setting), choices: choices(body, said) };
}

function sectionsOf(body: ReplyBody, said: Words, setting: Setting): readonly ReplySection[] {
  switch (body.kind) {
    case 'help':
      return help(body, said);
    case 'list':
      return [list(body, said)];
    case 'show':
      return show(body, said, setting);
    case 'report':
      return reportSections(body, setting);
    case 'miss':
      return [missed(body, said, setting)];
    case 'handover':
      return handoverSections(body.view, setting);
    case 'told':
      return [{ title: null, lines: [say`${toldText(body.told, setting)}`] }];
    case 'models':
      return [modelsSection(body.models, said.report, MODEL_LINES)];
    case 'checked-in':
    case 'checked-out':
    case 'boards':
    case 'arranged':
    case 'calendar':
    case 'shift-refused':
      return shiftSections(body, setting);
    case 'held':
    case 'held-begun':
    case 'held-ended':
    case 'held-refused':
      return suppressSections(body, setting);
    default:
      return ruleSections(body, said, setting);
  }
}

function handoverSections(view: HandoverView, setting: Setting): readonly ReplySection[] {
  const sectionsOf = (model: HandoverModel): readonly ReplySection[] => [
    { title: [strong(model.title)], lines: model.about },
    ...model.groups.map((group) => ({ title: group.title, lines: linesOf(group, model) })),
  ];
  const lengthOf = (sections: readonly ReplySection[]): number =>
    sections.flatMap((s) => s.lines).reduce((n, line) => n + plainText(line, setting).length, 0);
  const fits = (sections: readonly ReplySection[]) => lengthOf(sections) <= HANDOVER_CHARS;
  return drawFitting(handoverModel(view, setting, null), sectionsOf, fits);
}

function missed(
  { miss, seen }: Extract<ReplyBody, { kind: 'miss' }>,
  said: Words,
  setting: Setting,
): ReplySection {
  const at = moment(miss.happenedAt, formNear(miss.happenedAt, miss.at, setting));
  const [type, asset] = [tidy(miss.type, LISTED_TITLE_MAX), tidy(miss.asset, LISTED_TITLE_MAX)];
  const lines = [said.reply.missNoted(type, asset, at)];
  if (seen !== null) {
    const { alert, observedAt } = seen;
    const when = moment(observedAt, formNear(observedAt, miss.at, setting));
    const title = tidy(alert.title, LISTED_TITLE_MAX);
    const about = say`${ours(EMOJI[alert.severity])} ${strongInput(title)} · ${when} · ${said.card.id(shortIdOf(alert.id))}`;
    lines.push(say`${said.reply.missSeen} ${about}`);
  }
  return { title: null, lines };
}

/** How many buttons an answer has at most, and what fits on one of them. */
const CHOICES_LIMIT = 10;
const CHOICE_TEXT_MAX = 24;

function choices(body: ReplyBody, said: Words): readonly ShownChoice[] {
  const given = body.kind === 'prompt' || body.kind === 'people' ? body.choices : [];
  return given.slice(0, CHOICES_LIMIT).map((choice) => ({
    text: tidy(choiceText(choice, said), CHOICE_TEXT_MAX),
    command: choice.command,
  }));
}

function help(
  { unknown, word = null, role = 'technician' }: Extract<ReplyBody, { kind: 'help' }>,
  { reply }: Words,
): readonly ReplySection[] {
  const title = unknown === null ? [strong(reply.helpTitle)] : reply.unknown(tidy(unknown, 60));
  const parts = helpFor(role, word).map(({ group, usages }) => ({
    title: [strong(reply.helpGroup[group])],
    lines: usages.map((u) => say`${strong(u)}: ${ours(reply.help[u])}`),
  }));
  const [only] = parts;
  // One group needs no heading of its own.
  return only !== undefined && parts.length === 1
    ? [{ title, lines: only.lines }]
    : [{ title, lines: [] }, ...parts];
}

function list(body: Extract<ReplyBody, { kind: 'list' }>, said: Words): ReplySection {
  const { alerts, of } = body;
  if (alerts.length === 0) return { title: null, lines: [[ours(said.reply.listEmpty[of])]] };
  const shown = alerts.slice(0, LIST_LINES);
  const hasMore = body.hasMore || alerts.length > shown.length;
  return {
    title: [strong(`${said.reply.listTitle[of]} (${shown.length}${hasMore ? '+' : ''})`)],
    lines: [
      ...shown.map((a) => listed(a, body.names, said)),
      ...(hasMore ? [[ours(said.reply.listMore)]] : []),
    ],
  };
}

/** One alert in one line. */
export function listed(alert: Alert, names: ReadonlyMap<PersonId, string>, said: Words): Line {
  const severity = said.card.severity[alert.severity];
  const title = tidy(alert.title, LISTED_TITLE_MAX);
  return say`${ours(EMOJI[alert.severity])} ${ours(severity)}: ${strongInput(title)} · ${whereOf(alert)} · ${moment(alert.openedAt, 'day')} · ${phase(alert, names, said)} · ${said.card.id(shortIdOf(alert.id))}`;
}

function phase(alert: Alert, names: ReadonlyMap<PersonId, string>, said: Words): Line {
  const found = phaseOf(alert);
  if (found !== 'owned') return [ours(said.reply.phase[found])];
  const name = alert.owner === null ? undefined : names.get(alert.owner);
  return said.reply.phase.owned(name === undefined ? said.somebody : tidy(name, 60));
}

function show(
  body: Extract<ReplyBody, { kind: 'show' }>,
  said: Words,
  setting: Setting,
): readonly ReplySection[] {
  const { view, events, messages } = body;
  const scene = sceneOf(view, setting);
  const card = alertModel(view, setting);
  const head: Line[] = [
    say`${card.where} · ${card.when} · ${ours(card.howSure)}`,
    ...card.why.map((w) => say`• ${w}`),
    ...card.states,
    ...[card.owner, card.next, card.count].filter((l) => l !== null),
  ];
  const happened = events
    .slice(-EVENT_LINES)
    .map((e) => eventLine(e, scene.at(e.at), said, (id) => scene.nameOf(id)));
  const copies = messages.slice(0, COPY_LINES).map((m) => copyLine(m, said, scene.to));
  return [
    {
      title: say`${ours(card.severity.emoji)} ${strong(card.severity.word)}: ${strongInput(card.title)} (${ours(card.shortId)})`,
      lines: head,
    },
    ...(happened.length > 0 ? [{ title: [strong(said.reply.historyTitle)], lines: happened }] : []),
    ...(copies.length > 0 ? [{ title: [strong(said.reply.copiesTitle)], lines: copies }] : []),
  ];
}

function eventLine(
  event: AlertEvent,
  at: Line[number],
  said: Words,
  nameOf: (id: PersonId) => string,
): Line {
  const who: Line = event.by === null ? [] : say` · ${nameOf(event.by)}`;
  return say`${at} ${ours(said.reply.event[event.kind])}${who}${noteOf(event, said)}`;
}

/** What was written, and where the photos that came with it can be seen. */
function noteOf({ kind, detail }: AlertEvent, said: Words): Line {
  if (kind !== 'note') return [];
  const text = typeof detail.note === 'string' ? tidy(detail.note, NOTE_TEXT_MAX) : '';
  const photos = Array.isArray(detail.pictures) ? detail.pictures.map(String) : [];
  return [
    ...(text === '' ? [] : say`: ${text}`),
    ...photos.flatMap(
      (url, i) => say` · ${link(said.reply.photo(i + 1), url) ?? tidy(url, NOTE_TEXT_MAX)}`,
    ),
  ];
}
