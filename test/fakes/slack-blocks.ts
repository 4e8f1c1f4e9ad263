// Reads Block Kit the way a person does: words, buttons, whom it mentions, which links are alive. For tests that want to know
// what was seen rather than how it was drawn.
import type { Shown } from '../contracts/chat-rig.ts';

/** Something that can be pressed. `option` is a select's chosen value, which stands for the value. */
export interface Pressable {
  readonly kind: 'button' | 'static_select';
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}

type Node = Readonly<Record<string, unknown>>;

/** `ours` is the start of links that the card may offer by itself. */
export function readMessage(text: string, blocks: readonly unknown[], ours: string): Shown {
  const live = [
    text,
    ...nodes(blocks)
      .filter((n) => n.type === 'mrkdwn')
      .map((n) => `${n.text}`),
  ];
  return {
    text: words(blocks).map(plainText).join('\n'),
    summary: plainText(text),
    buttons: pressables(blocks).map((p) => ({ verb: verbOf(p), value: parsed(p.value) })),
    mentions: [...new Set(live.flatMap(mentionsIn))],
    links: live.flatMap(linksIn).filter((link) => !link.startsWith(ours)),
  };
}

/** Everything that can be pressed, each option of a select by itself. */
export function pressables(blocks: readonly unknown[]): readonly Pressable[] {
  return blocks.flatMap((block) => {
    const blockId = isNode(block) ? String(block.block_id ?? '') : '';
    return nodes([block]).flatMap((n): readonly Pressable[] => {
      const actionId = String(n.action_id ?? '');
      if (n.type === 'button' && typeof n.value === 'string') {
        return [{ kind: 'button', blockId, actionId, value: n.value }];
      }
      if (n.type !== 'static_select' || !Array.isArray(n.options)) return [];
      const options = n.options.filter(isNode).map((o) => String(o.value));
      return options.map((value) => ({ kind: 'static_select', blockId, actionId, value }));
    });
  });
}

/** A name for each thing that can be pressed: a reason chosen in a select is `reason:CODE` too, a duration `shelve:2h`. */
export function verbOf(pressable: Pressable): string {
  if (pressable.kind === 'button') return pressable.actionId;
  const value = parsed(pressable.value);
  const code = isNode(value) ? value.c : value;
  return `${pressable.actionId}:${String(code)}`;
}

/** The verb that travels when the thing of that name is pressed. */
export function verbNamed(name: string): string {
  return name.replace(/^shelve:.*/, 'shelve');
}

function nodes(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodes)];
}

function words(blocks: readonly unknown[]): readonly string[] {
  return nodes(blocks).flatMap((n) =>
    ['text', 'alt_text'].map((k) => n[k]).filter((t) => typeof t === 'string'),
  );
}

function mentionsIn(text: string): readonly string[] {
  const people = [...text.matchAll(/<@([A-Z0-9]+)(\|[^>]*)?>/g)].map((m) => m[1] ?? '');
  const everyone = /<!(channel|here|everyone|subteam)/.test(text) ? ['everyone'] : [];
  return [...people, ...everyone];
}

function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/<((?:https?|mailto):[^|>]*)/g)].map((m) => m[1] ?? '');
}

function plainText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
