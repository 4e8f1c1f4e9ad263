// Whom somebody means: the first way that fits decides, and nobody is guessed at.
import { describe, expect, test } from 'vitest';
import { personMeant } from '../../bot/core/people.ts';
import { person, userOf } from './world.ts';

const ana = person('ana', 'Ana Ruiz');
const anja = person('anja', 'Ana Lang');
const zoe = { ...person('zk', 'Zoë de la Cruz'), key: null };
const all = [ana, anja, zoe];

describe('a name', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['ana', 'Ana Ruiz'],
    ['@ANA', 'Ana Ruiz'],
    ['Ana Lang', 'Ana Lang'],
    ['@ana-lang', 'Ana Lang'],
    ['ana.ruiz', 'Ana Ruiz'],
    ['zoe', 'Zoë de la Cruz'],
    ['Zoë de la Cruz', 'Zoë de la Cruz'],
    ['zo', 'nobody'],
    ['ruiz', 'nobody'],
    ['', 'nobody'],
    ['@', 'nobody'],
  ];
  test.each(cases)('%j', (typed, name) => {
    const found = personMeant({ typed, mentioned: null }, all);
    expect(found.kind === 'found' ? found.person.name : found.kind).toBe(name);
  });

  test('that fits several is nobody’s', () => {
    const others = all.map((p) => ({ ...p, key: null }));
    expect(personMeant({ typed: 'ana', mentioned: null }, others)).toMatchObject({
      kind: 'several',
      people: [{ name: 'Ana Ruiz' }, { name: 'Ana Lang' }],
    });
  });

  test('that was a mention is who the platform says', () => {
    const mentioned = { platform: 'slack', user: userOf('anja') } as const;
    const found = personMeant({ typed: '@ana', mentioned }, all);
    expect(found).toMatchObject({ kind: 'found', person: { name: 'Ana Lang' } });
    const strange = { platform: 'teams', user: userOf('anja') } as const;
    expect(personMeant({ typed: '@zoe', mentioned: strange }, all)).toMatchObject({
      person: { name: 'Zoë de la Cruz' },
    });
  });
});
