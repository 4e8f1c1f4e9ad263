// The page of one alert, over the cards: its card with its buttons, what happened, what was detected, where it was shown and
// which answers are kept. Its address is #/alert/ID, so that it can be sent around; it changes while one looks at it.
import { drawCard } from './cards.js';
import { fill, words } from './say.js';
import { readAlert } from './server.js';
import { element } from './tray.js';

const PATH = /^#\/alert\/([^/]+)$/;
const SETTLE_MS = 250;

const panel = document.getElementById('alert');
const stage = document.querySelector('.stage');

/** `onPress(press)` is called for a button of the card; `onClose(id)` after it was closed. */
export function makeAlertPage({ onPress, onClose }) {
  let shown = null;
  let card = null;
  let round = 0;
  let timer = null;

  async function load(isFirst) {
    round += 1;
    const mine = round;
    const id = shown;
    const answer = await readAlert(id);
    if (mine !== round || shown !== id) return;
    if (answer.ok) draw(answer.body);
    // What stands there stays when it can't be read anew; the banner says that the line is down.
    else if (isFirst) drawFault(answer.sentence);
    if (isFirst) panel.querySelector('h2')?.focus({ preventScroll: true });
  }

  function draw({ title, card: json, timeline, detections, copies, labels }) {
    if (card === null) {
      card = element('div', 'card-frame');
      card.tabIndex = -1;
    }
    // For those who listen: the card below shows it.
    const heading = element('h2', 'unseen', title);
    heading.tabIndex = -1;
    const hadHeading =
      panel.contains(document.activeElement) && document.activeElement.matches('h2');
    const { scrollTop } = panel;
    const said = words.alert;
    const isThere = panel.contains(card);
    const parts = [
      heading,
      section(said.timeline, timeline, (items) => lines(items.toReversed())),
      section(said.copies, copies, (items) => copyTable(items), said.noCopies),
      section(said.labels, labels, (items) => lines(items.toReversed()), said.noLabels),
      section(said.detections, detections, (items) => detectionTable(items.toReversed())),
    ];
    if (!isThere) panel.replaceChildren(backLink(), heading, card);
    // The card stays where it is, so that the focus on one of its buttons does.
    for (const old of [...panel.children]) if (old !== card && !old.matches('.back')) old.remove();
    card.before(parts[0]);
    panel.append(...parts.slice(1));
    drawCard(card, json, (press) => onPress(press));
    if (hadHeading) heading.focus({ preventScroll: true });
    panel.scrollTop = scrollTop;
  }

  function drawFault(sentence) {
    card = null;
    const heading = element('h2', '', sentence);
    heading.tabIndex = -1;
    panel.replaceChildren(backLink(), heading);
  }

  function follow() {
    let id = null;
    try {
      id = decodeURIComponent(PATH.exec(location.hash)?.[1] ?? '') || null;
    } catch {
      // An address that nobody can read leads nowhere.
    }
    if (id === shown) return;
    const last = shown;
    shown = id;
    card = null;
    panel.replaceChildren();
    panel.hidden = id === null;
    stage.classList.toggle('has-page', id !== null);
    document.getElementById('scroller').inert = id !== null;
    if (id !== null) void load(true);
    else if (last !== null) onClose(last);
  }

  function hide() {
    // Not a step back: whoever came by a link stays here.
    history.pushState(null, '', location.pathname + location.search);
    follow();
  }

  addEventListener('hashchange', follow);
  addEventListener('popstate', follow);

  return {
    follow,
    hide,
    show(id) {
      location.hash = `#/alert/${encodeURIComponent(id)}`;
    },
    get isOpen() {
      return shown !== null;
    },
    get card() {
      return card;
    },
    /** Something of this alert changed; several changes in a row are read once. */
    changed(id) {
      if (id !== shown) return;
      clearTimeout(timer);
      timer = setTimeout(() => shown === id && load(false), SETTLE_MS);
    },
    /** Everything may have changed. */
    refresh() {
      if (shown !== null) void load(false);
    },
  };
}

function backLink() {
  const link = element('a', 'back', `‹ ${words.alert.back}`);
  link.href = '#';
  return link;
}

/** A list that may be cut, under its heading. */
function section(title, { items, all }, draw, whenEmpty = words.alert.nothing) {
  const part = element('section', 'part');
  const heading = element('h3', '', title);
  part.append(heading);
  if (items.length === 0) part.append(element('p', 'hint', whenEmpty));
  else part.append(draw(items));
  if (items.length < all)
    part.append(element('p', 'hint', fill(words.alert.latestOf, { n: items.length, all })));
  return part;
}

/** The newest first, as everywhere on the page. */
function lines(items) {
  const list = element('ol', 'lines');
  for (const { at, text, more, links, isLive } of items) {
    const item = element('li', isLive === false ? 'is-past' : '');
    const what = element('div', 'what');
    what.append(element('span', '', text));
    if (more) what.append(element('span', 'more', more));
    for (const { text: name, url } of links ?? []) what.append(photo(name, url));
    item.append(element('span', 'at', at), what);
    list.append(item);
  }
  return list;
}

/** Opens beside the console, and learns nothing of it. */
function photo(name, url) {
  const link = element('a', 'photo', name);
  Object.assign(link, { href: url, target: '_blank', rel: 'noreferrer' });
  return link;
}

function copyTable(items) {
  const said = words.alert;
  const rows = items.map(({ place, state, isFailed, posted, after, updated, history }) => ({
    isFailed,
    cells: [place, [state, steps(place, history)], [posted, after], updated],
  }));
  return table([said.place, said.state, said.posted, said.updated], rows);
}

/** What somebody unfolded stays so when the page is drawn again. */
const unfolded = new Set();

/** What became of a copy, folded away: most are shown at once and there is nothing to read. */
function steps(place, history) {
  if (history.length < 2) return null;
  const list = element('ol', 'steps');
  for (const { at, text } of history) {
    const item = element('li');
    item.append(element('span', 'at', at), element('span', '', text));
    list.append(item);
  }
  const fold = element('details', 'more');
  fold.open = unfolded.has(place);
  fold.addEventListener('toggle', () => unfolded[fold.open ? 'add' : 'delete'](place));
  fold.append(element('summary', '', fill(words.alert.steps, { n: history.length })), list);
  return fold;
}

function detectionTable(items) {
  const said = words.alert;
  const rows = items.map(({ observed, source, confidence, model, readings }) => ({
    cells: [observed, source, confidence, model, readings],
  }));
  return table([said.observed, said.source, said.confidence, said.model, said.readings], rows);
}

/** Each cell knows its column's name: on a phone a row becomes a block of named lines. */
function table(names, rows) {
  const made = element('table', 'facts');
  const head = element('tr');
  for (const name of names) {
    const cell = element('th', '', name);
    cell.scope = 'col';
    head.append(cell);
  }
  const top = element('thead');
  top.append(head);
  const body = element('tbody');
  for (const { cells, isFailed } of rows) {
    const row = element('tr', isFailed ? 'is-failed' : '');
    cells.forEach((content, at) => {
      const [text, more] = [content].flat();
      const cell = element('td', '', text || '–');
      cell.dataset.name = names[at];
      if (!text) cell.classList.add('is-empty');
      if (more) cell.append(typeof more === 'string' ? element('span', 'more', more) : more);
      row.append(cell);
    });
    body.append(row);
  }
  made.append(top, body);
  return made;
}
