import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;
let visitor: Visitor;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  visitor = await visit(browser, heddle);
  await signIn(visitor.page, heddle);
  const { page } = visitor;
  // Names of models alone are looked at: nobody is asked.
  await makeChannel(page, {
    name: 'OpenAI',
    provider: 'openai',
    credential: 'sk-planted-0123456789',
    models: ['gpt-4o-mini', 'gpt-5.4-mini', 'whisper-1'],
  });
  await makeChannel(page, {
    name: 'House',
    provider: 'vllm',
    baseUrl: 'https://inference.example.com/v1',
    models: [{ name: 'house', upstream: 'qwen-house' }, 'gpt-4o-mini'],
    priority: 5,
  });
  await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${heddle.quickstart.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hello' }] }),
  }).then((answer) => answer.text());
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

async function makeChannel(page: Page, channel: object): Promise<void> {
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/v1/tenants/demo/channels', { method: 'POST', headers, body })).status;
  }, JSON.stringify(channel));
  expect(status).toBe(201);
}

const namesShown = (page: Page) =>
  page
    .getByRole('button', { name: /^Details of/ })
    .evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label')?.replace('Details of ', '')),
    );

test('models are found by search, capability, channel and price, which stand in the address', async () => {
  const { page } = visitor;
  await open(page, '/demo/models?search=gpt');
  await expect.poll(() => namesShown(page)).toEqual(['gpt-4o-mini', 'gpt-5.4-mini']);
  await page.getByRole('button', { name: 'Capabilities' }).click();
  await page.getByRole('option', { name: /Reasoning/ }).click();
  await page.keyboard.press('Escape');
  await page.waitForURL(/capability=reasoning/);
  await expect.poll(() => namesShown(page)).toEqual(['gpt-5.4-mini']);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: 'Price', exact: true }).click();
  await page.getByRole('option', { name: 'No price known' }).click();
  await page.waitForURL(/priced=unknown/);
  await expect.poll(() => namesShown(page)).toContain('house');
  await open(page, '/demo/models?sort=context&descending=true&provider=openai');
  await expect.poll(async () => (await namesShown(page))[0]).toBe('gpt-5.4-mini');
});

test('“no price known” leads to the dialog, filled in, which says what a request will cost', async () => {
  const { page } = visitor;
  await open(page, '/demo/models?search=house');
  const row = page.getByRole('row', { name: /qwen-house|house/ }).filter({ hasText: 'No price known' });
  await row.getByRole('link', { name: 'No price known: set one' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set a price' });
  await dialog.getByText('qwen-house').waitFor();
  expect(await dialog.getByRole('combobox', { name: 'Provider', exact: true }).textContent()).toContain(
    'vLLM',
  );
  await dialog.getByLabel('Input').first().fill('0.15');
  await dialog.getByLabel('Output').fill('nothing');
  await dialog.getByText('Expected dollars, for example 0.15').waitFor();
  await dialog.getByLabel('Output').fill('0.60');
  await dialog.getByText('1,000 tokens in and 500 out cost $0.00045').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByRole('row', { name: /house/ })
    .getByText('$0.15')
    .filter({ visible: true })
    .first()
    .waitFor();
});

test('a model’s details name its channels in order, and lead to logs, usage and playground', async () => {
  const { page } = visitor;
  await open(page, '/demo/models');
  await page.getByRole('button', { name: 'Details of gpt-4o-mini' }).click();
  const sheet = page.getByRole('dialog', { name: /gpt-4o-mini/ });
  const channels = sheet.getByRole('listitem').filter({ hasText: 'Priority' });
  await channels.first().waitFor();
  await expect
    .poll(() => channels.allTextContents())
    .toEqual([expect.stringContaining('OpenAI'), expect.stringContaining('House')]);
  await sheet.getByText('128,000 tokens').waitFor();
  await sheet.getByText('16,384 tokens').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  const links = await sheet
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual(
    expect.arrayContaining([
      '/demo/playground?model=gpt-4o-mini',
      '/demo/logs?model=gpt-4o-mini',
      '/demo/usage?model=gpt-4o-mini',
    ]),
  );
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.searchParams.has('model'));
});

test('what was asked here in the last days stands beside each model', async () => {
  const { page } = visitor;
  await expect
    .poll(
      async () => {
        await open(page, '/demo/models?search=simulator&sort=requests&descending=true');
        const details = page.getByRole('button', { name: 'Details of simulator', exact: true });
        return page.getByRole('row').filter({ has: details }).textContent();
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toMatch(/\d\s?ms/);
  expect(visitor.complaints.splice(0)).toEqual([]);
});
