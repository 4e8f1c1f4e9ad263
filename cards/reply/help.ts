// What help lists, in which order, for whom. What is typed is the same in every language; what it means stands in the words.
import type { Role } from '../../bot/core/plant.ts';

export type HelpGroup = 'alerts' | 'shifts' | 'crews' | 'suppress' | 'rules' | 'access';

/** Each group with what is typed: the least role that may do it, and its lines. */
export const HELP = {
  alerts: {
    role: 'technician',
    usages: [
      'open',
      'mine',
      'show ID',
      'report today|shift|week',
      'confirm ID',
      'reject ID',
      'escalate ID',
      'take ID',
      'resolve ID',
      'take all',
      'reject all TYPE on ASSET',
      'hand-over ID @person',
      'hand-over ID crew NAME',
      'note ID …',
      'miss ASSET TYPE [when]',
      'maintenance',
      'help',
    ],
  },
  shifts: {
    role: 'technician',
    usages: [
      'on',
      'on AREA',
      'off',
      'who',
      'shift',
      'shift calendar',
      'cover @WHO until 06:00',
      'cover me',
      'handover',
      'handover note …',
      'handover drop N',
    ],
  },
  crews: {
    role: 'lead',
    usages: ['off @WHO', 'shift swap CREW until 18:00', 'shift cover @WHO by @WHO from 22:00'],
  },
  suppress: {
    role: 'lead',
    usages: [
      'maintenance ASSET 4h REASON',
      'maintenance off ASSET',
      'out-of-service ASSET REASON',
      'in-service ASSET',
      'state ASSET stopped',
    ],
  },
  rules: {
    role: 'lead',
    usages: [
      'channel',
      'channel NAME here',
      'channel NAME off',
      'channel NAME language de',
      'route',
      'route add asset=… channel=NAME',
      'route N up',
      'route N down',
      'route N remove',
      'route test asset=… type=…',
      'policy',
      'policy NAME set channel@0s lead@10m',
      'policy NAME remove',
      'person',
      'person NAME add @WHO lead',
      'person NAME role lead',
      'person NAME language es',
      'person NAME remove',
      'model',
      'plant',
      'plant export',
      'plant undo',
    ],
  },
  access: {
    role: 'admin',
    usages: ['token', 'token add NAME ingest,read 90d', 'token NAME revoke'],
  },
} as const satisfies Partial<Record<HelpGroup, { role: Role; usages: readonly string[] }>>;

export type HelpGroupKey = keyof typeof HELP;
export type HelpUsage = (typeof HELP)[HelpGroupKey]['usages'][number];

const RANK: Readonly<Record<Role, number>> = { technician: 0, lead: 1, admin: 2 };

export interface HelpPart {
  readonly group: HelpGroupKey;
  readonly usages: readonly HelpUsage[];
}

/** What somebody with that role may do; about one word alone, where one is given and listed. */
export function helpFor(role: Role, word: string | null): readonly HelpPart[] {
  const all = (Object.keys(HELP) as HelpGroupKey[])
    .filter((group) => RANK[HELP[group].role] <= RANK[role])
    .map((group): HelpPart => ({ group, usages: HELP[group].usages }));
  const about = all
    .map((part) => ({ ...part, usages: part.usages.filter((u) => u.split(' ', 1)[0] === word) }))
    .filter((part) => part.usages.length > 0);
  return word === null || about.length === 0 ? all : about;
}
