// Deutsch: was die eigene Seite sagt.
import { say, strong } from '../line.ts';
import type { HomeWords } from '../words.ts';

export const home: HomeWords = {
  title: { asked: 'Du wurdest gefragt', mine: 'Deine', open: 'Offen für alle' },
  empty: {
    asked: say`Niemand wartet auf deine Antwort.`,
    mine: say`Du bist gerade für nichts zuständig.`,
    open: say`Sonst ist nichts offen. Alles ruhig.`,
  },
  more: (n) => say`… und ${n} weitere. Der Befehl „open“ zeigt sie.`,
  noShifts: say`Für diesen Standort sind keine Schichten eingerichtet.`,
  offShift: say`Du hast gerade keine Schicht.`,
  onShift: (letter, crews, until) =>
    crews === ''
      ? say`Du hast Schicht ${strong(letter)} bis ${until}`
      : say`Du hast Schicht ${strong(letter)} bis ${until} (${crews})`,
};
