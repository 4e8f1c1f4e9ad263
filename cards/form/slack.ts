// A form as a Slack modal. Each field is a block of its own, so that what is wrong with it can be said right there.
import type { InputBlock, ModalView } from '@slack/types';
import { plain } from '../slack.ts';
import type { FormField, FormModel } from './model.ts';

/** Slack's own limits, in characters. */
export const MODAL_LIMITS = { title: 24, label: 2_000, hint: 2_000, placeholder: 150 } as const;

/** Every field's element has this id; the block's id names the field. */
export const FIELD_ACTION = 'value';

export function formSlack(model: FormModel): ModalView {
  return {
    type: 'modal',
    callback_id: model.kind,
    private_metadata: model.carried,
    title: plain(model.title, MODAL_LIMITS.title),
    submit: plain(model.send, MODAL_LIMITS.title),
    close: plain(model.close, MODAL_LIMITS.title),
    blocks: model.fields.map(input),
  };
}

function input(field: FormField): InputBlock {
  const { hint, placeholder, value } = field;
  return {
    type: 'input',
    block_id: field.id,
    label: plain(field.label, MODAL_LIMITS.label),
    ...(hint === null ? {} : { hint: plain(hint, MODAL_LIMITS.hint) }),
    optional: field.isOptional,
    element: {
      type: 'plain_text_input',
      action_id: FIELD_ACTION,
      multiline: field.isLong,
      max_length: field.maxLength,
      ...(value === null ? {} : { initial_value: value.slice(0, field.maxLength) }),
      ...(placeholder === null
        ? {}
        : { placeholder: plain(placeholder, MODAL_LIMITS.placeholder) }),
    },
  };
}
