// What an eye would find fault with: what sticks out of its place, what is too small for a glove, what is too faint to be read.
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA for text of normal size. */
const CONTRAST = 4.5;

/** What is wider than its place; the page itself first. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const isWide = (e) => e.getBoundingClientRect().right > innerWidth + 1 ||
      (e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX));
    const all = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && isWide(e));
    const page = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    return [...page, ...all.map((e) => e.tagName + '.' + e.className)];
  })()`);
}

export function smallButtons(page: Page, px: number): Promise<readonly string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('button, select, input')]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < ${px})
    .map((e) => e.tagName + ' ' + e.textContent)`);
}

/** Texts whose contrast with the nearest painted ground is too low to be read, by day and by night: the page follows at once. */
export async function faint(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await faintNow(page)).map((text) => `${colorScheme}: ${text}`));
  }
  return found;
}

function faintNow(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
    const light = (text) => rgb(text).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (e) => {
      for (let at = e; at !== null; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if ((rgb(color)[3] ?? 1) > 0.99) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    const hasText = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '');
    return [...document.querySelectorAll('body *')]
      .filter((e) => hasText(e) && e.checkVisibility() && !e.disabled && !['OPTION', 'NOSCRIPT'].includes(e.tagName))
      .flatMap((e) => {
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
        const contrast = (a + 0.05) / (b + 0.05);
        return contrast < ${CONTRAST} ? [e.textContent.trim().slice(0, 40) + ' ' + contrast.toFixed(2)] : [];
      });
  })()`);
}
