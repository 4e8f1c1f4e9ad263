// The page's words, in the plant's language, and how to fill them. Every sentence of the page comes from here; none is written
// anywhere else.
import { language, locale, words } from './words.js';

export { locale, words };

const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(locale);

/** `{name}` becomes the value of that name. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (mark, name) => String(values[name] ?? mark));
}

/** The form for `n`, with `n` written in it. */
export function counted(forms, n) {
  return fill(forms[plural.select(n)] ?? forms.other, { n: number.format(n) });
}
