// The directory of the fake Slack: people, channels and user groups by name, page by page as Slack gives them.
import type { Args, Method } from './slack-api.ts';
import { refuse } from './slack-api.ts';

export const NAME_METHODS: Readonly<Record<string, Method>> = {
  'users.info': (world, me, args) => {
    const user = world.users.get(args.user ?? '');
    if (user?.team !== me.team) return refuse('user_not_found');
    return { ok: true, user: memberOf(args.user ?? '', user.name) };
  },
  'users.list': (world, me, args) => {
    const all = [...world.users].filter(([, u]) => u.team === me.team);
    const { items, response_metadata } = pageOf(all, args);
    return { ok: true, members: items.map(([id, u]) => memberOf(id, u.name)), response_metadata };
  },
  'conversations.list': (world, me, args) => {
    const all = [...world.rooms.values()]
      .filter((r) => r.team === me.team && !r.id.startsWith('D'))
      .filter((r) => r.hasBot || r.isPrivate !== true)
      .filter((r) => !(args.exclude_archived === 'true' && r.isArchived === true));
    const { items, response_metadata } = pageOf(all, args);
    const channels = items.map((r) => ({ id: r.id, name: r.name ?? r.id.toLowerCase() }));
    return { ok: true, channels, response_metadata };
  },
  'usergroups.list': () => ({
    ok: true,
    usergroups: [{ id: 'S0GROUP001', handle: 'maintenance', name: 'Maintenance' }],
  }),
};

function memberOf(id: string, name: string): object {
  return { id, name, real_name: `${name} of the plant`, profile: { display_name: name } };
}

function pageOf<T>(all: readonly T[], args: Args) {
  const start = Number(args.cursor ?? 0);
  const end = start + Number(args.limit ?? 100);
  const next_cursor = end < all.length ? String(end) : '';
  return { items: all.slice(start, end), response_metadata: { next_cursor } };
}
