// Français : présence et équipes.
import { say, strong, strongInput } from '../line.ts';
import { listText } from './forms.ts';
import type { ShiftWords, SpanWords } from './shift-words.ts';

function during({ from, until }: SpanWords) {
  return from === null ? say`jusqu’à ${until}` : say`de ${from} à ${until}`;
}

export const shifts: ShiftWords = {
  checkedIn: (areas, until) =>
    areas === null
      ? say`Vous êtes en poste jusqu’à ${until}. Les alertes vous arrivent en premier.`
      : say`Vous êtes en poste pour ${strongInput(areas)} jusqu’à ${until}. Ses alertes vous arrivent en premier.`,
  checkedOut: (who) =>
    who === null
      ? say`Vous n’êtes plus en poste. D’autres seront sollicités.`
      : say`${strongInput(who)} n’est plus en poste. D’autres seront sollicités.`,
  stillOwns: (who, n) =>
    who === null
      ? say`Il vous en reste ${n} en cours : transmettez ou terminez ce que vous pouvez. La commande « mine » les liste.`
      : say`Il en reste ${n} en cours à ${who}.`,
  nobodyLeft: say`Personne n’est en poste : les alertes vont directement aux chefs d’équipe.`,
  title: (areas) => say`${strong('Qui est là')} : ${areas}`,
  everywhere: 'tout',
  shift: (letter, until) => say`${strong(letter)} jusqu’à ${until}`,
  next: (letter, from) => say`Ensuite ${strong(letter)} à partir de ${from}`,
  unplanned: (until) => say`Personne n’est prévu jusqu’à ${until}.`,
  holiday: (name) => say`Jour férié : ${name}`,
  crew: (names) => say`équipe ${names}`,
  lead: (names) => say`chef d’équipe : ${names}`,
  noLead: say`sans chef d’équipe`,
  nobody: say`personne`,
  here: (people) => say`Présents : ${people}`,
  hereOne: (name, areas, until) =>
    areas === null ? say`${name} jusqu’à ${until}` : say`${name} (${areas}) jusqu’à ${until}`,
  nobodyHere: say`Personne ne s’est déclaré présent.`,
  straightToLeads: (leads) =>
    leads === ''
      ? say`Personne n’est en poste, et il n’y a pas de chef d’équipe à solliciter.`
      : say`Personne n’est en poste : les alertes vont directement aux chefs d’équipe (${leads}).`,
  more: (n) => `${n} de plus`,
  covers: (by, who, span) => say`${strongInput(by)} remplace ${strongInput(who)} ${during(span)}`,
  comes: (by, span) => say`${strongInput(by)} vient en renfort ${during(span)}`,
  isBack: (who, span) => say`${strongInput(who)} assure son propre poste ${during(span)}`,
  works: (crew, roster, span) =>
    say`L’équipe ${strongInput(crew)} travaille sur ${strongInput(roster)} ${during(span)}`,
  left: (who, at) => say`${strongInput(who)} est parti(e) : ${at}`,
  arrangedBy: (who, at) => say` (convenu par ${who}, ${at})`,
  overruled: 'Cela remplace :',
  calendar: say`Qui est en poste, pour votre agenda. Abonnez-vous à cette adresse :`,
  calendarSecret: say`Quiconque a l’adresse peut lire les équipes, sans se connecter.`,
  refusal: {
    'unknown-area': ({ area, known }) =>
      known.length === 0
        ? say`Je ne connais pas la zone ${area}.`
        : say`Je ne connais pas la zone ${area}. Je connais : ${listText(known)}.`,
    'unknown-person': ({ typed }) => say`Je ne connais personne du nom de ${typed}.`,
    'several-people': ({ typed, names }) =>
      say`${typed} désigne plusieurs personnes : ${listText(names)}. Indiquez le nom complet.`,
    'unclear-time': ({ typed }) =>
      say`Je ne comprends pas ${typed} comme heure. Par exemple : 06:00, demain 06:00, 2026-11-23 06:00 ou for 2h.`,
    'ends-first': () => say`Cela finirait avant de commencer.`,
    'time-passed': () => say`Cette heure est déjà passée.`,
    'too-long': ({ days }) =>
      say`C’est trop long : ${days} jours au plus, et au plus un an à l’avance.`,
    'nothing-to-cover': ({ who }) =>
      say`${who} ne travaille pas à ce moment-là, il n’y a donc personne à remplacer. Pour être sollicité, tapez : on.`,
    'nobody-covers-you': () =>
      say`Personne ne vous remplace à ce moment-là, rien n’a donc été changé.`,
    'unknown-crew': ({ crew, known }) =>
      say`Je ne connais pas l’équipe ${crew}. Il y a : ${listText(known)}.`,
    'which-place': ({ crew }) =>
      say`L’équipe ${crew} pourrait travailler à plusieurs endroits. Précisez, par exemple : shift swap ${crew} in hall-b.`,
    'leads-only': () => say`Seuls les chefs d’équipe peuvent le faire.`,
    'not-on': ({ who }) =>
      who === null
        ? say`Vous n’étiez pas en poste, rien n’a donc été changé.`
        : say`${who} n’était pas en poste, rien n’a donc été changé.`,
  },
};
