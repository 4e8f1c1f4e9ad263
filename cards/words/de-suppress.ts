// Deutsch: was eine Weile keine Karte bekommt.
import { say, strongInput } from '../line.ts';
import type { SuppressWords } from './suppress-words.ts';

export const suppress: SuppressWords = {
  title: (n) => `Jetzt unterdrückt oder außer Betrieb (${n})`,
  none: 'Jetzt ist nichts unterdrückt oder außer Betrieb.',
  kind: {
    maintenance: 'Wartung',
    'out-of-service': 'Außer Betrieb',
    state: 'Zustand',
    rule: 'Regel',
  },
  everything: 'alles',
  until: (at) => say`bis ${at}`,
  noEnd: 'bis es jemand beendet',
  whileIn: (states) => say`solange ${states}`,
  whileHolds: 'solange das gilt',
  maintenance: (what, until) =>
    say`${strongInput(what)} ist bis ${until} in Wartung: Was dort erkannt wird, wird aufbewahrt, bekommt aber keine Karte. Das endet von selbst.`,
  outOfService: (what) =>
    say`${strongInput(what)} ist außer Betrieb: Was dort erkannt wird, wird aufbewahrt, bekommt aber keine Karte bis „in-service …“. Jede Übergabe führt es auf.`,
  state: (what, state, until) =>
    say`${strongInput(what)} gilt bis ${until} als ${strongInput(state)}.`,
  stays: say`Was offen ist, bleibt offen, und was kritisch oder besonders geregelt ist, wird trotzdem gezeigt.`,
  asked: say`Regeln der Werksdatei, die nach diesem Zustand fragen, gelten jetzt. Was offen ist, bleibt offen.`,
  unasked: say`Keine Regel der Werksdatei fragt nach diesem Zustand, also ändert sich dadurch nichts.`,
  unknown: (asset) =>
    say`Von ${asset} ist bisher keine Meldung bekannt. Bitte prüfe den Namen; * steht für alles.`,
  ended: {
    maintenance: (asset) =>
      say`Die Wartung von ${strongInput(asset)} ist vorbei. Was noch da ist, bekommt eine Karte, jetzt oder mit der nächsten Erkennung.`,
    'out-of-service': (asset) =>
      say`${strongInput(asset)} ist wieder in Betrieb. Was noch da ist, bekommt eine Karte, jetzt oder mit der nächsten Erkennung.`,
  },
  beside: 'Gilt dort auch',
  leadsOnly: say`Das können Teamleitung und Verwaltung. Der Befehl „maintenance“ listet auf, was jetzt gilt.`,
  range: (days) =>
    say`Das dauert von 1 min bis ${days} Tage. Was länger dauert, ist außer Betrieb: out-of-service ASSET REASON.`,
  nothing: (asset) =>
    say`Für ${asset} gilt nichts dergleichen. Der Befehl „maintenance“ listet auf, was gilt.`,
  full: (n) =>
    say`Davon gelten schon ${n}. Bitte beende zuerst einige: Der Befehl „maintenance“ listet sie auf.`,
  count: (n) => `${n}-mal wurde etwas erkannt und nicht gezeigt`,
};
