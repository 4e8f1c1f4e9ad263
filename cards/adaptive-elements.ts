// The subset of Adaptive Cards 1.5 that our cards are made of, as types. What may stand in them is adaptive.ts's business.
import type { ButtonValue } from './button.ts';
import type { BulkValue } from './digest/button.ts';
import type { HandoverValue } from './handover/button.ts';
import type { RunValue } from './run.ts';

export type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large';
export type ContainerStyle = 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
type Size = 'small' | 'default' | 'medium' | 'large';
type Weight = 'default' | 'lighter' | 'bolder';
type Color = 'default' | 'accent' | 'good' | 'warning' | 'attention';

export interface Element {
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
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
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

/** A field in which nothing is asked: its text can be marked and copied, sign by sign. */
export interface CopyText extends Element {
  readonly type: 'Input.Text';
  readonly id: string;
  readonly label: string;
  readonly isMultiline: true;
  readonly value: string;
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
  readonly data: ButtonValue | BulkValue | HandoverValue | RunValue;
  readonly style?: 'positive' | 'destructive';
  readonly associatedInputs: 'auto' | 'none';
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: (ButtonValue | BulkValue | HandoverValue | RunValue) & { readonly verb: string };
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
  | CopyText
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
