// Deutsch: was Karten und Bitten sagen. Kurze Wörter, ganze Sätze, kein Jargon.
import { type Line, ours, say, strong, strongInput } from '../line.ts';
import type { AskWords, CardWords, Target, Words } from '../words.ts';
import { delivery } from './de-delivery.ts';
import { digest } from './de-digest.ts';
import { form } from './de-form.ts';
import { handover } from './de-handover.ts';
import { home } from './de-home.ts';
import { reply } from './de-reply.ts';
import { report } from './de-report.ts';
import { rules } from './de-rules.ts';
import { shifts } from './de-shifts.ts';
import { suppress } from './de-suppress.ts';
import { told } from './de-told.ts';
import { durationIn, noted, timed } from './forms.ts';

const plural = new Intl.PluralRules('de');
const um = timed('um ');

const card: CardWords = {
  severity: { low: 'Gering', medium: 'Mittel', high: 'Hoch', critical: 'Kritisch' },
  button: {
    confirm: 'Bestätigen',
    reject: 'Ablehnen',
    escalate: 'Eskalieren',
    take: 'Übernehmen',
    resolve: 'Erledigt',
    undo: 'Rückgängig',
    shelve: 'Zurückstellen',
    'cant-tell': 'Unklar',
    disagree: 'Widersprechen',
    'hand-over': 'Darum bitten',
    accept: 'Annehmen',
    decline: 'Nicht annehmen',
    note: 'Notiz',
  },
  cantTake: 'Kann nicht',
  shelveUntil: { shiftEnd: 'Ruhen bis Schichtende', hours: (n) => `Zurückstellen (${n} h)` },
  shelfQuestion: 'Wie lange zurückstellen, und warum? Je ein Tipp, freiwillig.',
  otherTime: 'Wie lange?',
  shelfReason: {
    'S-PARTS': 'Wartet auf Teile',
    'S-PLAN': 'Reparatur geplant',
    'S-WATCH': 'Wird beobachtet',
    'S-SENSOR': 'Sensor gestört',
    'S-NUISANCE': 'Kommt zu oft',
  },
  sendReason: 'Senden',
  reason: {
    'C-INSP': 'Selbst geprüft',
    'C-EVID': 'An Daten gesehen',
    'C-FIXED': 'Behoben',
    'C-WO': 'Braucht Auftrag',
    'R-NONE': 'Nichts gefunden',
    'R-NORMAL': 'Ist hier normal',
    'R-KNOWN': 'Schon bekannt',
    'R-MAINT': 'Wartung läuft',
    'R-SENSOR': 'Sensor gestört',
    'R-WHERE': 'Falsche Anlage/Stelle',
    'R-TYPE': 'Echt, anderer Fehler',
    'R-EARLY': 'Echt, zu früh',
    'R-LATE': 'Echt, zu spät',
  },
  buttonAbout: (text, title) => `${text}: ${title}`,
  sureness: {
    very: 'Modell sehr sicher',
    fairly: 'Modell recht sicher',
    half: 'Modell mäßig sicher',
    little: 'Modell unsicher',
  },
  noSureness: 'keine Angabe zur Sicherheit',
  limit: 'Grenze',
  pictureAlt: (asset) => `Bild von ${asset}`,
  pictureElsewhere: (alt, url) => say`Bild: ${alt} (${url})`,
  pictureComing: (alt) => say`Bild: ${alt} (wird geholt)`,
  pictureFailed: (alt, url) => say`Bild: ${alt} (ließ sich nicht laden: ${url})`,
  ask: 'Bitte bestätigen oder ablehnen.',
  stillAsk: 'War es echt? Bitte bestätigen oder ablehnen.',
  closed: (severity) => `${severity}, geschlossen`,
  wasItReal: 'War es echt? Einmal antippen hilft dem Modell beim Lernen.',
  reasonQuestion: {
    real: 'Woher weißt du es? Einmal antippen hilft dem Modell beim Lernen.',
    not_real: 'Warum nicht echt? Einmal antippen hilft dem Modell beim Lernen.',
  },
  otherReason: 'Anderer Grund',
  chooseReason: 'Auswählen …',
  confirmed: (who, when, after) =>
    say`✅ ${strong('Bestätigt')} von ${strongInput(who)} ${um(when)}, ${ours(after)} nach Eingang`,
  rejected: (who, when, after) =>
    say`❌ ${strong('Abgelehnt')} von ${strongInput(who)} ${um(when)}, ${ours(after)} nach Eingang`,
  unsure: (who, when) =>
    say`🤔 ${strong('Unklar')} für ${strongInput(who)} (${when}). Kann es jemand anders sagen?`,
  contested: say`⚖️ ${strong('Umstritten')}: Die Meinungen gehen auseinander, ob es echt ist`,
  disagreed: (who, when) =>
    say`⚖️ ${strong('Umstritten')}: ${strongInput(who)} widerspricht (${when})`,
  because: (reason) => say` (${reason})`,
  needsSecond: say`👥 ${strong('Eine zweite Person')} muss es ebenfalls quittieren`,
  climbed: (to, cause) => {
    switch (cause.kind) {
      case 'by-hand':
        return say`⏫ ${strong('Eskaliert')} von ${strongInput(cause.who)} ${um(cause.at)} an ${target(to)}`;
      case 'idle':
        return say`⏫ ${strong('Weitergegeben')} an ${target(to)}: seit Längerem ist nichts passiert`;
      case 'silence':
        return say`⏫ ${strong('Weitergegeben')} an ${target(to)}: niemand hat geantwortet`;
    }
  },
  expired: say`⏰ ${strong('Alle wurden gefragt')}, und noch hat niemand geantwortet`,
  shelved: (who, until, reason) =>
    reason === null
      ? say`💤 ${strong('Zurückgestellt')} von ${strongInput(who)} bis ${until}`
      : say`💤 ${strong('Zurückgestellt')} von ${strongInput(who)} bis ${until}: ${reason}`,
  cleared: say`☑️ ${strong('Vorbei')}: Laut Quelle besteht der Zustand nicht mehr`,
  clearedOwned: say`☑️ Laut Quelle besteht der Zustand nicht mehr`,
  resolved: (who, when) => say`🏁 ${strong('Erledigt')} von ${strongInput(who)} ${um(when)}`,
  offered: (from, to) => say`🤝 ${strongInput(from)} möchte das an ${strongInput(to)} übergeben`,
  offeredToCrew: (from, crew) =>
    say`🤝 ${strongInput(from)} möchte das an die Schichtgruppe ${strongInput(crew)} übergeben`,
  wanted: (from, to) => say`🤝 ${strongInput(to)} möchte das von ${strongInput(from)} übernehmen`,
  owner: (who, since) =>
    since === null
      ? say`Zuständig: ${strongInput(who)}`
      : say`Zuständig: ${strongInput(who)} seit ${since}`,
  noOwner: [strong('Noch niemand zuständig')],
  nextStep: (to, when) => say`geht ${um(when)} an ${target(to)}`,
  nextExpiry: (when) => say`sonst niemand zu fragen; gilt ${um(when)} als unbeantwortet`,
  nextAgain: (when) => say`erneute Nachfrage ${um(when)}`,
  nextReminder: (when) => say`Erinnerung ${um(when)}`,
  nextUnshelve: (when) => say`kommt ${um(when)} zurück`,
  count: (n, latest, tempo) => {
    const what = plural.select(n) === 'one' ? 'Erkennung' : 'Erkennungen';
    const pace = tempo === null ? '' : tempo === 'faster' ? ', immer öfter' : ', immer seltener';
    return say`${n} ${ours(what)}, zuletzt ${latest}${ours(pace)}`;
  },
  past: (x, n) => {
    if (x === n) return say`An dieser Anlage waren die letzten ${n} alle echt`;
    if (x === 0) return say`An dieser Anlage war von den letzten ${n} keine echt`;
    const were = plural.select(x) === 'one' ? 'war' : 'waren';
    return say`An dieser Anlage ${ours(were)} ${x} der letzten ${n} echt`;
  },
  trend: (name, { from, isUp }, to) =>
    `${name} ${isUp ? 'gestiegen' : 'gefallen'}, von ${from} auf ${to}`,
  id: (shortId) => say`Nr. ${shortId}`,
  sentence: (severity, title, asset, when) => say`${ours(severity)}: ${title}, ${asset}, ${when}.`,
};

function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`diesen Kanal`;
    case 'lead':
      return say`die Teamleitung`;
    case 'shift-lead':
      return say`die Schichtleitung`;
    case 'crew':
      return to.name === null ? say`die laufende Schicht` : say`die Schichtgruppe ${to.name}`;
    case 'person':
      return say`${to.name}`;
    case 'other-channel':
      return say`den Kanal ${to.name}`;
  }
}

const ask: AskWords = {
  sentence: {
    step: ({ opened, cause }) => {
      switch (cause.kind) {
        case 'by-hand':
          return say`${cause.who} hat das an dich eskaliert. Bitte sieh es dir an.`;
        case 'idle':
          return say`${cause.who} ist zuständig, aber seit Längerem ist nichts passiert. Bitte sieh es dir an.`;
        case 'silence':
          return say`Seit ${opened} hat niemand geantwortet. Bitte sieh es dir an.`;
      }
    },
    again: ({ opened, cause }) =>
      cause.kind === 'by-hand'
        ? say`${cause.who} fragt noch einmal. Bitte seht es euch an.`
        : say`Hier fehlt noch eine Antwort, offen seit ${opened}. Bitte seht es euch an.`,
    expired: ({ opened }) =>
      say`Alle wurden gefragt, und seit ${opened} hat niemand geantwortet. Bitte sieh es dir an.`,
    idle: ({ opened }) =>
      say`Du bist zuständig, offen seit ${opened}, aber seit Längerem ist nichts passiert. Bist du noch dran?`,
    unattended: () =>
      say`Andon hat diese Meldung ohne Verantwortlichen und ohne laufende Uhr gefunden. Das darf nicht sein: Bitte kümmern Sie sich darum und geben Sie dem Betreiber von Andon Bescheid.`,
    'expired-admins': ({ opened }) =>
      say`Alle wurden gefragt, und seit ${opened} hat niemand geantwortet. Es bleibt offen: Bitte kümmere dich darum, dass jemand es übernimmt.`,
    unreached: ({ missed }) =>
      say`Andon sollte hierzu ${target(missed)} fragen, kann dort aber niemanden erreichen. Bitte sieh es dir an und prüfe, wen das Werk dort nennt.`,
    'rejected-yours': ({ who }) =>
      say`${who} hat das abgelehnt, während du zuständig warst. Es ist nichts mehr zu tun.`,
    'taken-from-you': ({ who }) => say`${who} hat das von dir übernommen.`,
    'hand-over': ({ who, offer }) => {
      if (offer === null) return say`${who} möchte das von dir übernehmen. Bist du einverstanden?`;
      if (offer.crew !== null)
        return say`${who} möchte das an die Schichtgruppe ${offer.crew} übergeben. Wer nimmt es an?`;
      return say`${who} möchte dir das übergeben. Nimmst du es an?`;
    },
    undelivered: ({ lost }) =>
      lost === null
        ? say`Das konnte nicht überall gezeigt werden, wo es hingehört. Bitte prüfe den Kanal.`
        : delivery.troubled(lost.of, lost.why),
    'delivered-again': ({ lost }) => (lost === null ? [] : delivery.well(lost.of)),
  },
  past: say`Diese Übergabe ist inzwischen geklärt: Es gibt nichts mehr zu beantworten.`,
  news: {
    handedOver: (to, from) =>
      say`🤝 ${strongInput(to)} hat das von ${strongInput(from)} übernommen`,
    declined: (who) => say`🤝 ${strongInput(who)} hat die Übergabe abgelehnt`,
    cantTake: (who) => say`🙅 ${strongInput(who)} kann es nicht übernehmen`,
    unshelved: say`⏰ Nicht mehr zurückgestellt`,
    undone: (who, verb) => say`↩️ ${strongInput(who)} hat „${ours(verb)}“ zurückgenommen`,
    note: (who, text, pictures) =>
      say`📝 ${strongInput(who)}: ${noted(text, pictures, photos(pictures))}`,
  },
};

function photos(n: number): string {
  return plural.select(n) === 'one' ? `${n} Foto` : `${n} Fotos`;
}

export const de: Words = {
  somebody: 'jemand',
  percent: (whole) => `${whole} %`,
  over99: 'über 99 %',
  under1: 'unter 1 %',
  duration: durationIn({ second: 's', minute: 'min', hour: 'h', day: 'd' }),
  received: 'Angekommen.',
  repeated: 'Das kam schon einmal an. Die Karte zeigt, was daraus wurde.',
  card,
  ask,
  digest,
  form,
  handover,
  home,
  reply,
  report,
  shifts,
  suppress,
  delivery,
  rules,
  told,
};
