// Draws one Adaptive Card, the same JSON that Teams gets. Marks every button with its verb and its alert, and hands presses
// over with what was chosen in the card. Never changes a card by itself: the server says how it looks.
import { HOST_CONFIG } from './looks.js';
import { fill, words } from './say.js';

const AC = globalThis.AdaptiveCards;
const hostConfig = new AC.HostConfig(HOST_CONFIG);

// Text is text: no markdown, so nothing that came with the input can become a link or a picture.
AC.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

/** The library draws the button; we only write on it what it stands for. */
class MarkedExecute extends AC.ExecuteAction {
  render() {
    super.render();
    const button = this.renderedElement;
    button.dataset.verb = this.verb;
    button.dataset.alert = this.data?.a ?? '';
  }
}
AC.GlobalRegistry.actions.register(AC.ExecuteAction.JsonTypeName, MarkedExecute);

/** The library's own card, by the frame that it is drawn in. */
const drawnIn = new WeakMap();

/**
 * Draws `json` into `frame`, in place of what stands there. `onPress` gets `{ button, verb, value }`. What people had chosen or
 * begun to write stays, an open form stays open, and the focus stays in the card.
 */
export function drawCard(frame, json, onPress) {
  const draft = draftIn(frame);
  const lost = frame.querySelector('.lost-words');
  const hadFocus = frame.contains(document.activeElement);
  const card = new AC.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => execute(action, onPress);
  card.parse(withDraft(json, draft.written));
  const drawn = card.render();
  frame.replaceChildren(drawn ?? '');
  drawnIn.set(frame, card);
  // One stop less on the way to the buttons; the article is named already.
  drawn?.removeAttribute('tabindex');
  nameTitle(frame);
  hideBars(frame);
  for (const image of frame.querySelectorAll('img')) {
    image.loading = 'lazy';
    image.referrerPolicy = 'no-referrer';
    // In place of the library's own, which would leave a hole without a word.
    image.onerror = () => image.replaceWith(lostPicture(image.alt));
  }
  if (draft.isOpen) opener(frame)?.click();
  // A card that takes no words any more does not swallow those that somebody has begun.
  if (draft.words !== '' && opener(frame) === null) frame.append(lostWords(draft.words));
  else if (lost !== null) frame.append(lost);
  if (!hadFocus) return;
  // On the frame and not on a button: a second Enter must not press something that was not there before.
  frame.focus({ preventScroll: true });
  if (draft.caret !== null) writeOn(frame, draft.caret);
}

let titles = 0;

/** “Confirm” alone says nothing to whoever only hears it: each button is described by the title of its card. */
function nameTitle(frame) {
  const title = frame.querySelector('[role="heading"]');
  if (title === null) return;
  titles += 1;
  title.id = `title-${titles}`;
  for (const button of frame.querySelectorAll('button'))
    button.setAttribute('aria-describedby', title.id);
}

const BARS = /([\u2581-\u2587]{2,})/;

/** A line of small bars says nothing to whoever only hears it; what they show stands beside them in words. */
function hideBars(frame) {
  const texts = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (BARS.test(texts.currentNode.data)) found.push(texts.currentNode);
  for (const text of found) {
    const parts = text.data.split(BARS).map((part) => {
      if (!BARS.test(part)) return part;
      const bars = document.createElement('span');
      bars.setAttribute('aria-hidden', 'true');
      bars.textContent = part;
      return bars;
    });
    text.replaceWith(...parts);
  }
}

/** What was written has arrived: the form is empty and closed again. */
export function closeForm(frame) {
  const field = frame.querySelector('textarea');
  if (field !== null) field.value = '';
  if (opener(frame)?.getAttribute('aria-expanded') === 'true') opener(frame).click();
}

function execute(action, onPress) {
  if (action instanceof AC.OpenUrlAction) {
    if (/^https?:/i.test(action.url ?? ''))
      window.open(action.url, '_blank', 'noopener,noreferrer');
    return;
  }
  if (!(action instanceof AC.ExecuteAction)) return;
  onPress({ button: action.renderedElement, verb: action.verb, value: action.data });
}

/** The button that opens the card's form. */
function opener(frame) {
  return frame.querySelector('[aria-expanded]');
}

function draftIn(frame) {
  const inputs = drawnIn.get(frame)?.getAllInputs() ?? [];
  const field = frame.querySelector('textarea');
  return {
    written: new Map(inputs.filter((i) => i.id && i.value).map((i) => [i.id, i.value])),
    words: inputs.find((i) => i instanceof AC.TextInput)?.value?.trim() ?? '',
    isOpen: opener(frame)?.getAttribute('aria-expanded') === 'true',
    caret: field !== null && field === document.activeElement ? field.selectionStart : null,
  };
}

function withDraft(json, written) {
  if (written.size === 0) return json;
  const copy = structuredClone(json);
  const visit = (part) => {
    if (typeof part !== 'object' || part === null) return;
    const value = written.get(part.id);
    const isThere = part.choices?.some((c) => c.value === value) ?? part.type === 'Input.Text';
    if (value !== undefined && isThere) part.value = value;
    for (const child of Object.values(part)) visit(child);
  };
  visit(copy);
  return copy;
}

function writeOn(frame, caret) {
  const field = frame.querySelector('textarea');
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(caret, caret);
}

function lostPicture(alt) {
  const note = document.createElement('p');
  note.className = 'lost-picture';
  note.textContent = alt ? fill(words.frame.lostPictureOf, { alt }) : words.frame.lostPicture;
  return note;
}

function lostWords(written) {
  const note = document.createElement('p');
  note.className = 'lost-words';
  note.setAttribute('role', 'status');
  note.textContent = fill(words.told.notTaken, { words: written });
  return note;
}
