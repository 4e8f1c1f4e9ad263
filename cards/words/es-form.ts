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
};
