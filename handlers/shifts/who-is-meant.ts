// Names in commands about shifts: whom somebody means, and what the people in an answer are called.
import type { PersonId } from '../../bot/core/alert.ts';
import { personMeant } from '../../bot/core/people.ts';
import type { Person } from '../../bot/core/plant.ts';
import type { Override } from '../../bot/core/shifts/on-duty.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import type { ShiftRefusal } from '../../cards/shifts/model.ts';
import type { Deps } from '../deps.ts';

export type Meant =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly refusal: ShiftRefusal };

/** `me` is whoever types it. */
export function whoIsMeant(typed: string, call: CommandCall, by: Person, deps: Deps): Meant {
  if (/^@?me$/i.test(typed)) return { ok: true, person: by };
  const mention = call.mentions?.find((m) => m.kind === 'person' && m.text === typed);
  const { platform } = call.sender;
  const mentioned = mention === undefined ? null : { platform, user: mention.id };
  const others = deps.around.people.filter((p) => p.id !== by.id);
  const found = personMeant({ typed, mentioned }, [by, ...others]);
  if (found.kind === 'found') return { ok: true, person: found.person };
  if (found.kind === 'nobody') return { ok: false, refusal: { code: 'unknown-person', typed } };
  const names = found.people.map((p) => p.name);
  return { ok: false, refusal: { code: 'several-people', typed, names } };
}

export function refused(refusal: ShiftRefusal): ReplyBody {
  return { kind: 'shift-refused', refusal };
}

/** Everybody whom these arrangements name. */
export async function namesOf(
  overrides: readonly Override[],
  deps: Deps,
): Promise<ReadonlyMap<PersonId, string>> {
  const ids = overrides.flatMap((o): readonly PersonId[] => {
    if (o.kind === 'crew') return [o.by];
    return o.kind === 'away' || o.insteadOf === null
      ? [o.by, o.person]
      : [o.by, o.person, o.insteadOf];
  });
  const people = await deps.store.people([...new Set(ids)]);
  return new Map(people.map((p) => [p.id, p.name]));
}
