// The keyboard's short ways, for hands that never leave it: through the cards, their three answers, the details. A key that is
// typed somewhere is only typed; with Ctrl, Alt or the system's key it belongs to the browser.
import { fill, words } from './say.js';
import { putLatestAway, toast } from './tray.js';

const VERBS = { c: 'confirm', r: 'reject', e: 'escalate' };

const help = document.getElementById('keys');
const command = document.getElementById('command');

/** `feed` moves, `page` is the alert's page, `filter` the filters. */
export function listenToKeys({ feed, page, filter, isFilterable }) {
  const actions = {
    j: () => feed.move(1),
    k: () => feed.move(-1),
    '?': showHelp,
    '/': () => command.focus(),
    f: () => isFilterable() && filter.enter(),
    c: answer,
    r: answer,
    e: answer,
    Enter: open,
    Escape: close,
  };

  function answer(key) {
    const card = page.isOpen ? page.card : feed.chosen;
    if (card === null) return toast(words.told.chooseCard);
    const button = card.querySelector(`[data-verb="${VERBS[key]}"]`);
    if (button === null)
      return toast(fill(words.told.noButton, { verb: words.button[VERBS[key]] }));
    // One press each: a button that is still busy was pressed already.
    if (!button.disabled) button.click();
  }

  /** Only from the card itself: on a button, Enter presses that button. */
  function open() {
    const card = document.activeElement;
    if (page.isOpen || !card?.matches('.post')) return false;
    page.show(card.dataset.alert);
  }

  function close() {
    if (putLatestAway()) return;
    if (page.isOpen) page.hide();
  }

  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const action = actions[event.key];
    if (action === undefined || help.open) return;
    if (event.key !== 'Escape' && isTyping(event.target)) return;
    const isRepeated = event.repeat && event.key !== 'j' && event.key !== 'k';
    if (isRepeated || action(event.key) === false) return;
    if (event.key !== 'Escape') event.preventDefault();
  });
  document.getElementById('keys-open').addEventListener('click', showHelp);
}

function showHelp() {
  help.showModal();
}

/** A select takes letters too. */
function isTyping(target) {
  return target.closest?.('input, select, textarea, [contenteditable]') !== null;
}
