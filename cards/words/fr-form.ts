// Français : ce que disent les formulaires.
import type { FormWords } from '../words.ts';

export const form: FormWords = {
  send: 'Enregistrer',
  close: 'Annuler',
  noteTitle: 'Ajouter une note',
  noteLabel: (id) => `Note sur l’alerte ${id}`,
  noteHint: 'Tous ceux qui regardent cette alerte peuvent la lire.',
  notePlaceholder: 'Le palier est chaud, il manque de l’huile …',
  noteMissing: 'Écrivez d’abord quelque chose.',
};
