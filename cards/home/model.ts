// Somebody's own page, already decided: the words, the order, the buttons. Where a platform has such a page, a renderer gives it
// a look.
import type { Alert, PersonId } from '../../bot/core/alert.ts';
import type { Duty, Home, HomeGroup } from '../../bot/core/home.ts';
import type { Setting } from '../../bot/core/view.ts';
import { buttonsOf, type CardButton } from '../alert/buttons.ts';
import { TITLE_MAX } from '../alert/model.ts';
import { type Line, moment } from '../line.ts';
import { listed } from '../reply/lines.ts';
import { tidy } from '../text.ts';
import { type HomeGroupKey, type Words, words } from '../words.ts';

export interface HomeRow {
  readonly line: Line;
  readonly buttons: readonly CardButton[];
}

export interface HomeSection {
  readonly title: string;
  readonly rows: readonly HomeRow[];
  /** Where nothing is shown, or not everything. */
  readonly remark: Line | null;
}

export interface HomeModel {
  readonly setting: Setting;
  readonly duty: Line;
  readonly sections: readonly HomeSection[];
}

const CREW_MAX = 40;
const CREWS = 3;
const GROUPS: readonly HomeGroupKey[] = ['asked', 'mine', 'open'];

/** `home` is null for somebody who may not act here. */
export function homeModel(
  home: Home | null,
  names: ReadonlyMap<PersonId, string>,
  setting: Setting,
): HomeModel {
  const said = words(setting.language);
  if (home === null)
    return { setting, duty: said.told.stranger({ code: 'stranger' }, () => ''), sections: [] };
  return {
    setting,
    duty: dutyLine(home.duty, said),
    sections: GROUPS.map((key) => section(key, home[key], names, said)),
  };
}

function dutyLine(duty: Duty, { home, shifts }: Words): Line {
  if (duty.kind === 'here') {
    const areas = duty.areas.slice(0, CREWS).map((a) => tidy(a, CREW_MAX));
    const until = moment(duty.until, 'time');
    return shifts.checkedIn(areas.length === 0 ? null : areas.join(', '), until);
  }
  if (duty.kind !== 'on') return duty.kind === 'off' ? home.offShift : home.noShifts;
  const crews = duty.crews.slice(0, CREWS).map((c) => tidy(c, CREW_MAX));
  return home.onShift(duty.shift.letter, crews.join(', '), moment(duty.shift.until, 'time'));
}

function section(
  key: HomeGroupKey,
  { alerts, more }: HomeGroup,
  names: ReadonlyMap<PersonId, string>,
  said: Words,
): HomeSection {
  const count = alerts.length + more;
  return {
    title: count === 0 ? said.home.title[key] : `${said.home.title[key]} (${count})`,
    rows: alerts.map((a) => ({ line: listed(a, names, said), buttons: buttonsFor(a, key, said) })),
    remark: count === 0 ? said.home.empty[key] : more === 0 ? null : said.home.more(more),
  };
}

/** What the card has in plain sight; whoever was asked for a hand-over answers that. What is nobody's can be taken. */
function buttonsFor(alert: Alert, key: HomeGroupKey, said: Words): readonly CardButton[] {
  const { main, offer, more } = buttonsOf(alert, tidy(alert.title, TITLE_MAX), said);
  if (offer.length > 0 && key === 'asked') return offer;
  const take = more.filter((b) => b.button.verb === 'take' && key !== 'mine');
  return [...main, ...take];
}
