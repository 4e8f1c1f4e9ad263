// Français : ce que dit la page de chacun.
import { say, strong } from '../line.ts';
import type { HomeWords } from '../words.ts';

export const home: HomeWords = {
  title: { asked: 'On vous a demandé', mine: 'Les vôtres', open: 'Ouvertes à tous' },
  empty: {
    asked: say`Personne n’attend votre réponse.`,
    mine: say`Rien ne vous est confié en ce moment.`,
    open: say`Rien d’autre n’est ouvert. Tout est calme.`,
  },
  more: (n) => say`… et ${n} de plus. La commande « open » les montre.`,
  noShifts: say`Aucun poste n’est configuré pour ce site.`,
  offShift: say`Vous n’êtes pas de service.`,
  onShift: (letter, crews, until) =>
    crews === ''
      ? say`Vous êtes de service, poste ${strong(letter)}, jusqu’à ${until}`
      : say`Vous êtes de service, poste ${strong(letter)}, jusqu’à ${until} (${crews})`,
};
