// Adaptive Cards 1.5 as plain typed objects: the subset that we use, its limits, and escaping. Text from outside stands
// in text runs, which know no markdown; where only a text block will do, its signs are replaced by ones that mean nothing.
import type { Setting } from '../bot/core/view.ts';
import type { CardButton } from './alert/buttons.ts';
import { type ButtonValue, buttonValue, buttonVerb } from './button.ts';
import type { BulkValue } from './digest/button.ts';
import type { Line, Part } from './line.ts';
import { momentText } from './moment.ts';
import { clamp, NOTHING } from './text.ts';

export type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large';
export type ContainerStyle = 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
type Size = 'small' | 'default' | 'medium' | 'large';
type Weight = 'default' | 'lighter' | 'bolder';
type Color = 'default' | 'accent' | 'good' | 'warning' | 'attention';

interface Element {
  readonly id?: string;
  readonly spacing?: Spacing;
  readonly separator?: boolean;
}

export interface TextBlock extends Element {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: boolean;
  readonly size?: Size;
  readonly weight?: Weight;
  readonly color?: Color;
  readonly isSubtle?: boolean;
  readonly style?: 'heading';
  readonly maxLines?: number;
}

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly size?: Size;
  readonly weight?: Weight;
  readonly color?: Color;
  readonly isSubtle?: boolean;
}

export interface RichTextBlock extends Element {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

export interface Image extends Element {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly width?: string;
  readonly size?: 'auto' | 'stretch' | 'small' | 'medium' | 'large';
}

export interface Container extends Element {
  readonly type: 'Container';
  readonly items: readonly AdaptiveElement[];
  readonly style?: ContainerStyle;
  readonly bleed?: boolean;
}

export interface Column {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch';
  readonly items: readonly AdaptiveElement[];
  readonly verticalContentAlignment?: 'top' | 'center' | 'bottom';
}

export interface ColumnSet extends Element {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
}

export interface ChoiceSet extends Element {
  readonly type: 'Input.ChoiceSet';
  readonly id: string;
  readonly label: string;
  readonly style: 'compact';
  readonly placeholder: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface TextInput extends Element {
  readonly type: 'Input.Text';
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly isMultiline: boolean;
  readonly maxLength: number;
  readonly isRequired: boolean;
  readonly errorMessage: string;
}

export interface ActionSet extends Element {
  readonly type: 'ActionSet';
  readonly actions: readonly (ExecuteAction | ShowCardAction)[];
}

/** Opens a form inside the card; nobody is told of it. */
export interface ShowCardAction {
  readonly type: 'Action.ShowCard';
  readonly title: string;
  readonly tooltip: string;
  readonly card: {
    readonly type: 'AdaptiveCard';
    readonly body: readonly AdaptiveElement[];
    readonly actions: readonly ExecuteAction[];
  };
}

/** The data of a press; `verb` is there only for clients that know Submit alone. */
export interface ExecuteAction {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly tooltip: string;
  readonly verb: string;
  readonly data: ButtonValue | BulkValue;
  readonly style?: 'positive' | 'destructive';
  readonly associatedInputs: 'auto' | 'none';
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: (ButtonValue | BulkValue) & { readonly verb: string };
    readonly associatedInputs: 'auto' | 'none';
  };
}

export type AdaptiveElement =
  | TextBlock
  | RichTextBlock
  | Image
  | Container
  | ColumnSet
  | ChoiceSet
  | TextInput
  | ActionSet;

export interface Mention {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  readonly lang: string;
  readonly fallbackText: string;
  readonly body: readonly AdaptiveElement[];
  readonly msteams?: { readonly entities: readonly Mention[] };
}

export interface AdaptiveMessage {
  /** The whole message in a sentence: what notifications and screen readers get. */
  readonly summary: string;
  readonly card: AdaptiveCard;
}

/** Our own budget for a whole card, well below the platform's limit for a message. */
export const ADAPTIVE_LIMITS = {
  cardBytes: 28 * 1_024,
  actions: 6,
  title: 40,
  summary: 1_000,
} as const;

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
  const inlines = runs.filter((r) => r.text !== '');
  return {
    type: 'RichTextBlock',
    ...place,
    inlines: inlines.length > 0 ? inlines : [run(NOTHING, look)],
  };
}

function run(text: string, look: RunLook, part?: Part): TextRun {
  const isStrong = part !== undefined && part.kind !== 'moment' && part.isStrong;
  return {
    type: 'TextRun',
    text: runText(text),
    ...look,
    ...(isStrong ? { weight: 'bolder' } : {}),
  };
}

function partText(part: Part, setting: Setting): string {
  return part.kind === 'moment' ? momentText(part.at, part.form, setting, 'with-zone') : part.text;
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

/**
 * A button that opens a form with one field. Whatever stands in the card's own inputs is sent along with it and would be
 * checked with it, so none of those may be required.
 */
export function formAction(shown: CardButton, send: string, field: TextInput): ShowCardAction {
  return {
    type: 'Action.ShowCard',
    title: clamp(runText(shown.text), ADAPTIVE_LIMITS.title),
    tooltip: clamp(runText(shown.label), 150),
    card: {
      type: 'AdaptiveCard',
      body: [field],
      actions: [execute({ ...shown, text: send }, 'auto')],
    },
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
