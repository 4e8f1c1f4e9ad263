// Which pictures the bot fetches by itself: those that stand on a host which the plant file lists, and no others. A name in
// the list speaks for one host; `*` stands for a part of one label, so a list for the plant never opens the internet.
import type { Detection, Evidence } from './detection.ts';
import { matchesGlob } from './glob.ts';

export interface EvidenceRules {
  /** Names or addresses, with `:port` where only that port is meant; `*` within a label. Lower case. */
  readonly hosts: readonly string[];
  /** The largest picture that is fetched. */
  readonly maxBytes: number;
}

/** How a host stands in the list: not at all, by a pattern, by its very name, by its very address. */
export type Listing = 'none' | 'pattern' | 'name' | 'address';

/** Longer addresses are not looked at. */
const URL_MAX = 1_500;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

export function imageOf(detection: Detection): Evidence | undefined {
  return detection.evidence.find((e) => e.kind === 'image');
}

/** Null for what is no plain http(s) address; one with a user in it would hide where it leads. */
export function pictureAddress(text: string): URL | null {
  if (text.length > URL_MAX || /[\s<>"\\]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.hostname !== '';
  return isPlain && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

/** Whether the bot fetches the picture at this address. */
export function isFetched(text: string, rules: EvidenceRules | undefined): boolean {
  const url = pictureAddress(text);
  return url !== null && rules !== undefined && listingOf(url, rules.hosts) !== 'none';
}

/** The strongest entry counts. URL has already brought every spelling of an address into its plain form. */
export function listingOf(url: URL, hosts: readonly string[]): Listing {
  const host = bareHost(url.hostname);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const found = new Set(
    hosts.map(entryOf).map((entry): Listing => {
      if (entry.port !== null && entry.port !== port) return 'none';
      if (!entry.host.includes('*')) {
        if (entry.host !== host) return 'none';
        return isAddress(host) ? 'address' : 'name';
      }
      return matchesHost(host, entry.host) ? 'pattern' : 'none';
    }),
  );
  return (['address', 'name', 'pattern'] as const).find((l) => found.has(l)) ?? 'none';
}

/** Without the brackets of IPv6 and the dot of the root. */
export function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

export function isAddress(host: string): boolean {
  return IPV4.test(host) || host.includes(':');
}

function entryOf(text: string): { readonly host: string; readonly port: string | null } {
  const [, bracketed, name, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const host = bracketed ?? name ?? text;
  return { host: host.includes(':') ? plainIpv6(host) : bareHost(host), port: port ?? null };
}

function plainIpv6(host: string): string {
  const url = `http://[${host}]/`;
  return URL.canParse(url) ? bareHost(new URL(url).hostname) : host;
}

/** Label by label. A pattern that ends in `*` is one for addresses: as a name it would belong to anybody. */
function matchesHost(host: string, pattern: string): boolean {
  const labels = host.split('.');
  const wanted = pattern.split('.');
  if (labels.length !== wanted.length || host.includes(':')) return false;
  if (wanted.length > 1 && wanted.at(-1)?.includes('*') && !IPV4.test(host)) return false;
  return wanted.every((glob, i) => matchesGlob(labels[i] ?? '', glob));
}
