// The cards of one place, newest first, each with its thread below. New cards never move what is under somebody's hand: while
// a pointer or the keyboard is at work the view stays where it is, and a button leads up to what is new.
import { drawCard } from './cards.js';
import { element } from './tray.js';

const HAND_MS = 1_500;
const AT_TOP_PX = 8;

const scroller = document.getElementById('scroller');
const list = document.getElementById('feed');
const newer = document.getElementById('newer');
const room = document.getElementById('room');
const news = document.getElementById('news');

/** `onPress(press, post)` is called for a button; `me()` gives the reader's key. */
export function makeFeed({ onPress, me, timeText }) {
  /** By id: the post and its element. */
  const shown = new Map();
  let unseen = 0;
  let handAt = Number.NEGATIVE_INFINITY;

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

  function clear() {
    shown.clear();
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
      keepStill(() => draw(known));
      return;
    }
    const entry = { post, ...made(post) };
    shown.set(post.id, entry);
    draw(entry);
    place(entry, isLive);
    if (isLive) announce(entry);
  }

  function made(post) {
    const isReply = post.thread !== null;
    const item = element('article', isReply ? 'reply' : 'post');
    item.tabIndex = -1;
    item.dataset.post = post.id;
    item.dataset.alert = post.alert;
    const meta = element('p', 'meta');
    const frame = element('div', 'card-frame');
    frame.tabIndex = -1;
    item.append(meta, frame);
    return { item, meta, frame };
  }

  function draw({ post, item, meta, frame }) {
    item.setAttribute('aria-label', post.summary);
    const [posted, changed] = [timeText(post.postedAt), timeText(post.updatedAt)];
    meta.textContent = posted === changed ? posted : `${posted} · changed ${changed}`;
    item.classList.toggle('asks-me', (post.card.console?.mentions ?? []).includes(me()));
    drawCard(frame, post.card, (press) => onPress(press, post));
  }

  function place(entry, isLive) {
    const head = shown.get(entry.post.thread ?? '');
    if (head !== undefined) return keepStill(() => hang(entry, head));
    const isNewest = isLive && goesBefore(entry.post, list.firstElementChild);
    const insert = () => {
      const after = [...list.children].find((item) => goesBefore(entry.post, item)) ?? null;
      list.insertBefore(entry.item, after);
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
    newer.textContent = unseen === 1 ? '↑ 1 new alert' : `↑ ${unseen} new alerts`;
    newer.hidden = false;
  }

  /** Replies that came before their card was here. */
  function adopt(head) {
    for (const entry of shown.values()) if (entry.post.thread === head.post.id) hang(entry, head);
  }

  function hang(entry, head) {
    let thread = head.item.querySelector('.thread');
    if (thread === null) {
      thread = element('div', 'thread');
      thread.setAttribute('role', 'group');
      thread.setAttribute('aria-label', 'Messages about this alert');
      head.item.append(thread);
    }
    const after = [...thread.children].find((item) => !goesBefore(entry.post, item)) ?? null;
    thread.insertBefore(entry.item, after);
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
    const top = scroller.getBoundingClientRect().top;
    const anchor = [...list.children].find((item) => item.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
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
      for (const post of posts) put(post, false);
      if (!wasEmpty) return;
      scroller.scrollTop = 0;
      seenAll();
    },
    /** After somebody else sits down: who is asked shows differently. */
    redraw: () => keepStill(() => shown.forEach(draw)),
    get isEmpty() {
      return shown.size === 0;
    },
  };
}
