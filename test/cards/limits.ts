// What Slack and Teams refuse or cut, checked by walking a drawn card. Independent of the builders that should keep to it.

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Thing = { readonly [key: string]: Json };

/** Every object inside, the outermost first. */
export function things(value: unknown): readonly Thing[] {
  if (Array.isArray(value)) return value.flatMap(things);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Thing, ...Object.values(value).flatMap(things)];
}

/** Every string inside, with the name of its field. */
export function strings(value: unknown, field = ''): readonly { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((v) => strings(v, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, v]) => strings(v, name));
}

const BLOCK_TYPES = ['header', 'section', 'context', 'image', 'actions'];
const NESTED_TYPES = ['plain_text', 'mrkdwn', 'button', 'static_select', 'image'];

export function slackFaults(message: { text: string; blocks: unknown }): readonly string[] {
  const faults: string[] = [];
  const want = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const within = (text: Json | undefined, max: number, what: string): void =>
    want(typeof text === 'string' && text.length > 0 && text.length <= max, `${what}: ${text}`);
  const textOf = (holder: Json | undefined): Json | undefined => things(holder)[0]?.text;

  within(message.text, 4_000, 'text');
  const blocks = message.blocks as readonly Thing[];
  want(blocks.length > 0 && blocks.length <= 50, `${blocks.length} blocks`);
  const size = JSON.stringify(blocks).length;
  want(size <= 13_200, `${size} characters of blocks`);
  const ids = blocks.map((b) => b.block_id).filter((id) => id !== undefined);
  want(new Set(ids).size === ids.length, 'block ids repeat');
  for (const block of blocks) {
    want(BLOCK_TYPES.includes(String(block.type)), `block ${block.type}`);
    if (block.block_id !== undefined) within(block.block_id, 255, 'block_id');
    if (block.type === 'header') within(textOf(block.text), 150, 'header');
    if (block.type === 'section') within(textOf(block.text), 3_000, 'section');
    const elements = (block.elements ?? []) as readonly Thing[];
    if (block.type === 'context') want(elements.length > 0 && elements.length <= 10, 'context');
    if (block.type === 'actions') want(elements.length > 0 && elements.length <= 25, 'actions');
    const actionIds = elements.map((e) => e.action_id).filter((id) => id !== undefined);
    want(new Set(actionIds).size === actionIds.length, 'action ids repeat in a block');
  }
  for (const thing of things(blocks)) {
    if (BLOCK_TYPES.includes(String(thing.type)) || thing.type === undefined) continue;
    want(NESTED_TYPES.includes(String(thing.type)), `element ${thing.type}`);
    if (thing.type === 'button') {
      within(textOf(thing.text), 24, 'button text');
      within(thing.value, 2_000, 'button value');
      within(thing.accessibility_label, 75, 'accessibility label');
    }
    if (thing.type === 'image') {
      within(thing.alt_text, 2_000, 'alt text');
      const { image_url: url = null, slack_file: file = null } = thing;
      want((url === null) !== (file === null), 'an image needs one source');
      if (url !== null) want(/^https:\/\/.{1,2900}$/.test(String(url)), `image ${url}`);
    }
    if (thing.type === 'plain_text' || thing.type === 'mrkdwn') within(thing.text, 3_000, 'text');
    for (const option of (thing.options ?? []) as readonly Thing[]) {
      within(option.value, 150, 'option value');
      within(textOf(option.text), 75, 'option text');
    }
  }
  return faults;
}

const ELEMENT_TYPES = [
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'Image',
  'Container',
  'ColumnSet',
  'Column',
  'ActionSet',
  'Action.Execute',
  'Action.Submit',
  'Action.ShowCard',
  'Action.OpenUrl',
  'Input.ChoiceSet',
  'Input.Text',
  'mention',
];

export function adaptiveFaults(message: { summary: string; card: unknown }): readonly string[] {
  const faults: string[] = [];
  const want = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const bytes = Buffer.byteLength(JSON.stringify(message));
  want(bytes <= 28 * 1_024, `${bytes} bytes`);
  const all = things(message.card);
  want(all[0]?.version === '1.5', 'version');
  want(message.summary.length > 0 && message.summary === all[0]?.fallbackText, 'fallbackText');
  const ids = all
    .map((t) => t.id)
    .filter((id, i) => id !== undefined && all[i]?.type !== undefined);
  want(new Set(ids).size === ids.length, 'ids repeat');
  // Each person whom it names would call back by themselves with every change.
  want(
    all.every((t) => t.refresh === undefined),
    'an automatic refresh',
  );
  for (const thing of all) {
    if (thing.type === undefined) continue;
    want(ELEMENT_TYPES.includes(String(thing.type)), `element ${thing.type}`);
    if (thing.type === 'TextBlock') want(thing.wrap === true && thing.text !== '', 'text block');
    if (thing.type === 'TextRun') want(thing.text !== '', 'empty run');
    if (thing.type === 'Action.OpenUrl') want(/^https:\/\//.test(String(thing.url)), 'link');
    if (thing.type === 'Image') {
      want(/^https:\/\//.test(String(thing.url)) && !!thing.altText, `image ${thing.url}`);
    }
    if (thing.type === 'ActionSet') {
      const titles = (thing.actions as readonly Thing[]).map((a) => String(a.title));
      const width = titles.reduce((sum, t) => sum + t.length + 4, 0);
      want(titles.length > 0 && titles.length <= 6 && width <= 41, `row ${titles}`);
      for (const title of titles) want(title.length <= 24, `title ${title}`);
    }
    if (thing.type === 'Action.Execute') {
      const fallback = thing.fallback as Thing;
      const same = JSON.stringify({ ...(thing.data as Thing), verb: thing.verb });
      want(fallback.type === 'Action.Submit', 'fallback');
      want(JSON.stringify(fallback.data) === same, 'the fallback carries other data');
    }
    // A form sends the card's own inputs along: if one of those were required, nobody could send the form without it.
    if (thing.type === 'Input.ChoiceSet') want(!!thing.label && !thing.isRequired, 'choice');
    if (thing.type === 'Input.Text')
      want(!!thing.label && (!thing.isRequired || !!thing.errorMessage), 'text input');
  }
  return faults;
}
