// Español: lo que por un tiempo no recibe tarjeta.
import { say, strongInput } from '../line.ts';
import type { SuppressWords } from './suppress-words.ts';

const plural = new Intl.PluralRules('es');
const detections = (n: number) => (plural.select(n) === 'one' ? 'detección' : 'detecciones');

export const suppress: SuppressWords = {
  title: (n) => `Suprimido o fuera de servicio ahora (${n})`,
  none: 'Ahora no hay nada suprimido ni fuera de servicio.',
  kind: {
    maintenance: 'Mantenimiento',
    'out-of-service': 'Fuera de servicio',
    state: 'Estado',
    rule: 'Regla',
  },
  everything: 'todo',
  until: (at) => say`hasta ${at}`,
  noEnd: 'hasta que alguien lo termine',
  whileIn: (states) => say`mientras ${states}`,
  whileHolds: 'mientras se cumpla',
  maintenance: (what, until) =>
    say`${strongInput(what)} está en mantenimiento hasta ${until}: sus detecciones se guardan, pero no reciben tarjeta. Termina solo.`,
  outOfService: (what) =>
    say`${strongInput(what)} está fuera de servicio: sus detecciones se guardan, pero no reciben tarjeta hasta “in-service …”. Cada relevo lo menciona.`,
  state: (what, state, until) =>
    say`${strongInput(what)} cuenta como ${strongInput(state)} hasta ${until}.`,
  stays: say`Lo que está abierto sigue abierto, y lo crítico o de gestión especial se muestra igualmente.`,
  asked: say`Las reglas del archivo de planta que preguntan por este estado valen ahora. Lo que está abierto sigue abierto.`,
  unasked: say`Ninguna regla del archivo de planta pregunta por este estado, así que nada cambia por ello.`,
  unknown: (asset) =>
    say`Hasta ahora no se conoce ninguna alerta de ${asset}. Comprueba el nombre; * vale por cualquier cosa.`,
  ended: {
    maintenance: (asset) =>
      say`El mantenimiento de ${strongInput(asset)} ha terminado. Lo que siga ahí abre una tarjeta, ahora o con su próxima detección.`,
    'out-of-service': (asset) =>
      say`${strongInput(asset)} vuelve a estar en servicio. Lo que siga ahí abre una tarjeta, ahora o con su próxima detección.`,
  },
  beside: 'También vale ahí',
  leadsOnly: say`Esto lo pueden hacer los encargados y los administradores. El comando “maintenance” muestra lo que vale ahora.`,
  range: (days) =>
    say`Esto dura de 1 min a ${days} días. Lo que dura más está fuera de servicio: out-of-service ASSET REASON.`,
  nothing: (asset) =>
    say`Nada de esto vale para ${asset}. El comando “maintenance” muestra lo que vale.`,
  full: (n) =>
    say`Ya valen ${n} de estos. Termina primero algunos: el comando “maintenance” los muestra.`,
  count: (n) => `${n} ${detections(n)} sin tarjeta`,
};
