// Whom somebody means: by the plant's key, by name, by the beginning of a name that fits one person alone, or by the
// platform's own mention.
import type { Person, Platform } from './plant.ts';

/** As it was typed, and the platform's id where it was a mention. */
export interface Naming {
  readonly typed: string;
  readonly mentioned: { readonly platform: Platform; readonly user: string } | null;
}

export type Found =
  | { readonly kind: 'found'; readonly person: Person }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly people: readonly Person[] };

/** The first of these ways that fits anybody decides; when it fits several, none of them is taken. */
export function personMeant({ typed, mentioned }: Naming, people: readonly Person[]): Found {
  if (mentioned !== null) {
    const { platform, user } = mentioned;
    const known = people.filter((p) =>
      p.identities.some((i) => i.platform === platform && i.user === user),
    );
    if (known.length > 0) return one(known);
  }
  const name = plain(typed);
  if (name === '') return { kind: 'nobody' };
  const ways: readonly ((p: Person) => boolean)[] = [
    (p) => p.key !== null && plain(p.key) === name,
    (p) => plain(p.name) === name,
    (p) => plain(p.name).startsWith(`${name} `),
  ];
  for (const fits of ways) {
    const known = people.filter(fits);
    if (known.length > 0) return one(known);
  }
  return { kind: 'nobody' };
}

const GROUP_ID = /^S[A-Z0-9]{2,30}$/;

/** Somebody whom the platform knows as a group: it can be asked, and any of its people may answer. */
export function isGroup({ identities }: Person): boolean {
  return identities.some((i) => GROUP_ID.test(i.user));
}

function one(known: readonly Person[]): Found {
  const [person] = known;
  return person !== undefined && known.length === 1
    ? { kind: 'found', person }
    : { kind: 'several', people: known };
}

/** Platforms write blanks in a name as a dash or a dot; nobody types accents on a phone. */
function plain(name: string): string {
  return name
    .replace(/^@/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s._-]+/g, ' ')
    .trim();
}
