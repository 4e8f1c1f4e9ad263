// A hand-over as an Adaptive Card, for Teams and the console: the same lists, and the buttons of whoever reads it.
import type { HandoverVerb } from '../../bot/core/handover.ts';
import { adaptiveMessage, blockText, richText } from '../adaptive.ts';
import type { AdaptiveElement, AdaptiveMessage, ExecuteAction } from '../adaptive-elements.ts';
import { input, type Line, plainText } from '../line.ts';
import { words } from '../words.ts';
import { handoverValue, handoverVerb } from './button.ts';
import type { HandoverModel } from './model.ts';

export function handoverAdaptive(model: HandoverModel): AdaptiveMessage {
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
    ...model.groups.flatMap(({ title, lines }) => [
      richText(title, setting, {}, { spacing: 'medium', separator: true }),
      ...lines.map((line) => plainLine(line, model)),
    ]),
  ];
  if (model.buttons.length > 0) {
    body.push({ type: 'ActionSet', actions: model.buttons.map((verb) => action(verb, model)) });
  }
  return adaptiveMessage(model.summary, setting, body);
}

/** One run each: many lines with a run for every part would not fit a card. */
function plainLine(line: Line, { setting }: HandoverModel): AdaptiveElement {
  const text = [input(plainText(line, setting))];
  return richText(text, setting, { size: 'small' }, { spacing: 'none' });
}

function action(verb: HandoverVerb, model: HandoverModel): ExecuteAction {
  const title = words(model.setting.language).handover.button[verb];
  const data = handoverValue({ handover: model.id, seen: model.revision });
  const name = handoverVerb(verb);
  return {
    type: 'Action.Execute',
    title,
    tooltip: title,
    verb: name,
    data,
    ...(verb === 'accept' ? { style: 'positive' as const } : {}),
    associatedInputs: 'none',
    fallback: {
      type: 'Action.Submit',
      title,
      data: { ...data, verb: name },
      associatedInputs: 'none',
    },
  };
}
