// Rules as short text in the plant file's own words, which are the same in every language: patterns, ladders, changed values.
import type { Match, Policy, Step } from '../../bot/core/plant.ts';
import type { Json, PlantChange } from '../../bot/core/plant-change.ts';
import { durationText } from '../../bot/core/time.ts';
import { type Line, ours, say, strongInput } from '../line.ts';
import { tidy } from '../text.ts';
import type { RuleWords } from '../words/rule-words.ts';
import type { Target } from '../words.ts';

const VALUE_MAX = 160;
const PATH_MAX = 120;

/** `asset=line-1/* severity=high`; null = everything. */
export function matchText(match: Match): string | null {
  const parts = Object.entries(match).map(([fact, glob]) => `${fact}=${glob}`);
  return parts.length === 0 ? null : parts.join(' ');
}

/** Whom a step asks, as far as its name goes. */
export function targetOf({ to }: Step, nameOf: (key: string) => string): Target {
  switch (to.kind) {
    case 'person':
      return { kind: 'person', name: tidy(nameOf(to.key), 60) };
    case 'other-channel':
      return { kind: 'other-channel', name: tidy(to.channel, 60) };
    case 'crew':
      return { kind: 'crew', name: to.crew };
    default:
      return to;
  }
}

/** As it is typed: `channel@0s lead@10m expire 20m idle 1h`; null where it says more than can be typed. */
export function ladderText({ steps, expireMs, idleMs, quiet }: Policy): string | null {
  if (quiet !== undefined || steps.some((s) => s.repeat !== undefined || s.needsTwo)) return null;
  const rungs = steps.map(({ to, afterMs }) => `${targetText(to)}@${durationText(afterMs)}`);
  return [...rungs, 'expire', durationText(expireMs), 'idle', durationText(idleMs)].join(' ');
}

function targetText(to: Step['to']): string {
  switch (to.kind) {
    case 'person':
      return `person:${to.key}`;
    case 'other-channel':
      return `channel:${to.channel}`;
    case 'crew':
      return to.crew === null ? 'crew' : `crew:${to.crew}`;
    default:
      return to.kind;
  }
}

/** One change, for people who know the plant file. */
export function changeLine(change: PlantChange, said: RuleWords): Line {
  if (change.kind === 'set') {
    const { path, was, value } = change;
    const place = strongInput(tidy(path.join('.'), PATH_MAX));
    if (value === null) return say`${place}: ${ours(said.removed)}`;
    return was === null
      ? say`${place}: ${valueText(value)}`
      : say`${place}: ${valueText(was)} → ${valueText(value)}`;
  }
  const what = {
    'route-added': said.added,
    'route-removed': said.removed,
    'route-moved': change.kind === 'route-moved' && change.by < 0 ? said.movedUp : said.movedDown,
  }[change.kind];
  return say`${ours(said.route)} ${strongInput(tidy(valueText(change.route), PATH_MAX))}: ${ours(what)}`;
}

function valueText(value: Json): string {
  return tidy(written(value), VALUE_MAX);
}

/** Steps and matches as they are typed, other maps as `key: value`, lists with commas. */
function written(value: Json): string {
  if (Array.isArray(value)) return value.map(written).join(', ');
  if (value === null || typeof value !== 'object') return String(value);
  const map = value as { readonly [key: string]: Json };
  if (typeof map.to === 'string' && typeof map.after === 'string') return `${map.to}@${map.after}`;
  if (isMap(map.match)) {
    const match = Object.entries(map.match).map(([fact, glob]) => `${fact}=${written(glob)}`);
    const { match: _match, ...rest } = map;
    return [...match, ...Object.entries(rest).map(([k, v]) => `${k}=${written(v)}`)].join(' ');
  }
  return Object.entries(map)
    .map(([key, inner]) => (key === 'steps' ? written(inner) : `${key}: ${written(inner)}`))
    .join(', ');
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
