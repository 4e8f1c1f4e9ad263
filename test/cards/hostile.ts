// What a producer or a person might send to make a card shout, link, mention, break or swell: in every field at once,
// all together far too long, and each trick alone and short enough to survive the cut.
import type { Detection } from '../../bot/core/detection.ts';

/** Each trick alone, short. */
export const TRICKS: readonly string[] = [
  '<!channel> <!here> <!everyone>',
  '<@U0SAM00001> <#C0LINE0001>',
  '<!subteam^S1|all>',
  '<at>Sam Supervisor</at>',
  '<script>alert(1)</script> <b>b</b>',
  '<https://evil.example.com|click>',
  '*bold* _it_ ~gone~ `code`',
  '**bold** __under__ ~~gone~~',
  '[link](https://evil.example.com)',
  '![i](http://e.vil/x.png)',
  '# head',
  '- item',
  '1. one',
  '> quote',
  '| a | b |',
  '{{DATE(2026-01-01,SHORT)}}',
  '$' + '{title} $' + '{x}',
  ':skull: :+1: @channel @here',
  'https://evil.example.com/login',
  'www.evil.example.com',
  '\u202egnp.exe\u202c \u2066x\u2069',
  '\u0000\u0007\u001b[31m \u200b\ufeff',
  '&amp; &lt;!channel&gt;',
  `Z${'\u0351\u036b\u0343'.repeat(40)}`,
  '\ud83d lone \ude00',
  '\\*not\\* \\[this\\]',
  '\n# second line\n- item',
];

const text = `\n# QQ${TRICKS.join(' ')}QQ`.padEnd(10_000, ' 🏭<!channel>*x*');

/** A detection that says `said` in every field that a card shows. */
export function detectionSaying(said: string, times: number): Partial<Detection> {
  return {
    title: said,
    asset: said,
    area: said,
    type: said,
    reasons: Array.from({ length: times }, () => said),
    readings: Array.from({ length: times }, () => ({
      name: said,
      value: said,
      unit: said,
      limit: 1e300,
    })),
    evidence: [{ kind: 'image', url: `http://10.0.0.7/${said}`, alt: said }],
    model: { name: said, version: said },
    confidence: 0.9999,
  };
}

export const HOSTILE = { text, detection: detectionSaying(text, 200) } as const;
