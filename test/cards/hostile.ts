// What a producer or a person might send to make a card shout, link, mention, break or swell. Every field at once.
import type { Detection } from '../../bot/core/detection.ts';

const PIECES = [
  'QQ<!channel> <!here> <@U0SAM00001> <#C0LINE0001> <!subteam^S1|all>',
  '<at>Sam Supervisor</at> <script>alert(1)</script> <https://evil.example.com|click>',
  '*bold* _it_ ~gone~ `code` **x** __y__ [link](https://evil.example.com) ![i](http://e.vil/x.png)',
  '# head - item 1. one > quote | table {{DATE(2026-01-01,SHORT)}} $' +
    '{title} :skull: @channel @here',
  'https://evil.example.com/login www.evil.example.com \u202egnp.exe\u202c \u0000\u0007\u001b[31m \u200b',
  '&amp; &lt;!channel&gt; Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f a\ud83d\ude00 \ud83d QQ',
];

const text = `\n# ${PIECES.join('\n')}`.padEnd(10_000, ' 🏭<!channel>*x*');

const detection: Partial<Detection> = {
  title: text,
  asset: text,
  area: text,
  type: text,
  reasons: Array.from({ length: 200 }, () => text),
  readings: Array.from({ length: 200 }, () => ({
    name: text,
    value: text,
    unit: text,
    limit: 1e300,
  })),
  evidence: [{ kind: 'image', url: `http://10.0.0.7/${text}`, alt: text }],
  model: { name: text, version: text },
  confidence: 0.9999,
};

export const HOSTILE = { text, pieces: PIECES, detection } as const;
