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
  handoverNoteLabel: 'Worauf die nächste Schicht achten soll',
  handoverNoteHint: 'Steht mit Namen auf der Übergabe. Höchstens 500 Zeichen.',
  missTitle: 'Übersehenes melden',
  missAsset: 'Worum geht es?',
  missAssetHint: 'Die Anlage, wie ihre Erkennungen sie nennen, zum Beispiel line-1/station-12',
  missType: 'Was war es?',
  missTypeHint: 'Die Art, wie die Erkennungen sie nennen, zum Beispiel surface-scratch',
  missWhen: 'Wann?',
  missWhenHint: '14:20, vor 10m, oder 2026-11-22 14:20',
};
