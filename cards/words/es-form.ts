// Español: lo que dicen los formularios.
import type { FormWords } from '../words.ts';

export const form: FormWords = {
  send: 'Guardar',
  close: 'Cancelar',
  noteTitle: 'Añadir una nota',
  noteLabel: (id) => `Nota sobre la alerta ${id}`,
  noteHint: 'La puede leer todo el que mire esta alerta.',
  notePlaceholder: 'El rodamiento está caliente, falta aceite …',
  noteMissing: 'Escribe algo primero.',
  handoverNoteLabel: 'Algo que vigilar, para el turno siguiente',
  handoverNoteHint: 'Aparece en el relevo con su nombre. Como máximo 500 caracteres.',
  missTitle: 'Avisar de algo omitido',
  missAsset: '¿De qué se trata?',
  missAssetHint: 'El equipo tal como lo nombran sus detecciones, por ejemplo line-1/station-12',
  missType: '¿Qué fue?',
  missTypeHint: 'El tipo tal como lo nombran las detecciones, por ejemplo surface-scratch',
  missWhen: '¿Cuándo?',
  missWhenHint: '14:20, hace 10m, o 2026-11-22 14:20',
};
