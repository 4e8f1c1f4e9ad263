// Forms as fixtures: as they open.
import { type FormModel, handoverNoteForm, missForm, noteForm } from '../../cards/form/model.ts';
import { alertId, setting } from './fixtures.ts';

export const formModels: Readonly<Record<string, FormModel>> = {
  note: noteForm(alertId, '{}', setting),
  miss: missForm(
    { asset: 'line-1/station-12', type: 'surface-scratch', when: '14:20' },
    '{}',
    setting,
  ),
  'miss-empty': missForm({ asset: '', type: '', when: '15:10' }, '{}', {
    ...setting,
    language: 'fr',
  }),
  'note-german': noteForm(alertId, '{}', { ...setting, language: 'de' }),
  'handover-note': handoverNoteForm('{}', setting),
};
