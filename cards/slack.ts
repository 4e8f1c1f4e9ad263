// Block Kit's limits and escaping, in small builders. Text from outside goes into plain_text, or is disarmed before it
// stands in mark-up that we wrote: nothing that a producer or a person types may link, mention or format here.
import type {
  ActionsBlock,
  Button as ButtonElement,
  ContextBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
} from '@slack/types';
import type { Instant } from '../bot/core/time.ts';
import type { Setting } from '../bot/core/view.ts';
import type { CardButton } from './alert/buttons.ts';
import { buttonValue, buttonVerb } from './button.ts';
import type { Line, Moment } from './line.ts';
import { momentText } from './moment.ts';
import { clamp, NOTHING } from './text.ts';

export interface SlackMessage {
  /** The whole message in a sentence: what notifications and screen readers get. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack's own limits, in characters unless said otherwise. */
export const SLACK_LIMITS = {
  blocks: 50,
  text: 4_000,
  header: 150,
  sectionText: 3_000,
  fieldText: 2_000,
  contextElements: 10,
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  optionValue: 150,
  label: 75,
  altText: 2_000,
  blockId: 255,
} as const;

/** Text in which nothing is mark-up. Emoji codes such as `:x:` stay as typed. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: clamp(disarmPlain(text), max) || NOTHING, emoji: false };
}

/** A line with our own mark-up. `verbatim` keeps Slack from linking what only looks like an address. */
export function mrkdwn(line: Line, setting: Setting, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: fitted(line, setting, max), verbatim: true };
}

/** Whole parts only: half an escape or half a date would be worse than a missing end. */
function fitted(line: Line, setting: Setting, max: number): string {
  let text = '';
  for (const part of line) {
    const next = partText(part, setting);
    if (text.length + next.length > max - 1) return `${text.trimEnd()}…`;
    text += next;
  }
  return text || NOTHING;
}

function partText(part: Line[number], setting: Setting): string {
  if (part.kind === 'moment') return dateText(part, setting);
  if (part.kind === 'link') return `<${escaped(part.url)}|${escaped(part.text)}>`;
  const text = part.kind === 'input' ? disarm(part.text) : escaped(part.text);
  return part.isStrong ? `*${text}*` : text;
}

/** Slack shows the reader's own clock; the fallback is the site's. */
export function dateText({ at, form }: Moment, setting: Setting): string {
  const look = SLACK_LOOK[form];
  const fallback = escaped(momentText(at, form, setting, 'with-zone'));
  return `<!date^${seconds(at)}^${look}|${fallback}>`;
}

const SLACK_LOOK: Readonly<Record<Moment['form'], string>> = {
  time: '{time}',
  second: '{time_secs}',
  day: '{date_short_pretty}, {time}',
  date: '{date_short_pretty}, {time}',
};

function seconds(at: Instant): number {
  return Math.floor(at / 1_000);
}

/** Slack's three control characters. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// mrkdwn has no escape for its own signs, so text from outside gets signs that look alike and mean nothing.
const LOOKALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
};

// Within a word an underscore is no sign: names such as `station_12` stay as they are.
const SIGNS = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Text from outside, for a place where our own mark-up stands. */
export function disarm(text: string): string {
  const signs = text.replace(SIGNS, (sign) => LOOKALIKES[sign] ?? sign);
  // A word joiner, which nobody sees, keeps `:x:` from turning into a picture and `@name` from being looked up.
  return escaped(signs)
    .replace(/:(?=[\w+-]*[a-z+][\w+-]*:)/gi, ':\u2060')
    .replace(/@(?=\w)/g, '@\u2060');
}

/** Nothing is read as mark-up in plain text; still, no mention may survive a client that reads it differently. */
function disarmPlain(text: string): string {
  return text.replace(/<(?=[!@#]|https?:|mailto:)/gi, '<\u2060');
}

/** The sentence that stands beside the blocks, or alone: a private answer is one such sentence. */
export function notice(sentence: string): string {
  return clamp(disarm(sentence), SLACK_LIMITS.text / 2);
}

export function context(
  elements: readonly (PlainTextElement | MrkdwnElement)[],
  blockId?: string,
): ContextBlock {
  return {
    type: 'context',
    ...(blockId === undefined ? {} : { block_id: blockId }),
    elements: elements.slice(0, SLACK_LIMITS.contextElements),
  };
}

export function actions(buttons: readonly CardButton[], blockId: string): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements: buttons.map(buttonElement) };
}

function buttonElement({ button, text, label, style }: CardButton): ButtonElement {
  return {
    type: 'button',
    action_id: buttonVerb(button),
    text: plain(text, SLACK_LIMITS.buttonText),
    value: JSON.stringify(buttonValue(button)),
    accessibility_label: clamp(disarmPlain(label), SLACK_LIMITS.label),
    ...(style === 'plain' ? {} : { style }),
  };
}
