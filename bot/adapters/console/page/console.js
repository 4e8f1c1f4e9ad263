// The console's page: who you are, which place you look at, what you press and type. State comes from the server and is kept
// live; only who you are is remembered here, in this browser.
import { makeFeed } from './feed.js';
import { listen, readState, sendCommand, sendTap } from './server.js';
import { element, putLatestAway, showAnswer, toast } from './tray.js';
import { drawWelcome } from './welcome.js';

const $ = (id) => document.getElementById(id);
const FOR_YOU = '@you';
const SETTLE_MS = 2_500;

const here = {
  person: localStorage.getItem('andon.person') ?? '',
  /** A channel's address, or FOR_YOU. */
  place: localStorage.getItem('andon.place') ?? '',
  seq: 0,
  older: null,
  channels: [],
  people: [],
  publicUrl: location.origin,
  /** What came in elsewhere while we looked here, by place. */
  waiting: new Map(),
};
let line = null;
let round = 0;
let clockText = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
let dayText = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const feed = makeFeed({ onPress: press, me: () => here.person, timeText });

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
  clockText = new Intl.DateTimeFormat('en-GB', { ...zone, timeStyle: 'short' });
  dayText = new Intl.DateTimeFormat('en-GB', { ...zone, dateStyle: 'medium', timeStyle: 'short' });
  const isKnown = (key) => here.people.some((p) => p.key === key);
  if (!isKnown(here.person)) here.person = here.people.length === 1 ? here.people[0].key : '';
  const places = [...here.channels.map((c) => c.address), ...(here.person ? [FOR_YOU] : [])];
  if (!places.includes(here.place)) here.place = places[0] ?? '';
  drawPeople();
  drawPlaces();
}

/** Loads a place from its newest post on. */
async function show(place) {
  round += 1;
  const mine = round;
  here.place = place;
  here.older = null;
  if (place !== '') localStorage.setItem('andon.place', place);
  here.waiting.delete(place);
  feed.clear();
  drawPlaces();
  $('feed').setAttribute('aria-busy', 'true');
  $('empty').hidden = true;
  $('older').hidden = true;
  await load(mine, null);
}

async function load(mine, before) {
  const wish = here.place === FOR_YOU ? { person: here.person } : { channel: here.place };
  const state = await readState({ ...wish, before });
  if (mine !== round) return;
  $('feed').setAttribute('aria-busy', 'false');
  if (!state.ok) return toast(state.sentence);
  feed.fill(state.body.posts);
  here.older = state.body.older;
  $('older').hidden = here.older === null;
  drawEmpty();
}

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
  await show(here.place);
}

function arrive(post) {
  const place = post.isDirect ? FOR_YOU : post.channel;
  if (place === here.place) {
    feed.put(post, true);
    drawEmpty();
    return;
  }
  if (post.updatedAt > post.postedAt) return;
  here.waiting.set(place, (here.waiting.get(place) ?? 0) + 1);
  drawPlaces();
}

// ---- pressing and typing ---------------------------------------------------------------------------------------------

async function press({ button, verb, value }, post) {
  if (!isSomebody()) return;
  // A button that is switched off loses the focus; the card keeps it, for whoever goes by keyboard.
  const frame = button.closest('.card-frame');
  const hadFocus = document.activeElement === button;
  if (hadFocus) frame?.focus({ preventScroll: true });
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  const answer = await sendTap({ person: here.person, verb, value, post: post?.id ?? null });
  const sentence = answer.ok ? answer.body.toast : answer.sentence;
  if (sentence) toast(sentence);
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
  const button = event.target.querySelector('button');
  button.disabled = true;
  const channel = here.place === FOR_YOU || here.place === '' ? null : here.place;
  const answer = await sendCommand({ person: here.person, text, channel });
  button.disabled = false;
  if (!answer.ok) return toast(answer.sentence);
  input.value = '';
  showAnswer(text, answer.body.card, (pressed) => press(pressed, null));
}

function isSomebody() {
  if (here.person !== '') return true;
  toast(
    here.people.length === 0
      ? 'Nobody is named in the plant file yet. Add people there, then start again.'
      : 'Choose who you are first: the answer is recorded with your name.',
  );
  $('person').focus();
  return false;
}

// ---- drawing ---------------------------------------------------------------------------------------------------------

function drawPeople() {
  const select = $('person');
  const nobody = new Option('Choose…', '', here.person === '', here.person === '');
  nobody.disabled = here.person !== '';
  const options = here.people.map(
    ({ key, name, roles }) =>
      new Option(roles.includes('lead') ? `${name} (lead)` : name, key, false, key === here.person),
  );
  select.replaceChildren(nobody, ...options);
  select.classList.toggle('wanted', here.person === '');
}

function drawPlaces() {
  const places = here.channels.map(({ name, address }) => ({ name, address }));
  if (here.person !== '') places.push({ name: 'For you', address: FOR_YOU });
  const items = places.map(({ name, address }) => {
    const count = here.waiting.get(address) ?? 0;
    const button = element('button', 'place', name);
    button.type = 'button';
    if (address === here.place) button.setAttribute('aria-current', 'page');
    if (count > 0) {
      const badge = element('span', 'badge', String(count));
      badge.setAttribute('aria-label', `${count} new`);
      button.append(' ', badge);
    }
    button.addEventListener('click', () => show(address));
    const item = element('li', address === FOR_YOU ? 'apart' : '');
    item.append(button);
    return item;
  });
  const focused = [...$('places').querySelectorAll('button')].indexOf(document.activeElement);
  $('places').replaceChildren(...items);
  if (focused >= 0) items[Math.min(focused, items.length - 1)]?.firstElementChild.focus();
  $('place').replaceChildren(
    ...places.map(({ name, address }) => {
      const count = here.waiting.get(address) ?? 0;
      const text = count > 0 ? `${name} · ${count} new` : name;
      return new Option(text, address, false, address === here.place);
    }),
  );
  const name = places.find((p) => p.address === here.place)?.name ?? 'Andon';
  $('heading').textContent = name;
  const elsewhere = [...here.waiting.values()].reduce((sum, n) => sum + n, 0);
  $('place').classList.toggle('has-news', elsewhere > 0);
  document.title = `${elsewhere > 0 ? `(${elsewhere}) ` : ''}${name} · Andon`;
}

function drawEmpty() {
  const empty = $('empty');
  empty.hidden = !feed.isEmpty;
  if (feed.isEmpty)
    drawWelcome(empty, {
      kind: here.place === FOR_YOU ? 'you' : here.place === '' ? 'nowhere' : 'channel',
      publicUrl: here.publicUrl,
      toast,
    });
}

function setLine(state) {
  $('line').dataset.state = state;
  $('line-text').textContent = state === 'live' ? 'Live' : 'Offline';
  const banner = $('banner');
  banner.hidden = state === 'live';
  if (state !== 'live')
    banner.textContent = 'Connection lost. What you see may be out of date. Trying to reconnect …';
}

// ---- wiring ----------------------------------------------------------------------------------------------------------

$('person').addEventListener('change', async (event) => {
  here.person = event.target.value;
  localStorage.setItem('andon.person', here.person);
  here.waiting.delete(FOR_YOU);
  drawPeople();
  if (here.place === FOR_YOU) await show(FOR_YOU);
  drawPlaces();
  feed.redraw();
  connect();
});
$('place').addEventListener('change', (event) => show(event.target.value));
$('older').addEventListener('click', () => load(round, here.older));
$('command-form').addEventListener('submit', command);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') putLatestAway();
});
void start();
