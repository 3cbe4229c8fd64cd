import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;
let owner: Visitor;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  owner = await visit(browser, heddle);
  await owner.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(owner.page, heddle);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

const secretOf = async (page: Page) => (await page.getByTestId('key-secret').textContent()) ?? '';
const rowOf = (page: Page, secret: string) =>
  page.getByRole('row').filter({ hasText: `${secret.slice(0, 12)}…` });

async function choose(page: Page, secret: string, action: string): Promise<void> {
  await rowOf(page, secret).getByRole('button', { name: 'Actions for' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function create(page: Page, name: string): Promise<string> {
  await open(page, '/demo/keys?create=true');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog', { name: 'Create API key' }).waitFor({ state: 'detached' });
  return secretOf(page);
}

async function complete(secret: string): Promise<void> {
  const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  expect(answer.status).toBe(200);
  await answer.text();
}

let backend: string;

test('a secret that was not copied is not lost by Escape, the cross, Done or a click beside it', async () => {
  const { page } = owner;
  backend = await create(page, 'backend');
  const secret = page.getByRole('dialog', { name: 'backend is ready' });
  const question = page.getByRole('alertdialog', { name: 'Close without copying?' });
  const ways = [
    () => page.keyboard.press('Escape'),
    () => secret.getByRole('button', { name: 'Close' }).click(),
    () => secret.getByRole('button', { name: 'Done' }).click(),
  ];
  for (const way of ways) {
    await way();
    await question.getByText('You have not copied it. It will not be shown again.').waitFor();
    expect(await findSeriousBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await secretOf(page)).toBe(backend);
  }
  await page.mouse.click(700, 20);
  expect(await secretOf(page)).toBe(backend);
  await secret.getByRole('button', { name: 'Copy secret' }).click();
  await secret.getByRole('button', { name: 'Copied' }).first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(backend);
  await page.keyboard.press('Escape');
  await secret.waitFor({ state: 'detached' });
  expect(await question.count()).toBe(0);
});

test('a key shows who made it, when it was used, how often and for how much, and leads to its requests', async () => {
  const { page } = owner;
  await open(page, '/demo/keys');
  const row = rowOf(page, backend);
  await row.getByText('not used').last().waitFor();
  await row.getByText('Operator').waitFor();
  await complete(backend);
  await complete(backend);
  await expect
    .poll(
      async () => {
        await open(page, '/demo/keys');
        return row.getByRole('link', { name: '2 requests with backend in 30 days' }).count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1);
  await row
    .getByText(/^(now|\d+ minutes? ago)$/)
    .last()
    .waitFor();
  await page.getByRole('button', { name: 'Requests, 30 d' }).click();
  await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('backend');
  await row.getByRole('link', { name: '2 requests with backend' }).click();
  await page.waitForURL(/\/demo\/logs\?.*key=/);
});

test('after a rotation the old key is marked, under the new one, and hidden once it has ended', async () => {
  const { page } = owner;
  await open(page, '/demo/keys');
  await choose(page, backend, 'Rotate');
  const dialog = page.getByRole('dialog', { name: 'Rotate backend' });
  await dialog.getByText(`${backend.slice(0, 12)}…`).waitFor();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const renewed = await secretOf(page);
  await page.getByRole('button', { name: 'Copy secret' }).click();
  await page.getByRole('button', { name: 'Done' }).click();

  const rows = page.getByRole('row').filter({ hasText: 'backend' });
  await expect.poll(() => rows.count()).toBe(2);
  await expect.poll(() => rows.nth(0).textContent()).toContain(renewed.slice(0, 12));
  await expect.poll(() => rows.nth(1).textContent()).toMatch(/Replaced.*works until/);
  expect(await rows.nth(1).textContent()).toContain(`then ${renewed.slice(0, 12)}… alone`);

  await choose(page, backend, 'Revoke');
  const question = page.getByRole('alertdialog', { name: 'Revoke backend?' });
  await question.getByText(`${backend.slice(0, 12)}…`).waitFor();
  await question.getByText(/Last used/).waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await question.getByRole('button', { name: 'Revoke' }).click();
  await expect.poll(() => rows.count()).toBe(1);
  await page.getByLabel('Show ended (1)').click();
  await rowOf(page, backend).getByText('Revoked').waitFor();
  expect(owner.complaints.splice(0)).toEqual([]);
});

test('keys are found by name, prefix and maker, and those that end soon are told', async () => {
  const { page } = owner;
  const laptop = await create(page, 'laptop');
  await page.getByRole('button', { name: 'Copy secret' }).click();
  await page.keyboard.press('Escape');
  await open(page, '/demo/keys');
  const search = page.getByRole('searchbox', { name: 'Find keys' });
  const rows = page.locator('tbody').getByRole('row');
  for (const [text, count] of [
    ['lapt', 1],
    [laptop, 1],
    ['operator', 3],
    ['nobody', 0],
  ] as const) {
    await search.fill(text);
    await expect.poll(() => rows.count()).toBe(count);
  }
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  await page.getByRole('button', { name: 'Clear' }).first().click();
  await choose(page, laptop, 'Edit');
  const dialog = page.getByRole('dialog', { name: 'Edit laptop' });
  await dialog.getByText(`${laptop.slice(0, 12)}…`).waitFor();
  await dialog.getByLabel('Expires').click();
  await page.getByRole('option', { name: 'In 7 days' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await rowOf(page, laptop).getByText('Expires soon').waitFor();
  await page.getByRole('button', { name: '1 expires within a week' }).click();
  await expect.poll(() => rows.count()).toBe(1);
  expect(owner.complaints.splice(0)).toEqual([]);
});

test('a key is held to networks, endpoints and patterns, carries tags, and shows its signing secret once', async () => {
  const { page } = owner;
  await open(page, '/demo/keys?create=true');
  const form = page.getByRole('dialog', { name: 'Create API key' });
  await form.getByLabel('Name').fill('narrow');
  await form.getByRole('radio', { name: 'Only some' }).click();
  await form.getByLabel('Patterns').fill('simul*');
  await form.getByText('Networks, endpoints and tags').click();
  await form.getByLabel('Networks').fill('127.0.0.0/8\n::1');
  await form.getByLabel('/v1/chat/completions').click();
  await form.getByLabel('Tags').fill('team:search, e2e');
  await form.getByLabel('Signed requests only').click();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await form.getByRole('button', { name: 'Create key' }).click();
  const shown = page.getByRole('dialog', { name: 'narrow is ready' });
  const secret = await secretOf(page);
  const signingSecret = (await page.getByTestId('signing-secret').textContent()) ?? '';
  expect(signingSecret).toMatch(/^hds_/);
  await shown.getByRole('button', { name: 'Copy secret' }).click();
  await page.keyboard.press('Escape');
  // One of two is not enough.
  const question = page.getByRole('alertdialog', { name: 'Close without copying?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  await shown.getByRole('button', { name: 'Copy signing secret' }).click();
  // It is copied a moment after the click.
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return shown.count();
    })
    .toBe(0);

  const row = rowOf(page, secret);
  await row.getByText('1 model').waitFor();
  for (const note of ['1 endpoint', '2 networks', '2 tags', 'signed only'])
    await row.getByText(note).waitFor();
  const refused = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
    401,
    'invalid_signature',
  ]);

  await choose(page, secret, 'Edit');
  const edit = page.getByRole('dialog', { name: 'Edit narrow' });
  await edit.getByLabel('Networks').fill('192.0.2.0/24');
  await edit.getByRole('button', { name: 'Save' }).click();
  await row.getByText('1 network').waitFor();
  expect(owner.complaints.splice(0)).toEqual([]);
});
