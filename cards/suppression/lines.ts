// Suppression as titled lines, before they have a look. What is suppressed now reads the same in an answer and at a hand-over.
import type { PersonId } from '../../bot/core/alert.ts';
import type { Held } from '../../bot/core/suppression.ts';
import type { Instant } from '../../bot/core/time.ts';
import type { Setting } from '../../bot/core/view.ts';
import { joined, type Line, moment, ours, say, strong } from '../line.ts';
import { formNear } from '../moment.ts';
import { matchText } from '../rules/facts.ts';
import { tidy } from '../text.ts';
import type { SuppressWords } from '../words/suppress-words.ts';
import { words } from '../words.ts';
import type { SuppressRefusal, SuppressReply } from './model.ts';

interface Section {
  readonly title: Line | null;
  readonly lines: readonly Line[];
}

/** How many are listed before the rest are counted. */
const HELD_SHOWN = 20;
const NAME_MAX = 60;
const REASON_MAX = 120;

/** What a line needs to know beside what is held. */
export interface Telling {
  readonly setting: Setting;
  readonly names: ReadonlyMap<PersonId, string>;
  /** When it is told. */
  readonly at: Instant;
}

export function suppressSections(reply: SuppressReply, setting: Setting): readonly Section[] {
  const { suppress: said } = words(setting.language);
  if (reply.kind === 'held-refused') return [plainly([refusalLine(reply.refusal, said)])];
  const telling = { setting, names: reply.names, at: reply.at };
  switch (reply.kind) {
    case 'held':
      return reply.held.length === 0
        ? [plainly([[ours(said.none)]])]
        : [listed(said.title(reply.held.length), reply.held, telling)];
    case 'held-begun':
      return [plainly(begunLines(reply, said, telling)), ...beside(reply.others, said, telling)];
    case 'held-ended':
      return [
        plainly([said.ended[reply.of](tidy(reply.asset, NAME_MAX))]),
        ...beside(reply.others, said, telling),
      ];
  }
}

function plainly(lines: readonly Line[]): Section {
  return { title: null, lines };
}

function listed(title: string, held: readonly Held[], telling: Telling): Section {
  const { more } = words(telling.setting.language).digest;
  const shown = held.slice(0, HELD_SHOWN).map((h) => heldLine(h, telling));
  const rest = held.length - shown.length;
  return { title: [strong(title)], lines: rest > 0 ? [...shown, [ours(more(rest))]] : shown };
}

function beside(held: readonly Held[], said: SuppressWords, telling: Telling): readonly Section[] {
  return held.length === 0 ? [] : [listed(said.beside, held, telling)];
}

function begunLines(
  { begun, isUnknown, isAsked }: Extract<SuppressReply, { kind: 'held-begun' }>,
  said: SuppressWords,
  { setting, at }: Telling,
): readonly Line[] {
  const what = whatOf(
    { asset: begun.asset, ...(begun.type === null ? {} : { type: begun.type }) },
    said,
  );
  const unknown = isUnknown ? [said.unknown(tidy(begun.asset, NAME_MAX))] : [];
  const until = moment(begun.until ?? at, formNear(begun.until ?? at, at, setting));
  switch (begun.kind) {
    case 'maintenance':
      return [said.maintenance(what, until), said.stays, ...unknown];
    case 'out-of-service':
      return [said.outOfService(what), said.stays, ...unknown];
    case 'state': {
      const line = said.state(what, tidy(begun.state ?? '', NAME_MAX), until);
      return [line, isAsked ? said.asked : said.unasked, ...unknown];
    }
  }
}

/** `Maintenance: press-4 · until 14:00 · new gearbox · Sam`. */
export function heldLine(held: Held, { setting, names, at }: Telling): Line {
  const { suppress: said, somebody } = words(setting.language);
  const { kind, match, state, reason, by, until } = held;
  const what = whatOf(match, said);
  const parts: readonly Line[] = [
    say`${strong(said.kind[kind])}: ${what}${kind === 'state' ? say` = ${tidy(state ?? '', NAME_MAX)}` : []}`,
    ...(kind === 'rule' && state !== null ? [said.whileIn(tidy(state, NAME_MAX))] : []),
    until === null
      ? [ours(kind === 'rule' ? said.whileHolds : said.noEnd)]
      : said.until(moment(until, formNear(until, at, setting))),
    ...(reason === null || reason === '' ? [] : [say`${tidy(reason, REASON_MAX)}`]),
    ...(by === null ? [] : [say`${tidy(names.get(by) ?? somebody, NAME_MAX)}`]),
  ];
  return joined(parts, ' · ');
}

/** An asset by its name; whatever else is asked of a detection in the plant file's own words. */
function whatOf(match: Held['match'], said: SuppressWords): string {
  const { asset, type, ...rest } = match;
  if (asset === undefined || Object.keys(rest).length > 0) {
    return tidy(matchText(match) ?? said.everything, NAME_MAX * 2);
  }
  const name = tidy(asset, NAME_MAX);
  return type === undefined ? name : `${name} (${tidy(type, NAME_MAX)})`;
}

function refusalLine(refusal: SuppressRefusal, said: SuppressWords): Line {
  switch (refusal.code) {
    case 'leads-only':
      return said.leadsOnly;
    case 'range':
      return said.range(refusal.days);
    case 'nothing':
      return said.nothing(tidy(refusal.asset, NAME_MAX));
    case 'full':
      return said.full(refusal.n);
  }
}
