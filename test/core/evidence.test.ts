// Which addresses the bot fetches pictures from: a list of hosts against everything that an address may look like.
import { expect, test } from 'vitest';
import { isFetched, listingOf, pictureAddress } from '../../bot/core/evidence.ts';

const HOSTS = [
  'cam-*.plant.local',
  '10.0.4.7',
  '10.0.5.*',
  'nas',
  'dvr.plant.local:8080',
  'fd00::7',
];

const cases: readonly [string, ReturnType<typeof listingOf>][] = [
  ['http://cam-12.plant.local/a.png', 'pattern'],
  ['https://CAM-12.Plant.Local./a.png', 'pattern'],
  ['http://cam-12.plant.local:8081/a.png', 'pattern'],
  ['http://cam-12.evil.plant.local/a.png', 'none'],
  ['http://cam-12.plant.local.evil.com/a.png', 'none'],
  ['http://xcam-12.plant.local/a.png', 'none'],
  ['http://10.0.4.7/a.png', 'address'],
  ['http://167773191/a.png', 'address'],
  ['http://0x0a000407/a.png', 'address'],
  ['http://012.0.4.7/a.png', 'address'],
  ['http://10.0.4.8/a.png', 'none'],
  ['http://10.0.5.200/a.png', 'pattern'],
  ['http://10.0.5.evil/a.png', 'none'],
  ['http://10.0.5.evil.com/a.png', 'none'],
  ['http://nas/a.png', 'name'],
  ['http://nas.evil.com/a.png', 'none'],
  ['http://dvr.plant.local:8080/a.png', 'name'],
  ['http://dvr.plant.local/a.png', 'none'],
  ['http://[fd00::7]/a.png', 'address'],
  ['http://[fd00:0:0::0007]:99/a.png', 'address'],
  ['http://[::ffff:10.0.4.7]/a.png', 'none'],
  ['http://169.254.169.254/latest', 'none'],
];

test.each(cases)('%s is listed: %s', (url, listing) => {
  expect(listingOf(new URL(url), HOSTS)).toBe(listing);
  expect(isFetched(url, { hosts: HOSTS, maxBytes: 1 })).toBe(listing !== 'none');
});

test.each([
  'http://ana:secret@10.0.4.7/a.png',
  'http://10.0.4.7@evil.com/a.png',
  'ftp://10.0.4.7/a.png',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:image/png;base64,AAAA',
  'http://10.0.4.7/a b.png',
  `http://10.0.4.7/${'a'.repeat(1_600)}`,
  'nothing',
])('%s is no address of a picture', (url) => {
  expect(pictureAddress(url)).toBeNull();
  expect(isFetched(url, { hosts: HOSTS, maxBytes: 1 })).toBe(false);
});

test('a plant without a list fetches nothing', () => {
  expect(isFetched('http://10.0.4.7/a.png', undefined)).toBe(false);
  expect(isFetched('http://10.0.4.7/a.png', { hosts: [], maxBytes: 1 })).toBe(false);
});
