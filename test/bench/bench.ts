// `npm run bench`: how fast the bot is, measured from outside against stand-ins of Slack and Teams on this machine, with a new
// SQLite file and nobody's limits. Bounded: it ends within a minute or two. `-- --quick` only shows that it works.
import { pathToFileURL } from 'node:url';
import { startStage } from './bot-process.ts';
import { type Row, rate, table, times } from './figures.ts';
import { arrays, detectionToCard, singles, taps } from './measures.ts';

interface Amount {
  readonly cards: number;
  readonly warmUp: number;
  readonly singles: number;
  readonly arrays: number;
  readonly arraySize: number;
}

const FULL: Amount = { cards: 200, warmUp: 30, singles: 3_000, arrays: 20, arraySize: 500 };
const QUICK: Amount = { cards: 4, warmUp: 1, singles: 64, arrays: 1, arraySize: 50 };
const CONCURRENCY = [1, 16, 64] as const;
const PLATFORMS = { slack: 'Slack', teams: 'Teams' } as const;
/** People who tap in the same moment. */
const AT_ONCE = 16;

export async function bench(amount: Amount): Promise<readonly Row[]> {
  const stage = await startStage();
  try {
    const rows: Row[] = [];
    for (const platform of ['slack', 'teams'] as const) {
      const name = PLATFORMS[platform];
      const first = await detectionToCard(stage, platform, amount.warmUp);
      await taps(stage, first.cards, 1);
      const { times: posted, cards } = await detectionToCard(stage, platform, 2 * amount.cards);
      rows.push(times(`${name}: detection → card`, posted));
      const alone = await taps(stage, cards.slice(0, amount.cards), 1);
      const many = await taps(stage, cards.slice(amount.cards), AT_ONCE);
      const wanted = { of: 'p99', belowMs: 100 } as const;
      rows.push(times(`${name}: tap → HTTP answer`, alone.answered, wanted));
      rows.push(times(`${name}: tap → HTTP answer, ${AT_ONCE} at once`, many.answered));
      rows.push(times(`${name}: tap → updated card`, alone.shown, { of: 'p50', belowMs: 300 }));
    }
    for (const atOnce of CONCURRENCY) {
      const n = atOnce === 1 ? Math.ceil(amount.singles / 3) : amount.singles;
      const { tookMs, times: each } = await singles(stage, n, atOnce);
      rows.push(rate(`Detections one by one, ${atOnce} at once`, n, tookMs, each));
    }
    const tookMs = await arrays(stage, amount.arrays, amount.arraySize);
    const all = amount.arrays * amount.arraySize;
    rows.push(rate(`Detections in arrays of ${amount.arraySize}`, all, tookMs, []));
    return rows;
  } finally {
    await stage.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await bench(process.argv.includes('--quick') ? QUICK : FULL);
  process.stdout.write(`${table(rows)}\n`);
}
