// Everything a card shows, already decided: the words, the order, the buttons. Renderers only give it a look. Times are
// instants, because each renderer writes them its own way.
import { type Alert, isClosed, type PersonId, wantsVerdict } from '../../bot/core/alert.ts';
import type { Detection } from '../../bot/core/detection.ts';
import type { Severity } from '../../bot/core/plant.ts';
import type { LateBy } from '../../bot/core/receipts.ts';
import type { Instant } from '../../bot/core/time.ts';
import type { AlertView, Setting } from '../../bot/core/view.ts';
import { joined, type Line, type Moment, moment, ours, plainText } from '../line.ts';
import { exactFormNear, formNear } from '../moment.ts';
import { tidy, tidyOrNull } from '../text.ts';
import { type Words, words } from '../words.ts';
import { buttonsOf, type CardButtons } from './buttons.ts';
import { howSure, picture, readings, type ShownPicture, type ShownReading } from './evidence.ts';
import { nextLine, ownerLine, stateLines } from './state.ts';
import { arrivalTrend } from './trend.ts';

/** How loud the card looks: its severity while it is open, calm once it is closed. */
export type Tone = Severity | 'closed';

export interface AlertModel {
  readonly id: string;
  readonly revision: number;
  readonly setting: Setting;
  readonly tone: Tone;
  /** An emoji and a word, for example 🔴 and High. */
  readonly severity: { readonly emoji: string; readonly word: string };
  /** From outside, as all texts of the model that are not lines: tidied, to be escaped by the renderer. */
  readonly title: string;
  readonly where: string;
  readonly when: Moment;
  /** For example “very sure (93 %)”. */
  readonly howSure: string;
  /** How alerts of this kind turned out before; null while too few were judged. */
  readonly past: Line | null;
  readonly picture: ShownPicture | null;
  readonly readings: readonly ShownReading[];
  readonly why: readonly string[];
  /** Who did what, newest last; empty while nobody did anything. */
  readonly states: readonly Line[];
  readonly owner: Line | null;
  /** What happens if nobody acts. */
  readonly next: Line | null;
  readonly count: Line | null;
  /** The platform made this copy late: said once, on the copies that it is true of. */
  readonly late: Line | null;
  /** The model that detected it, by name and version. */
  readonly detector: string | null;
  readonly shortId: string;
  readonly buttons: CardButtons;
  /** Over the main buttons, where it is not plain why they are there. */
  readonly mainQuestion: string | null;
  readonly reasonQuestion: string | null;
  /** Over the choices for what is shelved. */
  readonly shelfQuestion: string | null;
  /** One whole sentence without mark-up, for notifications and screen readers. */
  readonly summary: string;
  /** Closed and judged: nobody has to see the evidence any more, so it is small or left out. */
  readonly isBrief: boolean;
}

export const EMOJI: Readonly<Record<Severity, string>> = {
  low: '🔵',
  medium: '🟡',
  high: '🔴',
  critical: '🚨',
};

const CLOSED_EMOJI = '⚪';

export const TITLE_MAX = 110;
const WHERE_MAX = 80;
const WHY_MAX = 140;
const WHY_LINES = 3;
export const NAME_MAX = 60;
export const SHORT_ID_LENGTH = 6;

/** What the parts of a card need to know. */
export interface Scene {
  readonly alert: Alert;
  readonly words: Words;
  readonly setting: Setting;
  nameOf(id: PersonId | null): string;
  /** The name of a person by the plant's key. */
  nameOfKey(key: string): string;
  /** A time as it reads on this card: with the date when it is not the day of the opening. */
  at(instant: Instant): Moment;
  /** The same with seconds, where the day is plain. */
  to(instant: Instant): Moment;
}

export function alertModel(
  view: AlertView,
  setting: Setting,
  lateBy: LateBy | null = null,
): AlertModel {
  const { alert } = view;
  const scene = sceneOf(view, setting);
  const said = scene.words;
  const title = tidy(alert.title, TITLE_MAX);
  const states = stateLines(scene);
  const isOver = isClosed(alert);
  const detections = newestFirst(view);
  const shownReadings = readings(detections, view.recent, said, setting.language);
  const owner = isOver ? null : ownerLine(scene);
  const buttons = buttonsOf(alert, title, said, setting);
  return {
    id: alert.id,
    revision: alert.revision,
    setting: scene.setting,
    tone: isOver ? 'closed' : alert.severity,
    severity: severityOf(alert, said),
    title,
    where: whereOf(alert),
    when: whenOf(view, scene),
    howSure: howSure(detections, said),
    past: pastLine(view, said),
    picture: picture(detections, view.pictures, said),
    readings: shownReadings,
    why: whyOf(detections),
    states,
    owner,
    next: isOver ? null : nextLine(scene),
    count: countLine(view, scene),
    late: lateBy === null ? null : said.delivery.late(lateBy.cause, said.duration(lateBy.ms)),
    detector: detectorOf(detections),
    shortId: shortIdOf(alert.id),
    buttons,
    mainQuestion: isOver && wantsVerdict(alert) ? said.card.wasItReal : null,
    reasonQuestion: reasonQuestionOf(alert, said),
    shelfQuestion: buttons.shelf.times.length > 0 ? said.card.shelfQuestion : null,
    summary: summaryOf(view, scene, title, { states, owner, readings: shownReadings }),
    isBrief: isOver && !wantsVerdict(alert),
  };
}

export function sceneOf(view: AlertView, setting: Setting): Scene {
  const said = words(setting.language);
  const people = [...view.people.values(), ...(setting.people ?? [])];
  const name = (text: string | undefined): string => tidyOrNull(text, NAME_MAX) ?? said.somebody;
  return {
    alert: view.alert,
    words: said,
    setting,
    nameOf: (id) => name(id === null ? undefined : view.people.get(id)?.name),
    nameOfKey: (key) => name(people.find((p) => p.key === key)?.name ?? key),
    at: (instant) => moment(instant, formNear(instant, view.alert.openedAt, setting)),
    to: (instant) => moment(instant, exactFormNear(instant, view.alert.openedAt, setting)),
  };
}

/** Owner and deadline side by side; none once it is closed. */
export function standing({ owner, next }: Pick<AlertModel, 'owner' | 'next'>): readonly Line[] {
  const lines = [owner, next].filter((l) => l !== null);
  return lines.length === 0 ? [] : [joined(lines, ' · ')];
}

export function shortIdOf(id: string): string {
  return id.slice(-SHORT_ID_LENGTH);
}

function severityOf(alert: Alert, said: Words): AlertModel['severity'] {
  const word = said.card.severity[alert.severity];
  return isClosed(alert)
    ? { emoji: CLOSED_EMOJI, word: said.card.closed(word) }
    : { emoji: EMOJI[alert.severity], word };
}

/** A card may be read days later, so it names the day; the year only where it is another than the opening's. */
function whenOf(view: AlertView, scene: Scene): Moment {
  const when = scene.at(view.opening.observedAt);
  return when.form === 'time' ? { ...when, form: 'day' } : when;
}

/** The latest detection says how things are; the opening one fills in what it leaves out. */
function newestFirst(view: AlertView): readonly Detection[] {
  return [view.latest, view.opening];
}

export function whereOf(alert: Alert): string {
  const asset = tidy(alert.asset, WHERE_MAX);
  const area = tidyOrNull(alert.area, WHERE_MAX / 2);
  return area === null || asset.includes(area) ? asset : `${asset} · ${area}`;
}

function whyOf(detections: readonly Detection[]): readonly string[] {
  const given = detections.find((d) => d.reasons.length > 0)?.reasons ?? [];
  return given
    .map((r) => tidyOrNull(r, WHY_MAX))
    .filter((r) => r !== null)
    .slice(0, WHY_LINES);
}

function detectorOf(detections: readonly Detection[]): string | null {
  const model = detections.find((d) => d.model !== null)?.model;
  return model === undefined || model === null
    ? null
    : tidyOrNull(`${model.name} ${model.version}`, NAME_MAX);
}

function reasonQuestionOf(alert: Alert, said: Words): string | null {
  return alert.verdict === 'real' || alert.verdict === 'not_real'
    ? said.card.reasonQuestion[alert.verdict]
    : null;
}

/** Fewer judged alerts than this say nothing about the next one. */
export const PAST_MIN = 3;

function pastLine({ past }: AlertView, said: Words): Line | null {
  return past.judged < PAST_MIN ? null : said.card.past(past.real, past.judged);
}

function countLine({ alert, recent }: AlertView, scene: Scene): Line | null {
  if (alert.count < 2) return null;
  const trend = arrivalTrend(recent);
  const latest = scene.at(alert.lastObservedAt);
  const line = scene.words.card.count(alert.count, latest, trend?.tempo ?? null);
  return trend === null ? line : [...line, ours(` ${trend.bars}`)];
}

type Told = Pick<AlertModel, 'states' | 'owner' | 'readings'>;

function summaryOf(view: AlertView, scene: Scene, title: string, told: Told): string {
  const { alert, words: said, setting } = scene;
  const severity = said.card.severity[alert.severity];
  const asset = tidy(alert.asset, WHERE_MAX);
  const when = scene.at(view.opening.observedAt);
  const opening = plainText(said.card.sentence(severity, title, asset, when), setting);
  const moving = told.readings.find((r) => r.trend !== null);
  const trend = moving?.trend
    ? ` ${said.card.trend(moving.name, moving.trend, moving.value)}.`
    : '';
  const latest = told.states.at(-1);
  const held = alert.work === 'owned' && told.owner !== null ? told.owner : [];
  const state = latest === undefined ? plainText(held, setting) : spoken(latest, setting);
  const ask = isClosed(alert) ? said.card.stillAsk : said.card.ask;
  const sentence = state === '' ? '' : ` ${state}.`;
  return `${opening}${trend}${sentence}${wantsVerdict(alert) ? ` ${ask}` : ''}`;
}

/** Our state lines begin with an emoji and a space; spoken aloud it only disturbs. */
function spoken(line: Line, setting: Setting): string {
  const text = plainText(line, setting);
  return text.slice(text.indexOf(' ') + 1).replace(/[.?!]$/, '');
}
