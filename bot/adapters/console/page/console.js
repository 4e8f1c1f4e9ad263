// The console's page: who you are, which place you look at, what you press and type. State comes from the server and is kept
// live; only who you are and what you look at is remembered here, in this browser.
import { makeAlertPage } from './alert.js';
import { closeForm } from './cards.js';
import { makeFeed } from './feed.js';
import { makeFilter } from './filters.js';
import { listenToKeys } from './keys.js';
import { drawPeople, drawPlaces, EVERYWHERE, FOR_YOU, placesOf } from './places.js';
import { locale, words } from './say.js';
import { listen, readState, sendCommand, sendTap } from './server.js';
import { clearToasts, showAnswer, toast } from './tray.js';
import { drawWelcome } from './welcome.js';

const $ = (id) => document.getElementById(id);
const SETTLE_MS = 2_500;
const NEAR_END = '1000px 0px';
/** Pages of the past that a filter may look through by itself without finding a card. */
const MAX_EMPTY_PAGES = 5;

const here = {
  person: localStorage.getItem('andon.person') ?? '',
  /** A channel's address, EVERYWHERE or FOR_YOU. */
  place: localStorage.getItem('andon.place') ?? '',
  seq: 0,
  older: null,
  emptyPages: 0,
  isLoading: false,
  channels: [],
  people: [],
  publicUrl: location.origin,
  /** What came in elsewhere while we looked here, by place. */
  waiting: new Map(),
};
let line = null;
let round = 0;
let clockText = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
let dayText = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

const filter = makeFilter({ onChange: () => show(here.place), isSomebody: mayBeMine, me });
const feed = makeFeed({ onPress: press, me, timeText, matches: isWanted, placeOf });
const page = makeAlertPage({
  onPress: (pressed) => press(pressed, null),
  onClose: (alert) => feed.focusOn(alert),
});

function me() {
  return here.person;
}

function timeText(at) {
  const isRecent = Date.now() - at < 12 * 3_600_000;
  return (isRecent ? clockText : dayText).format(at);
}

// ---- loading ---------------------------------------------------------------------------------------------------------

async function start() {
  const state = await readState({});
  if (!state.ok) {
    setLine('lost');
    setTimeout(start, 2_000);
    return;
  }
  learn(state.body);
  here.seq = state.body.seq;
  page.follow();
  await show(here.place);
  connect();
}

function learn(state) {
  here.channels = state.channels;
  here.people = state.people;
  here.publicUrl = state.publicUrl;
  $('site').textContent = state.site;
  $('sign-out').hidden = !state.hasPassword;
  const zone = { timeZone: state.timezone, hourCycle: 'h23' };
  clockText = new Intl.DateTimeFormat(locale, { ...zone, timeStyle: 'short' });
  dayText = new Intl.DateTimeFormat(locale, { ...zone, dateStyle: 'medium', timeStyle: 'short' });
  const isKnown = (key) => here.people.some((p) => p.key === key);
  if (!isKnown(here.person)) here.person = here.people.length === 1 ? here.people[0].key : '';
  const places = placesOf(here).map((p) => p.address);
  if (!places.includes(here.place)) here.place = here.channels[0]?.address ?? places[0] ?? '';
  drawPeople(here);
  filter.redraw();
}

/** Loads a place from its newest post on. */
async function show(place) {
  round += 1;
  const mine = round;
  here.place = place;
  here.older = null;
  here.emptyPages = 0;
  here.isLoading = false;
  if (place !== '') localStorage.setItem('andon.place', place);
  if (place === EVERYWHERE) for (const { address } of here.channels) here.waiting.delete(address);
  here.waiting.delete(place);
  feed.clear();
  drawRail();
  $('filter').hidden = place === FOR_YOU || place === '';
  $('filter-fold').hidden = $('filter').hidden;
  $('filter-said').hidden = $('filter').hidden || !filter.isFiltering;
  $('feed').setAttribute('aria-busy', 'true');
  $('empty').hidden = true;
  $('older').hidden = true;
  await load(mine, null);
}

async function load(mine, before) {
  if (here.isLoading) return;
  here.isLoading = true;
  const wish =
    here.place === FOR_YOU ? { person: here.person } : { channel: here.place, ...filter.query() };
  const state = await readState({ ...wish, before });
  if (mine !== round) return;
  here.isLoading = false;
  $('feed').setAttribute('aria-busy', 'false');
  if (!state.ok) return toast(state.sentence);
  const { posts, older, total } = state.body;
  feed.fill(posts.filter(isAtHome));
  if (before === null) filter.say(total);
  here.older = older;
  $('older').hidden = older === null;
  drawEmpty();
  // Asked for once more when still in view; after many pages without a card it waits for somebody to ask.
  here.emptyPages = posts.length > 0 ? 0 : here.emptyPages + 1;
  nearEnd.unobserve($('older'));
  if (older !== null && here.emptyPages < MAX_EMPTY_PAGES) nearEnd.observe($('older'));
}

const nearEnd = new IntersectionObserver(
  ([seen]) => {
    if (seen.isIntersecting && here.older !== null) void load(round, here.older);
  },
  { root: $('scroller'), rootMargin: NEAR_END },
);

function connect() {
  line?.close();
  line = listen({
    person: here.person,
    sinceOf: () => here.seq,
    on: {
      line: setLine,
      reset: refresh,
      post: ({ seq, post }) => {
        here.seq = Math.max(here.seq, seq);
        arrive(post);
      },
    },
  });
}

/** Too much was missed, or the bot has another memory: everything is read anew, and the line goes on from there. */
async function refresh() {
  const state = await readState({});
  if (!state.ok) return;
  learn(state.body);
  here.seq = state.body.seq;
  page.refresh();
  await show(here.place);
}

/** Somebody goes there: what lies over the cards is put away. */
function visit(place) {
  if (page.isOpen) page.hide();
  return show(place);
}

function arrive(post) {
  page.changed(post.alert);
  const place = post.isDirect ? FOR_YOU : post.channel;
  if (place === here.place || (here.place === EVERYWHERE && !post.isDirect)) {
    if (!isAtHome(post)) return;
    feed.put(post, true);
    drawEmpty();
    return;
  }
  if (post.updatedAt > post.postedAt) return;
  here.waiting.set(place, (here.waiting.get(place) ?? 0) + 1);
  drawRail();
}

function isWanted(post) {
  return here.place === FOR_YOU || filter.matches(post);
}

/** With all channels together, an alert that has climbed to others is shown once, in its own. */
function isAtHome(post) {
  if (here.place !== EVERYWHERE || post.facts === null) return true;
  const home = here.channels.find((c) => c.name === post.facts.channel);
  return home === undefined || home.address === post.channel;
}

function placeOf(post) {
  if (here.place !== EVERYWHERE || post.thread !== null) return '';
  return here.channels.find((c) => c.address === post.channel)?.name ?? '';
}

// ---- pressing and typing ---------------------------------------------------------------------------------------------

async function press({ button, verb, value }, post) {
  if (!isSomebody()) return;
  // A button that saves typing.
  if (verb === 'run') return run(button, value.c);
  // A button that is switched off loses the focus; the card keeps it, for whoever goes by keyboard.
  const frame = button.closest('.card-frame');
  const hadFocus = document.activeElement === button;
  if (hadFocus) frame?.focus({ preventScroll: true });
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  const answer = await sendTap({ person: here.person, verb, value, post: post?.id ?? null });
  const sentence = answer.ok ? answer.body.toast : answer.sentence;
  if (sentence) toast(sentence);
  else if (/^(handover:)?note$/.test(verb) && frame !== null) closeForm(frame);
  const release = () => {
    button.disabled = false;
    button.removeAttribute('aria-busy');
    if (hadFocus && document.activeElement === frame) button.focus({ preventScroll: true });
  };
  // Done: the card itself comes back changed. It is released in any case, so that no button stays dead.
  if (answer.ok && !sentence) setTimeout(release, SETTLE_MS);
  else release();
}

async function command(event) {
  event.preventDefault();
  const input = $('command');
  const text = input.value.trim().replace(/^\/?andon\s+/i, '');
  if (text === '' || !isSomebody()) return;
  if (await run(event.target.querySelector('button'), text)) input.value = '';
}

/** Gives a command and shows its answer; false when there was none. */
async function run(button, text) {
  button.disabled = true;
  const isChannel = here.channels.some((c) => c.address === here.place);
  const channel = isChannel ? here.place : null;
  const answer = await sendCommand({ person: here.person, text, channel });
  button.disabled = false;
  if (!answer.ok) toast(answer.sentence);
  else showAnswer(text, answer.body.card, (pressed) => press(pressed, null));
  return answer.ok;
}

function isSomebody() {
  return here.person !== '' || askWho(words.told.chooseWho);
}

function mayBeMine() {
  return here.person !== '' || askWho(words.filter.mineNeedsName);
}

function askWho(sentence) {
  toast(here.people.length === 0 ? words.told.nobodyNamed : sentence);
  $('person').focus();
  return false;
}

// ---- drawing ---------------------------------------------------------------------------------------------------------

function drawRail() {
  drawPlaces(here, visit);
}

function drawEmpty() {
  const empty = $('empty');
  // Not while there is more to look through.
  empty.hidden = !feed.isEmpty || here.older !== null;
  if (empty.hidden) return;
  const isFiltered = filter.isFiltering && here.place !== FOR_YOU;
  const kind = here.place === FOR_YOU ? 'you' : here.place === '' ? 'nowhere' : 'channel';
  drawWelcome(empty, { kind: isFiltered ? 'filtered' : kind, publicUrl: here.publicUrl, toast });
}

function setLine(state) {
  const isLive = state === 'live';
  const isBack = isLive && $('line').dataset.state === 'lost';
  $('line').dataset.state = state;
  $('line-text').textContent = isLive ? words.frame.live : words.frame.offline;
  $('banner').hidden = isLive;
  if (!isLive) $('banner').textContent = words.frame.lost;
  if (isBack) page.refresh();
}

// ---- wiring ----------------------------------------------------------------------------------------------------------

$('person').addEventListener('change', async (event) => {
  here.person = event.target.value;
  clearToasts();
  localStorage.setItem('andon.person', here.person);
  here.waiting.delete(FOR_YOU);
  drawPeople(here);
  filter.redraw();
  if (here.place === FOR_YOU || filter.query().mine) await show(here.place);
  drawRail();
  feed.redraw();
  connect();
});
$('place').addEventListener('change', (event) => visit(event.target.value));
$('older').addEventListener('click', () => load(round, here.older));
$('command-form').addEventListener('submit', command);
$('feed').addEventListener('swept', drawEmpty);
listenToKeys({ feed, page, filter, isFilterable: () => !$('filter').hidden });
void start();
