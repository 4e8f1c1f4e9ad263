// English: the hand-over from one shift to the next.
import { ours, say, strongInput } from '../line.ts';
import type { HandoverWords } from './handover-words.ts';

const plural = new Intl.PluralRules('en');
const alerts = (n: number) => `${n} ${plural.select(n) === 'one' ? 'alert' : 'alerts'}`;

export const handover: HandoverWords = {
  title: (roster) => `Hand-over: ${roster}`,
  span: (from, changesAt, until) =>
    say`Shift from ${from} to ${changesAt}, then the next one until ${until}.`,
  stage: {
    prepared: (changesAt) =>
      say`Please check it, add notes and sign. The next shift gets it at ${changesAt}.`,
    offered: () =>
      say`Waits for “Read and accepted”. Until then everything stays with whoever owns it.`,
    late: (changesAt) =>
      say`Nobody has accepted since ${changesAt}. Every lead who is on was asked.`,
    climbed: (changesAt) =>
      say`Nobody has accepted since ${changesAt}. The leads were asked, then the admins.`,
    accepted: () => say`Accepted.`,
  },
  accepted: (who, at, moved) =>
    say`${strongInput(who)} read and accepted this at ${at}. ${ours(moved === 0 ? 'No alert had to change hands.' : `${alerts(moved)} went over with it.`)}`,
  signed: (who, at) => say`Signed by ${who} at ${at}.`,
  unsigned: say`Not signed yet.`,
  asOf: (at) => say`As it stood at ${at}.`,
  group: {
    unanswered: (n) => `Unanswered (${n})`,
    expired: (n) => `Expired: everybody was asked (${n})`,
    contested: (n) => `Contested (${n})`,
    owned: (n) => `Owned (${n})`,
    shelved: (n) => `Shelved (${n})`,
    open: (n) => `Open without an owner (${n})`,
  },
  empty: 'Nothing is open. There is nothing to hand over.',
  notAll: (n) => say`Only the newest ${n} open alerts were looked through.`,
  notes: 'Notes to watch',
  notesAfter: 'Notes added after the signature',
  takeBack: (typed) => say`take one back: “${typed}”`,
  note: (who, text, at) => say`${who}, ${at}: ${text}`,
  shelvedUntil: (until) => say`until ${until}`,
  crossed: 'open across two shifts',
  button: { sign: 'Sign', accept: 'Read and accepted', note: 'Add a note' },
};
