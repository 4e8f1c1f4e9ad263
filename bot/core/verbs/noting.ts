// A note: free text or a photo that somebody adds to an alert. It changes no axis and is never refused for the state that
// the alert is in: what people know is wanted also after closing.
import type { Alert } from '../alert.ts';
import { type Decision, type Request, record, type Situation, unchanged } from '../decision.ts';

/** The longest note that is kept, and the most pictures with one. */
export const NOTE_MAX = 2_000;
export const NOTE_PICTURES_MAX = 10;

export function note(alert: Alert, request: Request, situation: Situation): Decision {
  const text = (request.text ?? '').trim().slice(0, NOTE_MAX);
  const pictures = (request.pictures ?? []).slice(0, NOTE_PICTURES_MAX);
  if (text === '' && pictures.length === 0) return unchanged(alert, { code: 'note-empty' });
  return record(unchanged(alert, null), {
    kind: 'note',
    at: situation.now,
    by: request.by.id,
    detail: {
      ...(text === '' ? {} : { note: text }),
      ...(pictures.length === 0 ? {} : { pictures }),
      ...writtenIn(request),
    },
  });
}

function writtenIn({ message }: Request): Readonly<Record<string, string>> {
  return message ? { message: message.address, platform: message.platform } : {};
}
