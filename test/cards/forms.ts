// Forms as fixtures: as they open.
import { type FormModel, noteForm } from '../../cards/form/model.ts';
import { alertId, setting } from './fixtures.ts';

export const formModels: Readonly<Record<string, FormModel>> = {
  note: noteForm(alertId, '{}', setting),
  'note-german': noteForm(alertId, '{}', { ...setting, language: 'de' }),
};
