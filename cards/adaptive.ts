// Adaptive Cards 1.5 as plain typed objects: the subset that we use, its limits, and escaping. Text from outside stands
// in text runs, which know no markdown; where only a text block will do, its signs are replaced by ones that mean nothing.
import type { Setting } from '../bot/core/view.ts';
import type {
  ActionSet,
  AdaptiveElement,
  AdaptiveMessage,
  Element,
  ExecuteAction,
  Mention,
  RichTextBlock,
  ShowCardAction,
  TextInput,
  TextRun,
} from './adaptive-elements.ts';
import type { CardButton } from './alert/buttons.ts';
import { buttonValue, buttonVerb } from './button.ts';
import type { Line, Part } from './line.ts';
import { momentText } from './moment.ts';
import { clamp, NOTHING } from './text.ts';

/** Our own budget for a whole card, well below the platform's limit for a message. */
export const ADAPTIVE_LIMITS = {
  cardBytes: 28 * 1_024,
  actions: 6,
  title: 40,
  summary: 1_000,
} as const;

/** Whether a message keeps to our budget, as bytes on the wire. */
export function fitsAdaptive(message: AdaptiveMessage): boolean {
  return utf8Length(JSON.stringify(message)) <= ADAPTIVE_LIMITS.cardBytes;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function adaptiveMessage(
  summary: string,
  setting: Setting,
  body: readonly AdaptiveElement[],
  mentions: readonly Mention[] = [],
): AdaptiveMessage {
  const sentence = runText(clamp(summary, ADAPTIVE_LIMITS.summary));
  return {
    summary: sentence,
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      lang: setting.language,
      fallbackText: sentence,
      body,
      ...(mentions.length === 0 ? {} : { msteams: { entities: mentions } }),
    },
  };
}

type RunLook = Omit<TextRun, 'type' | 'text'>;

/** One line, in which nothing from outside can be mark-up. */
export function richText(
  line: Line,
  setting: Setting,
  look: RunLook = {},
  place: Element = {},
): RichTextBlock {
  const runs = line.map((part) => run(partText(part, setting), look, part));
  const inlines = runs.filter((r) => r.text !== '').reduce(joinRuns, []);
  return {
    type: 'RichTextBlock',
    ...place,
    inlines: inlines.length > 0 ? inlines : [run(NOTHING, look)],
  };
}

/** What looks alike is one run: fewer bytes, and a screen reader does not stop between two. A sign may be split over both. */
function joinRuns(runs: TextRun[], next: TextRun): TextRun[] {
  const last = runs.at(-1);
  const isAlone = [last, next].some((run) => run === undefined || run.selectAction !== undefined);
  if (isAlone || last === undefined || last.weight !== next.weight) return [...runs, next];
  return [...runs.slice(0, -1), { ...last, text: runText(last.text + next.text) }];
}

function run(text: string, look: RunLook, part?: Part): TextRun {
  return {
    type: 'TextRun',
    text: runText(text),
    ...look,
    ...(part && 'isStrong' in part && part.isStrong ? { weight: 'bolder' } : {}),
    ...(part?.kind === 'link' ? { selectAction: { type: 'Action.OpenUrl', url: part.url } } : {}),
  };
}

/** The zone stands once on a card, beside the day; after every hour it would only be in the way. */
function partText(part: Part, setting: Setting): string {
  if (part.kind !== 'moment') return part.text;
  const zone = part.form === 'day' || part.form === 'date' ? 'with-zone' : 'no-zone';
  return momentText(part.at, part.form, setting, zone);
}

/** Text that is shown as it is. A word joiner, which nobody sees, keeps `<at>` and `{{…}}` from being looked for in it. */
export function runText(text: string): string {
  return text
    .replace(/<(?=[a-z/!@])/gi, '<\u2060')
    .replaceAll('{{', '{\u2060{')
    .replaceAll('${', '$\u2060{');
}

// Clients differ in how they read a backslash, so signs that mean something are replaced by ones that look alike.
const LOOKALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '\\': '∖',
  '|': '∣',
};

/** Text from outside for a text block, in which markdown would be read. */
export function blockText(text: string): string {
  return runText(text)
    .replace(/[*_~`[\]<>\\|]/g, (sign) => LOOKALIKES[sign] ?? sign)
    .replace(/^(\s*)([#+-]|\d+[.)])/, '$1\u2060$2')
    .replace(/:(?=\/\/)/g, ':\u2060')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\u2060.`);
}

export function actionSet(
  buttons: readonly CardButton[],
  place: Element = {},
  make: (shown: CardButton) => ExecuteAction | ShowCardAction = (shown) => execute(shown),
): ActionSet {
  return {
    type: 'ActionSet',
    ...place,
    actions: buttons.slice(0, ADAPTIVE_LIMITS.actions).map(make),
  };
}

/** A button of an alert that opens a form with one field. */
export function formAction(shown: CardButton, send: string, field: TextInput): ShowCardAction {
  return openForm(shown, execute({ ...shown, text: send }, 'auto'), field);
}

/**
 * A button that opens a form with one field. Whatever stands in the card's own inputs is sent along with it and would be
 * checked with it, so none of those may be required.
 */
export function openForm(
  { text, label }: Pick<CardButton, 'text' | 'label'>,
  send: ExecuteAction,
  field: TextInput,
): ShowCardAction {
  return {
    type: 'Action.ShowCard',
    title: clamp(runText(text), ADAPTIVE_LIMITS.title),
    tooltip: clamp(runText(label), 150),
    card: { type: 'AdaptiveCard', body: [field], actions: [send] },
  };
}

/** `auto` sends the card's inputs along; all other buttons send none. */
export function execute(shown: CardButton, inputs: 'auto' | 'none' = 'none'): ExecuteAction {
  const { button, style } = shown;
  const title = clamp(runText(shown.text), ADAPTIVE_LIMITS.title);
  const verb = buttonVerb(button);
  const data = buttonValue(button);
  return {
    type: 'Action.Execute',
    title,
    tooltip: clamp(runText(shown.label), 150),
    verb,
    data,
    ...(style === 'plain' ? {} : { style: style === 'primary' ? 'positive' : 'destructive' }),
    associatedInputs: inputs,
    fallback: { type: 'Action.Submit', title, data: { ...data, verb }, associatedInputs: inputs },
  };
}
