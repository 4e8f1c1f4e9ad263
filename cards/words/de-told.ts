// Deutsch: die Antworten, die nur eine Person sieht, ein Satz (oder zwei) für jeden Fall.
import type { Verdict } from '../../bot/core/alert.ts';
import type { BulkVerb } from '../../bot/core/digest.ts';
import { type Line, moment, ours, say } from '../line.ts';
import { tidy } from '../text.ts';
import type { ToldWords } from '../words.ts';

const DID: Readonly<Record<Verdict, string>> = {
  pending: 'beantwortet',
  real: 'bestätigt',
  not_real: 'abgelehnt',
  unsure: 'als unklar gemeldet',
  contested: 'beurteilt',
};

const DONE: Readonly<Record<string, string>> = {
  confirm: 'Bestätigt',
  reject: 'Abgelehnt',
  escalate: 'Eskaliert',
  take: 'Übernommen: du bist jetzt zuständig',
  resolve: 'Erledigt',
  undo: 'Rückgängig gemacht',
  shelve: 'Zurückgestellt',
  'cant-tell': 'Notiert, dass es für dich unklar ist',
  disagree: 'Dein Widerspruch ist notiert',
  'hand-over': 'Um Übergabe gebeten',
  accept: 'Angenommen: du bist jetzt zuständig',
  decline: 'Nicht angenommen',
  note: 'Notiert',
  reason: 'Grund notiert',
};

const BULK: Readonly<Record<BulkVerb, string>> = {
  confirm: 'bestätigt',
  reject: 'abgelehnt',
  take: 'übernommen',
  shelve: 'zurückgestellt',
  open: 'jede hat jetzt ihre eigene Karte',
};

export const told: ToldWords = {
  'bulk-done': ({ verb, n, left, managed = 0 }) =>
    say`Erledigt: ${ours(BULK[verb])} (${n}${ours(left > 0 ? `, ${left} nicht: jemand war schneller` : '')}${ours(managed > 0 ? `, ${managed} nicht aus dem Chat: besonders geregelt` : '')}).`,
  'no-asset': () => say`Bitte zuerst eine Anlage wählen.`,
  'bulk-none': () => say`Dort war nichts mehr zu tun. Bitte die Liste ansehen, wie sie jetzt ist.`,
  faster: ({ who, at, verdict }, nameOf) =>
    say`${nameOf(who)} hat das schon um ${moment(at, 'time')} ${ours(DID[verdict])}. Deine Antwort bleibt auch erhalten.`,
  'kept-after-closing': () =>
    say`Das ist schon geschlossen. Deine Antwort bleibt erhalten, und nichts wird wieder geöffnet.`,
  'contested-already': () =>
    say`Hier gibt es schon verschiedene Meinungen. Deine Antwort bleibt auch erhalten.`,
  'already-yours': ({ at }) => say`Das hast du schon um ${moment(at, 'time')} getan.`,
  closed: ({ who, at }, nameOf) => {
    if (at === null) return say`Das ist schon geschlossen.`;
    return who === null
      ? say`Das wurde schon geschlossen: ${moment(at, 'day')}.`
      : say`Das ist schon geschlossen: ${nameOf(who)}, ${moment(at, 'day')}.`;
  },
  'already-climbed': ({ at }) =>
    at === null
      ? say`Das wurde gerade eben schon weitergegeben. Bitte sieh dir die Karte an, wie sie jetzt ist.`
      : say`Das wurde schon weitergegeben. Der nächste Schritt ist um ${moment(at, 'time')} fällig.`,
  'answered-since': ({ who }, nameOf) =>
    say`${nameOf(who)} hat inzwischen geantwortet. Bitte sieh dir die Karte an, wie sie jetzt ist, und eskaliere noch einmal, wenn es weiter nötig ist.`,
  'asked-again': () =>
    say`Sonst ist niemand mehr zu fragen. Die Letzten wurden noch einmal gefragt.`,
  'owned-by': ({ who }, nameOf) =>
    say`${nameOf(who)} ist zuständig. Die Teamleitung kann es übernehmen, oder du tippst auf „Darum bitten“.`,
  'not-judged': () => say`Das hat noch niemand beurteilt. Bitte zuerst bestätigen oder ablehnen.`,
  'nothing-to-undo': () => say`Hier gibt es nichts von dir rückgängig zu machen.`,
  'undo-too-late': ({ minutes }) =>
    say`Das geht nur ${minutes} Minuten lang. Die Teamleitung kann Eigenes auch später noch rückgängig machen.`,
  'undo-overtaken': ({ who }, nameOf) =>
    say`${nameOf(who)} hat seitdem etwas getan, deshalb lässt sich das nicht mehr rückgängig machen.`,
  'undo-newer-alert': () =>
    say`Zum selben Thema ist schon eine neuere Meldung offen, deshalb bleibt diese, wie sie ist.`,
  'no-verdict-of-yours': () =>
    say`Ein Grund gehört zu einem eigenen Urteil. Bitte zuerst bestätigen oder ablehnen.`,
  'reason-does-not-fit': () => say`Dieser Grund passt nicht zu deinem Urteil.`,
  'unknown-reason': () => say`Diesen Grund kenne ich nicht. Bitte wähle einen von der Karte.`,
  'nobody-owns': () => say`Niemand ist zuständig. Bitte zuerst übernehmen.`,
  'hand-over-asked': ({ who, crew }, nameOf) =>
    crew === null
      ? say`${nameOf(who)} wurde nach der Übergabe gefragt. Sie gilt mit der Zusage.`
      : say`Die Schichtgruppe ${tidy(crew, 40)} wurde nach der Übergabe gefragt. Wer zuerst zusagt, übernimmt.`,
  'hand-over-nobody': ({ who, crew }, nameOf) =>
    crew === null
      ? say`${nameOf(who)} ist von hier aus nicht erreichbar. Es bleibt bei dir.`
      : say`Von der Schichtgruppe ${tidy(crew, 40)} ist von hier aus niemand erreichbar. Es bleibt bei dir.`,
  'no-offer': () => say`Es wartet keine Übergabe auf deine Antwort.`,
  'unknown-person': ({ name }) =>
    name === ''
      ? say`Du bist schon zuständig. Jemand anders kann dich darum bitten.`
      : say`Ich kenne niemanden mit dem Namen ${tidy(name, 60)}.`,
  'shelve-range': ({ hours }) =>
    say`Zurückstellen geht für höchstens ${hours} Stunden, zum Beispiel 2h.`,
  'not-shelved': () => say`Das ist nicht mehr zurückgestellt.`,
  'highly-managed': () =>
    say`Meldungen dieser Art sind besonders geregelt: Niemand stellt sie aus dem Chat zurück. Ändern kann das, wer die Werksdatei pflegt.`,
  'shelved-already': ({ who, until }, nameOf) =>
    say`${nameOf(who)} hat das schon zurückgestellt, bis ${moment(until, 'day')}.`,
  'note-empty': () =>
    say`Eine Notiz braucht Worte, zum Beispiel: note 4f2a geprüft, Lager ist warm.`,
  stranger: () =>
    say`Du stehst nicht in der Liste dieses Werks und kannst hier nichts tun. Bitte die Teamleitung, dich einzutragen.`,
  'unknown-alert': ({ id }) => say`Eine Meldung ${tidy(id, 64)} kenne ich nicht.`,
  'ambiguous-id': ({ id }) =>
    say`Mehrere Meldungen enden auf ${tidy(id, 64)}. Bitte gib mehr Zeichen der Nummer an.`,
  'no-reason': () => say`Bitte zuerst einen Grund auswählen.`,
  'unknown-button': () =>
    say`Diesen Knopf kenne ich nicht. Vielleicht ist die Karte älter als ich; es wurde nichts geändert.`,
  'handover-none': () => say`Hier läuft gerade keine Übergabe.`,
  'handover-past': () =>
    say`Auch diese Schicht ist vorbei. Die Übergabe danach nennt, was noch offen ist.`,
  'handover-early': ({ at }) =>
    say`Übernehmen geht ab ${moment(at, 'time')}, wenn die Schicht wechselt.`,
  'handover-not-yours': () => say`Das ist Sache der Schichtleitung.`,
  'handover-signed': ({ who }, nameOf) => say`${nameOf(who)} hat das schon unterschrieben.`,
  'handover-signed-now': ({ unseen }) => say`Unterschrieben. Danke.${late(unseen)}`,
  'handover-noted': ({ number }) =>
    say`Hinweis ${number} steht auf der Übergabe. „handover drop ${number}“ nimmt ihn zurück.`,
  'handover-note-empty': () =>
    say`Ein Hinweis braucht ein paar Worte, zum Beispiel: handover note Station 12 läuft warm.`,
  'handover-note-long': ({ n, most }) =>
    say`Dieser Hinweis hat ${n} Zeichen, einer fasst ${most}. Nichts wurde behalten; bitte kürzen oder auf zwei verteilen.`,
  'handover-note-again': ({ number }) =>
    say`Das steht schon auf der Übergabe, als Hinweis ${number}.`,
  'handover-full': ({ n }) =>
    say`Eine Übergabe fasst ${n} Hinweise. Bitte den Rest persönlich sagen.`,
  'handover-dropped': ({ number, text }) =>
    say`Hinweis ${number} ist zurückgenommen: „${tidy(text, 100)}“. Das Protokoll behält ihn.`,
  'handover-no-note': ({ number }) => say`Auf dieser Übergabe gibt es keinen Hinweis ${number}.`,
  'handover-which': ({ number, roster }) =>
    say`Mehrere Übergaben haben einen Hinweis ${number}. Bitte dazusagen, welche, zum Beispiel: handover drop ${number} ${tidy(roster, 40)}.`,
  'handover-note-gone': ({ number, who, at }, nameOf) =>
    say`Hinweis ${number} steht nicht mehr da: ${nameOf(who)} hat ihn um ${moment(at, 'time')} zurückgenommen.`,
  'handover-note-signed': ({ number, who }, nameOf) =>
    say`${nameOf(who)} hat mit Hinweis ${number} unterschrieben, darum bleibt er. Ein weiterer Hinweis kann ihn richtigstellen.`,
  'handover-note-others': ({ number, who }, nameOf) =>
    say`Hinweis ${number} ist von ${nameOf(who)}. Zurücknehmen können ihn nur die Person selbst und Schichtleitungen.`,
  'handover-closed': ({ who, at }, nameOf) =>
    say`${nameOf(who)} hat das um ${moment(at, 'time')} übernommen, darum bleibt es, wie es gelesen wurde. Bitte persönlich sagen.`,
  'handover-form-late': () =>
    say`Das Formular konnte nicht rechtzeitig aufgehen. Bitte noch einmal drücken oder zum Beispiel tippen: handover note Station 12 läuft warm.`,
  'handover-taken': ({ who, at }, nameOf) =>
    say`${nameOf(who)} hat das um ${moment(at, 'time')} übernommen.`,
  'handover-yours': ({ n, unseen }) =>
    say`Du hast übernommen; Alarme, die jetzt dir gehören: ${n}. Das lässt sich nicht zurücknehmen; einzelne Alarme kannst du weitergeben.${late(unseen)}`,
  'no-shifts': () => say`Dieses Werk hat noch keine Schichten.`,
  'when-unclear': ({ typed }) =>
    say`${tidy(typed, 60)} kann ich nicht als vergangene Zeit lesen. Bitte 14:20, vor 10m oder 2026-11-22 14:20.`,
  'miss-incomplete': () =>
    say`Dafür braucht es Anlage und Art, zum Beispiel: miss line-1/station-12 scratch 10m ago.`,
  'form-late': () =>
    say`Das Formular ließ sich nicht rechtzeitig öffnen. Bitte noch einmal drücken, oder tippen, zum Beispiel: note 4f2a Lager ist warm.`,
  busy: () => say`Gerade tippen viele zugleich. Es wurde nichts geändert; bitte tippe noch einmal.`,
  done: ({ verb, alert }) => say`${ours(DONE[verb] ?? 'Erledigt')} (${alert.slice(-6)}).`,
};

/** A note that whoever pressed can't have read. */
function late(number: number | null): Line {
  return number === null
    ? []
    : say` Hinweis ${number} kam nach der Karte, die du gedrückt hast: Bitte lies ihn.`;
}
