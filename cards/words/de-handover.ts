// German: the hand-over from one shift to the next.
import { ours, say, strongInput } from '../line.ts';
import type { HandoverWords } from './handover-words.ts';

const plural = new Intl.PluralRules('de');
const alerts = (n: number) => `${n} ${plural.select(n) === 'one' ? 'Alarm' : 'Alarme'}`;

export const handover: HandoverWords = {
  title: (roster) => `Übergabe: ${roster}`,
  span: (from, changesAt, until) =>
    say`Schicht von ${from} bis ${changesAt}, danach die nächste bis ${until}.`,
  stage: {
    prepared: (changesAt) =>
      say`Bitte prüfen, Hinweise ergänzen und unterschreiben. Die nächste Schicht bekommt sie um ${changesAt}.`,
    offered: () =>
      say`Wartet auf „Gelesen und übernommen“. Bis dahin bleibt alles bei denen, die es haben.`,
    late: (changesAt) =>
      say`Seit ${changesAt} hat niemand übernommen. Alle anwesenden Schichtleitungen wurden gefragt.`,
    climbed: (changesAt) =>
      say`Seit ${changesAt} hat niemand übernommen. Erst wurden die Schichtleitungen gefragt, dann die Admins.`,
    accepted: () => say`Übernommen.`,
  },
  accepted: (who, at, moved) =>
    say`${strongInput(who)} hat das um ${at} gelesen und übernommen. ${ours(moved === 0 ? 'Kein Alarm musste den Besitzer wechseln.' : `${alerts(moved)} gingen mit über.`)}`,
  signed: (who, at) => say`Unterschrieben von ${who} um ${at}.`,
  unsigned: say`Noch nicht unterschrieben.`,
  asOf: (at) => say`Stand von ${at}.`,
  group: {
    unanswered: (n) => `Unbeantwortet (${n})`,
    expired: (n) => `Abgelaufen: alle wurden gefragt (${n})`,
    contested: (n) => `Strittig (${n})`,
    owned: (n) => `Übernommen (${n})`,
    shelved: (n) => `Zurückgestellt (${n})`,
    open: (n) => `Offen ohne Besitzer (${n})`,
  },
  empty: 'Nichts ist offen. Es gibt nichts zu übergeben.',
  notAll: (n) => say`Nur die neuesten ${n} offenen Alarme wurden durchgesehen.`,
  notes: 'Hinweise zum Beobachten',
  notesAfter: 'Nach der Unterschrift ergänzte Hinweise',
  takeBack: (typed) => say`einen zurücknehmen: „${typed}“`,
  note: (who, text, at) => say`${who}, ${at}: ${text}`,
  shelvedUntil: (until) => say`bis ${until}`,
  crossed: 'offen über zwei Schichten',
  button: { sign: 'Unterschreiben', accept: 'Gelesen und übernommen', note: 'Hinweis hinzufügen' },
};
