// `miss ASSET TYPE [when]`: something real that nobody reported. Names with blanks stand in quotation marks.
import { quoted, type Words } from './words.ts';

export interface MissCommand {
  readonly kind: 'miss';
  readonly asset: string;
  readonly type: string;
  /** As typed; empty = now. */
  readonly when: string;
}

export function readMiss(words: Words): MissCommand | null {
  const [asset = '', type = '', ...when] = quoted(words);
  return asset === '' || type === '' ? null : { kind: 'miss', asset, type, when: when.join(' ') };
}
