// A command's answer as an Adaptive Card: titled groups of lines, text to copy, and commands to press.
import { ADAPTIVE_LIMITS, adaptiveMessage, richText, runText } from '../adaptive.ts';
import type {
  ActionSet,
  AdaptiveElement,
  AdaptiveMessage,
  ExecuteAction,
} from '../adaptive-elements.ts';
import { plainText } from '../line.ts';
import { RUN, runValue } from '../run.ts';
import { clamp } from '../text.ts';
import { type ReplyText, replyText } from './lines.ts';
import type { ReplyModel } from './model.ts';

export function replyAdaptive(reply: ReplyModel): AdaptiveMessage {
  const { sections, setting, choices } = replyText(reply);
  const first = sections[0];
  const summary = plainText(first?.title ?? first?.lines[0] ?? [], setting);
  const body = sections.flatMap(({ title, lines, code }, index): AdaptiveElement[] => {
    // What stands first says what is to be copied: it is the field's label, and is not said twice.
    const [head = [], ...rest] = title === null ? lines : [title, ...lines];
    const label = plainText(head, setting);
    const copied = code === undefined ? [] : [copyText(`copy-${index}`, label, code)];
    const isLabel = copied.length > 0;
    const shown = isLabel ? rest : lines;
    return [
      ...(title === null || isLabel ? [] : [richText(title, setting, {}, { spacing: 'medium' })]),
      ...shown.map((line) => richText(line, setting, {}, { spacing: 'small' })),
      ...copied,
    ];
  });
  return adaptiveMessage(summary, setting, [...body, ...actionSets(choices)]);
}

function copyText(id: string, label: string, value: string): AdaptiveElement {
  return { type: 'Input.Text', id, label, isMultiline: true, value };
}

/** What fits beside each other on a phone, in characters; each button has its edges. */
const ROW_WIDTH = 41;
const EDGES_WIDTH = 4;
const TITLE_MAX = 24;

/** In rows that a phone shows whole: what runs over the edge would be found by nobody. */
function actionSets(choices: ReplyText['choices']): readonly ActionSet[] {
  const rows: ExecuteAction[][] = [];
  let width = 0;
  for (const action of choices.map(commandAction)) {
    const own = action.title.length + EDGES_WIDTH;
    const row = rows.at(-1);
    if (row !== undefined && width + own <= ROW_WIDTH && row.length < ADAPTIVE_LIMITS.actions) {
      row.push(action);
      width += own;
    } else {
      rows.push([action]);
      width = own;
    }
  }
  return rows.map((actions) => ({ type: 'ActionSet', spacing: 'small', actions }));
}

/** A button that types a command. */
function commandAction(choice: { readonly text: string; readonly command: string }): ExecuteAction {
  const title = clamp(runText(choice.text), TITLE_MAX);
  const data = runValue(choice.command);
  const associatedInputs = 'none';
  return {
    type: 'Action.Execute',
    title,
    tooltip: clamp(runText(choice.text), 150),
    verb: RUN,
    data,
    associatedInputs,
    fallback: { type: 'Action.Submit', title, data: { ...data, verb: RUN }, associatedInputs },
  };
}
