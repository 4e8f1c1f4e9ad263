// A hand-over as an Adaptive Card, for Teams and the console: the same lists, the buttons of whoever reads it, and a form for notes.
import type { HandoverVerb } from '../../bot/core/handover/handover.ts';
import { HANDOVER_NOTE_MAX } from '../../bot/core/handover/notes.ts';
import { adaptiveMessage, blockText, fitsAdaptive, openForm, richText } from '../adaptive.ts';
import type {
  ActionSet,
  AdaptiveElement,
  AdaptiveMessage,
  ExecuteAction,
  ShowCardAction,
} from '../adaptive-elements.ts';
import { input, type Line, plainText } from '../line.ts';
import { words } from '../words.ts';
import { handoverValue, handoverVerb } from './button.ts';
import { drawFitting, linesOf } from './fitting.ts';
import type { HandoverModel } from './model.ts';

export function handoverAdaptive(model: HandoverModel): AdaptiveMessage {
  return drawFitting(model, draw, fitsAdaptive);
}

function draw(model: HandoverModel): AdaptiveMessage {
  const { setting } = model;
  const body: AdaptiveElement[] = [
    {
      type: 'TextBlock',
      text: blockText(`${model.emoji} ${model.title}`),
      wrap: true,
      style: 'heading',
      size: 'large',
      weight: 'bolder',
    },
    ...model.about.map((line) =>
      richText(line, setting, { isSubtle: true, size: 'small' }, { spacing: 'small' }),
    ),
    ...model.groups.flatMap((group) => [
      richText(group.title, setting, {}, { spacing: 'medium', separator: true }),
      ...linesOf(group, model).map((line) => plainLine(line, model)),
    ]),
    ...buttons(model),
  ];
  return adaptiveMessage(model.summary, setting, body);
}

/** The acceptance stands alone: beside the others a phone would shorten it. */
function buttons(model: HandoverModel): readonly ActionSet[] {
  const rows = [
    model.buttons.filter((verb) => verb === 'accept'),
    model.buttons.filter((verb) => verb !== 'accept'),
  ];
  return rows
    .filter((row) => row.length > 0)
    .map((row) => ({
      type: 'ActionSet',
      actions: row.map((verb) => (verb === 'note' ? noteForm(model) : action(verb, model))),
    }));
}

/** The words travel as the input `note` beside the button's data. */
function noteForm(model: HandoverModel): ShowCardAction {
  const { form, handover } = words(model.setting.language);
  const title = handover.button.note;
  const label = `${title}: ${model.title}`;
  const send = action('note', model, { title: form.send, inputs: 'auto' });
  return openForm({ text: title, label }, send, {
    type: 'Input.Text',
    id: 'note',
    label: form.handoverNoteLabel,
    placeholder: form.notePlaceholder,
    isMultiline: true,
    maxLength: HANDOVER_NOTE_MAX,
    isRequired: true,
    errorMessage: form.noteMissing,
  });
}

/** One run each: many lines with a run for every part would not fit a card. */
function plainLine(line: Line, { setting }: HandoverModel): AdaptiveElement {
  const text = [input(plainText(line, setting))];
  return richText(text, setting, { size: 'small' }, { spacing: 'none' });
}

function action(
  verb: HandoverVerb,
  model: HandoverModel,
  { title = words(model.setting.language).handover.button[verb], inputs = 'none' }: Look = {},
): ExecuteAction {
  const data = handoverValue({ handover: model.id, seen: model.revision });
  const name = handoverVerb(verb);
  return {
    type: 'Action.Execute',
    title,
    tooltip: title,
    verb: name,
    data,
    ...(verb === 'accept' ? { style: 'positive' as const } : {}),
    associatedInputs: inputs,
    fallback: {
      type: 'Action.Submit',
      title,
      data: { ...data, verb: name },
      associatedInputs: inputs,
    },
  };
}

interface Look {
  readonly title?: string;
  readonly inputs?: 'auto' | 'none';
}
