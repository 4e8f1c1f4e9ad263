// Español: lo que dicen las tarjetas y las preguntas. Palabras cortas, frases completas, sin jerga.
import { type Line, ours, say, strong, strongInput } from '../line.ts';
import type { AskWords, CardWords, Target, Words } from '../words.ts';
import { delivery } from './es-delivery.ts';
import { digest } from './es-digest.ts';
import { form } from './es-form.ts';
import { handover } from './es-handover.ts';
import { home } from './es-home.ts';
import { reply } from './es-reply.ts';
import { report } from './es-report.ts';
import { rules } from './es-rules.ts';
import { shifts } from './es-shifts.ts';
import { suppress } from './es-suppress.ts';
import { told } from './es-told.ts';
import { durationIn, noted, timed } from './forms.ts';

const plural = new Intl.PluralRules('es');
const hora = timed('a las ');
const desde = timed('desde las ', 'desde ');
const hasta = timed('hasta las ', 'hasta ');

const card: CardWords = {
  severity: { low: 'Baja', medium: 'Media', high: 'Alta', critical: 'Crítica' },
  button: {
    confirm: 'Confirmar',
    reject: 'Rechazar',
    escalate: 'Escalar',
    take: 'Asumir',
    resolve: 'Resolver',
    undo: 'Deshacer',
    shelve: 'Aplazar',
    'cant-tell': 'No lo sé',
    disagree: 'No estoy de acuerdo',
    'hand-over': 'Pedirla',
    accept: 'Aceptar',
    decline: 'No aceptar',
    note: 'Nota',
  },
  cantTake: 'No puedo',
  shelveUntil: { shiftEnd: 'Aplazar a fin de turno', hours: (n) => `Aplazar ${n} h` },
  shelfQuestion: '¿Aplazada cuánto tiempo y por qué? Un toque cada uno, si quieres.',
  otherTime: '¿Cuánto tiempo?',
  shelfReason: {
    'S-PARTS': 'Espera piezas',
    'S-PLAN': 'Reparación prevista',
    'S-WATCH': 'En observación',
    'S-SENSOR': 'Sensor averiado',
    'S-NUISANCE': 'Demasiado frecuente',
  },
  sendReason: 'Enviar',
  reason: {
    'C-INSP': 'Lo he comprobado',
    'C-EVID': 'Se ve en los datos',
    'C-FIXED': 'Ya reparado',
    'C-WO': 'Requiere orden',
    'R-NONE': 'No hay nada',
    'R-NORMAL': 'Normal aquí',
    'R-KNOWN': 'Ya conocido',
    'R-MAINT': 'Mantenimiento',
    'R-SENSOR': 'Sensor averiado',
    'R-WHERE': 'Equipo o lugar erróneo',
    'R-TYPE': 'Real, pero otro fallo',
    'R-EARLY': 'Real, demasiado pronto',
    'R-LATE': 'Real, demasiado tarde',
  },
  buttonAbout: (text, title) => `${text}: ${title}`,
  sureness: {
    very: 'modelo muy seguro',
    fairly: 'modelo bastante seguro',
    half: 'modelo algo seguro',
    little: 'modelo poco seguro',
  },
  noSureness: 'sin nivel de confianza',
  limit: 'límite',
  pictureAlt: (asset) => `Imagen de ${asset}`,
  pictureElsewhere: (alt, url) => say`Imagen: ${alt} (${url})`,
  pictureComing: (alt) => say`Imagen: ${alt} (cargando)`,
  pictureFailed: (alt, url) => say`Imagen: ${alt} (no se pudo cargar: ${url})`,
  ask: 'Confirma o rechaza.',
  stillAsk: '¿Era real? Confirma o rechaza.',
  closed: (severity) => `${severity}, cerrada`,
  wasItReal: '¿Era real? Un toque ayuda al modelo a aprender.',
  reasonQuestion: {
    real: '¿Cómo lo sabes? Un toque ayuda al modelo a aprender.',
    not_real: '¿Por qué no es real? Un toque ayuda al modelo a aprender.',
  },
  otherReason: 'Otro motivo',
  chooseReason: 'Elegir …',
  confirmed: (who, when, after) =>
    say`✅ ${strong('Confirmada')} por ${strongInput(who)} ${hora(when)}, ${ours(after)} después de abrirse`,
  rejected: (who, when, after) =>
    say`❌ ${strong('Rechazada')} por ${strongInput(who)} ${hora(when)}, ${ours(after)} después de abrirse`,
  unsure: (who, when) =>
    say`🤔 ${strongInput(who)} ${strong('no lo sabe')} (${when}). ¿Lo sabe alguien más?`,
  contested: say`⚖️ ${strong('Sin acuerdo')}: hay opiniones distintas sobre si es real`,
  disagreed: (who, when) =>
    say`⚖️ ${strong('Sin acuerdo')}: ${strongInput(who)} no lo ve igual (${when})`,
  because: (reason) => say` (${reason})`,
  needsSecond: say`👥 ${strong('Una segunda persona')} debe acusar recibo también`,
  climbed: (to, cause) => {
    switch (cause.kind) {
      case 'by-hand':
        return say`⏫ ${strong('Escalada')} por ${strongInput(cause.who)} ${hora(cause.at)} ${target(to)}`;
      case 'idle':
        return say`⏫ ${strong('Pasa')} ${target(to)}: hace rato que no pasa nada`;
      case 'silence':
        return say`⏫ ${strong('Pasa')} ${target(to)}: nadie ha contestado`;
    }
  },
  expired: say`⏰ ${strong('Se ha avisado a todos')} y nadie ha contestado todavía`,
  shelved: (who, until, reason) =>
    reason === null
      ? say`💤 ${strong('Aplazada')} por ${strongInput(who)} ${hasta(until)}`
      : say`💤 ${strong('Aplazada')} por ${strongInput(who)} ${hasta(until)}. Motivo: ${reason}`,
  cleared: say`☑️ ${strong('Terminada')}: según la fuente, ya no ocurre`,
  clearedOwned: say`☑️ Según la fuente, ya no ocurre`,
  resolved: (who, when) => say`🏁 ${strong('Resuelta')} por ${strongInput(who)} ${hora(when)}`,
  offered: (from, to) => say`🤝 ${strongInput(from)} quiere pasar esto a ${strongInput(to)}`,
  offeredToCrew: (from, crew) =>
    say`🤝 ${strongInput(from)} quiere pasar esto al equipo ${strongInput(crew)}`,
  wanted: (from, to) =>
    say`🤝 ${strongInput(to)} quiere asumir esto en lugar de ${strongInput(from)}`,
  owner: (who, since) =>
    since === null
      ? say`Responsable: ${strongInput(who)}`
      : say`Responsable: ${strongInput(who)} ${desde(since)}`,
  noOwner: [strong('Sin responsable')],
  nextStep: (to, when) => say`pasa ${target(to)} ${hora(when)}`,
  nextExpiry: (when) => say`no queda nadie a quien avisar; ${hora(when)} cuenta como sin respuesta`,
  nextAgain: (when) => say`nuevo aviso ${hora(when)}`,
  nextReminder: (when) => say`recordatorio ${hora(when)}`,
  nextUnshelve: (when) => say`vuelve ${hora(when)}`,
  count: (n, latest, tempo) => {
    const what = plural.select(n) === 'one' ? 'detección' : 'detecciones';
    const pace =
      tempo === null
        ? ''
        : tempo === 'faster'
          ? ', cada vez más seguidas'
          : ', cada vez más espaciadas';
    return say`${n} ${ours(what)}, la última ${hora(latest)}${ours(pace)}`;
  },
  past: (x, n) => {
    if (x === n) return say`En este equipo, las ${n} últimas fueron todas reales`;
    if (x === 0) return say`En este equipo, ninguna de las ${n} últimas fue real`;
    const were = plural.select(x) === 'one' ? 'fue real' : 'fueron reales';
    return say`En este equipo, ${x} de las ${n} últimas ${ours(were)}`;
  },
  trend: (name, { from, isUp }, to) => `${name} ${isUp ? 'sube' : 'baja'} de ${from} a ${to}`,
  id: (shortId) => say`n.º ${shortId}`,
  sentence: (severity, title, asset, when) => say`${ours(severity)}: ${title}, ${asset}, ${when}.`,
};

/** With its preposition, which contracts with the article. */
function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`a este canal`;
    case 'lead':
      return say`al encargado`;
    case 'shift-lead':
      return say`al jefe de turno`;
    case 'crew':
      return to.name === null ? say`al equipo de turno` : say`al equipo ${to.name}`;
    case 'person':
      return say`a ${to.name}`;
    case 'other-channel':
      return say`al canal ${to.name}`;
  }
}

const ask: AskWords = {
  sentence: {
    step: ({ opened, cause }) => {
      switch (cause.kind) {
        case 'by-hand':
          return say`${cause.who} te ha escalado esto. Échale un vistazo, por favor.`;
        case 'idle':
          return say`${cause.who} es responsable y hace rato que no pasa nada. Échale un vistazo, por favor.`;
        case 'silence':
          return say`Nadie ha contestado ${desde(opened)}. Échale un vistazo, por favor.`;
      }
    },
    again: ({ opened, cause }) =>
      cause.kind === 'by-hand'
        ? say`${cause.who} vuelve a preguntar. Echadle un vistazo, por favor.`
        : say`Esto sigue sin respuesta, abierto ${desde(opened)}. Echadle un vistazo, por favor.`,
    expired: ({ opened }) =>
      say`Se ha avisado a todos y nadie ha contestado ${desde(opened)}. Échale un vistazo, por favor.`,
    idle: ({ opened }) =>
      say`Esto es tuyo, abierto ${desde(opened)}, y hace rato que no pasa nada. ¿Sigues con ello?`,
    unattended: () =>
      say`Andon encontró esta alerta sin responsable y sin reloj en marcha. No debe ocurrir: ocúpese de ella y avise a quien mantiene Andon.`,
    'expired-admins': ({ opened }) =>
      say`Se ha avisado a todos y nadie ha contestado ${desde(opened)}. Sigue abierto: busca a alguien, por favor.`,
    unreached: ({ missed }) =>
      say`Andon debía avisar de esto ${target(missed)} y ahí no puede llegar a nadie. Échale un vistazo, por favor, y revisa a quién nombra ahí la planta.`,
    'rejected-yours': ({ who }) =>
      say`${who} ha rechazado esto mientras era tuyo. No queda nada por hacer.`,
    'taken-from-you': ({ who }) => say`${who} ha asumido esto en tu lugar.`,
    'hand-over': ({ who, offer }) => {
      if (offer === null) return say`${who} quiere asumir esto en tu lugar. ¿Estás de acuerdo?`;
      if (offer.crew !== null)
        return say`${who} quiere pasar esto al equipo ${offer.crew}. ¿Quién lo acepta?`;
      return say`${who} quiere pasarte esto. ¿Lo aceptas?`;
    },
    undelivered: ({ lost }) =>
      lost === null
        ? say`Esto no se ha podido mostrar en todos los sitios. Revisa el canal, por favor.`
        : delivery.troubled(lost.of, lost.why),
    'delivered-again': ({ lost }) => (lost === null ? [] : delivery.well(lost.of)),
  },
  past: say`Este traspaso ya está resuelto: no queda nada que contestar.`,
  news: {
    handedOver: (to, from) =>
      say`🤝 ${strongInput(to)} ha tomado el relevo de ${strongInput(from)}`,
    declined: (who) => say`🤝 ${strongInput(who)} ha rechazado el relevo`,
    cantTake: (who) => say`🙅 ${strongInput(who)} no puede ocuparse`,
    unshelved: say`⏰ Ya no está aplazada`,
    undone: (who, verb) => say`↩️ ${strongInput(who)} ha deshecho «${ours(verb)}»`,
    note: (who, text, pictures) =>
      say`📝 ${strongInput(who)}: ${noted(text, pictures, photos(pictures))}`,
  },
};

function photos(n: number): string {
  return plural.select(n) === 'one' ? `${n} foto` : `${n} fotos`;
}

export const es: Words = {
  somebody: 'alguien',
  percent: (whole) => `${whole} %`,
  over99: 'más del 99 %',
  under1: 'menos del 1 %',
  duration: durationIn({ second: 's', minute: 'min', hour: 'h', day: 'd' }),
  received: 'Recibido.',
  repeated: 'Esto ya había llegado. La tarjeta muestra el resultado.',
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
