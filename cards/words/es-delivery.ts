// Español: lo que se dice de la entrega misma. Sin culpables, y con lo que hay que hacer.
import { ours, say, strong } from '../line.ts';
import type { DeliveryWords, Troubled } from '../words.ts';

export const delivery: DeliveryWords = {
  late: (cause, by) => {
    const late = say`🕐 ${strong('Mostrada con retraso')} de ${ours(by)}`;
    switch (cause) {
      case 'asked-to-wait':
        return say`${late}: el chat pidió una pausa`;
      case 'unavailable':
        return say`${late}: no se podía acceder al chat`;
      case 'pace':
        return say`${late}: había muchos mensajes en cola`;
    }
  },
  platform: { slack: 'Slack', teams: 'Teams', console: 'Consola' },
  kind: {
    queued: 'en cola',
    delayed: 'espera',
    posted: 'mostrada',
    updated: 'actualizada',
    unclear: 'no está claro si llegó',
    found: 'encontrada, había llegado',
    lost: 'alguien la borró',
    'posted-again': 'mostrada de nuevo',
    failed: 'no se pudo mostrar',
  },
  cause: {
    'asked-to-wait': 'se pidió esperar',
    unavailable: 'sin acceso',
    pace: 'en cola',
    order: 'esperó a su tarjeta',
  },
  refusal: {
    'not-member': 'el bot no es miembro; invítalo, por favor',
    'unknown-place': 'no existe ese canal, o el bot no puede verlo',
    archived: 'el canal está archivado',
    forbidden: 'el bot no puede escribir ahí',
    'person-gone': 'no se puede escribir ahí a esta persona',
    credentials: 'no se deja entrar al bot; revisa sus credenciales, por favor',
    card: 'la tarjeta no se acepta tal como es',
    removed: 'la planta ya no tiene este sitio',
    other: 'ahí se rechaza',
  },
  after: (duration) => `tras ${duration}`,
  updated: (times, last) => say`actualizada ${times}×, la última: ${last}`,
  troubled: (of, why) =>
    say`Ya no se puede llegar ${place(of)}: ${why}. Lo digo una vez, y otra cuando vuelva a funcionar.`,
  well: (of) => say`Ya se puede llegar de nuevo ${place(of)}.`,
};

/** With its preposition, which contracts with the article. */
function place(of: Troubled) {
  switch (of.kind) {
    case 'channel':
      return say`al canal ${of.name} (${ours(of.platform)})`;
    case 'person':
      return say`a ${of.name} (${ours(of.platform)})`;
    case 'platform':
      return say`a ${ours(of.platform)}`;
  }
}
