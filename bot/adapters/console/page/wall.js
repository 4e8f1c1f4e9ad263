// The wall: what is open, the most urgent first, as large as fits, with the time. Nobody touches it: it asks every two seconds,
// counts down in between, and says in large letters when it lost the bot, so that nobody trusts what is out of date.
import { counted, fill, locale, words } from './say.js';

const ASK_MS = 2_000;
const LOST_MS = 7_000;
/** One question may get lost; two in a row are a lost bot. */
const LOST_ASKS = 2;
const PATIENCE_MS = 5_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Below this a deadline counts in seconds and stands out. */
const SOON_MS = 2 * MINUTE;

const $ = (id) => document.getElementById(id);
const said = words.wall;

/** The bot's time minus this screen's. */
let skewMs = 0;
let heardAt = Date.now();
let unheard = 0;
let wall = null;
let clockText = clockIn(undefined);
let momentText = momentIn(undefined);

async function ask() {
  try {
    const response = await fetch('/console/wall', { signal: AbortSignal.timeout(PATIENCE_MS) });
    // Somebody ended the session everywhere: the sign-in is the only way on.
    if (response.status === 401) return location.assign('/console/sign-in?next=/wall');
    if (!response.ok) throw new Error(`answered ${response.status}`);
    learn(await response.json());
  } catch {
    unheard += 1;
    tick();
  } finally {
    setTimeout(ask, ASK_MS);
  }
}

function learn(body) {
  if (body.timezone !== wall?.timezone) {
    clockText = clockIn(body.timezone);
    momentText = momentIn(body.timezone);
  }
  wall = body;
  heardAt = Date.now();
  unheard = 0;
  skewMs = body.now - heardAt;
  draw();
  tick();
}

function draw() {
  $('site').textContent = wall.site;
  $('counts').replaceChildren(...counts());
  $('calm').hidden = wall.open > 0;
  drawLines();
}

function counts() {
  if (wall.open === 0) return [];
  const open = counted(said.open, wall.open) + (wall.isCut ? '+' : '');
  const texts = [element('span', 'count', open)];
  if (wall.unowned > 0)
    texts.push(element('span', 'count is-unowned', counted(said.unowned, wall.unowned)));
  return texts;
}

/** As many as fit, whole; the rest is a number. */
function drawLines() {
  const list = $('lines');
  const lines = wall.lines.map(lineOf);
  $('more').hidden = true;
  list.replaceChildren(...lines);
  // Before measuring: what is counted down takes room as well.
  for (const item of lines) count(item, Date.now() + skewMs);
  let left = wall.open - lines.length;
  const isFull = () => list.scrollHeight > list.clientHeight + 1;
  // Its own line takes room too, so it stands there while the others are measured.
  if (left > 0 || isFull()) {
    $('more').textContent = counted(said.more, left);
    $('more').hidden = false;
  }
  while (lines.length > 1 && isFull()) {
    lines.pop().remove();
    left += 1;
  }
  if (left > 0) $('more').textContent = counted(said.more, left);
  $('more').hidden = left <= 0;
}

function lineOf(line) {
  const item = element('li', 'wall-line');
  item.dataset.severity = line.severity;
  item.dataset.next = line.next;
  const where = element('p', 'where');
  where.append(element('span', 'level', words.severity[line.severity]), ` ${line.asset}`);
  const who = element('p', 'who', line.owner ?? said.noOwner);
  who.classList.toggle('is-nobody', line.owner === null && line.next !== 'back');
  item.append(
    element('p', 'title', line.title),
    element('p', 'due-at'),
    where,
    who,
    element('p', 'due-in'),
  );
  Object.assign(item, { line });
  return item;
}

/** Everything that moves with the time alone. */
function tick() {
  const now = Date.now() + skewMs;
  $('clock').textContent = clockText.format(now);
  const isLost = unheard >= LOST_ASKS || Date.now() - heardAt > LOST_MS;
  document.body.classList.toggle('is-lost', isLost);
  $('lost').hidden = !isLost;
  if (isLost) $('lost').textContent = fill(said.lost, { time: clockText.format(heardAt + skewMs) });
  for (const item of $('lines').children) count(item, now);
}

function count(item, now) {
  const { dueAt, next } = item.line;
  const [at, left] = item.querySelectorAll('.due-at, .due-in');
  if (dueAt === null) return;
  const ms = dueAt - now;
  at.textContent = momentText.format(dueAt);
  const wait = ms <= 0 ? said.overdue : fill(said.in, { time: spanText(ms) });
  left.textContent = `${said[next]} ${wait}`;
  item.classList.toggle('is-soon', ms < SOON_MS && next !== 'back');
}

function spanText(ms) {
  if (ms < SOON_MS) return fill(said.seconds, { n: Math.ceil(ms / 1_000) });
  if (ms < 2 * HOUR) return fill(said.minutes, { n: Math.floor(ms / MINUTE) });
  return fill(said.hours, { n: Math.floor(ms / HOUR) });
}

function clockIn(timeZone) {
  return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium', hourCycle: 'h23' });
}

function momentIn(timeZone) {
  return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short', hourCycle: 'h23' });
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

addEventListener('resize', () => {
  if (wall === null) return;
  drawLines();
  tick();
});
setInterval(tick, 1_000);
void ask();
