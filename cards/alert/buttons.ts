// Which buttons a card has in which state. A table to be read: every verb has one place, so a thumb that knows the card
// finds it again; and nothing harmful appears under a finger that has just tapped.
import { type Alert, isClosed, phaseOf, type Verb, wantsVerdict } from '../../bot/core/alert.ts';
import { awaitsSecond } from '../../bot/core/escalation.ts';
import { REASONS, type Reason } from '../../bot/core/feedback.ts';
import { isHighlyManaged } from '../../bot/core/rights.ts';
import { rosterFor } from '../../bot/core/shifts/roster.ts';
import { HOUR } from '../../bot/core/time.ts';
import { SHELF_REASONS, SHELVE_DEFAULT_MS, SHELVE_HOURS } from '../../bot/core/verbs/shelving.ts';
import type { Setting } from '../../bot/core/view.ts';
import type { Button } from '../button.ts';
import type { Words } from '../words.ts';

export interface CardButton {
  readonly button: Button;
  /** At most 24 characters. */
  readonly text: string;
  /** For screen readers: what it does, and to what. */
  readonly label: string;
  readonly style: 'primary' | 'danger' | 'plain';
}

export interface CardButtons {
  /** In plain sight, in this order. */
  readonly main: readonly CardButton[];
  /** Accept and decline, while a hand-over waits for an answer. */
  readonly offer: readonly CardButton[];
  /** The usual reasons for the verdict that stands, and the rarer ones for a select. */
  readonly reasons: readonly CardButton[];
  readonly furtherReasons: readonly CardButton[];
  /** Seldom needed; shown after them. */
  readonly more: readonly CardButton[];
  /** While it is shelved: for how long instead, and why. Below the rest, so that no place moves as it is shelved. */
  readonly shelf: {
    readonly times: readonly CardButton[];
    readonly reasons: readonly CardButton[];
  };
  /** Opens a form, in every state: what people know is wanted also after closing. Left out where no form can open. */
  readonly note: CardButton;
}

type Plain = Exclude<Verb, 'reason'>;

/**
 * Main and further verbs by state. Whoever taps twice, slowly, meets what the first tap left in the same place: Undo stands
 * where the tapped verdict stood, and gives that verdict back its place. Escalate is always the third of three.
 */
function verbsOf(
  alert: Alert,
  canShelve: boolean,
): {
  readonly main: readonly Plain[];
  readonly more: readonly Plain[];
} {
  if (isClosed(alert)) {
    if (alert.verdict === 'pending')
      return { main: ['confirm', 'reject', 'escalate'], more: undo(alert) };
    if (alert.verdict === 'unsure') return { main: ['confirm', 'reject'], more: undo(alert) };
    if (alert.verdict === 'not_real') return { main: ['disagree', 'undo'], more: [] };
    return { main: ['undo'], more: alert.verdict === 'real' ? ['disagree'] : [] };
  }
  if (wantsVerdict(alert))
    return { main: ['confirm', 'reject', 'escalate'], more: waiting(alert, canShelve) };
  const disagree: readonly Plain[] = alert.verdict === 'contested' ? [] : ['disagree'];
  // Somebody else shall say that they know of it.
  if (awaitsSecond(alert) && alert.offer === null)
    return { main: ['take', 'resolve', 'escalate'], more: [...disagree, 'undo'] };
  const shelve: readonly Plain[] = canShelve && !isShelved(alert) ? ['shelve'] : [];
  return {
    main: ['undo', 'resolve', 'escalate'],
    more: [...shelve, ...ownership(alert), ...disagree],
  };
}

function isShelved(alert: Alert): boolean {
  return phaseOf(alert) === 'shelved';
}

/** What is owned and answered can only be asked for; what climbed past its owner may be taken. */
function ownership(alert: Alert): readonly Plain[] {
  return alert.work === 'owned' && alert.attention !== 'new' ? ['hand-over'] : ['take'];
}

/**
 * Beside the three verdicts. Undo stands where the verb stood that it takes back, so that its place never turns into another
 * verb's; whoever is asked and can't take it says so, and the next ones are asked at once.
 */
function waiting(alert: Alert, canShelve: boolean): readonly Plain[] {
  const { work, attention, offer, undoable } = alert;
  const [own] = ownership(alert);
  const last = undoable.at(-1)?.verb;
  const isAside = isShelved(alert);
  const isTaken = last === 'take' && own === 'hand-over';
  const isAsked = work === 'unowned' && offer === null && !isAside && attention !== 'acknowledged';
  const slots: readonly (Plain | null)[] = [
    isTaken ? 'undo' : (own ?? null),
    'cant-tell',
    isAside ? 'undo' : canShelve ? 'shelve' : null,
    isAsked ? 'decline' : isTaken ? 'hand-over' : null,
  ];
  const used = slots.filter((slot) => slot !== null);
  return used.includes('undo') ? used : [...used, ...undo(alert)];
}

/** Before a verdict, undo is there only when somebody did something. */
function undo(alert: Alert): readonly Plain[] {
  return alert.undoable.length > 0 ? ['undo'] : [];
}

/** The site's shifts say until when a tap shelves, and its plant what nobody shelves from chat. */
export function buttonsOf(
  alert: Alert,
  title: string,
  words: Words,
  site: Pick<Setting, 'rosters' | 'highlyManaged'> = {},
): CardButtons {
  const make = (verb: Plain, isOnlyRow = false): CardButton => {
    // Where no hand-over waits, declining is saying that one can't take it.
    const isUnasked = verb === 'decline' && alert.offer === null;
    const said = verb === 'shelve' ? shelveText(alert, words, site) : words.card.button[verb];
    const text = isUnasked ? words.card.cantTake : said;
    return {
      button: { ...seenOn(alert), verb, code: null },
      text,
      label: words.card.buttonAbout(text, title),
      style: isOnlyRow ? 'plain' : styleOf(verb),
    };
  };
  const canShelve = !isHighlyManaged(alert.type, site);
  const { main, more } = verbsOf(alert, canShelve);
  const reasons = REASONS.filter((r) => r.verdict === alert.verdict);
  const hasOffer = alert.offer !== null && !isClosed(alert);
  return {
    main: main.map((v) => make(v)),
    offer: hasOffer ? [make('accept', true), make('decline', true)] : [],
    reasons: reasons.filter((r) => r.isButton).map((r) => reasonButton(r, alert, title, words)),
    furtherReasons: reasons
      .filter((r) => !r.isButton)
      .map((r) => reasonButton(r, alert, title, words)),
    more: more.map((v) => make(v)),
    shelf: canShelve && isShelved(alert) ? shelfButtons(alert, title, words) : NO_SHELF,
    note: make('note'),
  };
}

function shelveText(
  alert: Alert,
  { card }: Words,
  { rosters = [] }: Pick<Setting, 'rosters'>,
): string {
  const { shiftEnd, hours } = card.shelveUntil;
  return rosterFor(alert, rosters) === null ? hours(SHELVE_DEFAULT_MS / HOUR) : shiftEnd;
}

const NO_SHELF = { times: [], reasons: [] };

function shelfButtons(alert: Alert, title: string, words: Words): CardButtons['shelf'] {
  const { card, duration } = words;
  return {
    times: SHELVE_HOURS.map((hours) => ({
      button: { ...seenOn(alert), verb: 'shelve', code: `${hours}h` },
      text: duration(hours * HOUR),
      label: card.buttonAbout(card.shelveUntil.hours(hours), title),
      style: 'plain',
    })),
    reasons: SHELF_REASONS.map((code) => ({
      button: { ...seenOn(alert), verb: 'reason', code },
      text: card.shelfReason[code],
      label: card.buttonAbout(card.shelfReason[code], title),
      style: 'plain',
    })),
  };
}

function seenOn({ id: alert, revision: seen }: Alert): Pick<Button, 'alert' | 'seen'> {
  return { alert, seen };
}

function styleOf(verb: Plain): CardButton['style'] {
  if (verb === 'confirm' || verb === 'resolve') return 'primary';
  return verb === 'reject' ? 'danger' : 'plain';
}

function reasonButton(reason: Reason, alert: Alert, title: string, words: Words): CardButton {
  const text = words.card.reason[reason.code] ?? reason.code;
  return {
    button: { ...seenOn(alert), verb: 'reason', code: reason.code },
    text,
    label: words.card.buttonAbout(text, title),
    style: 'plain',
  };
}
