// Deutsch: was über Regeln gesagt wird, zu denen, die sie machen.
import type { AllVerb } from '../../bot/core/command/all.ts';
import { type Line, ours, say, strongInput } from '../line.ts';
import type { Users } from '../rules/model.ts';
import { tidy } from '../text.ts';
import type { Target } from '../words.ts';
import { listIn } from './forms.ts';
import type { RuleWords } from './rule-words.ts';

const list = listIn('de');

const ALL: Readonly<Record<AllVerb, string>> = {
  confirm: 'bestätigen',
  reject: 'ablehnen',
  take: 'übernehmen',
  shelve: 'zurückstellen',
};

export const rules: RuleWords = {
  channelsTitle: 'Kanäle',
  youAreHere: 'hier bist du',
  notRunning: 'läuft nicht',
  language: { en: 'Englisch', de: 'Deutsch', es: 'Spanisch', fr: 'Französisch' },
  routesTitle: 'Wege: der erste, der passt, gilt',
  everything: 'alles',
  noRoutes: 'Es gibt keine Wege.',
  goesTo: (channel, policy) => say`${strongInput(channel)}, Eskalation ${policy}`,
  joinsWithin: (duration) => `schließt sich an innerhalb von ${duration}`,
  theRest: (channel, policy) =>
    say`Alles andere geht an ${strongInput(channel)}, Eskalation ${policy}.`,
  routed: (place, channel, policy) =>
    place === null
      ? say`Kein Weg passt: Es geht an ${strongInput(channel)}, Eskalation ${policy}.`
      : say`Weg ${place} passt: Es geht an ${strongInput(channel)}, Eskalation ${policy}.`,
  policiesTitle: 'Eskalationen: wer gefragt wird, wenn niemand antwortet',
  target,
  atOnce: 'sofort',
  after: (duration) => `nach ${duration}`,
  repeats: (times, every) => `noch ${times}-mal gefragt, alle ${every}`,
  needsTwo: 'bis zwei geantwortet haben',
  quiet: (from, to) => `Ruhe von ${from} bis ${to}`,
  clocks: (expire, idle) =>
    `Gilt ${expire} nach der letzten Stufe als unbeantwortet. Wer zuständig ist, wird nach ${idle} erinnert.`,
  peopleTitle: 'Personen',
  noPeople: 'Noch ist niemand im Werk eingetragen.',
  role: { technician: 'Technik', lead: 'Teamleitung', admin: 'Verwaltung' },
  strangersTitle: 'Waren hier aktiv, sind aber nicht eingetragen',
  tokensTitle: 'API-Schlüssel',
  noTokens: 'Es gibt keine Schlüssel außer dem vom Start.',
  validUntil: (at) => say`bis ${at}`,
  withoutEnd: 'ohne Ende',
  expiredOn: (at) => say`abgelaufen ${at}`,
  plantTitle: (site, revision) => say`Werk ${strongInput(site)}, Stand ${revision}`,
  since: (at, who) =>
    who === null
      ? say`Gilt seit ${at}, aus der Werksdatei.`
      : say`Gilt seit ${at}, von ${strongInput(who)}.`,
  historyTitle: 'Letzte Änderungen',
  fromFile: 'eine andere Werksdatei',
  firstStart: 'erster Start',
  takenBack: 'zurückgenommen',
  droppedTitle: 'Passt nicht mehr zur Werksdatei und wurde fallen gelassen',
  fileTitle: 'Das geltende Werk als Werksdatei',
  fileElsewhere: (url) =>
    say`Das Werk ist zu lang für einen Chat. Mit einem Schlüssel der Verwaltung: GET ${url}`,
  added: 'hinzugefügt',
  removed: 'entfernt',
  movedUp: 'nach oben',
  movedDown: 'nach unten',
  route: 'Weg',
  more: (n) => `… und ${n} weitere.`,
  done: (revision) => `Erledigt, Stand ${revision}`,
  undone: (revision) => `Zurückgenommen, Stand ${revision}`,
  isNumber: (place) => `Er ist Nummer ${place} der Liste.`,
  undoHint: '„plant undo“ nimmt es zurück.',
  secret: (name) =>
    say`Schlüssel ${strongInput(name)}. Er wird nur dieses eine Mal gezeigt, bewahre ihn sicher auf:`,
  revoked: (name) =>
    say`Der Schlüssel ${strongInput(name)} ist zurückgezogen. Damit kommt niemand mehr herein.`,
  claimed: (name) => say`Willkommen, ${strongInput(name)}: Du verwaltest jetzt dieses Werk.`,
  refusal: {
    'not-a-lead': () =>
      say`Um die Regeln kümmern sich Teamleitung und Verwaltung. Bitte sprich sie darauf an.`,
    'not-an-admin': () => say`Das darf nur die Verwaltung. Bitte sprich sie darauf an.`,
    unknown: ({ what, name }) => {
      const said = {
        channel: 'keinen Kanal',
        route: 'keinen Weg',
        policy: 'keine Eskalation',
        person: 'keine Person',
        token: 'keinen Schlüssel',
      };
      return say`Es gibt ${ours(said[what])} ${strongInput(tidy(name, 60))}.`;
    },
    'not-in-a-channel': () => say`„here“ meint den Kanal, in dem es getippt wird. Tippe es dort.`,
    'not-bound': ({ name }) =>
      say`Der Kanal ${strongInput(name)} wird auf dieser Plattform nicht gezeigt.`,
    'channel-in-use': ({ name, users }) =>
      say`Der Kanal ${strongInput(name)} wird noch gebraucht: ${usedBy(users)}. Ändere das zuerst.`,
    'policy-in-use': ({ name, users }) =>
      say`Die Eskalation ${strongInput(name)} wird noch gebraucht: ${usedBy(users)}. Ändere das zuerst.`,
    'last-admin': () =>
      say`Dann hätte das Werk keine Verwaltung mehr. Gib die Rolle zuerst jemand anderem.`,
    'who-is-that': ({ name }) =>
      say`Ich weiß nicht, wer ${tidy(name, 60)} ist. Erwähne die Person mit @ oder nenne ihre Kennung auf dieser Plattform.`,
    'route-at-end': () => say`Er steht schon am Ende der Liste.`,
    'no-change': () => say`Das ist schon so. Nichts wurde geändert.`,
    'nothing-to-undo': () => say`Keine Änderung durch einen Befehl ist mehr zurückzunehmen.`,
    invalid: ({ fault }) => say`So wäre das Werk nicht in Ordnung: ${tidy(fault, 300)}`,
    'changed-meanwhile': ({ who }) =>
      who === null
        ? say`Im selben Augenblick kam eine neue Werksdatei. Von dir wurde nichts geändert; sieh noch einmal nach.`
        : say`${strongInput(tidy(who, 60))} hat im selben Augenblick die Regeln geändert. Von dir wurde nichts geändert; sieh noch einmal nach.`,
    'too-many-changes': () =>
      say`Zu viele Änderungen liegen über der Werksdatei. Übernimm sie in die Datei („plant export“) und starte neu.`,
    'token-exists': ({ name }) => say`Den Schlüssel ${strongInput(name)} gibt es schon.`,
    'too-many-tokens': () => say`Es gibt zu viele Schlüssel. Zieh zuerst einen zurück.`,
    'not-alone': () =>
      say`Ich kann dir nicht allein schreiben, darum steht das Geheimnis nicht hier. Zieh den Schlüssel zurück und frag noch einmal in unserem direkten Chat.`,
    'claim-wrong': () =>
      say`Das ist nicht der Code. Er stand dort, wo der Bot zum ersten Mal gestartet wurde.`,
    'claim-too-often': () => say`Das waren viele Versuche. Bitte warte eine Stunde.`,
    'claim-over': ({ admins }) =>
      admins.length === 0
        ? say`Der Code wurde schon benutzt. Trage die Verwaltung in die Werksdatei ein.`
        : say`Dieses Werk wird schon verwaltet: ${strongInput(list(admins.map((a) => tidy(a, 60))))}.`,
  },
  question: {
    'sure-all': ({ verb, n, name }) => say`${n} offene Meldungen${about(name)} ${ours(ALL[verb])}?`,
    'bound-elsewhere': ({ name }) =>
      say`Der Kanal ${strongInput(name)} ist anderswo eingerichtet. Hierher verlegen?`,
    taken: ({ name, other }) =>
      say`Dieser Ort ist schon der Kanal ${strongInput(other)}. Auch ${strongInput(name)} hier einrichten?`,
    'what-with': ({ name }) => say`Was soll mit ${strongInput(tidy(name, 60))} geschehen?`,
    'which-channel': () => say`In welchen Kanal soll es gehen?`,
    'which-role': ({ name }) => say`Welche Rolle soll ${strongInput(tidy(name, 60))} haben?`,
    'which-language': ({ name }) => say`Welche Sprache für ${strongInput(tidy(name, 60))}?`,
    'which-scopes': ({ name }) => say`Was darf der Schlüssel ${strongInput(name)}?`,
  },
  label: {
    'do-all': ({ n }) => `Ja, alle ${n}`,
    'move-here': () => 'Ja, hier',
    leave: () => 'So lassen',
    here: () => 'Hier einrichten',
    off: () => 'Abhängen',
    language: () => 'Sprache',
    role: () => 'Rolle',
    up: () => 'Nach oben',
    down: () => 'Nach unten',
    remove: () => 'Entfernen',
    add: ({ name }) => `${tidy(name, 26)} eintragen`,
  },
};

function usedBy({ routes, policies }: Users): Line {
  return say`${ours(
    list([...routes.map((n) => `Weg ${n}`), ...policies.map((name) => `Eskalation ${name}`)]),
  )}`;
}

function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`sein Kanal`;
    case 'lead':
      return say`die Teamleitung`;
    case 'shift-lead':
      return say`die Schichtleitung`;
    case 'crew':
      return to.name === null ? say`die laufende Schicht` : say`die Schichtgruppe ${to.name}`;
    case 'person':
      return say`${to.name}`;
    case 'other-channel':
      return say`der Kanal ${to.name}`;
  }
}

/** What is meant, where that was said. */
function about(name: string): Line {
  return name === '' ? [] : say` (${tidy(name, 80)})`;
}
