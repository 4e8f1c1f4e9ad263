// One alert with everything that is known of it, in words and in the order in which people read: its card, what happened, what
// was detected, where it was shown and how fast, and which answers are kept. Long lists are cut to the latest, and say so.
import { alertAdaptive } from '../../../cards/alert/adaptive.ts';
import { alertModel } from '../../../cards/alert/model.ts';
import { link } from '../../../cards/line.ts';
import { formNear, momentText } from '../../../cards/moment.ts';
import { receiptText } from '../../../cards/reply/copies.ts';
import { words } from '../../../cards/words.ts';
import type { AlertEvent, PersonId } from '../../core/alert.ts';
import type { KeptDetection } from '../../core/detection.ts';
import { liveLabels } from '../../core/feedback.ts';
import { type Instant, MINUTE, SECOND } from '../../core/time.ts';
import type { AlertHistory, AlertView, LabelLine, Message, Setting } from '../../core/view.ts';
import type { AlertReads } from './facts.ts';
import { pictureHere } from './pictures.ts';
import { filled, pageWords } from './words/said.ts';

/** The latest of a longer list. */
export interface Cut<T> {
  readonly items: readonly T[];
  readonly all: number;
}

export interface AlertPage {
  readonly id: string;
  readonly title: string;
  readonly card: Readonly<Record<string, unknown>>;
  readonly timeline: Cut<EventRow>;
  readonly detections: Cut<DetectionRow>;
  readonly copies: Cut<CopyRow>;
  readonly labels: Cut<LabelRow>;
}

export interface EventRow {
  readonly at: string;
  readonly text: string;
  readonly more: string;
  /** Photos that came with it; they open where they are kept. */
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

export interface DetectionRow {
  readonly observed: string;
  readonly source: string;
  readonly confidence: string;
  readonly model: string;
  readonly readings: string;
}

export interface CopyRow {
  readonly place: string;
  readonly isFailed: boolean;
  readonly state: string;
  readonly posted: string;
  /** How long after the opening. */
  readonly after: string;
  readonly updated: string;
  /** What became of it, step by step. */
  readonly history: readonly { readonly at: string; readonly text: string }[];
}

export interface LabelRow {
  readonly at: string;
  readonly text: string;
  readonly more: string;
  readonly isLive: boolean;
}

const MAX_EVENTS = 300;
const MAX_DETECTIONS = 100;
const MAX_COPIES = 100;
const MAX_LABELS = 100;

interface Telling {
  readonly view: AlertView;
  readonly setting: Setting;
  nameOf(id: PersonId | null): string;
  time(at: Instant | null): string;
}

/** Null when there is no such alert. */
export async function alertPage(
  id: string,
  reads: Pick<AlertReads, 'view' | 'history' | 'people'>,
  setting: Setting,
): Promise<AlertPage | null> {
  const view = await reads.view(id);
  if (view === null) return null;
  const history = await reads.history(id);
  const names = await namesOf(view, history, reads);
  const telling: Telling = {
    view,
    setting,
    nameOf: (who) => names.get(who ?? '') ?? words(setting.language).somebody,
    time: (at) => (at === null ? '' : timeText(at, view.alert.openedAt, setting)),
  };
  const model = alertModel(view, setting);
  return {
    id,
    title: model.title,
    card: { ...alertAdaptive(model, 'plant', pictureHere).card },
    timeline: latest(history.events, MAX_EVENTS, (event) => eventRow(event, telling)),
    detections: latest(history.detections, MAX_DETECTIONS, (d) => detectionRow(d, telling)),
    copies: latest(history.messages, MAX_COPIES, (message) => copyRow(message, telling)),
    labels: labelRows(history.labels, telling),
  };
}

/** With seconds: deliveries are compared by them. Zones differ by whole minutes, so seconds are the same everywhere. */
function timeText(at: Instant, near: Instant, setting: Setting): string {
  const seconds = Math.floor((at % MINUTE) / SECOND);
  const text = momentText(at, formNear(at, near, setting), setting, 'no-zone');
  return `${text}:${String(seconds).padStart(2, '0')}`;
}

async function namesOf(
  view: AlertView,
  history: AlertHistory,
  reads: Pick<AlertReads, 'people'>,
): Promise<ReadonlyMap<string, string>> {
  const told = history.events.flatMap((e) => [e.by, ...peopleIn(e), e.detail.from, e.detail.to]);
  const named = [...told, ...history.messages.map((m) => m.person)];
  const wanted = [...new Set(named.filter((id) => typeof id === 'string'))];
  const found = [...(await reads.people(wanted)), ...view.people.values()];
  const answering = history.labels.map(({ person }) => person);
  return new Map([...found, ...answering].map((p) => [p.id, p.name]));
}

function peopleIn(event: AlertEvent): readonly string[] {
  const { people } = event.detail;
  return Array.isArray(people) ? people.map(String) : [];
}

function latest<T, Row>(all: readonly T[], limit: number, row: (item: T) => Row): Cut<Row> {
  return { items: all.slice(-limit).map(row), all: all.length };
}

function eventRow(event: AlertEvent, telling: Telling): EventRow {
  const { language } = telling.setting;
  const what = words(language).reply.event[event.kind];
  const who =
    event.by === null
      ? []
      : [filled(pageWords(language).alert.by, { who: telling.nameOf(event.by) })];
  return {
    at: telling.time(event.at),
    text: [what, ...who].join(' '),
    more: detailTexts(event, telling).join(' · '),
    links: photosIn(event).flatMap((url, i) => {
      const shown = link(words(language).reply.photo(i + 1), url);
      return shown?.kind === 'link' ? [{ text: shown.text, url: shown.url }] : [];
    }),
  };
}

function photosIn(event: AlertEvent): readonly string[] {
  const { pictures } = event.detail;
  return Array.isArray(pictures) ? pictures.map(String) : [];
}

/** What an event says beside its kind; fields that only machines need stay out. */
function detailTexts(event: AlertEvent, telling: Telling): readonly string[] {
  const { language } = telling.setting;
  const said = pageWords(language).alert;
  const { to, note, reason, until, platform, channel, people, detection } = event.detail;
  const texts: string[] = [];
  if (typeof to === 'string' && to !== '') texts.push(targetText(to, telling));
  if (Array.isArray(people) && people.length > 0)
    texts.push(people.map((id) => telling.nameOf(String(id))).join(', '));
  if (typeof platform === 'string') texts.push([platform, channel].filter(Boolean).join(' '));
  if (typeof reason === 'string' && reason !== '')
    texts.push(words(language).card.reason[reason] ?? reason);
  if (typeof until === 'number') texts.push(filled(said.until, { time: telling.time(until) }));
  if (typeof detection === 'string') texts.push(detection);
  if (typeof note === 'string') texts.push(`“${note}”`);
  return texts;
}

/** As targetText of core writes it, or a person's id. */
function targetText(to: string, telling: Telling): string {
  const said = pageWords(telling.setting.language).alert.to;
  if (to === 'channel' || to === 'lead') return said[to];
  const [kind, name = ''] = to.split(/:(.*)/s, 2);
  if (kind === 'channel') return filled(said.other, { name });
  const named = [...telling.view.people.values()].find((p) => p.key === name)?.name ?? name;
  return filled(said.other, { name: kind === 'person' ? named : telling.nameOf(to) });
}

function detectionRow(kept: KeptDetection, telling: Telling): DetectionRow {
  const { source, id, confidence, model, readings, observedAt } = kept.detection;
  const locale = telling.setting.language;
  return {
    observed: telling.time(observedAt),
    source: `${source} · ${id}`,
    confidence:
      confidence === null
        ? ''
        : words(locale).percent(Math.round(Math.min(1, Math.max(0, confidence)) * 100)),
    model: model === null ? '' : `${model.name} ${model.version}`,
    readings: readings.map((r) => `${r.name} ${r.value} ${r.unit ?? ''}`.trim()).join(', '),
  };
}

function copyRow(message: Message, telling: Telling): CopyRow {
  const { language } = telling.setting;
  const { openedAt } = telling.view.alert;
  const said = pageWords(language).alert;
  const where = message.channel ?? telling.nameOf(message.person);
  const wait = message.postedAt === null ? null : message.postedAt - openedAt;
  return {
    place: `${message.platform} · ${where} · ${said.kind[message.kind]}`,
    isFailed: message.state === 'failed' || message.state === 'ambiguous',
    state: words(language).reply.messageState[message.state],
    posted: telling.time(message.postedAt),
    after: wait === null ? '' : filled(said.after, { time: waitText(wait, telling.setting) }),
    updated: message.updatedAt === message.postedAt ? '' : telling.time(message.updatedAt),
    history: message.receipts.map((r) => ({
      at: telling.time(r.at),
      text: receiptText(r, language),
    })),
  };
}

/** Tenths of a second up to ten seconds, rounded up; then as everywhere. */
function waitText(ms: number, { language }: Setting): string {
  if (ms >= 10 * SECOND) return words(language).duration(ms);
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return filled(pageWords(language).wall.seconds, {
    n: seconds.format(Math.ceil(Math.max(1, ms) / 100) / 10),
  });
}

function labelRows(lines: readonly LabelLine[], telling: Telling): Cut<LabelRow> {
  const { language } = telling.setting;
  const said = pageWords(language).alert;
  const live = new Set(liveLabels(lines.map((l) => l.label)).map((l) => l.id));
  return latest(lines, MAX_LABELS, ({ label, person }) => {
    const { reason } = label;
    const isLive = live.has(label.id);
    const standing = label.isWithdrawn
      ? said.withdrawn
      : isLive
        ? label.isDeciding
          ? said.deciding
          : said.second
        : said.replaced;
    const why = reason === null ? [] : [words(language).card.reason[reason] ?? reason];
    return {
      at: telling.time(label.at),
      text: `${said.verdict[label.verdict]} · ${person.name}`,
      more: [...why.map((text) => filled(said.reason, { reason: text })), standing].join(' · '),
      isLive,
    };
  });
}
