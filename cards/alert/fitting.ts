// A card that is too large for its platform does without what can be missed, one thing after the other, until it fits. Who can
// still judge it is judged by the order: pictures, numbers and words can be looked up, the three buttons can't. Pure.
import type { AlertModel } from './model.ts';

/** What is left out first stands first. Never the title, the state, or a button that decides. */
const LEFT_OUT: readonly ((model: AlertModel) => AlertModel)[] = [
  (model) => ({ ...model, picture: null }),
  (model) => ({ ...model, readings: [] }),
  (model) => ({ ...model, why: [] }),
  (model) => ({ ...model, buttons: { ...model.buttons, furtherReasons: [] } }),
  (model) => ({
    ...model,
    shelfQuestion: null,
    buttons: { ...model.buttons, shelf: { times: [], reasons: [] } },
  }),
  (model) => ({ ...model, past: null, count: null, detector: null, late: null }),
  (model) => ({ ...model, states: model.states.slice(-1), owner: null, next: null }),
];

/** The drawing of the most that fits; of the least, where even that does not. */
export function drawFitting<T>(
  model: AlertModel,
  draw: (model: AlertModel) => T,
  fits: (drawn: T) => boolean,
): T {
  let [left, drawn] = [model, draw(model)];
  for (const leaveOut of LEFT_OUT) {
    if (fits(drawn)) return drawn;
    left = leaveOut(left);
    drawn = draw(left);
  }
  return drawn;
}

/** What is left when all of it is left out: for a platform that only says that it is too much. */
export function leastOf(model: AlertModel): AlertModel {
  return LEFT_OUT.reduce((left, leaveOut) => leaveOut(left), model);
}
