// The cards of one place, newest first, each with its thread below. New cards never move what is under somebody's hand: while
// a pointer or the keyboard is at work the view stays where it is, and a button leads up to what is new. A card is drawn when
// it comes near, so that thousands cost as little as forty.
import { drawCard } from './cards.js';
import { counted, fill, words } from './say.js';
import { firstAt } from './sorted.js';
import { element } from './tray.js';

const HAND_MS = 1_500;
const AT_TOP_PX = 8;
/** Drawn before anybody scrolls; about two screens. */
const DRAWN_AT_ONCE = 8;
const DRAWN_A_FRAME = 5;
const NEAR = '1200px 0px';
const SWEEP_MS = 1_000;

const scroller = document.getElementById('scroller');
const list = document.getElementById('feed');
const newer = document.getElementById('newer');
const room = document.getElementById('room');
const news = document.getElementById('news');

/** `onPress(press, post)` is called for a button; `me()` gives the reader's key; `matches(post)` says what belongs here. */
export function makeFeed({ onPress, me, timeText, matches, placeOf }) {
  /** By id: the post and its element. */
  const shown = new Map();
  /** By the id of their card: replies that came before it was here. */
  const orphans = new Map();
  const near = new IntersectionObserver(comeNear, { root: scroller, rootMargin: NEAR });
  /** Near, and still to be drawn. */
  const due = new Set();
  let unseen = 0;
  let isStill = false;
  let handAt = Number.NEGATIVE_INFINITY;
  let chosen = null;

  for (const kind of ['pointermove', 'pointerdown', 'wheel', 'keydown'])
    scroller.addEventListener(kind, () => (handAt = performance.now()), { passive: true });
  scroller.addEventListener('scroll', () => {
    if (scroller.scrollTop <= AT_TOP_PX) seenAll();
  });
  newer.addEventListener('click', () => {
    scroller.scrollTop = 0;
    seenAll();
    list.firstElementChild?.focus({ preventScroll: true });
  });
  list.addEventListener('focusin', (event) => choose(event.target.closest('.post')));
  list.addEventListener('pointerdown', (event) => choose(event.target.closest('.post')));
  setInterval(sweep, SWEEP_MS);

  function clear() {
    near.disconnect();
    shown.clear();
    orphans.clear();
    due.clear();
    chosen = null;
    list.replaceChildren();
    scroller.scrollTop = 0;
    seenAll();
  }

  /** Adds or renews posts. `isLive`: it happened just now, so it may be announced and is newer than what stands here. */
  function put(post, isLive) {
    const known = shown.get(post.id);
    if (known !== undefined) {
      if (!isLive && known.post.updatedAt >= post.updatedAt) return;
      known.post = post;
      known.item.classList.toggle('leaving', !matches(post));
      if (known.isDrawn) keepStill(() => draw(known));
      else label(known);
      return;
    }
    if (isLive && !matches(post)) return;
    const entry = { post, isDrawn: false, ...made(post) };
    shown.set(post.id, entry);
    label(entry);
    if (isLive || post.thread !== null || list.children.length < DRAWN_AT_ONCE) draw(entry);
    place(entry, isLive);
    if (post.thread === null) near.observe(entry.item);
    if (isLive) announce(entry);
  }

  function made(post) {
    const isReply = post.thread !== null;
    const item = element('article', isReply ? 'reply' : 'post undrawn');
    item.tabIndex = -1;
    item.dataset.post = post.id;
    item.dataset.alert = post.alert;
    const meta = element('p', 'meta');
    const time = element('span');
    meta.append(time);
    if (!isReply) meta.append(detailsLink(post));
    const frame = element('div', 'card-frame');
    frame.tabIndex = -1;
    item.append(meta, frame);
    return { item, time, frame };
  }

  function detailsLink(post) {
    const link = element('a', 'details', words.frame.details);
    link.href = `#/alert/${encodeURIComponent(post.alert)}`;
    link.setAttribute('aria-label', fill(words.frame.detailsOf, { alert: post.summary }));
    return link;
  }

  function label({ post, item, time }) {
    item.setAttribute('aria-label', post.summary);
    const [posted, changed] = [timeText(post.postedAt), timeText(post.updatedAt)];
    const texts = [placeOf(post), posted];
    if (posted !== changed) texts.push(fill(words.frame.changed, { time: changed }));
    time.textContent = texts.filter(Boolean).join(' · ');
    item.classList.toggle('asks-me', (post.card.console?.mentions ?? []).includes(me()));
  }

  function draw(entry) {
    const { post, frame, item } = entry;
    entry.isDrawn = true;
    due.delete(entry);
    item.classList.remove('undrawn');
    label(entry);
    drawCard(frame, post.card, (press) => onPress(press, post));
  }

  /** What comes near is drawn, what rushes by is not; what goes far keeps its room, and costs nothing. */
  function comeNear(seen) {
    for (const { target, isIntersecting } of seen) {
      const entry = shown.get(target.dataset.post);
      if (entry === undefined) continue;
      target.classList.toggle('far', !isIntersecting && entry.isDrawn);
      if (isIntersecting && !entry.isDrawn) due.add(entry);
      else due.delete(entry);
    }
    if (due.size > 0) requestAnimationFrame(drawDue);
  }

  function drawDue() {
    const now = [...due].slice(0, DRAWN_A_FRAME);
    if (now.length === 0) return;
    keepStill(() => now.forEach(draw));
    if (due.size > 0) requestAnimationFrame(drawDue);
  }

  function place(entry, isLive) {
    const { thread } = entry.post;
    if (thread !== null) {
      const head = shown.get(thread);
      if (head !== undefined) return keepStill(() => hang(entry, head));
      orphans.set(thread, [...(orphans.get(thread) ?? []), entry]);
    }
    const isNewest = isLive && goesBefore(entry.post, list.firstElementChild);
    const insert = () => {
      list.insertBefore(entry.item, list.children[placeIn(entry.post)] ?? null);
      adopt(entry);
    };
    if (!isNewest || (scroller.scrollTop <= AT_TOP_PX && !isHandNear())) {
      if (isNewest) {
        insert();
        scroller.scrollTop = 0;
      } else keepStill(insert);
      return;
    }
    keepStill(insert);
    unseen += 1;
    newer.textContent = counted(words.frame.newer, unseen);
    newer.hidden = false;
  }

  function adopt(head) {
    for (const entry of orphans.get(head.post.id) ?? []) hang(entry, head);
    orphans.delete(head.post.id);
  }

  function hang(entry, head) {
    let thread = head.item.querySelector('.thread');
    if (thread === null) {
      thread = element('div', 'thread');
      thread.setAttribute('role', 'group');
      thread.setAttribute('aria-label', words.frame.about);
      head.item.append(thread);
    }
    const after = [...thread.children].find((item) => !goesBefore(entry.post, item)) ?? null;
    thread.insertBefore(entry.item, after);
  }

  /** The cards are in order, so halves are enough. */
  function placeIn(post) {
    return firstAt(list.children, (item) => goesBefore(post, item));
  }

  /** Whether `post` is newer than the one shown by `item`. */
  function goesBefore(post, item) {
    const other = item === null ? undefined : shown.get(item.dataset.post)?.post;
    if (other === undefined) return true;
    if (post.postedAt !== other.postedAt) return post.postedAt > other.postedAt;
    return post.id > other.id;
  }

  /** Changes the list without moving what people look at; makes room below when there is none to scroll into. */
  function keepStill(change) {
    if (isStill) return change();
    isStill = true;
    const { top } = scroller.getBoundingClientRect();
    const anchor =
      list.children[firstAt(list.children, (i) => i.getBoundingClientRect().bottom > top)];
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    isStill = false;
    if (anchor === undefined || !anchor.isConnected) return;
    const moved = anchor.getBoundingClientRect().top - before;
    if (Math.abs(moved) < 1) return;
    const wanted = scroller.scrollTop + moved;
    const content = room.getBoundingClientRect().bottom - list.getBoundingClientRect().top;
    const missing = wanted + scroller.clientHeight - content;
    if (missing > 0) room.style.height = `${room.offsetHeight + missing}px`;
    scroller.scrollTop = wanted;
  }

  function isHandNear() {
    return performance.now() - handAt < HAND_MS || list.contains(document.activeElement);
  }

  /** What the filter leaves out by now goes when no hand is near. */
  function sweep() {
    const leaving = list.querySelectorAll('.leaving');
    if (leaving.length === 0 || isHandNear()) return;
    keepStill(() => {
      for (const item of leaving) {
        near.unobserve(item);
        shown.delete(item.dataset.post);
        for (const reply of item.querySelectorAll('.reply')) shown.delete(reply.dataset.post);
        item.remove();
      }
    });
    list.dispatchEvent(new Event('swept'));
  }

  function choose(item) {
    if (item === null || item === chosen) return;
    chosen?.classList.remove('chosen');
    chosen = item;
    chosen.classList.add('chosen');
  }

  function seenAll() {
    unseen = 0;
    newer.hidden = true;
    room.style.height = '0';
  }

  function announce({ post, item }) {
    item.classList.add('fresh');
    news.append(element('p', '', post.summary));
    while (news.children.length > 5) news.firstElementChild.remove();
  }

  return {
    clear,
    put,
    /** A place as it was kept: from its newest card on. */
    fill(posts) {
      const wasEmpty = shown.size === 0;
      keepStill(() => {
        for (const post of posts) put(post, false);
      });
      if (!wasEmpty) return;
      scroller.scrollTop = 0;
      seenAll();
    },
    /** After somebody else sits down: who is asked shows differently. */
    redraw: () =>
      keepStill(() => {
        for (const entry of shown.values()) entry.isDrawn ? draw(entry) : label(entry);
      }),
    /** The card that the keyboard is on, or was last. */
    get chosen() {
      return chosen?.isConnected ? chosen : null;
    },
    /** One card down or up; into the view first, when nothing was chosen. */
    move(by) {
      const { top } = scroller.getBoundingClientRect();
      const items = list.children;
      const at = [...items].indexOf(chosen);
      const first = firstAt(items, (i) => i.getBoundingClientRect().bottom > top + 40);
      const item = items[at < 0 ? first : Math.min(items.length - 1, Math.max(0, at + by))];
      if (item === undefined) return;
      const entry = shown.get(item.dataset.post);
      if (!entry.isDrawn) draw(entry);
      item.focus({ preventScroll: true });
      item.scrollIntoView({ block: 'nearest' });
    },
    /** Back to the card of an alert, if it is here. */
    focusOn(alert) {
      const item = [...list.children].find((i) => i.dataset.alert === alert);
      (item ?? list).focus({ preventScroll: true });
    },
    get isEmpty() {
      return shown.size === 0;
    },
  };
}
