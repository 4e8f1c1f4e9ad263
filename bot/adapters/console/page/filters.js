// What of a channel is shown: by severity, state, and whose it is. Remembered in this browser. On a phone the controls fold away
// behind one button; whenever something is left out, the page says so and offers the way back.
import { counted, words } from './say.js';

const KEY = 'andon.filter';
const NOTHING = { severities: [], state: '', mine: false };

const $ = (id) => document.getElementById(id);
const chips = [...document.querySelectorAll('#filter [data-severity]')];

/** `onChange()` after each change; `isSomebody()` asks for a name when there is none. */
export function makeFilter({ onChange, isSomebody, me }) {
  let chosen = remembered();

  function change(next) {
    chosen = { ...chosen, ...next };
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // A browser that keeps nothing still filters.
    }
    draw();
    onChange();
  }

  function draw() {
    for (const chip of chips)
      chip.setAttribute('aria-pressed', chosen.severities.includes(chip.dataset.severity));
    $('filter-state').value = chosen.state;
    $('filter-mine').setAttribute('aria-pressed', chosen.mine);
    const isActive = isFiltering();
    $('filter-fold').classList.toggle('is-active', isActive);
    $('filter-state').classList.toggle('is-active', chosen.state !== '');
    $('filter-said').hidden = !isActive;
  }

  function isFiltering() {
    return chosen.severities.length > 0 || chosen.state !== '' || isMine();
  }

  function isMine() {
    return chosen.mine && me() !== '';
  }

  for (const chip of chips) {
    chip.textContent = words.severity[chip.dataset.severity];
    chip.addEventListener('click', () => {
      const { severity } = chip.dataset;
      const without = chosen.severities.filter((s) => s !== severity);
      const isOn = without.length < chosen.severities.length;
      change({ severities: isOn ? without : [...without, severity] });
    });
  }
  $('filter-state').addEventListener('change', (event) => change({ state: event.target.value }));
  $('filter-mine').addEventListener('click', () => {
    if (!chosen.mine && !isSomebody()) return;
    change({ mine: !chosen.mine });
  });
  $('filter-clear').addEventListener('click', () => {
    change(NOTHING);
    $('feed').focus({ preventScroll: true });
  });
  $('filter-fold').addEventListener('click', () => {
    const isOpen = $('filter').classList.toggle('is-open');
    $('filter-fold').setAttribute('aria-expanded', isOpen);
    if (isOpen) chips[0].focus();
  });
  draw();

  return {
    /** After somebody else sits down. */
    redraw: draw,
    get isFiltering() {
      return isFiltering();
    },
    /** What the server is asked with. */
    query: () => ({
      severity: chosen.severities.join(','),
      state: chosen.state,
      mine: isMine() ? me() : '',
    }),
    /** As isMatching of facts.ts. What is not known is shown. */
    matches({ facts }) {
      if (facts === null) return true;
      const { severities, state } = chosen;
      return (
        (severities.length === 0 || severities.includes(facts.severity)) &&
        (state === '' || facts.states.includes(state)) &&
        (!isMine() || facts.mine.includes(me()))
      );
    },
    /** `total` is null where nobody counted. */
    say(total) {
      $('filter-count').textContent =
        total === null ? words.filter.active : counted(words.filter.matches, total);
    },
    /** Brings the keyboard to the first control. */
    enter() {
      if ($('filter-fold').checkVisibility()) $('filter').classList.add('is-open');
      chips[0].focus();
    },
  };
}

/** Whatever was kept, by whatever version: only what still makes sense. */
function remembered() {
  try {
    const { severities, state, mine } = JSON.parse(localStorage.getItem(KEY)) ?? NOTHING;
    const states = [...$('filter-state').options].map((o) => o.value);
    return {
      severities: chips.map((c) => c.dataset.severity).filter((s) => severities.includes(s)),
      state: states.includes(state) ? state : '',
      mine: mine === true,
    };
  } catch {
    return NOTHING;
  }
}
