// Deutsch: was die Hilfe auflistet und was jede Zeile bedeutet.
import type { ReplyWords } from '../words.ts';

export const helpGroup: ReplyWords['helpGroup'] = {
  alerts: 'Meldungen',
  rules: 'Regeln (Leitung und Verwaltung)',
  access: 'Zugänge (Verwaltung)',
};

export const help: ReplyWords['help'] = {
  open: 'alles, was offen ist',
  mine: 'wofür du zuständig bist',
  'show ID': 'eine Meldung mit ihrem Verlauf',
  report: 'wie oft die Modelle recht hatten, wie schnell wir geantwortet haben',
  'confirm ID': 'es ist echt; du wirst zuständig, wenn es niemand ist',
  'reject ID': 'es ist nicht echt; schließt die Meldung',
  'escalate ID': 'fragt jetzt die Nächsten',
  'take ID': 'du wirst zuständig',
  'resolve ID': 'die Arbeit ist getan; schließt die Meldung',
  'note ID …': 'fügt eine Notiz für die anderen hinzu',
  'miss ASSET TYPE [when]':
    'etwas Echtes, das niemand gemeldet hat, zum Beispiel: miss line-1/station-12 scratch 10m ago',
  help: 'diese Liste. Die letzten 4 Zeichen einer Nummer genügen.',
  channel: 'die Kanäle und wo sie gezeigt werden',
  'channel NAME here': 'zeigt den Kanal dort, wo du das tippst',
  'channel NAME off': 'zeigt ihn auf dieser Plattform nicht mehr',
  'channel NAME language de': 'die Sprache seiner Karten',
  route: 'wohin Meldungen gehen, der Reihe nach',
  'route add asset=… channel=NAME':
    'ein Weg mehr; auch type= severity= area= model= policy= joinWithin=',
  'route N up': 'wird früher gefragt',
  'route N down': 'wird später gefragt',
  'route N remove': 'nimmt ihn weg',
  'route test asset=… type=…': 'welchen Weg so eine Meldung nimmt',
  policy: 'wer gefragt wird, wenn niemand antwortet',
  'policy NAME set channel@0s lead@10m': 'ihre Stufen; danach expire 20m, idle 60m',
  'policy NAME remove': 'nimmt eine weg, die niemand braucht',
  person: 'die Personen und ihre Rollen',
  'person NAME add @WHO lead': 'trägt jemanden ein; ohne Rolle als Technik',
  'person NAME role lead': 'technician, lead oder admin',
  'person NAME language es': 'die Sprache privater Antworten',
  'person NAME remove': 'nimmt jemanden aus dem Werk',
  model: 'die Modelle und wie oft sie recht hatten',
  plant: 'welche Regeln gelten, seit wann und von wem',
  'plant export': 'die Regeln als Werksdatei',
  'plant undo': 'nimmt die letzte Änderung zurück',
  token: 'die API-Schlüssel',
  'token add NAME ingest,read 90d': 'ein neuer; sein Geheimnis wird einmal gezeigt',
  'token NAME revoke': 'zieht ihn zurück',
};
