// A place in what is in order: halves are enough, also among thousands.

/** The first index for which it holds; it must hold for all that follow. */
export function firstAt(items, holds) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
