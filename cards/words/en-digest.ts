// English: digests, which stand for many alerts at once.
import { say } from '../line.ts';
import type { DigestWords } from '../words.ts';

const plural = new Intl.PluralRules('en');

export const digest: DigestWords = {
  title: (n) => `${n} ${plural.select(n) === 'one' ? 'alert' : 'alerts'} open at once`,
  allClosed: 'All of them are answered or closed',
  since: (at) =>
    say`Since ${at} more than 10 in 10 minutes. Critical ones have a card of their own.`,
  ended: (from, to) => say`The flood from ${from} to ${to} is over.`,
  closed: (n, of) => say`${n} of ${of} closed`,
  more: (n) => `… and ${n} more`,
  others: (n) => (n === 0 ? [] : say` ${n} more on this list are waiting as well.`),
  choose: 'Which asset?',
  chooseAsset: 'Choose an asset first',
  bulkAll: {
    confirm: 'Confirm all',
    reject: 'Reject all',
    take: 'Take all',
    shelve: 'Shelve all',
    open: 'Show on cards',
  },
};
