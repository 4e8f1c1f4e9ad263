// `npm run pictures`: draws every golden card to test/pictures/ and the README's pictures to docs/pictures/, so that a reviewer
// can look at cards instead of reading them. Fails when the first buttons of a waiting card are below a phone's screen.
// `npm run pictures -- slack dark` draws the sheets whose names have these words, `-- readme` the README's alone.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../browser/rig.ts';
import { drawConsole } from './console-picture.ts';
import { adaptivePage, CAMERA_PICTURE, type Face, slackPage, type Theme } from './picture-pages.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const GOLDEN = join(ROOT, 'test', 'golden');
const OUT = join(ROOT, 'test', 'pictures');
const DOCS = join(ROOT, 'docs', 'pictures');

const PHONE = 360;
const DESK = 700;
/** What a phone of 640 px height shows of a chat beside its own bars. */
const FIRST_SCREEN = 500;
const SHEET_COLUMNS = 4;

const WORDS = process.argv.slice(2);

function isWanted(name: string): boolean {
  return WORDS.every((word) => name.includes(word));
}

type Renderer = 'slack' | 'adaptive';
const PAGE_OF = { slack: slackPage, adaptive: adaptivePage } as const;
const MAIN_BUTTONS: Readonly<Record<Renderer, string>> = {
  slack: 'button',
  adaptive: 'button.ac-pushButton',
};

function faces(group: string, renderer: Renderer): readonly Face[] {
  const folder = join(GOLDEN, group, renderer);
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: basename(file, '.json'),
      json: readFileSync(join(folder, file), 'utf8'),
    }));
}

/** Nothing is fetched: cameras are drawn, everything else is refused. */
async function open(browser: Browser, html: string, width: number): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 100 },
    deviceScaleFactor: width > PHONE ? 1 : 2,
  });
  await page.route('**/*', (route) =>
    route.request().url().startsWith('https://pictures.')
      ? route.fulfill({ contentType: 'image/svg+xml', body: CAMERA_PICTURE })
      : route.abort(),
  );
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

async function drawSheets(
  browser: Browser,
  group: string,
  renderer: Renderer,
  width: number,
  theme: Theme,
): Promise<void> {
  const all = faces(group, renderer);
  const columns = width === PHONE ? SHEET_COLUMNS : 2;
  for (let at = 0; at < all.length; at += columns * 2) {
    const some = all.slice(at, at + columns * 2);
    const name = `${group}-${renderer}-${theme}-${width}-${at / (columns * 2) + 1}`;
    if (!isWanted(name)) continue;
    const page = await open(
      browser,
      PAGE_OF[renderer](some, width, theme),
      (width + 16) * columns + 16,
    );
    await page.screenshot({ path: join(OUT, `${name}.png`), fullPage: true });
    if (group === 'alert' && width === PHONE) await measure(page, renderer, some);
    await page.close();
  }
}

/** How far down the third button of a waiting card ends. */
async function measure(page: Page, renderer: Renderer, some: readonly Face[]): Promise<void> {
  for (const { name, json } of some) {
    if (!/"(confirm)"/.test(json) || name.startsWith('hostile')) continue;
    const face = page.locator(`[data-face="${name}"] .face`);
    const top = (await face.boundingBox())?.y ?? 0;
    const third = await face.locator(MAIN_BUTTONS[renderer]).nth(2).boundingBox();
    const down = Math.round((third?.y ?? 0) + (third?.height ?? 0) - top);
    if (down > FIRST_SCREEN) {
      process.exitCode = 1;
      console.error(
        `${renderer} ${name}: the first three buttons end at ${down} px of ${FIRST_SCREEN}`,
      );
    }
  }
}

async function drawForReadme(browser: Browser, renderer: Renderer, file: string): Promise<void> {
  const shown = ['open-with-picture', 'confirmed'];
  const some = faces('alert', renderer).filter((f) => shown.includes(f.name));
  const inOrder = [...some].sort((a, b) => shown.indexOf(a.name) - shown.indexOf(b.name));
  const html = PAGE_OF[renderer](inOrder, 460, 'light');
  const bare = html.replace('</style>', 'figcaption{display:none}</style>');
  const page = await open(browser, bare, 460 * 2 + 32);
  const boxes = await Promise.all((await page.locator('.face').all()).map((f) => f.boundingBox()));
  const bottom = Math.max(...boxes.map((box) => (box?.y ?? 0) + (box?.height ?? 0)));
  const clip = { x: 0, y: 0, width: 460 * 2 + 32, height: Math.ceil(bottom) + 16 };
  await page.screenshot({ path: join(DOCS, file), fullPage: true, clip });
  await page.close();
}

async function main(): Promise<void> {
  if (WORDS.length === 0) rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  mkdirSync(DOCS, { recursive: true });
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    for (const renderer of ['slack', 'adaptive'] as const) {
      await drawSheets(browser, 'alert', renderer, PHONE, 'light');
      await drawSheets(browser, 'alert', renderer, PHONE, 'dark');
      await drawSheets(browser, 'alert', renderer, DESK, 'light');
      await drawSheets(browser, 'alert', renderer, DESK, 'dark');
      for (const group of ['digest', 'handover']) {
        await drawSheets(browser, group, renderer, PHONE, 'light');
        await drawSheets(browser, group, renderer, DESK, 'dark');
      }
      await drawSheets(browser, 'ask', renderer, PHONE, 'light');
      await drawSheets(browser, 'reply', renderer, PHONE, 'light');
    }
    if (isWanted('readme')) {
      await drawForReadme(browser, 'slack', 'card-slack.png');
      await drawForReadme(browser, 'adaptive', 'card-teams.png');
      await drawConsole(browser, join(DOCS, 'console.png'));
    }
  } finally {
    await browser.close();
  }
}

await main();
