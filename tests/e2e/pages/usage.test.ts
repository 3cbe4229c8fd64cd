import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;
let visitor: Visitor;
let page: Page;

/** Three answers of the simulator, which cost nothing, two refusals, and one request that only counts tokens. */
beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  const messages = [{ role: 'user', content: 'Hello' }];
  for (const model of ['simulator', 'simulator', 'simulator', 'no-such-model', 'no-such-model']) {
    await send('/v1/chat/completions', { model, messages });
  }
  await send('/v1/messages/count_tokens', { model: 'simulator', messages });
  visitor = await visit(browser, heddle);
  page = visitor.page;
  await signIn(page, heddle);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

async function send(path: string, body: object): Promise<void> {
  const answer = await fetch(`${heddle.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${heddle.quickstart.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await answer.text();
}

const tile = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
const totalsRow = () => page.locator('tfoot tr');
const filters = () => page.getByRole('search', { name: 'Filters' });
const bars = () => page.locator('.recharts-bar-rectangle path');

describe('the usage page', () => {
  test('opens on requests where nothing was charged, and tells counting tokens apart', async () => {
    const requests = async () => {
      await open(page, '/demo/usage?range=hour');
      return tile('Requests').textContent();
    };
    await expect.poll(requests, { timeout: 20_000 }).toMatch(/5.*\+ 1 token count/);
    expect(await tile('Requests').getAttribute('aria-checked')).toBe('true');
    await bars().first().waitFor();
  });

  test('shows the same totals above the chart and below the table', async () => {
    const cells = await totalsRow().getByRole('cell').allTextContents();
    expect(cells.slice(0, 3)).toEqual(['Total', '5', expect.stringMatching(/^2\D*40%$/)]);
    expect(await tile('Failures').textContent()).toContain('2');
  });

  test('is worked by keyboard: arrows choose the measure, and the chart is a table too', async () => {
    await tile('Requests').focus();
    await page.keyboard.press('ArrowRight', { delay: 60 });
    await page.waitForURL(/measure=tokens/);
    await page.keyboard.press('ArrowRight', { delay: 60 });
    await page.waitForURL(/measure=failures/);
    await page.getByRole('button', { name: 'Failures over time: show as a table' }).press('Enter');
    const table = page.getByRole('region', { name: 'Failures over time' }).getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('columnheader').allTextContents()).toContain('Period before');
    await page.getByRole('button', { name: 'Failures over time: show as a chart' }).press('Enter');
  });

  test('adds filters up, keeps them in the address, and says where nothing is left', async () => {
    await open(page, '/demo/usage?range=hour');
    await filters().getByRole('button', { name: 'Model' }).click();
    await page.getByRole('option', { name: 'simulator' }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/model=simulator/);
    await totalsRow().getByRole('cell', { name: '3', exact: true }).waitFor();
    await filters().getByRole('button', { name: 'Outcome' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.waitForURL(/outcome=failure/);
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await totalsRow().getByRole('cell', { name: '5', exact: true }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('model')).toBeNull();
  });

  test.each(['key', 'team', 'channel', 'provider', 'endpoint', 'day'])('splits by %s', async (by) => {
    await open(page, `/demo/usage?range=day&by=${by}`);
    await expect.poll(() => totalsRow().getByRole('cell').nth(1).textContent()).toBe('5');
    await bars().first().waitFor();
  });

  test('takes dates of one’s own', async () => {
    const [from, to] = [Date.now() - 3 * 86_400_000, Date.now() - 86_400_000];
    await open(page, `/demo/usage?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`);
    await page.getByRole('heading', { name: 'Nothing was used in this period' }).waitFor();
  });

  test('sorts by any column, and back', async () => {
    await open(page, '/demo/usage?range=hour');
    const names = () => page.locator('tbody tr td:first-child').allInnerTexts();
    await page.getByRole('button', { name: 'Failed', exact: true }).click();
    await page.waitForURL(/sort=failures/);
    const first = async () => (await names())[0];
    await expect.poll(first).toContain('Models that are not here');
    await page.getByRole('button', { name: 'Failed', exact: true }).click();
    await page.waitForURL(/order=asc/);
    await expect.poll(first).toContain('simulator');
  });

  test('gives bars room, and names no more than they need', async () => {
    await open(page, '/demo/usage?range=hour');
    const row = page.locator('tbody tr').filter({ hasText: 'simulator' });
    const bar = await row.locator('td:last-child [aria-hidden]').first().boundingBox();
    expect(bar?.width).toBeGreaterThanOrEqual(120);
    const name = await row.locator('td:first-child').boundingBox();
    expect(name?.width).toBeLessThan(260);
  });

  test('saves what it shows: the table, and the course', async () => {
    const rows = async (item: string) => {
      await page.getByRole('button', { name: 'Export' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      const path = await (await saved).path();
      return readFileSync(path, 'utf8')
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','));
    };
    const table = await rows('Table (CSV)');
    expect(table[0]?.slice(0, 4)).toEqual(['model', 'id', 'requests', 'failures']);
    expect(
      table
        .slice(1)
        .map((row) => Number(row[2]))
        .sort(),
    ).toEqual([2, 3]);
    const series = await rows('Chart over time (CSV)');
    const all = series.slice(1).filter((row) => row[1] === 'All');
    expect(all.length).toBeGreaterThan(50);
    expect(all.reduce((sum, row) => sum + Number(row[3]), 0)).toBe(5);
  });

  test('leads from failures to the requests that failed', async () => {
    await open(page, '/demo/usage?range=hour');
    await totalsRow().getByRole('link', { name: '2 failures: open in logs' }).click();
    await page.waitForURL(/\/demo\/logs\?.*outcome=failure/);
    await page.getByText('no-such-model').first().waitFor();
    expect(await page.getByText('simulator', { exact: true }).count()).toBe(0);
  });
});

describe('the overview', () => {
  test('has its title where other pages have theirs', async () => {
    const places: Record<string, { x: number; y: number } | undefined> = {};
    for (const name of ['overview', 'logs', 'usage', 'keys', 'models', 'channels']) {
      await open(page, `/demo/${name}`);
      const box = await page.getByRole('heading', { level: 1 }).boundingBox();
      places[name] = box ? { x: box.x, y: box.y } : undefined;
    }
    const { logs } = places;
    expect(logs).toBeDefined();
    expect(places).toEqual(Object.fromEntries(Object.keys(places).map((name) => [name, logs])));
  });

  test('tells counting tokens apart, and leads on from its figures', async () => {
    await open(page, '/demo/overview?range=hour');
    await page.getByText('+ 1 token count').waitFor();
    await page.getByRole('region', { name: 'Latest failures' }).getByText('no-such-model').first().waitFor();
    await page.getByRole('region', { name: 'Top models' }).getByRole('link', { name: 'simulator' }).click();
    await page.waitForURL(/\/demo\/usage\?range=hour&model=simulator/);
    await page.goBack();
    await page.getByRole('link', { name: '2 failures' }).click();
    await page.waitForURL(/\/demo\/logs\?.*outcome=failure/);
  });

  test('neither page made the browser complain', () => {
    expect(visitor.complaints.splice(0)).toEqual([]);
  });
});
