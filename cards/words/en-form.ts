// English: what forms say.
import type { FormWords } from '../words.ts';

export const form: FormWords = {
  send: 'Save',
  close: 'Cancel',
  noteTitle: 'Add a note',
  noteLabel: (id) => `Note on alert ${id}`,
  noteHint: 'Everybody who looks at this alert can read it.',
  notePlaceholder: 'Bearing is warm, oil level is low …',
  noteMissing: 'Write something first.',
};
