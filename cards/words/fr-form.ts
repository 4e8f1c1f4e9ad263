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
  handoverNoteLabel: 'Un point à surveiller, pour le poste suivant',
  handoverNoteHint: 'Figure sur la passation avec votre nom. 500 caractères au plus.',
  missTitle: 'Signaler un oubli',
  missAsset: 'De quoi s’agit-il ?',
  missAssetHint: 'L’équipement tel que ses détections le nomment, par exemple line-1/station-12',
  missType: 'Qu’était-ce ?',
  missTypeHint: 'Le type tel que les détections le nomment, par exemple surface-scratch',
  missWhen: 'Quand ?',
  missWhenHint: '14:20, il y a 10m, ou 2026-11-22 14:20',
};
