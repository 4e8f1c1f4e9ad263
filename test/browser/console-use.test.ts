// The console under real conditions: keyboard only, a narrow phone, a dark hall, a full history, a password, and cards that
// arrive while somebody is about to press.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Bot,
  type Browser,
  chromiumPath,
  type Look,
  SAME_PORT,
  startBot,
  startBrowser,
} from './rig.ts';
import { faint, overflowing, smallButtons } from './sight.ts';

const chromium = chromiumPath();
const PHONE: Look = { width: 360, height: 740 };
const LONG = 'Überhitzung_am_Hauptgetriebelager_der_Förderanlage_'.repeat(3);

describe.skipIf(chromium === null)('the console in use', () => {
  let browser: Browser;
  let bot: Bot | null = null;
  beforeAll(async () => {
    browser = await startBrowser(chromium ?? '');
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const faults = await browser.forget();
    await bot?.close();
    expect(faults).toEqual([]);
  });

  const start = async (options: Parameters<typeof startBot>[0] = {}): Promise<Bot> => {
    bot = await startBot(options, SAME_PORT);
    return bot;
  };
  const open = async (there: Bot, look: Look = {}): Promise<Page> => {
    const page = await browser.open(there.url, look);
    await page.locator('#line[data-state=live]').waitFor();
    await page.selectOption('select[name=person]', 'ana');
    return page;
  };

  it('works by keyboard alone, with the focus in sight', async () => {
    const there = await start();
    const page = await open(there);
    const alert = await there.detect();
    await page.locator(`.post[data-alert="${alert}"]`).waitFor();
    await page.evaluate('document.body.focus(); document.activeElement.blur()');
    const verbs = await tabTo(page, 'confirm');
    expect(verbs).toContain('Skip to the alerts');
    expect(await focusOutline(page)).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Enter');
    await page.locator(`[data-verb=resolve][data-alert="${alert}"]`).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('card-frame');
    await page.keyboard.press('Enter');
    expect((await there.memory.store.alert(alert))?.work).toBe('owned');
    await tabTo(page, 'resolve');
    await page.keyboard.press('Space');
    await page.locator(`.post[data-alert="${alert}"]`).getByText('Resolved').waitFor();
    await tabTo(page, 'command');
    await page.keyboard.type('mine');
    await page.keyboard.press('Enter');
    await page.locator('.answer').waitFor();
  });

  it('fits 360 px and is readable, by day and by night', async () => {
    const there = await start();
    const page = await open(there, PHONE);
    expect(await overflowing(page), 'empty').toEqual([]);
    expect(await faint(page), 'empty').toEqual([]);
    const broken = await there.detect({
      title: LONG,
      asset: LONG,
      reasons: [LONG],
      severity: 'critical',
      evidence: [{ kind: 'image', url: 'https://pictures.invalid/1.png', alt: 'Hot bearing' }],
    });
    const judged = await there.detect({ title: 'Label skewed', severity: 'medium' });
    const asked = await there.detect({ title: 'Vibration', severity: 'low' });
    await press(page, judged, 'reject');
    await press(page, asked, 'escalate');
    await page.locator(`.post[data-alert="${asked}"] .reply`).waitFor();
    await page.locator(`[data-verb="reason:R-NONE"][data-alert="${judged}"]`).waitFor();
    const lost = page.locator(`.post[data-alert="${broken}"]`);
    await lost.scrollIntoViewIfNeeded();
    await lost.getByText(/Picture not available/).waitFor();
    await page.getByLabel('Command').fill('help');
    await page.keyboard.press('Enter');
    await page.locator('.answer').waitFor();
    expect(await overflowing(page)).toEqual([]);
    expect(await faint(page)).toEqual([]);
    expect(await smallButtons(page, 40)).toEqual([]);
    browser.faults.splice(
      0,
      browser.faults.length,
      ...browser.faults.filter((f) => !isLostPicture(f)),
    );
  });

  it('does not move what is about to be pressed', async () => {
    const there = await start();
    const page = await open(there);
    const first = await there.detect({ title: 'First' });
    const confirm = page.locator(`[data-verb=confirm][data-alert="${first}"]`);
    await confirm.waitFor();
    const before = await confirm.boundingBox();
    await page.mouse.move((before?.x ?? 0) + 20, (before?.y ?? 0) + 10);
    const second = await there.detect({ title: 'Second' });
    await page.locator(`.post[data-alert="${second}"]`).waitFor({ state: 'attached' });
    expect((await confirm.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
    await page.mouse.down();
    await page.mouse.up();
    await page.locator(`[data-verb=resolve][data-alert="${first}"]`).waitFor();
    expect((await there.memory.store.alert(second))?.verdict).toBe('pending');
    await page.getByRole('button', { name: '1 new alert' }).click();
    await expect
      .poll(() =>
        page
          .locator('.post')
          .first()
          .boundingBox()
          .then((b) => (b?.y ?? -1) > 0),
      )
      .toBe(true);
    expect(await page.locator('.post').first().getAttribute('data-alert')).toBe(second);
  });

  it('keeps a note that is being written while the card changes, and empties the form when it is saved', async () => {
    const there = await start();
    const page = await open(there, PHONE);
    const alert = await there.detect();
    const card = page.locator(`.post[data-alert="${alert}"]`);
    await card.getByRole('button', { name: 'Note' }).click();
    const field = card.getByLabel(/Note on alert/);
    await field.fill('The bearing is');
    await there.detect();
    await press(page, alert, 'reject');
    await page.locator(`[data-verb="reason:R-NONE"][data-alert="${alert}"]`).waitFor();
    await field.pressSequentially(' warm');
    expect(await smallButtons(page, 40)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    await press(page, alert, 'note');
    await field.waitFor({ state: 'hidden' });
    const { events } = await there.memory.store.history(alert);
    expect(events.at(-1)).toMatchObject({ kind: 'note', detail: { note: 'The bearing is warm' } });
    await card.getByRole('button', { name: 'Note' }).click();
    expect(await field.inputValue()).toBe('');
  });

  it('loads what is older, and puts every card once', async () => {
    const there = await start();
    const alerts: string[] = [];
    for (let n = 1; n <= 45; n += 1) alerts.push(await there.detect({ title: `No ${n}` }));
    await expect.poll(() => there.memory.outbox.pending(), { timeout: 10_000 }).toBe(0);
    const page = await open(there);
    await page.locator('.post').nth(39).waitFor({ state: 'attached' });
    expect(await page.locator('.post').count()).toBe(40);
    await page.evaluate('scroller.scrollTop = scroller.scrollHeight');
    await page.locator('.post').nth(44).waitFor({ state: 'attached' });
    expect(await page.getByRole('button', { name: 'Load older' }).isVisible()).toBe(false);
    const shown = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.post')].map((e) => e.dataset.alert)",
    );
    expect(new Set(shown)).toEqual(new Set(alerts));
    expect(shown).toHaveLength(45);
  });

  it('asks for the password, and sends nobody away who has it', async () => {
    const there = await start({ password: 'lights out' });
    const page = await browser.open(there.url, { ...PHONE, scheme: 'dark' });
    expect(page.url()).toContain('/console/sign-in');
    expect(await faint(page)).toEqual([]);
    await page.getByLabel('Console password').fill('lights on');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password').waitFor();
    await page.getByLabel('Console password').fill('lights out');
    await page.keyboard.press('Enter');
    await page.locator('#line[data-state=live]').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Console password').waitFor();
    await page.goto(there.url);
    expect(page.url()).toContain('/console/sign-in');
    // A refused sign-in is a 401, which the browser notes.
    expect(browser.faults.splice(0)).toEqual([expect.stringContaining('401')]);
  });
});

async function press(page: Page, alert: string, verb: string): Promise<void> {
  await page.locator(`[data-verb="${verb}"][data-alert="${alert}"]`).click();
}

function isLostPicture(fault: string): boolean {
  return fault.includes('ERR_NAME_NOT_RESOLVED') || fault.includes('ERR_INTERNET_DISCONNECTED');
}

/** Tabs on until a button with that verb, or an element of that id, has the focus; gives what was passed on the way. */
async function tabTo(page: Page, wanted: string): Promise<readonly string[]> {
  const passed: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press('Tab');
    const [verb, id, text] = await page.evaluate<[string, string, string]>(
      '(({ dataset, id, textContent }) => [dataset.verb ?? "", id, textContent])(document.activeElement)',
    );
    if (verb === wanted || id === wanted) return passed;
    passed.push(text);
  }
  throw new Error(`not reached by Tab: ${wanted}`);
}

function focusOutline(page: Page): Promise<number> {
  return page.evaluate<number>('parseFloat(getComputedStyle(document.activeElement).outlineWidth)');
}
