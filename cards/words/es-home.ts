// Español: lo que dice la página de cada persona.
import { say, strong } from '../line.ts';
import type { HomeWords } from '../words.ts';

export const home: HomeWords = {
  title: { asked: 'Le han preguntado', mine: 'Suyas', open: 'Abiertas para cualquiera' },
  empty: {
    asked: say`Nadie espera su respuesta.`,
    mine: say`Ahora mismo no tiene nada a su cargo.`,
    open: say`No hay nada más abierto. Todo tranquilo.`,
  },
  more: (n) => say`… y ${n} más. El comando «open» las muestra.`,
  noShifts: say`Este sitio no tiene turnos configurados.`,
  offShift: say`Ahora no está de turno.`,
  onShift: (letter, crews, until) =>
    crews === ''
      ? say`Está en el turno ${strong(letter)} hasta las ${until}`
      : say`Está en el turno ${strong(letter)} hasta las ${until} (${crews})`,
};
