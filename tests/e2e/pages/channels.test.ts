import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers, horizontalOverflow, smallTouchTargets } from './accessibility.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

const wrongKey = 'sk-wrong-0123456789';
const rightKey = 'sk-right-0123456789';
let browser: Browser;
let heddle: RunningHeddle;
let upstream: Server;
let baseUrl: string;
let visitor: Visitor;

/** A provider that knows one key, three models for chat and one that is none. */
beforeAll(async () => {
  upstream = createServer((request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${rightKey}`) {
      answer(401, { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } });
    } else if (request.url === '/v1/models') {
      const ids = ['gpt-4o-mini', 'gpt-4.1', 'house-model', 'text-embedding-3-small'];
      answer(200, { object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });
    } else {
      answer(200, { choices: [{ message: { role: 'assistant', content: 'OK' }, finish_reason: 'stop' }] });
    }
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
  [browser, heddle] = await Promise.all([
    launchBrowser(),
    startPreparedHeddle({ environment: { HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1' } }),
  ]);
  visitor = await visit(browser, heddle);
  await signIn(visitor.page, heddle);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
  upstream?.close();
});

async function chooseProvider(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Provider' }).click();
  await page.getByPlaceholder('Find a provider…').fill(name);
  await page.getByRole('option', { name }).first().click();
  // Until it is gone, Escape is the list's.
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
}

test('a channel is made from the provider’s own list, and a wrong key is called one', async () => {
  const { page } = visitor;
  await open(page, '/demo/channels?create=true');
  const sheet = page.getByRole('dialog', { name: 'Add channel' });
  await chooseProvider(page, 'OpenAI-compatible server');
  await sheet.getByLabel('Name', { exact: true }).fill('House');
  await sheet.getByLabel('Base URL').fill(baseUrl);
  await sheet.getByLabel('Credential').fill(wrongKey);

  await sheet.getByRole('button', { name: 'Fetch models' }).click();
  await sheet.getByText('The key was refused').waitFor();
  await sheet.getByText('Incorrect API key provided.').waitFor();
  // Where the list fails, names are typed.
  await sheet.getByLabel('Add by the provider’s name').fill('typed-model');
  await sheet.getByRole('button', { name: 'Add', exact: true }).click();
  expect(await sheet.getByRole('checkbox', { name: 'typed-model' }).isChecked()).toBe(true);
  await sheet.getByRole('button', { name: 'Test', exact: true }).click();
  await sheet.getByRole('button', { name: 'Replace credential' }).click();
  const credential = sheet.getByLabel('Credential');
  await expect.poll(() => credential.evaluate((field) => field === document.activeElement)).toBe(true);

  await sheet.getByLabel('Credential').fill(rightKey);
  await sheet.getByRole('button', { name: 'Fetch models' }).click();
  await sheet.getByText('The provider lists 4 models.').waitFor();
  await sheet.getByPlaceholder('Find a model').fill('gpt');
  await sheet.getByRole('button', { name: 'Select 2 shown' }).click();
  await sheet.getByPlaceholder('Find a model').fill('');
  // What is chosen stays on top, what answers no chat is at the end and not chosen with the rest.
  const rows = () =>
    sheet
      .getByRole('checkbox')
      .evaluateAll((boxes) =>
        boxes.map(
          (box) =>
            `${box.getAttribute('data-state')} ${box.closest('li')?.querySelector('[title]')?.getAttribute('title')}`,
        ),
      );
  await expect.poll(async () => (await rows())[0]).toBe('checked typed-model');
  await expect.poll(async () => (await rows()).at(-1)).toBe('unchecked text-embedding-3-small');
  await sheet.getByRole('checkbox', { name: 'typed-model' }).click();
  await sheet.getByRole('button', { name: 'Test', exact: true }).click();
  await sheet.getByText(/^It answered in/).waitFor();
  await sheet.getByRole('button', { name: 'Add channel' }).click();

  const test = page.getByRole('dialog', { name: 'Test House' });
  await test.getByRole('button', { name: 'Send request' }).click();
  await test.getByText(/^It answered in/).waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('row', { name: /House/ })
    .getByText(/^It answered in/)
    .filter({ visible: true })
    .first()
    .waitFor();
});

test('the list shows that the key was refused, and leads to where it is replaced', async () => {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Actions for House' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const sheet = page.getByRole('dialog', { name: 'Edit House' });
  // The stored one never comes back.
  expect(await sheet.getByLabel('Credential').inputValue()).toBe('');
  await sheet.getByLabel('Credential').fill(wrongKey);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await sheet.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Test House' }).click();
  const test = page.getByRole('dialog', { name: 'Test House' });
  await test.getByRole('button', { name: 'Send request' }).click();
  const outcome = test.getByTestId('outcome');
  await outcome.getByText('The key was refused').waitFor();
  const said = (await outcome.textContent()) ?? '';
  expect(said.indexOf('The key was refused')).toBeLessThan(said.indexOf('HTTP 401'));
  expect(said).not.toContain('It did not answer');
  await test.getByRole('button', { name: 'Replace credential' }).click();
  const field = page.getByRole('dialog', { name: 'Edit House' }).getByLabel('Credential');
  await field.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'password');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Latest results of House' }).first().click();
  const results = page.getByRole('dialog', { name: 'Latest results of House' });
  await results.getByText('Last success').waitFor();
  await results.getByText('Incorrect API key provided.').waitFor();
  await page.keyboard.press('Escape');
  await open(page, '/demo/channels?standing=failing');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
});

test('what was typed is not lost by closing', async () => {
  const { page } = visitor;
  await open(page, '/demo/channels?create=true');
  await chooseProvider(page, 'Groq');
  await page.keyboard.press('Escape');
  await page
    .getByRole('alertdialog', { name: 'Discard your changes?' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Groq');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('the simulator asks for no address and no credential', async () => {
  const { page } = visitor;
  await open(page, '/demo/channels?create=true');
  await chooseProvider(page, 'Simulator');
  const sheet = page.getByRole('dialog', { name: 'Add channel' });
  expect(await sheet.getByLabel('Base URL').count()).toBe(0);
  expect(await sheet.getByLabel('Credential').count()).toBe(0);
  expect(await sheet.getByRole('checkbox', { name: 'simulator', exact: true }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('where there is no channel yet, the one to try with stands first and is recommended', async () => {
  const { page } = visitor;
  await open(page, '/new');
  await page.getByLabel('Company').fill('Empty');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL('**/empty/overview');
  await open(page, '/empty/channels?create=true');
  await page.getByRole('combobox', { name: 'Provider' }).click();
  const first = page.getByRole('option').first();
  expect(await first.textContent()).toContain('Simulator');
  expect(await first.textContent()).toContain('recommended');
});

test('many channels are tested and switched at once', async () => {
  const { page } = visitor;
  await open(page, '/demo/channels');
  await page.getByRole('button', { name: 'Test all' }).click();
  await page.getByText(/^\d+ of \d+ tested\. 1 failed\.$/).waitFor();
  await page.getByRole('checkbox', { name: 'Select House' }).click();
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByText('1 channel is off').waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-label="House enabled"]')?.getAttribute('data-state') === 'unchecked',
  );
  expect(visitor.complaints.splice(0)).toEqual([]);
});

test('the form fits a phone, and its parts are named', async () => {
  const { page, context } = await visit(browser, heddle, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await signIn(page, heddle);
  await open(page, '/demo/channels?create=true');
  await chooseProvider(page, 'OpenAI-compatible server');
  await page.getByLabel('Base URL').fill(baseUrl);
  await page.getByLabel('Credential').fill(rightKey);
  await page.getByRole('button', { name: 'Fetch models' }).click();
  await page.getByText('The provider lists 4 models.').waitFor();
  expect(await horizontalOverflow(page)).toBe(0);
  expect(await smallTouchTargets(page)).toEqual([]);
  expect(await findSeriousBarriers(page)).toEqual([]);
  await context.close();
});

test('a bill is set beside what was recorded, and a difference leads to the requests behind it', async () => {
  const { page } = visitor;
  const { apiKey } = heddle.quickstart;
  await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hi' }] }),
  }).then((answer) => answer.text());
  await open(page, '/demo/channels');
  const channel = page.getByRole('row', { name: /simulator/i }).first();
  await channel.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Compare with bill' }).click();
  const sheet = page.getByRole('dialog', { name: /compare with the bill/ });
  await sheet.getByRole('button', { name: 'Compare' }).click();
  await sheet.getByText('Choose a file.').waitFor();
  const today = new Date().toISOString().slice(0, 10);
  await sheet.getByLabel('From').fill(today);
  await sheet.getByLabel('To', { exact: true }).fill(today);
  const file = `Day,Model name,Prompt tokens,Completion tokens\n${today},simulator,"9,000",70\n`;
  await sheet
    .getByLabel('Report', { exact: true })
    .setInputFiles({ name: 'bill.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await sheet.getByRole('group', { name: 'Columns' }).waitFor();
  expect(await sheet.getByRole('combobox', { name: 'Input tokens', exact: true }).textContent()).toBe(
    'Prompt tokens',
  );
  await sheet.getByRole('button', { name: 'Compare' }).click();
  const row = sheet.getByRole('row', { name: /simulator/ });
  await row.getByText('9,000 / 70').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await row.getByRole('button').click();
  await sheet
    .getByText(/had no known price|No request of that day stands out|around midnight/)
    .first()
    .waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await horizontalOverflow(page)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
});
