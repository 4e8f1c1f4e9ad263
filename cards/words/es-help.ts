// Español: lo que enumera la ayuda y qué significa cada línea.
import type { ReplyWords } from '../words.ts';

export const helpGroup: ReplyWords['helpGroup'] = {
  alerts: 'Alertas',
  rules: 'Reglas (responsables de turno y administradores)',
  access: 'Accesos (administradores)',
};

export const help: ReplyWords['help'] = {
  open: 'todo lo que está abierto',
  mine: 'lo que es tuyo',
  'show ID': 'una alerta con su historial',
  report: 'cuántas veces acertaron los modelos y lo rápido que contestamos',
  'confirm ID': 'es real; pasa a ser tuya si no es de nadie',
  'reject ID': 'no es real; la cierra',
  'escalate ID': 'avisa ahora a los siguientes',
  'take ID': 'la haces tuya',
  'resolve ID': 'el trabajo está hecho; la cierra',
  'note ID …': 'añade una nota para los demás',
  'miss ASSET TYPE [when]':
    'algo real que nadie avisó, por ejemplo: miss line-1/station-12 scratch 10m ago',
  help: 'esta lista. Bastan los 4 últimos caracteres de un número.',
  channel: 'los canales y dónde se muestran',
  'channel NAME here': 'muestra ese canal donde escribes esto',
  'channel NAME off': 'deja de mostrarlo en esta plataforma',
  'channel NAME language de': 'el idioma de sus tarjetas',
  route: 'adónde van las detecciones, por orden',
  'route add asset=… channel=NAME':
    'una más; también type= severity= area= model= policy= joinWithin=',
  'route N up': 'se mira antes',
  'route N down': 'se mira después',
  'route N remove': 'la quita',
  'route test asset=… type=…': 'qué ruta toma una detección así',
  policy: 'a quién se avisa cuando nadie contesta',
  'policy NAME set channel@0s lead@10m': 'sus pasos; después expire 20m, idle 60m',
  'policy NAME remove': 'quita uno que nadie usa',
  person: 'las personas y sus papeles',
  'person NAME add @WHO lead': 'añade a alguien; sin papel, como técnico',
  'person NAME role lead': 'technician, lead o admin',
  'person NAME language es': 'el idioma de las respuestas privadas',
  'person NAME remove': 'quita a alguien de la planta',
  model: 'los modelos y cuántas veces acertaron',
  plant: 'qué reglas rigen, desde cuándo y por quién',
  'plant export': 'las reglas como archivo de planta',
  'plant undo': 'deshace el último cambio',
  token: 'las claves de la API',
  'token add NAME ingest,read 90d': 'una nueva; su secreto se muestra una vez',
  'token NAME revoke': 'la retira',
};
