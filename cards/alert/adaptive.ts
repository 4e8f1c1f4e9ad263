// The alert's card as an Adaptive Card 1.5, for every chat that shows such cards. Decides nothing; the model did.
import { NOTE_MAX } from '../../bot/core/verbs/noting.ts';
import {
  actionSet,
  adaptiveMessage,
  blockText,
  execute,
  fitsAdaptive,
  formAction,
  richText,
  runText,
} from '../adaptive.ts';
import type {
  AdaptiveElement,
  AdaptiveMessage,
  ContainerStyle,
  ExecuteAction,
  ShowCardAction,
  Spacing,
} from '../adaptive-elements.ts';
import { joined, type Line, ours, say, strongInput } from '../line.ts';
import { isPublic } from '../reach.ts';
import { words } from '../words.ts';
import type { CardButton } from './buttons.ts';
import { type KeptPicture, pictureLine, readingLine } from './evidence.ts';
import { drawFitting } from './fitting.ts';
import { type AlertModel, standing, type Tone } from './model.ts';

const STYLE: Readonly<Record<Tone, ContainerStyle>> = {
  low: 'accent',
  medium: 'warning',
  high: 'attention',
  critical: 'attention',
  closed: 'emphasis',
};

/** As wide as a phone's card; on a desk a stretched picture would push the buttons out of sight. */
const PICTURE_WIDTH = '280px';
const THUMBNAIL_WIDTH = '80px';

/** In characters: what fits beside each other at 360 px, and what a button's edges take of it. */
const ROW_WIDTH = 41;
const BUTTON_PADDING = 4;

/** Where a picture that the bot keeps may be loaded from; null where it may not be shown. */
export type PictureLink = (picture: KeptPicture) => string | null;

/**
 * `internet` where the platform must fetch pictures from outside the plant: those that it can't reach become a line of text.
 * `plant` where the reader's browser fetches them.
 */
export function alertAdaptive(
  shown: AlertModel,
  from: 'plant' | 'internet' = 'plant',
  linkTo: PictureLink = () => null,
): AdaptiveMessage {
  return drawFitting(withPicture(shown, from, linkTo), draw, fitsAdaptive);
}

function draw(model: AlertModel): AdaptiveMessage {
  return adaptiveMessage(model.summary, model.setting, [
    head(model),
    ...facts(model),
    ...evidence(model),
    ...states(model),
    ...buttons(model),
    ...foot(model),
  ]);
}

/** Its picture with the address that its readers can load it from, or as one that can't be shown. */
function withPicture(
  model: AlertModel,
  from: 'plant' | 'internet',
  linkTo: PictureLink,
): AlertModel {
  const { picture } = model;
  if (picture === null) return model;
  const url = picture.kept === null ? null : linkTo(picture.kept);
  if (url !== null) return { ...model, picture: { ...picture, url, isShowable: true } };
  const isShowable = picture.isShowable && (from === 'plant' || isPublic(picture.url));
  return { ...model, picture: { ...picture, isShowable } };
}

function head(model: AlertModel): AdaptiveElement {
  const { severity, title, tone } = model;
  return {
    type: 'Container',
    style: STYLE[tone],
    bleed: true,
    items: [
      {
        type: 'TextBlock',
        text: `${severity.emoji} ${severity.word}: ${blockText(title)}`,
        style: 'heading',
        size: 'medium',
        weight: 'bolder',
        wrap: true,
      },
    ],
  };
}

function facts(model: AlertModel): AdaptiveElement[] {
  const { setting, picture } = model;
  const lines = [
    richText([strongInput(model.where)], setting),
    richText(say`${model.when} · ${ours(model.howSure)}`, setting, {}, { spacing: 'none' }),
    ...(model.past === null || model.isBrief
      ? []
      : [richText(model.past, setting, {}, { spacing: 'none' })]),
  ];
  if (!model.isBrief || picture === null || !picture.isShowable) return lines;
  return [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', items: lines },
        { type: 'Column', width: 'auto', items: image(model, THUMBNAIL_WIDTH) },
      ],
    },
  ];
}

function image(model: AlertModel, width: string): AdaptiveElement[] {
  const { picture } = model;
  if (picture === null) return [];
  if (picture.isShowable) {
    const altText = runText(picture.alt);
    return [{ type: 'Image', url: picture.url, altText, width }];
  }
  const line = pictureLine(picture, words(model.setting.language));
  return [richText(line, model.setting, { isSubtle: true, size: 'small' })];
}

function evidence(model: AlertModel): AdaptiveElement[] {
  if (model.isBrief) return [];
  const { setting } = model;
  const measured: Line[] = model.readings.map(readingLine);
  const why: Line[] = model.why.map((w) => say`• ${w}`);
  return [...image(model, PICTURE_WIDTH), ...stack([...measured, ...why], setting)];
}

function stack(lines: readonly Line[], setting: AlertModel['setting']): AdaptiveElement[] {
  return lines.map((line, i) =>
    richText(line, setting, {}, i === 0 ? { spacing: 'small' } : { spacing: 'none' }),
  );
}

/** Who did what, who has it, and until when: above the buttons, so that a tap changes its words and not its place. */
function states(model: AlertModel): AdaptiveElement[] {
  return stack([...model.states, ...standing(model)], model.setting);
}

function buttons(model: AlertModel): AdaptiveElement[] {
  const { main, offer, reasons, furtherReasons, more, shelf, note } = model.buttons;
  return [
    ...rows(offer),
    ...question(reasons.length > 0 ? model.reasonQuestion : null),
    ...rows(reasons, 'small'),
    ...furtherReason(model, furtherReasons),
    ...question(model.mainQuestion),
    ...rows(main),
    ...rows([...more, note], 'small', (b) => (b === note ? noteForm(model, b) : execute(b))),
    ...question(model.shelfQuestion),
    ...rows(shelf.times, 'small'),
    ...rows(shelf.reasons, 'small'),
  ];
}

function noteForm(model: AlertModel, shown: CardButton): ShowCardAction {
  const said = words(model.setting.language).form;
  return formAction(shown, said.send, {
    type: 'Input.Text',
    id: shown.button.verb,
    label: said.noteLabel(model.shortId),
    placeholder: said.notePlaceholder,
    isMultiline: true,
    maxLength: NOTE_MAX,
    isRequired: true,
    errorMessage: said.noteMissing,
  });
}

function question(text: string | null): AdaptiveElement[] {
  if (text === null) return [];
  return [{ type: 'TextBlock', text, wrap: true, size: 'small', isSubtle: true }];
}

/** Clients shorten the titles of buttons that do not fit beside each other, so a row takes only what a phone can show. */
function rows(
  buttons: readonly CardButton[],
  first: Spacing = 'default',
  make?: (shown: CardButton) => ExecuteAction | ShowCardAction,
): AdaptiveElement[] {
  const packed: CardButton[][] = [];
  let room = 0;
  for (const button of buttons) {
    const width = button.text.length + BUTTON_PADDING;
    if (packed.length === 0 || width > room) {
      packed.push([]);
      room = ROW_WIDTH;
    }
    packed.at(-1)?.push(button);
    room -= width;
  }
  return packed.map((row, i) => actionSet(row, { spacing: i === 0 ? first : 'small' }, make));
}

/** The rarer reasons: the choice travels as the input `reason` beside the button's data. */
function furtherReason(model: AlertModel, further: readonly CardButton[]): AdaptiveElement[] {
  if (further.length === 0) return [];
  const said = words(model.setting.language).card;
  const send: CardButton = {
    button: { verb: 'reason', alert: model.id, seen: model.revision, code: null },
    text: said.sendReason,
    label: said.buttonAbout(said.sendReason, model.title),
    style: 'plain',
  };
  const choice: AdaptiveElement = {
    type: 'Input.ChoiceSet',
    id: 'reason',
    label: said.otherReason,
    style: 'compact',
    placeholder: said.chooseReason,
    choices: further.map(({ button, text }) => ({ title: text, value: button.code ?? '' })),
  };
  const submit: AdaptiveElement = { type: 'ActionSet', actions: [execute(send, 'auto')] };
  return [
    {
      type: 'ColumnSet',
      spacing: 'small',
      columns: [
        { type: 'Column', width: 'stretch', items: [choice] },
        { type: 'Column', width: 'auto', items: [submit], verticalContentAlignment: 'bottom' },
      ],
    },
  ];
}

function foot(model: AlertModel): AdaptiveElement[] {
  const said = words(model.setting.language).card;
  const late = model.late === null ? [] : [model.late];
  const rest = [
    model.count,
    model.detector === null ? null : say`${model.detector}`,
    said.id(model.shortId),
  ].filter((l) => l !== null);
  const small = { size: 'small', isSubtle: true } as const;
  const lines = [late, rest].filter((l) => l.length > 0).map((l) => joined(l, ' · '));
  return lines.map((line, i) =>
    richText(line, model.setting, small, i === 0 ? {} : { spacing: 'none' }),
  );
}
