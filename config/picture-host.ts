// Which entries a list of picture hosts may have. A host that is listed is trusted to be the plant's, so what would open the
// list to hosts of anybody is refused: a star alone, a name that ends in a star, a scheme, a path, a user.
import { isIP } from 'node:net';

const LABEL = /^(?!-)[a-z0-9_*-]{1,63}(?<!-)$/i;
const NUMBER = /^(\d{1,3}|\*)$/;

export function isPictureHost(text: string): boolean {
  if (text.length > 253 || isIP(text) === 6) return text.length <= 253;
  const [, bracketed, name, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  if (bracketed !== undefined) return isIP(bracketed) === 6;
  return name !== undefined && isNameOrAddress(name);
}

function isNameOrAddress(name: string): boolean {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (!labels.every((label) => LABEL.test(label))) return false;
  // Something must be said without a star, or the whole network were listed.
  if (labels.every((label) => /^\**$/.test(label))) return false;
  if (/^[\d*]+$/.test(last)) return isAddressPattern(labels);
  // Other spellings of an address, which no request will ever have: they would list nothing.
  if (!name.includes('*') && !isSpeltSo(name)) return false;
  return labels.length === 1 || !last.includes('*');
}

function isSpeltSo(name: string): boolean {
  const url = `http://${name}/`;
  return URL.canParse(url) && new URL(url).hostname === name.toLowerCase();
}

/** `10.0.4.7` as it is written, or with stars for whole numbers, but for the first two. */
function isAddressPattern(labels: readonly string[]): boolean {
  if (labels.length !== 4 || !labels.every((label) => NUMBER.test(label))) return false;
  if (labels.slice(0, 2).includes('*')) return false;
  return isIP(labels.map((label) => (label === '*' ? '0' : label)).join('.')) === 4;
}
