// Slack's rules for the blocks that we use. A block, element or field that is not named here is an error, so that a card which
// starts to use something new is checked on purpose. Answers Slack's way: one complaint a fault, with a pointer.

type Node = Readonly<Record<string, unknown>>;
type Check = (value: unknown, at: string, complaints: string[]) => void;

const BLOCKS_MAX = 50;
const VIEW_BLOCKS_MAX = 100;

/** All complaints; none when Slack would take the blocks of a message. */
export function complaintsAbout(blocks: unknown): readonly string[] {
  return complaintsAboutBlocks(blocks, block, BLOCKS_MAX);
}

/** The same for a modal or a home page. */
export function complaintsAboutView(view: unknown): readonly string[] {
  if (!isNode(view)) return ['[ERROR] must provide an object [json-pointer:/view]'];
  const complaints: string[] = [];
  const carried = { callback_id: text(255), private_metadata: text(3_000), blocks: any };
  const titles = { title: plainText(24), submit: plainText(24), close: plainText(24) };
  if (view.type === 'modal') shape(titles, carried)(view, '/view', complaints);
  else if (view.type === 'home') shape({ blocks: any }, carried)(view, '/view', complaints);
  else complain(complaints, '/view/type', 'unsupported type');
  return [...complaints, ...complaintsAboutBlocks(view.blocks, viewBlock, VIEW_BLOCKS_MAX)];
}

function complaintsAboutBlocks(blocks: unknown, each: Check, max: number): readonly string[] {
  const complaints: string[] = [];
  list(each, 0, max)(blocks, '/blocks', complaints);
  if (Array.isArray(blocks)) {
    noTwice(
      blocks.map((b) => (isNode(b) ? b.block_id : undefined)),
      'block_id',
      complaints,
    );
  }
  return complaints;
}

const text =
  (max: number): Check =>
  (value, at, complaints) => {
    if (typeof value !== 'string') return complain(complaints, at, 'must provide a string');
    if (value.length === 0) complain(complaints, at, 'must be more than 0 characters');
    if (value.length > max) complain(complaints, at, `must be less than ${max + 1} characters`);
  };

const flag: Check = (value, at, complaints) => {
  if (typeof value !== 'boolean') complain(complaints, at, 'must provide a boolean');
};

const word =
  (...words: readonly string[]): Check =>
  (value, at, complaints) => {
    if (!words.includes(String(value))) complain(complaints, at, 'must be a valid enum value');
  };

const list =
  (check: Check, min: number, max: number): Check =>
  (value, at, complaints) => {
    if (!Array.isArray(value)) return complain(complaints, at, 'must provide an array');
    if (value.length < min) complain(complaints, at, `no fewer than ${min} items allowed`);
    if (value.length > max) complain(complaints, at, `no more than ${max} items allowed`);
    for (const [i, item] of value.entries()) check(item, `${at}/${i}`, complaints);
  };

/** `needed` and `optional` fields, and no others. */
const shape =
  (needed: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check =>
  (value, at, complaints) => {
    if (!isNode(value)) return complain(complaints, at, 'must provide an object');
    for (const name of Object.keys(needed)) {
      if (value[name] === undefined) complain(complaints, at, `missing required field: ${name}`);
    }
    for (const [name, given] of Object.entries(value)) {
      const check = name === 'type' ? any : (needed[name] ?? optional[name]);
      if (check === undefined) complain(complaints, at, `invalid additional property: ${name}`);
      else check(given, `${at}/${name}`, complaints);
    }
  };

const any: Check = () => {};

const oneOf =
  (kinds: Readonly<Record<string, Check>>): Check =>
  (value, at, complaints) => {
    const check = isNode(value) ? kinds[String(value.type)] : undefined;
    if (check === undefined) return complain(complaints, at, 'unsupported type');
    check(value, at, complaints);
  };

const plainText = (max: number) =>
  oneOf({ plain_text: shape({ text: text(max) }, { emoji: flag }) });
const anyText = (max: number) =>
  oneOf({
    plain_text: shape({ text: text(max) }, { emoji: flag }),
    mrkdwn: shape({ text: text(max) }, { verbatim: flag }),
  });

const pictureUrl: Check = (value, at, complaints) => {
  text(3_000)(value, at, complaints);
  if (!/^https:\/\/[^/]+\.[a-z]+\//.test(String(value))) {
    complain(complaints, at, 'downloading image failed');
  }
};
/** From an address or from a file, and never both. */
const image =
  (optional: Readonly<Record<string, Check>>): Check =>
  (value, at, complaints) => {
    const source = { image_url: pictureUrl, slack_file: shape({ id: text(255) }, {}) };
    shape({ alt_text: text(2_000) }, { ...source, ...optional })(value, at, complaints);
    if (isNode(value) && (value.image_url === undefined) === (value.slack_file === undefined))
      complain(complaints, at, 'must define either `image_url` or `slack_file`');
  };
const picture = image({});

const button = shape(
  { text: plainText(75), action_id: text(255) },
  {
    value: text(2_000),
    url: text(3_000),
    style: word('primary', 'danger'),
    accessibility_label: text(75),
  },
);
const select = shape(
  {
    action_id: text(255),
    options: list(shape({ text: plainText(75), value: text(150) }, {}), 1, 100),
  },
  { placeholder: plainText(150) },
);

const elements = oneOf({ button, static_select: select });
const id = { block_id: text(255) };
const lengthIn: Check = (value, at, complaints) => {
  const isGood = typeof value === 'number' && value >= 1 && value <= 3_000;
  if (!isGood) complain(complaints, at, 'must be between 1 and 3000');
};
const textInput = shape(
  { action_id: text(255) },
  {
    multiline: flag,
    max_length: lengthIn,
    initial_value: text(3_000),
    placeholder: plainText(150),
  },
);
const BLOCKS: Readonly<Record<string, Check>> = {
  header: shape({ text: plainText(150) }, id),
  divider: shape({}, id),
  section: (value, at, complaints) => {
    const accessory = oneOf({
      button,
      static_select: select,
      image: picture,
    });
    const parts = { text: anyText(3_000), fields: list(anyText(2_000), 1, 10), accessory };
    shape({}, { ...parts, ...id })(value, at, complaints);
    if (isNode(value) && value.text === undefined && value.fields === undefined) {
      complain(complaints, at, 'must define either `text` or `fields`');
    }
  },
  context: shape(
    {
      elements: list(
        oneOf({
          image: picture,
          plain_text: shape({ text: text(3_000) }, { emoji: flag }),
          mrkdwn: shape({ text: text(3_000) }, { verbatim: flag }),
        }),
        1,
        10,
      ),
    },
    id,
  ),
  image: image({ ...id, title: plainText(2_000) }),
  actions: (value, at, complaints) => {
    shape({ elements: list(elements, 1, 25) }, id)(value, at, complaints);
    if (isNode(value) && Array.isArray(value.elements)) {
      const ids = value.elements.map((e) => (isNode(e) ? e.action_id : undefined));
      noTwice(ids, 'action_id', complaints);
    }
  },
};
const block = oneOf(BLOCKS);
const viewBlock = oneOf({
  ...BLOCKS,
  input: shape(
    { label: plainText(2_000), element: oneOf({ plain_text_input: textInput }) },
    { ...id, hint: plainText(2_000), optional: flag },
  ),
});

function noTwice(ids: readonly unknown[], name: string, complaints: string[]): void {
  const given = ids.filter((i) => i !== undefined);
  if (new Set(given).size < given.length)
    complain(complaints, '/blocks', `\`${name}\` exists twice`);
}

function complain(complaints: string[], at: string, what: string): void {
  complaints.push(`[ERROR] ${what} [json-pointer:${at}]`);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
