// A form that somebody fills in: which fields it has and what stands in them at first. What it carries comes back with the
// answer as it was given, and grants nothing.
import { HANDOVER_NOTE_MAX } from '../../bot/core/handover/notes.ts';
import { MISS_LIMITS, type MissGuess } from '../../bot/core/miss.ts';
import { NOTE_MAX } from '../../bot/core/verbs/noting.ts';
import type { Setting } from '../../bot/core/view.ts';
import { shortIdOf } from '../alert/model.ts';
import { words } from '../words.ts';

export interface FormField {
  /** Names the field in the answer. */
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly placeholder: string | null;
  readonly value: string | null;
  readonly isLong: boolean;
  readonly isOptional: boolean;
  readonly maxLength: number;
}

export interface FormModel {
  readonly kind: 'note' | 'handover-note' | 'miss';
  readonly setting: Setting;
  /** At most 24 characters, as the words on its two buttons. */
  readonly title: string;
  readonly send: string;
  readonly close: string;
  readonly fields: readonly FormField[];
  readonly carried: string;
}

/** A note on one alert. */
export function noteForm(alert: string, carried: string, setting: Setting): FormModel {
  const { noteLabel, noteHint } = words(setting.language).form;
  const field = { label: noteLabel(shortIdOf(alert)), hint: noteHint, maxLength: NOTE_MAX };
  return notingForm('note', field, carried, setting);
}

/** A note on the hand-over of a shift. */
export function handoverNoteForm(carried: string, setting: Setting): FormModel {
  const said = words(setting.language).form;
  const [label, hint] = [said.handoverNoteLabel, said.handoverNoteHint];
  const field = { label, hint, maxLength: HANDOVER_NOTE_MAX };
  return notingForm('handover-note', field, carried, setting);
}

function notingForm(
  kind: FormModel['kind'],
  field: Pick<FormField, 'label' | 'hint' | 'maxLength'>,
  carried: string,
  setting: Setting,
): FormModel {
  const said = words(setting.language);
  const title = kind === 'note' ? said.form.noteTitle : said.handover.button.note;
  return {
    kind,
    setting,
    title,
    send: said.form.send,
    close: said.form.close,
    fields: [
      {
        id: 'text',
        placeholder: said.form.notePlaceholder,
        value: null,
        isLong: true,
        isOptional: false,
        ...field,
      },
    ],
    carried,
  };
}

/** Something real that no model reported, as far as a message tells of it already. */
export function missForm(guess: MissGuess, carried: string, setting: Setting): FormModel {
  const said = words(setting.language).form;
  const field = (id: keyof MissGuess, label: string, hint: string): FormField => ({
    id,
    label,
    hint,
    placeholder: null,
    value: guess[id] === '' ? null : guess[id],
    isLong: false,
    isOptional: false,
    maxLength: MISS_LIMITS[id],
  });
  return {
    kind: 'miss',
    setting,
    title: said.missTitle,
    send: said.send,
    close: said.close,
    fields: [
      field('asset', said.missAsset, said.missAssetHint),
      field('type', said.missType, said.missTypeHint),
      field('when', said.missWhen, said.missWhenHint),
    ],
    carried,
  };
}
