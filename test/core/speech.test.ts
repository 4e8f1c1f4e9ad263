// In which language a place and a person are spoken to.
import { expect, test } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { settingFor, settingIn, settingOfUser } from '../../bot/core/speech.ts';
import { plant as small } from './world.ts';

const plant: Plant = {
  ...small,
  timezone: 'Europe/Paris',
  language: 'fr',
  channelLanguages: new Map([['line-1', 'de']]),
  workspaceLanguages: new Map([['T0MADRID', 'es']]),
  people: small.people.map((p) => (p.key === 'sam' ? { ...p, language: 'es' } : p)),
};
const site = { plant, publicUrl: 'https://andon.example.com' };

test.each([
  ['line-1', 'de'],
  ['floor', 'fr'],
  ['gone', 'fr'],
  [null, 'fr'],
])('the channel %s hears %s', (channel, language) => {
  expect(settingIn(channel, site)).toEqual({
    language,
    timezone: 'Europe/Paris',
    publicUrl: 'https://andon.example.com',
    people: plant.people,
  });
});

test.each([
  ['their own first', 'sam', 'en-US', 'line-1', 'es'],
  ['then what the platform tells', 'ana', 'en-GB', 'line-1', 'en'],
  ['in any spelling', 'ana', 'DE_at', 'floor', 'de'],
  ['a language that we do not speak says nothing', 'ana', 'pt-BR', 'line-1', 'de'],
  ['nor does nonsense', 'ana', '-', 'line-1', 'de'],
  ['then the channel’s', 'ana', undefined, 'line-1', 'de'],
  ['then the site’s', 'ana', null, 'floor', 'fr'],
  ['somewhere unknown too', 'ana', '', null, 'fr'],
  ['a stranger has none of their own', null, undefined, 'line-1', 'de'],
] as const)('a person hears: %s', (_name, key, locale, channel, language) => {
  expect(settingFor({ key }, { locale, channel }, site).language).toBe(language);
});

test.each([
  ['their own first', 'sam', undefined, null, 'es'],
  ['then the channel’s', 'ana', undefined, 'line-1', 'de'],
  ['then that of the workspace that they write from', 'ana', undefined, 'floor', 'es'],
  ['what the platform tells comes before it', 'ana', 'en', null, 'en'],
] as const)('somebody of another workspace hears: %s', (_name, key, locale, channel, language) => {
  const hearing = { locale, channel, tenant: 'T0MADRID' };
  expect(settingFor({ key }, hearing, site).language).toBe(language);
});

test('whoever cannot be looked up in time hears the language of the workspace that they write from', () => {
  const of = { platform: 'slack', user: 'U0NOBODY01', address: null } as const;
  expect(settingOfUser({ ...of, tenant: 'T0MADRID' }, site).language).toBe('es');
  expect(settingOfUser(of, site).language).toBe('fr');
});
