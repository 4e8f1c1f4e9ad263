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

/**
 * Draws `json` into `frame`, in place of what stands there. `onPress` gets `{ button, verb, value }`. What people had chosen in
 * the card's selects stays chosen, and the focus stays in the card.
 */
export function drawCard(frame, json, onPress) {
  const chosen = new Map(inputsOf(frame).map((input) => [input.id, input.value]));
  const hadFocus = frame.contains(document.activeElement);
  const card = new AC.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => execute(action, onPress);
  card.parse(withChosen(json, chosen));
  const drawn = card.render();
  frame.replaceChildren(drawn ?? '');
  // One stop less on the way to the buttons; the article is named already.
  drawn?.removeAttribute('tabindex');
  for (const input of frame.querySelectorAll('select, input, textarea')) nameInput(input, frame);
  for (const image of frame.querySelectorAll('img')) {
    image.loading = 'lazy';
    image.referrerPolicy = 'no-referrer';
    // In place of the library's own, which would leave a hole without a word.
    image.onerror = () => image.replaceWith(lostPicture(image.alt));
  }
  // On the frame and not on a button: a second Enter must not press something that was not there before.
  if (hadFocus) frame.focus({ preventScroll: true });
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

function inputsOf(frame) {
  return [...frame.querySelectorAll('select[data-input]')].map((select) => ({
    id: select.dataset.input,
    value: select.value,
  }));
}

/** The library numbers its selects; their ids are found again by order. */
function nameInput(input, frame) {
  const at = [...frame.querySelectorAll('select')].indexOf(input);
  if (at >= 0) input.dataset.input = String(at);
}

function withChosen(json, chosen) {
  if ([...chosen.values()].every((value) => value === '')) return json;
  const copy = structuredClone(json);
  let at = 0;
  const visit = (element) => {
    if (element?.type === 'Input.ChoiceSet') {
      const value = chosen.get(String(at++)) ?? '';
      if (element.choices?.some((c) => c.value === value)) element.value = value;
    }
    for (const child of [...(element?.body ?? []), ...(element?.items ?? [])]) visit(child);
  };
  visit(copy);
  return copy;
}

function lostPicture(alt) {
  const note = document.createElement('p');
  note.className = 'lost-picture';
  note.textContent = alt ? fill(words.frame.lostPictureOf, { alt }) : words.frame.lostPicture;
  return note;
}
