// In which language somebody is spoken to: a channel in its own, a person in theirs wherever they are. The site's language, or
// that of the workspace, is what is spoken where nobody said otherwise.
import {
  type Identity,
  LANGUAGES,
  type Language,
  type Person,
  type Plant,
  type Platform,
} from './plant.ts';
import { channelAt } from './routing.ts';
import type { Setting } from './view.ts';

export interface Site {
  readonly plant: Plant;
  readonly publicUrl: string;
}

/** What is known of the moment in which a person is spoken to. */
export interface Hearing {
  /** What the platform told of their language (BCP 47), if anything. */
  readonly locale?: string | null | undefined;
  /** The plant's name of the channel that it is about. */
  readonly channel: string | null;
  /** The workspace or tenant that they write from, where it is known. */
  readonly tenant?: string;
}

/** For everybody in a channel: cards, asks and threads there. */
export function settingIn(channel: string | null, site: Site): Setting {
  return settingWith(channelLanguage(channel, site.plant) ?? site.plant.language, site);
}

/** For one person alone: direct messages and private answers. */
export function settingFor(person: Pick<Person, 'key'>, hearing: Hearing, site: Site): Setting {
  const { plant } = site;
  const own = plant.people.find((p) => p.key === person.key)?.language;
  const { locale, channel, tenant = '' } = hearing;
  const language = own ?? spokenIn(locale) ?? channelLanguage(channel, plant);
  return settingWith(language ?? plant.workspaceLanguages?.get(tenant) ?? plant.language, site);
}

/** The same from what a platform tells of somebody at once, where nothing can be looked up in time. */
export function settingOfUser(
  of: {
    readonly platform: Platform;
    readonly user: string;
    /** The platform's address of the channel. */
    readonly address: string | null;
    /** The workspace or tenant that they write from, where it is known. */
    readonly tenant?: string | undefined;
  },
  site: Site,
): Setting {
  const { platform, user, address, tenant } = of;
  const isThem = (i: Identity): boolean => i.platform === platform && i.user === user;
  const person = site.plant.people.find((p) => p.identities.some(isThem));
  const channel = channelAt(platform, address, site.plant);
  return settingFor({ key: person?.key ?? null }, { channel, ...(tenant && { tenant }) }, site);
}

function settingWith(language: Language, { plant, publicUrl }: Site): Setting {
  const { timezone, highlyManaged, people } = plant;
  const { rosters } = plant.shifts;
  return {
    ...{ language, timezone, publicUrl },
    ...(rosters.length === 0 ? {} : { rosters }),
    ...(people.length === 0 ? {} : { people }),
    ...(highlyManaged === undefined ? {} : { highlyManaged }),
  };
}

function channelLanguage(channel: string | null, plant: Plant): Language | undefined {
  return channel === null ? undefined : plant.channelLanguages.get(channel);
}

/** `de-AT`, `de_AT` and `DE` are German; a language that we don't speak says nothing. */
function spokenIn(locale: string | null | undefined): Language | undefined {
  const primary = locale?.split(/[-_]/, 1)[0]?.toLowerCase();
  return LANGUAGES.find((l) => l === primary);
}
