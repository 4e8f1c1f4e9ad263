// The console's picture for the README: a bot in memory with the golden cards' own detections, and its page as a browser
// shows it. Nothing is fetched: cameras are drawn.
import type { Browser } from 'playwright-core';
import type { Plant } from '../../bot/core/plant.ts';
import { MINUTE, SECOND } from '../../bot/core/time.ts';
import { plant as consolePlant, startBot } from '../browser/rig.ts';
import { bearing, detection, withPicture } from './base.ts';
import { CAMERA_PICTURE } from './picture-pages.ts';

const WIDTH = 1280;
const HEIGHT = 820;
const TEMPERATURES = [71, 73, 74, 79, 84, 88, 92];

const plant: Plant = {
  ...consolePlant,
  channels: new Map(
    ['line-1', 'line-2', 'line-3', 'leads'].map((name) => [name, { console: name }]),
  ),
  routes: ['line-1', 'line-2', 'line-3'].map((name) => ({
    match: { asset: `${name}/*` },
    channel: name,
    policy: 'standard',
    joinWithinMs: null,
    reopenWithinMs: null,
  })),
};

export async function drawConsole(browser: Browser, path: string): Promise<void> {
  const bot = await startBot({ plant });
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.route('**/*', (route) =>
    route.request().url().startsWith('https://pictures.')
      ? route.fulfill({ contentType: 'image/svg+xml', body: CAMERA_PICTURE })
      : route.continue(),
  );
  try {
    const now = Date.now();
    const { key: _, id: __, ...camera } = { ...detection, ...withPicture };
    await bot.detect({ ...camera, observedAt: now - 4 * MINUTE });
    for (const [n, value] of TEMPERATURES.entries()) {
      await bot.detect({
        ...bearing,
        key: 'gearbox',
        observedAt: now - (TEMPERATURES.length - n) * 20 * SECOND,
        readings: [{ name: 'temperature', value, unit: '°C', limit: 80 }],
      });
    }
    await page.goto(bot.url);
    await page
      .getByRole('link', { name: 'All channels' })
      .or(page.getByText('All channels'))
      .first()
      .click();
    await page.locator('select[name="person"]').selectOption({ label: 'Ana Ruiz' });
    await page.getByText('7 detections').first().waitFor();
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path });
  } finally {
    await page.close();
    await bot.close();
  }
}
