// What an activity tells of the places in Teams, whatever else it is about: which channel stands at which address, what it is
// called, and whether the app was added or taken away. Pure.
import { z } from 'zod';
import { type AnyActivity, withoutThread } from './activity.ts';

export type Change =
  | {
      readonly kind: 'seen';
      readonly channel: string;
      readonly team: string | null;
      /** Null where the activity does not name it. */
      readonly name: string | null;
    }
  | { readonly kind: 'installed'; readonly team: string | null; readonly channel: string | null }
  /** Nobody can write there any more: the app was taken away, or the place is gone. */
  | {
      readonly kind: 'gone';
      readonly why: 'removed' | 'deleted';
      readonly team: string | null;
      readonly channel: string | null;
    };

const Named = z.object({ id: z.string().min(1).max(512), name: z.string().max(512).nullish() });

const Facts = z.object({
  eventType: z.string().max(64).nullish().catch(null),
  team: Named.nullish().catch(null),
  channel: Named.nullish().catch(null),
  settings: z
    .object({ selectedChannel: Named.nullish().catch(null) })
    .nullish()
    .catch(null),
});

const Members = z.array(z.object({ id: z.string() }));

export function changesIn(activity: AnyActivity): readonly Change[] {
  const facts = Facts.safeParse(activity.channelData ?? {}).data ?? {};
  const team = facts.team?.id ?? null;
  const { eventType } = facts;
  const spoken = channelSpokenIn(activity);
  const channels = [facts.channel, facts.settings?.selectedChannel].flatMap((c) => c ?? []);
  if (spoken !== null && !channels.some((c) => c.id === spoken)) channels.push({ id: spoken });
  const seen = channels.map(({ id, name }): Change => {
    return { kind: 'seen', channel: withoutThread(id), team, name: name || null };
  });
  const here = { team, channel: team === null ? spoken : null };
  if (isTakenAway(activity)) return [{ kind: 'gone', why: 'removed', ...here }];
  if (eventType === 'channelDeleted') {
    const channel = facts.channel?.id ?? null;
    return channel === null ? [] : [{ kind: 'gone', why: 'deleted', team: null, channel }];
  }
  if (eventType === 'teamDeleted' || eventType === 'teamHardDeleted')
    return [{ kind: 'gone', why: 'deleted', ...here }];
  return isAdded(activity) ? [...seen, { kind: 'installed', ...here }] : seen;
}

/** Null in a 1:1 chat and where a whole team is meant. */
function channelSpokenIn({ conversation }: AnyActivity): string | null {
  if (!conversation?.id.startsWith('19:')) return null;
  return withoutThread(conversation.id);
}

function isAdded(activity: AnyActivity): boolean {
  if (activity.type === 'installationUpdate') return /^add/.test(activity.action ?? '');
  return isUs(activity.membersAdded, activity);
}

function isTakenAway(activity: AnyActivity): boolean {
  if (activity.type === 'installationUpdate') return /^remove/.test(activity.action ?? '');
  return isUs(activity.membersRemoved, activity);
}

function isUs(members: unknown, { recipient, type }: AnyActivity): boolean {
  const parsed = Members.safeParse(members);
  if (type !== 'conversationUpdate' || !parsed.success) return false;
  return parsed.data.some((m) => m.id === recipient?.id);
}
