// The shape of the plant file, and what is said where it is wrong. Names that refer to other parts of the file are checked
// in names.ts. An unknown key is a fault: a misspelt wish must not be ignored.
import { z } from 'zod';
import { LANGUAGES, PLATFORMS } from '../bot/core/plant.ts';
import { isZone } from '../bot/core/time.ts';
import {
  atMost,
  duration,
  Glob,
  Match,
  NAME,
  optionalMap,
  say,
  section,
  text,
  Words,
} from './fields.ts';
import { isPictureHost } from './picture-host.ts';
import { Policy } from './policies.ts';
import { Calendar, Crew, MAX_CREWS, MAX_ROSTERS, Roster } from './shifts.ts';
import { Suppress } from './suppress.ts';

export const MAX_CHANNELS = 500;
const MAX_WORKSPACES = 50;
export const MAX_PEOPLE = 5_000;
export const MAX_ROUTES = 1_000;
export const MAX_POLICIES = 200;
export const MAX_TYPES = 1_000;
export const MAX_PICTURE_HOSTS = 200;
/** The largest picture that may be asked for, and what is fetched where the file does not say. */
export const MAX_PICTURE_BYTES = 20_000_000;
export const DEFAULT_PICTURE_BYTES = 5_000_000;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const ChannelName = text('must be the name of a channel', NAME);

const Tongue = z.enum(LANGUAGES, { error: say('must be en, de, es or fr') });

const Zone = z
  .string({ error: say('must be a time zone such as Europe/Paris') })
  .refine(isZone, 'is not a known time zone; it looks like Europe/Paris');

const Channel = section({
  slack: text(
    'must be the id of a Slack channel such as C0123ABCD (not its name; Slack shows it under "About")',
    /^[CDG][A-Z0-9]{1,30}$/,
  ).optional(),
  teams: text(
    'must be the id of a Teams channel such as "19:…@thread.tacv2"',
    /^19:[^\s@%]{1,200}@[a-z0-9.]{1,50}$/i,
  ).optional(),
  console: text('must be a name for the channel in the console', NAME).optional(),
  language: Tongue.optional(),
}).refine((c) => PLATFORMS.some((p) => p in c), 'needs at least one of slack, teams, console');

/** A workspace of Slack's or a tenant of Microsoft's, where several are served. */
const Workspace = section({
  language: Tongue,
  channels: z.array(ChannelName, { error: say('must be a list of channels') }).optional(),
});

const WORKSPACE_ID = /^[TE][A-Z0-9]{1,30}$/;

/** Tenants are compared in lower case, workspaces as they are. */
export function workspaceId(id: string): string {
  return GUID.test(id) ? id.toLowerCase() : id;
}

export function isWorkspaceId(id: string): boolean {
  return WORKSPACE_ID.test(id) || GUID.test(id);
}

const Person = section({
  name: Words,
  roles: z
    .array(
      z.enum(['technician', 'lead', 'admin'], {
        error: say('must be technician, lead or admin'),
      }),
      { error: say('must be a list of roles, for example [lead]') },
    )
    .optional(),
  slack: text(
    'must be the id of a Slack member such as U0123ABCD, or of a user group such as S0123ABCD',
    /^[UWS][A-Z0-9]{1,30}$/,
  ).optional(),
  teams: z
    .string({ error: say('must be a Teams id: "29:…" or an Entra object id') })
    .refine((id) => isTeamsUser(id), 'must be a Teams id: "29:…" or an Entra object id')
    .transform(teamsUser)
    .optional(),
  language: Tongue.optional(),
});

function isTeamsUser(id: string): boolean {
  return /^29:[^\s]{1,200}$/.test(id) || GUID.test(id);
}

/** Entra object ids are compared in lower case; `29:` ids as they are. */
export function teamsUser(id: string): string {
  return GUID.test(id) ? id.toLowerCase() : id;
}

/** What holds for a type of detection, named or by a pattern. */
const TypeOf = section({
  highlyManaged: z.boolean({ error: say('must be true or false') }).optional(),
});

const Route = section({
  match: Match,
  channel: ChannelName,
  policy: text('must be the name of a policy', NAME).optional(),
  joinWithin: duration(0).optional(),
  reopenWithin: duration(0).optional(),
});

const Host = z
  .string({ error: say('must be the name or the address of a host') })
  .refine(
    (host) => isPictureHost(host),
    'must be a host such as cam-1.plant.local, cam-*.plant.local, 10.0.4.7 or 10.0.4.*, without http:// (:PORT may follow)',
  )
  .transform((host) => host.toLowerCase());

const Size = z
  .union([z.number(), z.string()], { error: say('must be a size such as 500kB or 5MB') })
  .transform((given, context) => {
    const [, digits = '', unit = ''] = /^(\d{1,9})\s?(k|m)?b?$/i.exec(String(given)) ?? [];
    const bytes = Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit.toLowerCase()] ?? 1);
    if (digits !== '' && bytes >= 1_000 && bytes <= MAX_PICTURE_BYTES) return bytes;
    context.addIssue('must be a size from 1kB to 20MB, such as 500kB or 5MB');
    return z.NEVER;
  });

const EvidencePart = section({
  hosts: z
    .array(Host, { error: say('must be a list of hosts') })
    .max(MAX_PICTURE_HOSTS, `has more than ${MAX_PICTURE_HOSTS} hosts`),
  maxBytes: Size.optional(),
});

export const PlantFile = section({
  apiVersion: z.literal('andon/v1', { error: say('must be andon/v1') }),
  site: Words,
  timezone: Zone.default('UTC'),
  language: Tongue.default('en'),
  strangers: z.enum(['allow', 'deny'], { error: say('must be allow or deny') }).default('allow'),
  channels: z
    .record(z.string(), Channel, { error: say('must be a map of channels, by name') })
    .refine((map) => Object.keys(map).length > 0, 'needs at least one channel')
    .check(atMost(MAX_CHANNELS, 'channels')),
  workspaces: optionalMap(Workspace, 'workspaces').check(atMost(MAX_WORKSPACES, 'workspaces')),
  people: optionalMap(Person, 'people').check(atMost(MAX_PEOPLE, 'people')),
  routes: z
    .array(Route, { error: say('must be a list of routes') })
    .max(MAX_ROUTES, `has more than ${MAX_ROUTES} routes`)
    .nullish(),
  policies: optionalMap(Policy, 'policies').check(atMost(MAX_POLICIES, 'policies')),
  evidence: EvidencePart.nullish(),
  shifts: optionalMap(Roster, 'rosters').check(atMost(MAX_ROSTERS, 'rosters')),
  crews: optionalMap(Crew, 'crews').check(atMost(MAX_CREWS, 'crews')),
  calendar: Calendar.nullish(),
  types: optionalMap(TypeOf, 'types')
    .check(atMost(MAX_TYPES, 'types'))
    .refine(
      (map) => Object.keys(map ?? {}).every((type) => Glob.safeParse(type).success),
      'names each type by text in which * stands for anything',
    ),
  suppress: Suppress.nullish(),
});
export type PlantFile = z.infer<typeof PlantFile>;

/** Whether a key of channels, people, policies, shifts or crews may be called so. */
export function isName(key: string): boolean {
  return NAME.test(key);
}
