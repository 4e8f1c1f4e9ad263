// Where one can look and who one can be: the rail's lists and, on a phone, its two selects. Draws only; console.js decides.
import { fill, words } from './say.js';
import { element } from './tray.js';

export const FOR_YOU = '@you';
export const EVERYWHERE = '*';

const $ = (id) => document.getElementById(id);

/** Channels, all of them together where there are several, and what is for the reader alone. */
export function placesOf({ channels, person }) {
  const places = channels.map(({ name, address }) => ({ name, address }));
  if (places.length > 1) places.unshift({ name: words.frame.allChannels, address: EVERYWHERE });
  if (person !== '') places.push({ name: words.frame.forYou, address: FOR_YOU });
  return places;
}

export function drawPeople({ people, person }) {
  const select = $('person');
  const nobody = new Option(words.frame.choose, '', person === '', person === '');
  nobody.disabled = person !== '';
  const options = people.map(({ key, name, roles }) => {
    const text = roles.includes('lead') ? fill(words.frame.lead, { name }) : name;
    return new Option(text, key, false, key === person);
  });
  select.replaceChildren(nobody, ...options);
  select.classList.toggle('wanted', person === '');
}

/** `waiting` counts what came in at places that nobody looks at. */
export function drawPlaces({ channels, person, place, waiting }, onChoose) {
  const places = placesOf({ channels, person });
  const countAt = (address) =>
    place === EVERYWHERE && address !== FOR_YOU ? 0 : (waiting.get(address) ?? 0);
  const items = places.map(({ name, address }) => {
    const button = element('button', 'place', name);
    button.type = 'button';
    if (address === place) button.setAttribute('aria-current', 'page');
    const count = countAt(address);
    if (count > 0) {
      const badge = element('span', 'badge', String(count));
      badge.setAttribute('aria-label', newText(count));
      button.append(' ', badge);
    }
    button.addEventListener('click', () => onChoose(address));
    const item = element('li', address === FOR_YOU ? 'apart' : '');
    item.append(button);
    return item;
  });
  const focused = [...$('places').querySelectorAll('button')].indexOf(document.activeElement);
  $('places').replaceChildren(...items);
  if (focused >= 0) items[Math.min(focused, items.length - 1)]?.firstElementChild.focus();
  $('place').replaceChildren(
    ...places.map(({ name, address }) => {
      const count = countAt(address);
      const text = count > 0 ? `${name} · ${newText(count)}` : name;
      return new Option(text, address, false, address === place);
    }),
  );
  const name = places.find((p) => p.address === place)?.name ?? 'Andon';
  $('heading').textContent = name;
  const elsewhere = places.reduce((sum, { address }) => sum + countAt(address), 0);
  $('place').classList.toggle('has-news', elsewhere > 0);
  document.title = `${elsewhere > 0 ? `(${elsewhere}) ` : ''}${name} · Andon`;
}

function newText(count) {
  return fill(words.frame.newCount, { n: count });
}
