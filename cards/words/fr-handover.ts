// French: the hand-over from one shift to the next.
import { ours, say, strongInput } from '../line.ts';
import type { HandoverWords } from './handover-words.ts';

const plural = new Intl.PluralRules('fr');
const alerts = (n: number) => `${n} ${plural.select(n) === 'one' ? 'alerte' : 'alertes'}`;

export const handover: HandoverWords = {
  title: (roster) => `Passation : ${roster}`,
  span: (from, changesAt, until) =>
    say`Poste de ${from} à ${changesAt}, puis le suivant jusqu’à ${until}.`,
  stage: {
    prepared: (changesAt) =>
      say`Vérifiez, ajoutez des notes et signez. Le poste suivant la reçoit à ${changesAt}.`,
    offered: () => say`En attente de « Lu et accepté ». D’ici là, tout reste à qui l’a pris.`,
    late: (changesAt) =>
      say`Personne n’a accepté depuis ${changesAt}. Tous les responsables présents ont été sollicités.`,
    climbed: (changesAt) =>
      say`Personne n’a accepté depuis ${changesAt}. Les responsables ont été sollicités, puis les administrateurs.`,
    accepted: () => say`Acceptée.`,
  },
  accepted: (who, at, moved) =>
    say`${strongInput(who)} a lu et accepté à ${at}. ${ours(moved === 0 ? 'Aucune alerte n’a dû changer de mains.' : `Alertes transmises : ${alerts(moved)}.`)}`,
  signed: (who, at) => say`Signée par ${who} à ${at}.`,
  unsigned: say`Pas encore signée.`,
  asOf: (at) => say`État à ${at}.`,
  group: {
    unanswered: (n) => `Sans réponse (${n})`,
    expired: (n) => `Expirées : tout le monde a été sollicité (${n})`,
    contested: (n) => `Contestées (${n})`,
    owned: (n) => `Prises en charge (${n})`,
    shelved: (n) => `Mises de côté (${n})`,
    open: (n) => `Ouvertes sans responsable (${n})`,
  },
  empty: 'Rien n’est ouvert. Il n’y a rien à transmettre.',
  notAll: (n) => say`Seules les ${n} alertes ouvertes les plus récentes ont été parcourues.`,
  notes: 'À surveiller',
  notesAfter: 'Notes ajoutées après la signature',
  takeBack: (typed) => say`pour en retirer une : « ${typed} »`,
  note: (who, text, at) => say`${who}, ${at} : ${text}`,
  shelvedUntil: (until) => say`jusqu’à ${until}`,
  crossed: 'ouverte sur deux postes',
  button: { sign: 'Signer', accept: 'Lu et accepté', note: 'Ajouter une note' },
};
