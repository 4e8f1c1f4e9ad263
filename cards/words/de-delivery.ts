// Deutsch: was über das Zustellen selbst gesagt wird. Niemandes Schuld, und was zu tun ist.
import { ours, say, strong } from '../line.ts';
import type { DeliveryWords, Troubled } from '../words.ts';

export const delivery: DeliveryWords = {
  late: (cause, by) => {
    const late = say`🕐 ${strong('Verspätet gezeigt')} um ${ours(by)}`;
    switch (cause) {
      case 'asked-to-wait':
        return say`${late}: der Chat bat um eine Pause`;
      case 'unavailable':
        return say`${late}: der Chat war nicht erreichbar`;
      case 'pace':
        return say`${late}: viele Nachrichten standen an`;
    }
  },
  platform: { slack: 'Slack', teams: 'Teams', console: 'Konsole' },
  kind: {
    queued: 'vorgemerkt',
    delayed: 'gewartet',
    posted: 'gezeigt',
    updated: 'aktualisiert',
    unclear: 'unklar, ob es ankam',
    found: 'gefunden, es war angekommen',
    lost: 'von jemandem gelöscht',
    'posted-again': 'noch einmal gezeigt',
    failed: 'konnte nicht gezeigt werden',
  },
  cause: {
    'asked-to-wait': 'um Pause gebeten',
    unavailable: 'nicht erreichbar',
    pace: 'in der Reihe',
    order: 'auf die Karte gewartet',
  },
  refusal: {
    'not-member': 'der Bot ist dort kein Mitglied; bitte lade ihn ein',
    'unknown-place': 'es gibt diesen Kanal nicht, oder der Bot darf ihn nicht sehen',
    archived: 'der Kanal ist archiviert',
    forbidden: 'der Bot darf dort nicht schreiben',
    'person-gone': 'dieser Person kann man dort nicht schreiben',
    credentials: 'der Bot wird nicht eingelassen; bitte prüfe seine Zugangsdaten',
    card: 'die Karte wird so nicht angenommen',
    removed: 'das Werk hat diesen Ort nicht mehr',
    other: 'es wird dort abgelehnt',
  },
  after: (duration) => `nach ${duration}`,
  updated: (times, last) => say`${times}× aktualisiert, zuletzt ${last}`,
  troubled: (of, why) =>
    say`${place(of)} ist nicht mehr zu erreichen: ${why}. Das sage ich einmal, und wieder, wenn es geht.`,
  well: (of) => say`${place(of)} ist wieder zu erreichen.`,
};

function place(of: Troubled) {
  switch (of.kind) {
    case 'channel':
      return say`Der Kanal ${of.name} (${ours(of.platform)})`;
    case 'person':
      return say`${of.name} (${ours(of.platform)})`;
    case 'platform':
      return say`${ours(of.platform)}`;
  }
}
