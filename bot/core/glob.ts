// Patterns with `*`, as the plant file writes them.

/** `*` stands for any text, also across `/`. Linear in text and pattern: input decides neither. */
export function matchesGlob(text: string, glob: string): boolean {
  const [head = '', ...rest] = glob.split('*');
  if (!text.startsWith(head)) return false;
  if (rest.length === 0) return text === head;
  const tail = rest.pop() ?? '';
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}
