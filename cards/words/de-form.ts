// Deutsch: was Formulare sagen.
import type { FormWords } from '../words.ts';

export const form: FormWords = {
  send: 'Speichern',
  close: 'Abbrechen',
  noteTitle: 'Notiz hinzufügen',
  noteLabel: (id) => `Notiz zu Meldung ${id}`,
  noteHint: 'Alle, die diese Meldung sehen, können sie lesen.',
  notePlaceholder: 'Lager ist warm, Ölstand ist niedrig …',
  noteMissing: 'Bitte zuerst etwas schreiben.',
};
