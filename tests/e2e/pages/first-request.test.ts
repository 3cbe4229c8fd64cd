import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { open, settle, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

test('from signing up to a first answer, a stream in the playground and its receipt in the logs', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signUp(page);
  await page.getByRole('heading', { name: 'Send your first request' }).waitFor();
  await addSimulator(page);
  const secret = await createKey(page);
  expect(await complete(secret)).toBe(200);

  await open(page, '/weavers/playground');
  await page.getByLabel('Message').fill('What is a heddle?');
  await page.keyboard.press('Enter');
  await page.getByText('You wrote: "What is a heddle?"').waitFor();
  await page.getByRole('link', { name: 'Open in logs' }).click();

  const request = page.getByRole('dialog', { name: 'Request' });
  await request.getByRole('heading', { name: 'Receipt' }).waitFor();
  await request.getByText('priority 0, weight 1 of 1').waitFor();
  await page.keyboard.press('Escape');
  await request.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(2);

  await expect
    .poll(
      async () => {
        await open(page, '/weavers/overview?range=hour');
        return page.locator('dl').first().textContent();
      },
      { timeout: 20_000 },
    )
    .toMatch(/^Requests2/);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a key that is edited has its new name, and may call from then on only what is ticked', async () => {
  const { page, context } = await visit(browser, heddle);
  await signInAsAda(page);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByLabel('Name').fill('laptop');
  await page.getByRole('button', { name: 'Create key' }).click();
  const secret = await readSecret(page);
  expect(await complete(secret)).toBe(200);

  await page.getByRole('button', { name: 'Actions for laptop' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit laptop' });
  await dialog.getByLabel('Name').fill('workshop');
  await dialog.getByLabel('Expires').click();
  await page.getByRole('option', { name: 'In 30 days' }).click();
  await dialog.getByRole('radio', { name: 'Only some' }).click();
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await dialog.getByLabel('simulator-slow', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /workshop/ });
  await row.getByText('1 model').waitFor();
  expect(await row.getByText('Never').count()).toBe(0);
  await expect.poll(() => complete(secret), { timeout: 10_000 }).toBe(403);
  await context.close();
});

test('a key that is rotated gives a new secret, and one that is revoked is refused within a second', async () => {
  const { page, context } = await visit(browser, heddle);
  await signInAsAda(page);

  await page.getByRole('button', { name: 'Actions for production' }).click();
  await page.getByRole('menuitem', { name: 'Rotate' }).click();
  await page.getByRole('button', { name: 'Rotate' }).click();
  const rotated = await readSecret(page);
  expect(await complete(rotated)).toBe(200);

  await page.getByRole('button', { name: 'Actions for production' }).first().click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  const actions = page.getByRole('button', { name: 'Actions for production' }).first();
  await expect.poll(() => actions.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await question.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText(/^production.* is revoked/).waitFor();
  await expect.poll(() => complete(rotated), { timeout: 10_000 }).toBe(401);
  await context.close();
});

async function signUp(page: Page): Promise<void> {
  await open(page, '/sign-up');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Company').fill('Weavers');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('a loom and a thread');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL('**/weavers/overview');
  await settle(page);
}

async function signInAsAda(page: Page): Promise<void> {
  await open(page, '/sign-in?next=%2Fweavers%2Fkeys');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('a loom and a thread');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/weavers/keys');
  await settle(page);
}

async function addSimulator(page: Page): Promise<void> {
  await open(page, '/weavers/channels');
  await page.getByRole('button', { name: 'Add channel' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Add channel' });
  await sheet.getByLabel('Provider', { exact: true }).click();
  await page.getByRole('option', { name: /Simulator/ }).click();
  await sheet.getByRole('button', { name: 'Add channel' }).click();
  const test = page.getByRole('dialog', { name: 'Test Simulator' });
  await test.getByRole('button', { name: 'Send request' }).click();
  await test.getByText(/^It answered in/).waitFor();
  await test.getByRole('button', { name: 'Close' }).first().click();
}

async function createKey(page: Page): Promise<string> {
  await open(page, '/weavers/keys');
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  await page.getByLabel('Name').fill('production');
  await page.getByRole('button', { name: 'Create key' }).click();
  return readSecret(page);
}

async function readSecret(page: Page): Promise<string> {
  const secret = (await page.getByTestId('key-secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Close anyway' }).click();
  return secret;
}

async function complete(apiKey: string): Promise<number> {
  const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  await answer.text();
  return answer.status;
}
