// The words of an Adaptive Card as they are read: what stands in one line is one line. And what its choices offer.
import type { Choice } from './stand.ts';

type Node = Readonly<Record<string, unknown>>;

export function adaptiveText(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(adaptiveText);
  if (typeof node !== 'object' || node === null) return [];
  const { fallback: _, inlines, data: __, ...rest } = node as Node;
  // A field shows its label, and what stands in it.
  const field = rest.type === 'Input.Text' ? ['label', 'value'] : [];
  const own = ['text', 'title', 'altText', ...field].flatMap((k) =>
    typeof rest[k] === 'string' ? [rest[k]] : [],
  );
  const line = Array.isArray(inlines) ? [inlines.flatMap(adaptiveText).join('')] : [];
  return [...own, ...line, ...Object.values(rest).flatMap(adaptiveText)];
}

/** Of all elements of a card, in any order. */
export function choicesIn(elements: readonly Node[]): readonly Choice[] {
  return elements
    .filter((e) => e.type === 'Input.ChoiceSet')
    .flatMap(({ id, choices }) =>
      (Array.isArray(choices) ? choices : []).map(({ title, value }) => ({
        id: String(id),
        label: String(title),
        value: String(value),
      })),
    );
}
