import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

/** Interaction to Next Paint is good up to here: https://web.dev/articles/inp */
const GOOD_INP_MS = 200;
const ROWS = 10_000;

let browser: Browser;
let heddle: RunningHeddle;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  visitor = await visit(browser, heddle);
  page = visitor.page;
  await signIn(page, heddle);
  await ask({ user: 'ada@example.com' }, { 'x-heddle-tags': 'nightly' });
  await ask({ model: 'no-such-model' });
  await ask({ stream: true });
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

/** One request to the gateway, by the key of the quickstart. @returns its request id */
async function ask(fields: object = {}, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${heddle.quickstart.apiKey}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({
      model: 'simulator',
      messages: [{ role: 'user', content: 'Hello' }],
      ...fields,
    }),
  });
  await answer.text();
  return answer.headers.get('x-heddle-request-id') ?? '';
}

const rows = () => page.locator('tbody tr[aria-rowindex]');
const searchField = () => page.getByRole('combobox', { name: 'Search requests' });
const addressOf = () => new URL(page.url()).searchParams;

async function shows(count: number): Promise<void> {
  await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(count);
}

test('finds as one types, and the last thing typed wins', async () => {
  await open(page, '/demo/logs');
  await shows(3);
  await searchField().pressSequentially('no-such', { delay: 20 });
  await shows(1);
  await page.getByRole('row', { name: /no-such-model/ }).waitFor();
  await expect.poll(() => addressOf().get('search')).toBe('no-such');
  await searchField().fill('ada@');
  await expect.poll(() => addressOf().get('search')).toBe('ada@');
  await page.getByRole('row', { name: /simulator/ }).waitFor();
  await shows(1);
  await searchField().fill('');
  await shows(3);
});

test('suggests what the text may mean; chosen by keyboard it is a filter, in the address, and can be taken away', async () => {
  await open(page, '/demo/logs');
  await searchField().fill('model_not_f');
  const option = page.getByRole('option', { name: /^error\s*model_not_found$/ });
  await option.waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => option.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await shows(1);
  await expect.poll(() => addressOf().get('error')).toBe('model_not_found');
  await expect.poll(() => addressOf().get('search')).toBeNull();
  await page.reload();
  await shows(1);
  await page.getByRole('button', { name: 'Remove filter Error code' }).click();
  await shows(3);
  await expect.poll(() => addressOf().get('error')).toBeNull();
});

test('adds a filter from the menu, saves it as a view, and opens the page with it', async () => {
  await open(page, '/demo/logs');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('option', { name: 'Streaming' }).click();
  await page.getByRole('option', { name: 'Streamed', exact: true }).click();
  await shows(1);
  await expect.poll(() => addressOf().get('stream')).toBe('true');

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Streams');
  await page.getByLabel('Open the page with it').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Streams' }).waitFor();

  await open(page, '/demo/logs');
  await shows(1);
  await expect.poll(() => addressOf().get('stream')).toBe('true');
  await page.getByRole('button', { name: 'Streams' }).click();
  await page.getByRole('menuitem', { name: 'Manage views' }).click();
  await page.getByRole('button', { name: 'Delete “Streams”' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete view' }).click();
  await page.getByText('No saved views yet').waitFor();
  await page.keyboard.press('Escape');
});

test('shows new requests by themselves, holds them back while paused, and never moves what is read', async () => {
  await open(page, '/demo/logs?model=simulator');
  const before = await rows().count();
  await ask();
  await ask({ model: 'another-model' });
  await shows(before + 1);

  const live = page.getByRole('button', { name: /^Live/ });
  await live.click();
  await expect.poll(() => live.getAttribute('aria-pressed')).toBe('false');
  await ask();
  await page.waitForTimeout(4_000);
  expect(await rows().count()).toBe(before + 1);
  await live.click();
  await shows(before + 2);
});

test('scrolls through ten thousand rows, and answers each click and key in time', async () => {
  let sent = 0;
  const send = async () => {
    while (sent++ < ROWS) await ask();
  };
  await Promise.all(Array.from({ length: 32 }, send));
  await open(page, '/demo/logs');
  await expect
    .poll(
      async () => {
        await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
        return page.evaluate(() => document.documentElement.scrollHeight);
      },
      { timeout: 120_000, interval: 50 },
    )
    .toBeGreaterThan(ROWS * 48);
  // The page holds what is in sight, and little more.
  expect(await rows().count()).toBeLessThan(80);
  const { interact, read } = await measureInteractions(page);

  // New ones wait above.
  await ask();
  const pill = page.getByRole('button', { name: /new request/ });
  await pill.waitFor();

  const at = await page.evaluate(() => window.scrollY);
  const row = rows().nth(12);
  const index = Number(await row.getAttribute('aria-rowindex'));
  expect(index).toBeGreaterThan(9_000);
  await row.locator('a').focus();
  for (let press = 0; press < 5; press++) await interact('up', () => page.keyboard.press('ArrowUp'));
  const focused = page.locator('tr:has(a:focus)');
  await expect.poll(() => focused.getAttribute('aria-rowindex')).toBe(String(index - 5));
  await interact('open', () => page.keyboard.press('Enter'));
  const sheet = page.getByRole('dialog');
  await sheet.waitFor();
  await interact('close', () => page.keyboard.press('Escape'));
  await sheet.waitFor({ state: 'detached' });
  // Back where it was.
  await expect.poll(async () => Math.abs((await page.evaluate(() => window.scrollY)) - at)).toBeLessThan(500);
  await expect.poll(() => focused.count()).toBe(1);

  await interact('show new', () => pill.click());
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  const latency = page.getByRole('columnheader', { name: 'Latency' });
  await interact('order', () => latency.getByRole('button').click());
  await expect.poll(() => latency.getAttribute('aria-sort')).toBe('descending');
  await interact('order', () => latency.getByRole('button').click());
  await expect.poll(() => latency.getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(() => addressOf().get('sort')).toBe('latency');

  const { workMs, paints } = await read();
  console.log('with ten thousand rows:', JSON.stringify({ workMs, paints }));
  expect(Math.max(...workMs.map(({ ms }) => ms))).toBeLessThan(GOOD_INP_MS);
  expect(visitor.complaints.splice(0)).toEqual([]);
});

/**
 * Measures what the page's main thread works for each interaction, in its own processor time: that is the page's
 * part of Interaction to Next Paint, whatever else the machine does meanwhile. Beside it stands what the browser
 * counts from the event to the next paint.
 */
async function measureInteractions(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  await page.evaluate(() => {
    const paints: { name: string; ms: number }[] = [];
    Object.assign(window, { paints });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId } = entry as PerformanceEventTiming & { interactionId: number };
        if (interactionId > 0) paints.push({ name: entry.name, ms: entry.duration });
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const workMs: { name: string; ms: number }[] = [];
  return {
    interact: async (name: string, act: () => Promise<void>) => {
      const before = await workedMs();
      await act();
      // Until it has painted.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      workMs.push({ name, ms: Math.round((await workedMs()) - before) });
    },
    read: async () => ({
      workMs,
      paints: await page.evaluate(
        () => (window as unknown as { paints: { name: string; ms: number }[] }).paints,
      ),
    }),
  };
}
