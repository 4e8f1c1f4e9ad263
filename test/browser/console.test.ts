// The console in a real browser, with the whole bot behind it: what a newcomer sees and does in the first five minutes.
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, type Browser, chromiumPath, SAME_PORT, startBot, startBrowser } from './rig.ts';

const chromium = chromiumPath();
if (chromium === null)
  console.warn('browser tests are skipped: no Chromium is installed (set CHROMIUM to its path)');

describe.skipIf(chromium === null)('the console in Chromium', () => {
  let browser: Browser;
  let bot: Bot;
  beforeAll(async () => {
    browser = await startBrowser(chromium ?? '');
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    bot = await startBot({}, SAME_PORT);
  });
  afterEach(async () => {
    const faults = await browser.forget();
    await bot.close();
    expect(faults).toEqual([]);
  });

  const open = async (look = {}): Promise<Page> => {
    const page = await browser.open(bot.url, look);
    await page.locator('#line[data-state=live]').waitFor();
    return page;
  };
  const sitDown = (page: Page, key: string) => page.selectOption('select[name=person]', key);
  const button = (page: Page, alert: string, verb: string): Locator =>
    page.locator(`[data-verb="${verb}"][data-alert="${alert}"]`);
  const card = (page: Page, alert: string) => page.locator(`.post[data-alert="${alert}"]`);

  it('offers the first detection ready to copy, shows it live in two browsers, and a tap in one changes the other', async () => {
    const [one, two] = [await open(), await open()];
    await one.getByText('No alerts here yet').waitFor();
    const line = (await one.locator('.curl').textContent()) ?? '';
    expect(line).toMatch(/^curl http:\/\/\S+\/v1\/detections/);
    const json = line.match(/-d '(.*)'$/s)?.[1]?.replace(/'\$\(date \+%s\)'/, '1') ?? '';
    expect(Object.keys(JSON.parse(json))).toEqual(
      expect.arrayContaining(['source', 'id', 'type', 'asset']),
    );
    await one.getByRole('button', { name: 'Copy' }).click();
    await one
      .getByRole('status')
      .getByText(/^(Copied|Marked)/)
      .waitFor();
    const alert = await bot.detect({ title: 'Scratch on housing' });
    for (const page of [one, two])
      await card(page, alert).getByText('Scratch on housing').waitFor();
    await one.getByText('No alerts here yet').waitFor({ state: 'hidden' });
    await sitDown(one, 'ana');
    await button(one, alert, 'confirm').click();
    await button(two, alert, 'resolve').waitFor();
    await card(two, alert).getByText('Confirmed').waitFor();
    await expect.poll(() => button(one, alert, 'confirm').count()).toBe(0);
    const view = await bot.memory.store.view(alert);
    expect(view?.alert).toMatchObject({ verdict: 'real', work: 'owned' });
    expect(view?.people.get(view.alert.owner ?? '')?.key).toBe('ana');
  });

  it('records nothing for nobody, and remembers who sits here', async () => {
    const page = await open();
    const alert = await bot.detect();
    await button(page, alert, 'confirm').click();
    await page
      .getByRole('status')
      .getByText(/Choose who you are/)
      .waitFor();
    expect((await bot.memory.store.alert(alert))?.verdict).toBe('pending');
    await sitDown(page, 'ole');
    expect(await page.getByRole('status').textContent()).toBe('');
    await page.reload();
    // The page fills it once it knows who is there.
    await page
      .locator('select[name=person] option[value=ole]:checked')
      .waitFor({ state: 'attached' });
    await button(page, alert, 'reject').click();
    await card(page, alert).getByText('Rejected').waitFor();
    await button(page, alert, 'reason:R-NORMAL').click();
    await expect
      .poll(async () => (await bot.memory.store.labelsOf(alert)).map((l) => l.reason))
      .toContain('R-NORMAL');
  });

  it('tells the loser of a race privately', async () => {
    const page = await open();
    await sitDown(page, 'ana');
    const alert = await bot.detect();
    await button(page, alert, 'confirm').waitFor();
    await page.route('**/console/tap', async (route) => {
      const theirs = { person: 'ole', verb: 'reject', value: { v: 1, a: alert, r: 1 }, post: null };
      await page.request.post(`${bot.url}/console/tap`, { data: theirs });
      await route.continue();
    });
    await button(page, alert, 'confirm').click();
    await page
      .getByRole('status')
      .getByText(/Ole Berg/)
      .waitFor();
    await card(page, alert).getByText('Rejected').waitFor();
  });

  it('says so when a press cannot be sent, and lets it be pressed again', async () => {
    const page = await open();
    await sitDown(page, 'ana');
    const alert = await bot.detect();
    await page.route('**/console/tap', (route) => route.abort(), { times: 1 });
    await button(page, alert, 'confirm').click();
    await page
      .getByRole('status')
      .getByText(/Not sent/)
      .waitFor();
    await button(page, alert, 'confirm').click();
    await button(page, alert, 'resolve').waitFor();
    // The aborted request is the browser's own complaint, and the only one.
    expect(browser.faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  it('answers commands privately, and puts the answers away', async () => {
    const [one, two] = [await open(), await open()];
    await sitDown(one, 'ana');
    const alert = await bot.detect({ title: 'Scratch on housing' });
    await card(one, alert).waitFor();
    await one.getByLabel('Command').fill('/andon open');
    await one.keyboard.press('Enter');
    const answer = one.locator('.answer');
    await answer.getByText('Scratch on housing').waitFor();
    expect(await answer.textContent()).toContain('Only you see this');
    expect(await two.locator('.answer').count()).toBe(0);
    await one.getByLabel('Command').fill('frobnicate');
    await one.keyboard.press('Enter');
    await one.locator('.answer').nth(1).getByText('help').first().waitFor();
    await one.keyboard.press('Escape');
    await one.getByRole('button', { name: 'Close the answer to open' }).click();
    expect(await answer.count()).toBe(0);
    await one.getByLabel('Command').fill(`confirm ${alert.slice(-6)}`);
    await one.keyboard.press('Enter');
    await button(two, alert, 'resolve').waitFor();
  });

  it('asks in the thread of the card, and shows whom it asks', async () => {
    const [one, two] = [await open(), await open()];
    await sitDown(one, 'ana');
    const alert = await bot.detect();
    await button(one, alert, 'escalate').click();
    const ask = card(two, alert).locator('.thread .reply');
    await ask.getByText('Sam Supervisor').waitFor();
    expect(await two.locator('.asks-me').count()).toBe(0);
    await sitDown(two, 'sam');
    await two.locator('.reply.asks-me').waitFor();
    await two.reload();
    await two.locator('.reply.asks-me').waitFor();
    expect(await card(two, alert).locator('.thread .reply').count()).toBe(1);
    expect(await two.evaluate('scroller.scrollTop')).toBe(0);
  });

  it('shows direct messages to their person alone', async () => {
    const [hers, his] = [await open(), await open()];
    await sitDown(hers, 'ana');
    await sitDown(his, 'ole');
    await bot.tellDirectly('ana', 'Only for Ana');
    await hers.getByRole('button', { name: 'For you 1 new' }).click();
    await hers.getByText('Only for Ana').waitFor();
    await his.getByRole('button', { name: 'For you' }).click();
    await his.getByText('Nothing is asked of you').waitFor();
  });

  it('says when the line is lost, and catches up by itself', async () => {
    const page = await open();
    await sitDown(page, 'ana');
    const first = await bot.detect({ title: 'Before' });
    await card(page, first).waitFor();
    await bot.vanish();
    await page
      .getByRole('alert')
      .getByText(/Connection lost/)
      .waitFor();
    await button(page, first, 'confirm').click();
    await page
      .getByRole('status')
      .getByText(/Not sent/)
      .waitFor();
    const second = await bot.detect({ title: 'Meanwhile' });
    await bot.comeBack();
    await card(page, second).getByText('Meanwhile').waitFor();
    await expect.poll(() => page.getByRole('alert').isVisible()).toBe(false);
    expect(await page.locator('.post').count()).toBe(2);
    const faults = browser.faults.splice(0);
    expect(faults.filter((f) => !/ERR_|Failed to load resource/.test(f))).toEqual([]);
  });

  it('draws input as text: no link, no mark-up, no script', async () => {
    const page = await open();
    await page.evaluate('globalThis.wasRun = false');
    const title =
      '<img src=x onerror="wasRun=true"> [a](https://evil.example) **b** <script>wasRun=true</script>';
    const alert = await bot.detect({
      title,
      asset: '<b>bold</b>',
      reasons: ['[x](javascript:wasRun=true)'],
    });
    await card(page, alert).getByText('evil.example').first().waitFor();
    const drawn = card(page, alert).locator('.card-frame');
    expect(await drawn.locator('a, img, script, b').count()).toBe(0);
    expect(await page.evaluate('wasRun')).toBe(false);
  });
});
