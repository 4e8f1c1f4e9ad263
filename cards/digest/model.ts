// Everything a digest shows: what is open in a flooded channel, worst and newest first, by asset, and what can be done with
// all alerts of an asset at once. Each alert keeps its own state; the digest only shows it.
import {
  type Alert,
  isClosed,
  type PersonId,
  phaseOf,
  wantsVerdict,
} from '../../bot/core/alert.ts';
import type { DigestView } from '../../bot/core/digest.ts';
import { SEVERITIES } from '../../bot/core/plant.ts';
import type { Setting } from '../../bot/core/view.ts';
import { EMOJI, shortIdOf, whereOf } from '../alert/model.ts';
import { type Line, moment, ours, plainText, say, strong } from '../line.ts';
import { tidy } from '../text.ts';
import { type Words, words } from '../words.ts';

export interface DigestGroup {
  /** From outside: tidied, to be escaped by the renderer. */
  readonly where: string;
  readonly emoji: string;
  /** One for each alert; a platform that has no room for all of them names the others by their ids. */
  readonly lines: readonly Line[];
  readonly ids: readonly string[];
  /** One of its alerts, which stands for the asset in the choice. */
  readonly first: string;
}

export interface DigestModel {
  readonly id: string;
  readonly revision: number;
  readonly setting: Setting;
  readonly isCalm: boolean;
  readonly title: string;
  readonly about: readonly Line[];
  readonly groups: readonly DigestGroup[];
  /** Assets beyond those that can be chosen. */
  readonly rest: readonly Line[];
  readonly summary: string;
}

/** Assets that can be chosen; the alerts of further ones are still listed. */
export const GROUPS_MAX = 40;
const TITLE_MAX = 60;
const NAME_MAX = 40;

export function digestModel(view: DigestView, setting: Setting): DigestModel {
  const said = words(setting.language);
  const { digest, alerts } = view;
  const open = alerts.filter((a) => !isClosed(a)).sort(byUrgency);
  const assets = byAsset(open);
  const groups = assets.slice(0, GROUPS_MAX).map((of) => groupOf(of, view, said));
  const title = open.length === 0 ? said.digest.allClosed : said.digest.title(open.length);
  const since = moment(digest.since, 'time');
  const about = [
    digest.endedAt === null
      ? said.digest.since(since)
      : said.digest.ended(since, moment(digest.endedAt, 'time')),
    said.digest.closed(alerts.length - open.length, alerts.length),
  ];
  return {
    id: digest.id,
    revision: digest.revision,
    setting,
    isCalm: open.length === 0,
    title,
    about,
    groups,
    rest: assets.slice(GROUPS_MAX).map((of) => restLine(of, said)),
    summary: `${title}. ${plainText(about[0] ?? [], setting)}`,
  };
}

/** In the order of the first of each. */
function byAsset(alerts: readonly Alert[]): readonly (readonly Alert[])[] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = `${alert.site}\n${alert.asset}`;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups.values()];
}

/** Worst first, those that nobody answered before the others, then the newest. */
function byUrgency(a: Alert, b: Alert): number {
  const severity = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  const waiting = Number(wantsVerdict(b)) - Number(wantsVerdict(a));
  return severity || waiting || b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1);
}

/** What stands behind an asset of which only the first `shown` alerts are listed. */
export function moreOf({ ids }: DigestGroup, shown: number, said: Words): string {
  const hidden = ids.slice(shown);
  return hidden.length === 0 ? '' : ` ${said.digest.more(hidden.length)} (${hidden.join(', ')})`;
}

function groupOf(alerts: readonly Alert[], { names }: DigestView, said: Words): DigestGroup {
  const [first] = alerts;
  if (first === undefined) throw new Error('a group has an alert');
  return {
    where: whereOf(first),
    emoji: EMOJI[first.severity],
    lines: alerts.map((a) => alertLine(a, names, said)),
    ids: alerts.map((a) => shortIdOf(a.id)),
    first: first.id,
  };
}

function alertLine(alert: Alert, names: ReadonlyMap<PersonId, string>, said: Words): Line {
  const phase = phaseOf(alert);
  const owner = alert.owner === null ? undefined : names.get(alert.owner);
  const state: Line =
    phase === 'owned'
      ? said.reply.phase.owned(owner === undefined ? said.somebody : tidy(owner, NAME_MAX))
      : [ours(said.reply.phase[phase])];
  const severity = strong(said.card.severity[alert.severity]);
  const title = tidy(alert.title, TITLE_MAX);
  return say`${severity}: ${title} · ${moment(alert.openedAt, 'time')} · ${state} · ${ours(shortIdOf(alert.id))}`;
}

function restLine(alerts: readonly Alert[], said: Words): Line {
  const [first] = alerts;
  if (first === undefined) return [];
  const ids = alerts.map((a) => shortIdOf(a.id)).join(', ');
  return say`${ours(EMOJI[first.severity])} ${whereOf(first)}: ${ours(said.digest.title(alerts.length))} (${ours(ids)})`;
}
