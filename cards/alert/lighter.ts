// The card for a platform that finds it too large or can't make sense of it: what people read goes first, what they decide with
// stays. Title, place, latest state, owner, deadline and every button are what an alert can't be without.
import type { AlertModel } from './model.ts';

export function lighter(model: AlertModel): AlertModel {
  return {
    ...model,
    picture: null,
    readings: [],
    why: [],
    past: null,
    count: null,
    detector: null,
    states: model.states.slice(-1),
  };
}
