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
  handoverNoteLabel: 'Something to watch, for those who come',
  handoverNoteHint: 'It stands on the hand-over with your name. At most 500 characters.',
  missTitle: 'Report a miss',
  missAsset: 'What is it about?',
  missAssetHint: 'The asset as its detections name it, for example line-1/station-12',
  missType: 'What was it?',
  missTypeHint: 'The type as its detections name it, for example surface-scratch',
  missWhen: 'When?',
  missWhenHint: '14:20, 10m ago, or 2026-11-22 14:20',
};
