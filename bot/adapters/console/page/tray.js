// What is for this reader alone: toasts that say what happened to a press, and the answers to commands, which stay until they
// are put away.
import { drawCard } from './cards.js';
import { fill, words } from './say.js';

const TOAST_MS = 8_000;
const MAX_TOASTS = 3;
const MAX_ANSWERS = 5;

const toasts = document.getElementById('toasts');
const tray = document.getElementById('tray');

/** What was said is settled: nobody has to read it any more. */
export function clearToasts() {
  toasts.replaceChildren();
}

export function toast(sentence) {
  const note = element('div', 'toast');
  const close = element('button', 'close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', words.input.close);
  const timer = setTimeout(() => note.remove(), TOAST_MS);
  close.addEventListener('click', () => {
    clearTimeout(timer);
    note.remove();
  });
  note.append(element('span', '', sentence), close);
  toasts.append(note);
  while (toasts.children.length > MAX_TOASTS) toasts.firstElementChild.remove();
}

/** Shows a command's answer above the input line. */
export function showAnswer(typed, card, onPress) {
  const answer = element('article', 'answer');
  const head = element('header', 'answer-head');
  const close = element('button', 'close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', fill(words.input.closeAnswer, { typed }));
  close.addEventListener('click', () => putAway(answer));
  head.append(element('code', '', typed), element('span', 'tag', words.input.onlyYou), close);
  const frame = element('div', 'card-frame');
  frame.tabIndex = -1;
  answer.append(head, frame);
  drawCard(frame, card, onPress);
  tray.append(answer);
  while (tray.children.length > MAX_ANSWERS) tray.firstElementChild.remove();
  answer.scrollIntoView({ block: 'nearest' });
}

/** Puts the latest answer away; false when there was none. */
export function putLatestAway() {
  const latest = tray.lastElementChild;
  if (latest === null) return false;
  putAway(latest);
  return true;
}

function putAway(answer) {
  answer.remove();
  document.getElementById('command').focus();
}

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
