import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  violations: {
    id: string;
    impact: string | null;
    nodes: { target: unknown[]; failureSummary?: string }[];
  }[];
}

const MOST_UNREST_MS = 5_000;

/** While it loads, what a page showed before is dimmed; what comes and goes fades. */
async function atRest(page: Page): Promise<void> {
  const rests = () =>
    document.querySelector('[aria-busy=true]') === null &&
    document.getAnimations().every(({ effect }) => effect?.getComputedTiming().iterations === Infinity);
  await page.waitForFunction(rests, undefined, { timeout: MOST_UNREST_MS }).catch(() => undefined);
}

/** What axe finds serious or critical on the page as it stands, in words: rule, element, reason. */
export function findSeriousBarriers(page: Page): Promise<string[]> {
  return runAxe(page, { resultTypes: ['violations'] });
}

/** What of that has to do with colours: all that another colour scheme can change. */
export function findPoorContrast(page: Page): Promise<string[]> {
  return runAxe(page, {
    resultTypes: ['violations'],
    runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  });
}

async function runAxe(page: Page, options: object): Promise<string[]> {
  await atRest(page);
  // Evaluated by the debugger, so the page's Content-Security-Policy does not stand in the way.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}

/** By how many pixels the page is wider than the window, once its charts have followed the window's width. */
export async function horizontalOverflow(page: Page): Promise<number> {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await page.waitForFunction(fits, undefined, { timeout: 2000 }).catch(() => undefined);
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Tables that have to be scrolled sideways inside their frames, and by how many pixels. */
export function tablesTooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('table'))
      .map((table) => ({ table, frame: table.parentElement ?? table }))
      .filter(({ frame }) => frame.scrollWidth > frame.clientWidth)
      .map(({ table, frame }) => {
        const heads = Array.from(table.querySelectorAll('th'), (head) => head.textContent).join(', ');
        return `${heads}: ${frame.scrollWidth - frame.clientWidth} px`;
      }),
  );
}

/**
 * Controls that a finger would miss: less than 40 px high, counting the room around them that takes touches too.
 * Links within text are as high as their line, and what only a keyboard or a form reaches has no size.
 */
export function smallTouchTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 40;
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], input, textarea, [role=menuitem]',
    );
    const isForKeyboards = (control: HTMLElement) =>
      control.closest('[aria-hidden=true]') !== null || getComputedStyle(control).clipPath !== 'none';
    return Array.from(controls).flatMap((control) => {
      const { height } = control.getBoundingClientRect();
      if (height === 0 || isForKeyboards(control)) return [];
      const around = getComputedStyle(control, '::after');
      if (getComputedStyle(control).display === 'inline' && around.position !== 'absolute') return [];
      const room = around.position === 'absolute' ? Number.parseFloat(around.height) : 0;
      if (Math.max(height, room) >= least) return [];
      return [`${control.getAttribute('aria-label') ?? control.textContent}: ${Math.round(height)} px`];
    });
  });
}
