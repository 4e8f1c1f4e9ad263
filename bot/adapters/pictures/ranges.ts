// What kind of address a number is: the internet's, a plant's own, this machine's, or one that nobody may be sent to. Addresses
// that carry another one inside (IPv4 in IPv6) count as the one inside.
import { BlockList, isIP } from 'node:net';
import type { Listing } from '../../core/evidence.ts';

export type Range = 'public' | 'private' | 'loopback' | 'special' | 'never';

/** In this order; the first list that holds an address names its range. */
const RANGES: readonly { readonly range: Range; readonly list: BlockList }[] = [
  // “This host”, multicast, broadcast, documentation, and tunnels whose end can't be seen.
  {
    range: 'never',
    list: subnets(
      ['0.0.0.0', 8],
      ['192.0.2.0', 24],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
      ['224.0.0.0', 3],
      ['::', 128],
      ['100::', 64],
      ['2001::', 23],
      ['2001:db8::', 32],
      ['2002::', 16],
      ['ff00::', 8],
    ),
  },
  { range: 'loopback', list: subnets(['127.0.0.0', 8], ['::1', 128]) },
  // Link-local addresses and where clouds tell machines their secrets.
  {
    range: 'special',
    list: subnets(
      ['169.254.0.0', 16],
      ['100.100.100.200', 32],
      ['192.0.0.0', 24],
      ['fe80::', 10],
      ['fec0::', 10],
      ['fd00:ec2::', 32],
      ['fd20:ce::', 32],
    ),
  },
  {
    range: 'private',
    list: subnets(
      ['10.0.0.0', 8],
      ['100.64.0.0', 10],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['198.18.0.0', 15],
      ['fc00::', 7],
    ),
  },
];

function subnets(...nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

/** `never` for what is no address at all. */
export function rangeOf(address: string): Range {
  const plain = unwrapped(address);
  const family = isIP(plain);
  if (family === 0) return 'never';
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  return RANGES.find(({ list }) => list.check(plain, kind))?.range ?? 'public';
}

/**
 * Whether a listed host may lead there. A pattern may lead into the plant and onto the internet; to this very machine only a
 * host that is listed by name, and to link-local addresses only one that is listed by its number.
 */
export function mayReach(address: string, listing: Listing): boolean {
  switch (rangeOf(address)) {
    case 'never':
      return false;
    case 'special':
      return listing === 'address';
    case 'loopback':
      return listing === 'address' || listing === 'name';
    case 'private':
    case 'public':
      return listing !== 'none';
  }
}

/** `::ffff:a.b.c.d`, `::a.b.c.d` and `64:ff9b::a.b.c.d`, however they are spelt. */
function unwrapped(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) !== 6) return bare;
  const words = wordsOf(bare);
  const [high = 0, low = 0] = words.slice(6);
  const head = words.slice(0, 6).join(':');
  const isMapped = head === '0:0:0:0:0:65535' || head === '100:65435:0:0:0:0';
  const isCompatible = head === '0:0:0:0:0:0' && high > 0;
  if (!isMapped && !isCompatible) return bare;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight 16-bit words of an IPv6 address. */
function wordsOf(address: string): readonly number[] {
  // URL writes the dotted end of an address as two words.
  const plain = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const read = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
  const [before, after] = [read(head), read(tail ?? '')];
  return [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
}
