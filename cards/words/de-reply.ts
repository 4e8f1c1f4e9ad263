// Deutsch: womit Befehle beantwortet werden.
import { say, strongInput } from '../line.ts';
import type { ReplyWords } from '../words.ts';
import { help, helpGroup } from './de-help.ts';

export const reply: ReplyWords = {
  unknown: (typed) => say`„${typed}“ verstehe ich nicht. Das kann ich:`,
  helpTitle: 'Das kann ich',
  helpGroup,
  help,
  missNoted: (type, asset, at) =>
    say`Notiert: ${strongInput(type)} an ${asset}, ${at}. Es zählt als übersehen. Danke.`,
  missSeen: say`Andon hatte es gesehen:`,
  listTitle: { open: 'Offene Meldungen', mine: 'Deine Meldungen' },
  listEmpty: {
    open: 'Nichts ist offen. Alles ruhig.',
    mine: 'Du bist gerade für nichts zuständig.',
  },
  listMore: '… und weitere. Die Konsole zeigt alle.',
  phase: {
    open: 'wartet auf Antwort',
    escalated: 'eskaliert',
    shelved: 'zurückgestellt',
    closed: 'geschlossen',
    owned: (who) => say`bei ${who}`,
  },
  historyTitle: 'Was bisher geschah',
  copiesTitle: 'Zu sehen in',
  messageState: {
    pending: 'unterwegs',
    sent: 'angezeigt',
    ambiguous: 'unklar, ob sie ankam',
    failed: 'konnte nicht angezeigt werden',
  },
  photo: (n) => `Foto ${n}`,
  event: {
    opened: 'geöffnet',
    joined: 'eine weitere Erkennung',
    acknowledged: 'zur Kenntnis genommen',
    confirmed: 'bestätigt',
    rejected: 'abgelehnt',
    escalated: 'eskaliert',
    asked: 'noch einmal gefragt',
    unreachable: 'ein Schritt hat niemanden erreicht',
    reminded: 'erinnert',
    taken: 'übernommen',
    'handed-over': 'übergeben',
    declined: 'nicht angenommen',
    resolved: 'erledigt',
    shelved: 'zurückgestellt',
    unshelved: 'wieder da',
    cleared: 'vorbei, sagt die Quelle',
    expired: 'alle gefragt, niemand hat geantwortet',
    undone: 'rückgängig gemacht',
    reason: 'Grund genannt',
    note: 'Notiz',
    'cant-tell': 'unklar',
    disagreed: 'widersprochen',
    adjudicated: 'entschieden',
    suppressed: 'per Regel nicht angezeigt',
    retimed: 'wartet neu: die Uhr ging vor',
  },
  directMessage: 'Direktnachricht',
};
