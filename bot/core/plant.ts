// The configuration of one site as the rules see it: channels, people, routes, policies. Made by `config`, read by all.

import type { EvidenceRules } from './evidence.ts';
import type { QuietHours } from './policy.ts';
import type { ShiftPlan } from './shifts/on-duty.ts';
import type { SuppressRule } from './suppression.ts';

export const PLATFORMS = ['slack', 'teams', 'console'] as const;
/** The chat platforms are data here: no rule may ask which one it is. */
export type Platform = (typeof PLATFORMS)[number];

export type Role = 'technician' | 'lead' | 'admin';
export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How a person is known on one platform. `tenant` is empty where the plant file names only a user id. */
export interface Identity {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
}

/** Somebody who may act. `id` is random and lasts; `key` is the plant file's name for them, null for strangers. */
export interface Person {
  readonly id: string;
  readonly key: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly identities: readonly Identity[];
}

/**
 * Who is asked: the alert's channel, the leads, whoever leads the shift that is on, the crew that is on (or the one that is
 * named), one person, or another channel.
 */
export type StepTarget =
  | { readonly kind: 'channel' }
  | { readonly kind: 'lead' }
  | { readonly kind: 'shift-lead' }
  | { readonly kind: 'crew'; readonly crew: string | null }
  | { readonly kind: 'person'; readonly key: string }
  | { readonly kind: 'other-channel'; readonly channel: string };

export interface Step {
  readonly to: StepTarget;
  /** Milliseconds after the opening. */
  readonly afterMs: number;
  /** Asked again so many times, so far apart, before the next step is due. */
  readonly repeat?: Repeat;
  /** Only a second person's acknowledgment stops the climbing. */
  readonly needsTwo?: true;
}

export interface Repeat {
  readonly times: number;
  readonly everyMs: number;
}

/** Who is asked when. The first step is the alert's own channel at once; `config` adds it where the file leaves it out. */
export interface Policy {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Milliseconds after the last step until the alert counts as expired. */
  readonly expireMs: number;
  /** Milliseconds without progress after which an owner is reminded; after twice that it climbs. */
  readonly idleMs: number;
  readonly quiet?: QuietHours;
}

/** Patterns with `*`, which also crosses `/`. All that are given must match. */
export interface Match {
  readonly asset?: string;
  readonly type?: string;
  readonly site?: string;
  readonly area?: string;
  readonly model?: string;
  readonly severity?: string;
  /** The letter of the shift that it is where the detection belongs, `-` for hours in which nobody is planned. */
  readonly shift?: string;
}

export interface Route {
  readonly match: Match;
  readonly channel: string;
  readonly policy: string;
  /** Milliseconds between observations within which a detection joins; null = as long as the alert is open. */
  readonly joinWithinMs: number | null;
  /** Milliseconds after closing within which a detection reopens the alert; null = never. */
  readonly reopenWithinMs: number | null;
}

/** The addresses of one channel, one for each platform that shows it. */
export type ChannelAddresses = Readonly<Partial<Record<Platform, string>>>;

export interface PlantPerson {
  readonly key: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly identities: readonly Identity[];
  /** In which they are spoken to privately; absent = the file does not say. */
  readonly language?: Language;
}

export interface Plant {
  readonly site: string;
  readonly timezone: string;
  /** Spoken where no channel and no person has one of their own. */
  readonly language: Language;
  /** Whether verified people who are not in the plant file may act (as technicians). */
  readonly strangers: 'allow' | 'deny';
  /** In the order of the file; the first is where detections without a route go. */
  readonly channels: ReadonlyMap<string, ChannelAddresses>;
  /** Of the channels that have one of their own, or that belong to a workspace that has. */
  readonly channelLanguages: ReadonlyMap<string, Language>;
  /** Of people who write from a workspace or a tenant, by its id; left out = none. */
  readonly workspaceLanguages?: ReadonlyMap<string, Language>;
  readonly people: readonly PlantPerson[];
  readonly routes: readonly Route[];
  readonly policies: ReadonlyMap<string, Policy>;
  /** Pictures that the bot fetches; left out = none. */
  readonly evidence?: EvidenceRules;
  readonly shifts: ShiftPlan;
  /** Types, or patterns of them, that nobody shelves or suppresses from chat; left out = none. */
  readonly highlyManaged?: readonly string[];
  /** What gets no card while a rule holds; left out = nothing. */
  readonly suppress?: readonly SuppressRule[];
}
