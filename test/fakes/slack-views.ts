// Forms and home pages of the fake Slack: a trigger opens one form, a home page is replaced whole, and whoever replaces one that
// was replaced meanwhile is told so.
import { randomUUID } from 'node:crypto';
import { type Args, type Method, refuse, type SlackView } from './slack-api.ts';
import { complaintsAboutView } from './slack-limits.ts';

export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  'views.open': (world, me, args) => {
    const view = viewOf(args);
    const complaints = complaintsAboutView(view);
    const user = world.triggers.get(args.trigger_id ?? '');
    if (user === undefined) return refuse('invalid_trigger_id');
    if (user === USED) return refuse('exchanged_trigger_id');
    world.triggers.set(args.trigger_id ?? '', USED);
    if (complaints.length > 0 || view?.type !== 'modal') return refused(complaints);
    const form: SlackView = { ...fresh(me.team, user), view };
    world.forms.push(form);
    return { ok: true, view: { id: form.id, hash: form.hash } };
  },

  'views.publish': (world, me, args) => {
    const view = viewOf(args);
    const complaints = complaintsAboutView(view);
    const user = args.user_id ?? '';
    if (world.users.get(user)?.team !== me.team) return refuse('user_not_found');
    if (complaints.length > 0 || view?.type !== 'home') return refused(complaints);
    const before = world.homes.get(user);
    if (args.hash !== undefined && args.hash !== before?.hash) return refuse('hash_conflict');
    const home: SlackView = { ...fresh(me.team, user), view };
    world.homes.set(user, home);
    return { ok: true, view: { id: home.id, hash: home.hash } };
  },
};

const USED = '';

function viewOf(args: Args): Record<string, unknown> | null {
  return args.view === undefined ? null : JSON.parse(args.view);
}

function fresh(team: string, user: string): Omit<SlackView, 'view'> {
  return { id: `V${randomUUID()}`, hash: randomUUID(), team, user };
}

function refused(complaints: readonly string[]) {
  return refuse('invalid_arguments', { response_metadata: { messages: complaints } });
}
