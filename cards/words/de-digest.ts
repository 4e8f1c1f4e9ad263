// Deutsch: Sammelkarten, die für viele Meldungen zugleich stehen.
import { say } from '../line.ts';
import type { DigestWords } from '../words.ts';

const plural = new Intl.PluralRules('de');

export const digest: DigestWords = {
  title: (n) => `${n} ${plural.select(n) === 'one' ? 'Meldung' : 'Meldungen'} zugleich offen`,
  allClosed: 'Alle sind beantwortet oder geschlossen',
  since: (at) => say`Seit ${at} mehr als 10 in 10 Minuten. Kritische haben ihre eigene Karte.`,
  ended: (from, to) => say`Die Flut von ${from} bis ${to} ist vorbei.`,
  closed: (n, of) => say`${n} von ${of} geschlossen`,
  more: (n) => `… und ${n} weitere`,
  others: (n) => (n === 0 ? [] : say` ${n} weitere auf dieser Liste warten auch.`),
  choose: 'Welche Anlage?',
  chooseAsset: 'Zuerst eine Anlage wählen',
  bulkAll: {
    confirm: 'Alle bestätigen',
    reject: 'Alle ablehnen',
    take: 'Alle übernehmen',
    shelve: 'Alle zurückstellen',
    open: 'Einzeln zeigen',
  },
};
