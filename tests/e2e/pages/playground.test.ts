import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

/** The smallest PNG: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let heddle: RunningHeddle;
let visitor: Visitor;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startHeddle()]);
  visitor = await visit(browser, heddle);
  await signIn(visitor.page, heddle);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

test('an answer streams in piece by piece with its tokens, cost and times', async () => {
  const { page } = visitor;
  await open(page, '/demo/playground?model=simulator-slow');
  await page.getByLabel('Message').fill('Say something long');
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem').last();
  await answer.getByText('You wrote').waitFor();
  const early = (await answer.textContent()) ?? '';
  await answer.getByRole('link', { name: 'Open in logs' }).waitFor();
  const late = (await answer.textContent()) ?? '';
  expect(late.length).toBeGreaterThan(early.length);
  expect(late).toMatch(/Tokens\d+ in, \d+ out/);
  expect(late).toMatch(/First token[\d.]+\s(ms|s)Total[\d.]+\s(ms|s)/);
  await answer.getByText('$0.00').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
});

test('stopping hangs up: what had arrived stays, and the log says that the client left', async () => {
  const { page } = visitor;
  await open(page, '/demo/playground?model=simulator-slow');
  await page.getByLabel('Message').fill('Say something that I will not hear out');
  await page.keyboard.press('Enter');
  await page.getByText('You wrote').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped. What arrived is kept and charged.').waitFor();
  await page.getByRole('link', { name: 'Open in logs' }).click();
  const request = page.getByRole('dialog', { name: 'Request' });
  await request.getByText('by the client', { exact: true }).waitFor();
});

test('pictures go along, and the code that is shown makes the same request', async () => {
  const { page } = visitor;
  await open(page, '/demo/playground?model=simulator');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cloth.png', mimeType: 'image/png', buffer: pixel });
  await page.getByAltText('cloth.png').waitFor();
  await page.getByLabel('Message').fill('What is in the picture?');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem').last();
  await answer.getByText('I received a file of kind image (image/png').waitFor();

  await page.getByRole('button', { name: 'View code' }).click();
  await page.getByRole('tab', { name: 'Python' }).click();
  const code = (await page.getByRole('tabpanel').textContent()) ?? '';
  expect(code).toContain(`base_url="${heddle.url}/v1"`);
  expect(code).toContain('"What is in the picture?"');
  expect(code).toContain('"image_url"');
});

test('what the gateway refuses is said in the conversation', async () => {
  const { page } = visitor;
  await open(page, '/demo/playground?model=simulator-error-429');
  await page.getByLabel('Message').fill('Hello');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Conversation' }).getByRole('alert').waitFor();
  expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
});
