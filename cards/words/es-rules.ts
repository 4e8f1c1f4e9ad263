// Español: lo que se dice sobre las reglas a quienes las hacen.
import type { AllVerb } from '../../bot/core/command/all.ts';
import { type Line, ours, say, strongInput } from '../line.ts';
import type { Users } from '../rules/model.ts';
import { tidy } from '../text.ts';
import type { Target } from '../words.ts';
import { listIn } from './forms.ts';
import type { RuleWords } from './rule-words.ts';

const list = listIn('es');

const ALL: Readonly<Record<AllVerb, string>> = {
  confirm: 'Confirmar',
  reject: 'Rechazar',
  take: 'Tomar',
  shelve: 'Aparcar',
};

export const rules: RuleWords = {
  channelsTitle: 'Canales',
  youAreHere: 'estás aquí',
  notRunning: 'no está en marcha',
  language: { en: 'inglés', de: 'alemán', es: 'español', fr: 'francés' },
  routesTitle: 'Rutas: vale la primera que encaja',
  everything: 'todo',
  noRoutes: 'No hay rutas.',
  goesTo: (channel, policy) => say`${strongInput(channel)}, escalado ${policy}`,
  joinsWithin: (duration) => `se une dentro de ${duration}`,
  theRest: (channel, policy) => say`Lo demás va a ${strongInput(channel)}, escalado ${policy}.`,
  routed: (place, channel, policy) =>
    place === null
      ? say`Ninguna ruta encaja: va a ${strongInput(channel)}, escalado ${policy}.`
      : say`Encaja la ruta ${place}: va a ${strongInput(channel)}, escalado ${policy}.`,
  policiesTitle: 'Escalados: a quién se avisa cuando nadie contesta',
  target,
  atOnce: 'enseguida',
  after: (duration) => `a los ${duration}`,
  repeats: (times, every) => `se avisa ${times} veces más, cada ${every}`,
  needsTwo: 'hasta que contesten dos',
  quiet: (from, to) => `Silencio de ${from} a ${to}`,
  clocks: (expire, idle) =>
    `Cuenta como sin respuesta ${expire} después del último paso. A quien se ocupa se le recuerda a los ${idle}.`,
  peopleTitle: 'Personas',
  noPeople: 'Aún no hay nadie en la planta.',
  role: { technician: 'técnico', lead: 'encargado', admin: 'administrador' },
  strangersTitle: 'Han actuado aquí, pero no están en la planta',
  tokensTitle: 'Claves de la API',
  noTokens: 'No hay más claves que la del arranque.',
  validUntil: (at) => say`hasta ${at}`,
  withoutEnd: 'sin fin',
  expiredOn: (at) => say`caducada ${at}`,
  plantTitle: (site, revision) => say`Planta ${strongInput(site)}, revisión ${revision}`,
  since: (at, who) =>
    who === null
      ? say`En vigor desde ${at}, del archivo de planta.`
      : say`En vigor desde ${at}, por ${strongInput(who)}.`,
  historyTitle: 'Últimos cambios',
  fromFile: 'otro archivo de planta',
  firstStart: 'primer arranque',
  takenBack: 'deshecho',
  droppedTitle: 'Ya no encaja con el archivo de planta y se ha descartado',
  fileTitle: 'La planta en vigor, como archivo de planta',
  fileElsewhere: (url) =>
    say`La planta es demasiado larga para un chat. Con una clave de administrador: GET ${url}`,
  added: 'añadida',
  removed: 'quitado',
  movedUp: 'sube',
  movedDown: 'baja',
  route: 'Ruta',
  more: (n) => `… y ${n} más.`,
  done: (revision) => `Hecho, revisión ${revision}`,
  undone: (revision) => `Deshecho, revisión ${revision}`,
  isNumber: (place) => `Es el número ${place} de la lista.`,
  undoHint: '«plant undo» lo deshace.',
  secret: (name) =>
    say`Clave ${strongInput(name)}. Solo se muestra esta vez, guárdala en un sitio seguro:`,
  revoked: (name) => say`La clave ${strongInput(name)} está retirada. Ya nadie entra con ella.`,
  claimed: (name) =>
    say`Te damos la bienvenida, ${strongInput(name)}: ahora administras esta planta.`,
  refusal: {
    'not-a-lead': () =>
      say`De las reglas se ocupan los encargados y los administradores. Pídeselo a uno de ellos.`,
    'not-an-admin': () => say`Esto solo lo puede hacer un administrador. Pídeselo a uno de ellos.`,
    unknown: ({ what, name }) => {
      const said = {
        channel: 'ningún canal',
        route: 'ninguna ruta',
        policy: 'ningún escalado',
        person: 'ninguna persona',
        token: 'ninguna clave',
      };
      return say`No hay ${ours(said[what])} ${strongInput(tidy(name, 60))}.`;
    },
    'not-in-a-channel': () => say`«here» es el canal donde se escribe. Escríbelo allí.`,
    'not-bound': ({ name }) => say`El canal ${strongInput(name)} no se muestra en esta plataforma.`,
    'channel-in-use': ({ name, users }) =>
      say`El canal ${strongInput(name)} aún hace falta: ${usedBy(users)}. Cambia eso primero.`,
    'policy-in-use': ({ name, users }) =>
      say`El escalado ${strongInput(name)} aún hace falta: ${usedBy(users)}. Cambia eso primero.`,
    'last-admin': () =>
      say`La planta se quedaría sin administrador. Dale primero el papel a otra persona.`,
    'who-is-that': ({ name }) =>
      say`No sé quién es ${tidy(name, 60)}. Menciónale con @ o da su identificador en esta plataforma.`,
    'route-at-end': () => say`Ya está al final de la lista.`,
    'no-change': () => say`Ya es así. No se ha cambiado nada.`,
    'nothing-to-undo': () => say`No queda ningún cambio hecho con comandos por deshacer.`,
    invalid: ({ fault }) => say`Así la planta no estaría bien: ${tidy(fault, 300)}`,
    'changed-meanwhile': ({ who }) =>
      who === null
        ? say`En el mismo momento entró otro archivo de planta. No se ha cambiado nada tuyo; mira otra vez.`
        : say`${strongInput(tidy(who, 60))} cambió las reglas en el mismo momento. No se ha cambiado nada tuyo; mira otra vez.`,
    'too-many-changes': () =>
      say`Hay demasiados cambios sobre el archivo de planta. Pásalos al archivo («plant export») y arranca de nuevo.`,
    'token-exists': ({ name }) => say`Ya hay una clave ${strongInput(name)}.`,
    'too-many-tokens': () => say`Hay demasiadas claves. Retira una primero.`,
    'not-alone': () =>
      say`No puedo escribirte a solas, así que el secreto no se muestra aquí. Retira la clave y pídela otra vez en nuestro chat directo.`,
    'claim-wrong': () => say`Ese no es el código. Se mostró donde el bot arrancó por primera vez.`,
    'claim-too-often': () => say`Han sido muchos intentos. Espera una hora, por favor.`,
    'claim-over': ({ admins }) =>
      admins.length === 0
        ? say`El código ya se usó. Nombra un administrador en el archivo de planta.`
        : say`Esta planta ya tiene administrador: ${strongInput(list(admins.map((a) => tidy(a, 60))))}.`,
  },
  question: {
    'sure-all': ({ verb, n, name }) =>
      say`¿${ours(ALL[verb])} ${n} alertas abiertas${about(name)}?`,
    'bound-elsewhere': ({ name }) =>
      say`El canal ${strongInput(name)} está en otro sitio. ¿Lo traigo aquí?`,
    taken: ({ name, other }) =>
      say`Este sitio ya es el canal ${strongInput(other)}. ¿Pongo también ${strongInput(name)} aquí?`,
    'what-with': ({ name }) => say`¿Qué hago con ${strongInput(tidy(name, 60))}?`,
    'which-channel': () => say`¿A qué canal debe ir?`,
    'which-role': ({ name }) => say`¿Qué papel tendrá ${strongInput(tidy(name, 60))}?`,
    'which-language': ({ name }) => say`¿Qué idioma para ${strongInput(tidy(name, 60))}?`,
    'which-scopes': ({ name }) => say`¿Qué puede hacer la clave ${strongInput(name)}?`,
  },
  label: {
    'do-all': ({ n }) => `Sí, las ${n}`,
    'move-here': () => 'Sí, aquí',
    leave: () => 'Dejarlo así',
    here: () => 'Ponerlo aquí',
    off: () => 'Quitarlo de aquí',
    language: () => 'Idioma',
    role: () => 'Papel',
    up: () => 'Subir',
    down: () => 'Bajar',
    remove: () => 'Quitar',
    add: ({ name }) => `Añadir a ${tidy(name, 26)}`,
  },
};

function usedBy({ routes, policies }: Users): Line {
  return say`${ours(
    list([...routes.map((n) => `la ruta ${n}`), ...policies.map((name) => `el escalado ${name}`)]),
  )}`;
}

function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`su canal`;
    case 'lead':
      return say`los encargados`;
    case 'shift-lead':
      return say`el jefe de turno`;
    case 'crew':
      return to.name === null ? say`el equipo de turno` : say`el equipo ${to.name}`;
    case 'person':
      return say`${to.name}`;
    case 'other-channel':
      return say`el canal ${to.name}`;
  }
}

/** What is meant, where that was said. */
function about(name: string): Line {
  return name === '' ? [] : say` (${tidy(name, 80)})`;
}
