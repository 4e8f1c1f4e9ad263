// A digest as an Adaptive Card: the list by asset, then one choice of an asset and what can be done with all of it. A menu for
// each asset would not fit the size of a card.
import type { BulkVerb } from '../../bot/core/digest.ts';
import { adaptiveMessage, richText, runText } from '../adaptive.ts';
import type {
  ActionSet,
  AdaptiveElement,
  AdaptiveMessage,
  ExecuteAction,
} from '../adaptive-elements.ts';
import { input, type Line, ours, plainText, say, strongInput } from '../line.ts';
import { clamp } from '../text.ts';
import { words } from '../words.ts';
import { BULK_MENU, bulkValue, bulkVerb } from './button.ts';
import { type DigestModel, moreOf } from './model.ts';

/** Lines that are shown; the card must stay well below the platform's size. */
const LINES_MAX = 40;

export function digestAdaptive(model: DigestModel): AdaptiveMessage {
  const { setting } = model;
  const emoji = model.isCalm ? '✅' : '🌊';
  const body: AdaptiveElement[] = [
    {
      type: 'TextBlock',
      text: runText(`${emoji} ${model.title}`),
      wrap: true,
      style: 'heading',
      size: 'large',
      weight: 'bolder',
    },
    ...model.about.map((line) =>
      richText(line, setting, { isSubtle: true, size: 'small' }, { spacing: 'small' }),
    ),
    ...groups(model),
    ...model.rest.map((line) => richText(line, setting, { size: 'small' })),
  ];
  if (model.groups.length > 0) body.push(choice(model), ...ROWS.map((row) => actions(row, model)));
  return adaptiveMessage(model.summary, setting, body);
}

function groups(model: DigestModel): AdaptiveElement[] {
  const said = words(model.setting.language);
  let left = LINES_MAX;
  return model.groups.flatMap((group) => {
    const lines = group.lines.slice(0, Math.max(left, 0));
    left -= lines.length;
    const more = moreOf(group, lines.length, said);
    const head = say`${ours(group.emoji)} ${strongInput(group.where)}${ours(more)}`;
    return [
      richText(head, model.setting, {}, { spacing: 'medium', separator: true }),
      ...lines.map((line) => plainLine(line, model)),
    ];
  });
}

/** One run each: a hundred lines with a run for every part would not fit a card. */
function plainLine(line: Line, { setting }: DigestModel): AdaptiveElement {
  return richText(
    [input(plainText(line, setting))],
    setting,
    { size: 'small' },
    { spacing: 'none' },
  );
}

function choice(model: DigestModel): AdaptiveElement {
  const said = words(model.setting.language).digest;
  return {
    type: 'Input.ChoiceSet',
    id: BULK_MENU,
    label: said.choose,
    style: 'compact',
    placeholder: said.chooseAsset,
    choices: model.groups.map((group) => ({
      title: clamp(runText(`${group.emoji} ${group.where}`), 80),
      value: group.first,
    })),
  };
}

/** Two by two: a phone shows no more side by side. */
const ROWS: readonly (readonly BulkVerb[])[] = [
  ['confirm', 'reject'],
  ['take', 'shelve'],
  ['open'],
];

function actions(row: readonly BulkVerb[], model: DigestModel): ActionSet {
  return { type: 'ActionSet', actions: row.map((verb) => action(verb, model)) };
}

function action(verb: BulkVerb, model: DigestModel): ExecuteAction {
  const title = words(model.setting.language).digest.bulkAll[verb];
  const data = bulkValue({ digest: model.id, seen: model.revision });
  const name = bulkVerb(verb);
  const style = verb === 'confirm' ? 'positive' : verb === 'reject' ? 'destructive' : null;
  return {
    type: 'Action.Execute',
    title,
    tooltip: title,
    verb: name,
    data,
    ...(style === null ? {} : { style }),
    associatedInputs: 'auto',
    fallback: {
      type: 'Action.Submit',
      title,
      data: { ...data, verb: name },
      associatedInputs: 'auto',
    },
  };
}
