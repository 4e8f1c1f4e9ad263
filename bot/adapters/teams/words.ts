// What people write in Teams, as plain text: to whom it was said, which command it is, which words of a thread are a note, and
// which pictures came with them. Teams mixes mentions and HTML into what was typed; none of that is anybody's words.
import { z } from 'zod';
import { parseCommand } from '../../core/command.ts';
import type { Mention, ThreadReply } from '../../ports/chat.ts';
import { isPersonal, rootOf, type Spoken, senderOf } from './activity.ts';

/** A message to us: a command, or words that belong to the card above them. Null = not for us. */
export type Heard =
  | { readonly kind: 'command'; readonly text: string; readonly mentions: readonly Mention[] }
  /** `command` is what it is taken for where the card is none of ours; null when we were not spoken to. */
  | { readonly kind: 'note'; readonly reply: ThreadReply; readonly command: string | null };

const LONGEST_TEXT = 28_000;
const LONGEST_COMMAND = 4_000;
const ATTACHMENTS_MAX = 10;
/** So many words behind a verb that we know are still meant as a command, and not as a sentence. */
const SHORT_COMMAND_WORDS = 2;
/** They take an asset and then any words. */
const ABOUT_ASSETS: readonly string[] = ['maintenance', 'out-of-service', 'in-service', 'state'];

/**
 * In a channel we are spoken to by mention. Where the team lets the app read its messages, the words of a thread reach us without
 * one: those are notes, and never commands.
 */
export function hear(activity: Spoken, tenant: string): Heard | null {
  // Another bot's words are nobody's.
  if (activity.from.id.startsWith('28:')) return null;
  const isOurs = isPersonal(activity) || ownMentions(activity).length > 0;
  const text = isOurs ? commandText(activity) : null;
  const card = rootOf(activity);
  const attached = attachmentsOf(activity);
  if (card !== null && (text === null || !isCommand(text, attached.pictures.length > 0))) {
    const words = [readable(activity).replace(/^note\b[:,]?\s*/i, ''), ...attached.others];
    const reply: ThreadReply = {
      sender: senderOf(activity, tenant),
      card,
      text: words.filter((w) => w !== '').join('\n'),
      pictures: attached.pictures,
      message: activity.id,
    };
    return { kind: 'note', reply, command: text };
  }
  return text === null ? null : { kind: 'command', ...named(activity, text) };
}

/** Under a card most words are meant for it. */
function isCommand(text: string, hasPictures: boolean): boolean {
  if (text === '') return !hasPictures;
  const words = text.split(' ');
  const first = words[0]?.toLowerCase();
  // An ending of an id without a digit may as well be a word.
  if (first === 'note') return /^#?(?=[a-f-]*\d)[\da-f-]{4,36}$/i.test(words[1] ?? '');
  // These take the name of an area, so that any sentence would do.
  if (first === 'on' || first === 'off') return words.length <= SHORT_COMMAND_WORDS;
  if (ABOUT_ASSETS.includes(first ?? '') && words.length > SHORT_COMMAND_WORDS) {
    const [, second = '', third = ''] = words;
    if (!looksLikeAsset(second.toLowerCase() === 'off' ? third : second)) return false;
  }
  const command = parseCommand(text);
  if (command.kind !== 'help' || command.unknown === null) return true;
  return command.word !== null && words.length <= SHORT_COMMAND_WORDS;
}

/** An asset has a digit, a `/` or a `*` in it; `maintenance takes 2h longer` is a sentence. */
function looksLikeAsset(word: string): boolean {
  return /[\d/*]/.test(word);
}

/** What was typed, without our name before it, on one line. */
function commandText(activity: Spoken): string {
  return readable(activity)
    .slice(0, LONGEST_COMMAND)
    .replace(/\s+/g, ' ')
    .replace(/^[/@]?andon\b[:,]?\s*/i, '')
    .replace(/^\//, '');
}

/** People who are named in a command stand there as one word each. */
function named(activity: Spoken, text: string): { text: string; mentions: readonly Mention[] } {
  const mentions: Mention[] = [];
  let rest = text;
  for (const { text: mark, mentioned } of mentionsOf(activity)) {
    const name = plain(mark).replace(/\s+/g, ' ').trim();
    if (mentioned.id === activity.recipient?.id || name === '' || !rest.includes(name)) continue;
    const word = `@${name.replaceAll(' ', '-')}`;
    rest = rest.replace(name, () => word);
    mentions.push({ kind: 'person', text: word, id: mentioned.id });
  }
  return { text: rest, mentions };
}

function readable(activity: Spoken): string {
  const typed = (activity.text ?? '').slice(0, LONGEST_TEXT);
  const unnamed = ownMentions(activity).reduce((rest, m) => rest.replaceAll(m.text, ' '), typed);
  return plain(unnamed)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

// Only what Teams itself writes is taken for HTML: `<` is also a sign that people type.
const BREAKS = /<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr)\s*\/?>/gi;
const TAGS =
  /<\/?(?:at|p|div|span|br|b|i|u|s|em|strong|a|ul|ol|li|h[1-6]|pre|code|blockquote|img|table|tbody|tr|td|attachment|emoji)(?:\s[^>]*)?\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function plain(html: string): string {
  return html
    .replace(BREAKS, '\n')
    .replace(TAGS, '')
    .replace(
      /&(?:nbsp|lt|gt|quot|#39|amp);/gi,
      (entity) => ENTITIES[entity.toLowerCase()] ?? entity,
    )
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200f\u2060\ufeff]+/gu, ' ');
}

const Marked = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(1024),
  mentioned: z.object({ id: z.string() }),
});
type Marked = z.infer<typeof Marked>;

function mentionsOf(activity: Spoken): readonly Marked[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const parsed = Marked.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });
}

function ownMentions(activity: Spoken): readonly Marked[] {
  return mentionsOf(activity).filter((m) => m.mentioned.id === activity.recipient?.id);
}

const Attached = z.object({
  contentType: z.string().max(256),
  contentUrl: z.url({ protocol: /^https?$/ }).max(2_048),
  name: z.string().max(256).nullish(),
});

/** Where the pictures that came with it can be seen, and other files by name and address. */
function attachmentsOf(activity: Spoken): {
  readonly pictures: readonly string[];
  readonly others: readonly string[];
} {
  const files = (activity.attachments ?? []).slice(0, ATTACHMENTS_MAX).flatMap((attachment) => {
    const parsed = Attached.safeParse(attachment);
    return parsed.success ? [parsed.data] : [];
  });
  const isPicture = ({ contentType, name }: z.infer<typeof Attached>) =>
    contentType.startsWith('image/') || /\.(?:png|jpe?g|gif|webp|heic)$/i.test(name ?? '');
  return {
    pictures: files.filter(isPicture).map((f) => f.contentUrl),
    others: files.filter((f) => !isPicture(f)).map((f) => `${f.name ?? ''} ${f.contentUrl}`.trim()),
  };
}
