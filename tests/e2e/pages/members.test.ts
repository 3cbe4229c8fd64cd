import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { invite, join, open, signIn, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;
let owner: Visitor;
let bo: Visitor;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  [owner, bo] = await Promise.all([visit(browser, heddle), visit(browser, heddle)]);
  await signIn(owner.page, heddle);
  await join(bo.page, await invite(owner.page, 'bo@example.com'), 'Bo');
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

async function createKey(page: Page, name: string): Promise<string> {
  await open(page, '/demo/keys?create=true');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('heading', { name: `${name} is ready` }).waitFor();
  const text = (await page.getByRole('dialog').textContent()) ?? '';
  return /hdl_[\w-]{43}/.exec(text)?.[0] ?? '';
}

const models = (secret: string) =>
  fetch(`${heddle.url}/v1/models`, { headers: { 'x-api-key': secret } }).then(({ status }) => status);

async function choose(page: Page, name: string, action: string): Promise<void> {
  await open(page, '/demo/settings?tab=members');
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a member is offered to change their own keys, and no one else’s', async () => {
  await createKey(bo.page, 'loom');
  await open(bo.page, '/demo/keys');
  await bo.page.getByText('Quickstart').first().waitFor();
  const changes = async (name: string) => {
    await bo.page.getByRole('button', { name: `Actions for ${name}` }).click();
    const actions = await bo.page.getByRole('menuitem').allTextContents();
    await bo.page.keyboard.press('Escape');
    return actions.filter((action) => action !== 'Open in logs');
  };
  expect(await changes('loom')).toEqual(['Edit', 'Rotate', 'Revoke']);
  expect(await changes('Quickstart')).toEqual([]);
});

test('taking a team away asks what becomes of the keys made for it', async () => {
  const { page } = owner;
  await choose(page, 'Bo', 'Role and teams');
  const dialog = page.getByRole('dialog', { name: 'Bo' });
  await dialog.getByLabel('Core').uncheck();
  await dialog.getByText('They leave an active API key behind').waitFor();
  await dialog.getByText('loom').waitFor();
  await dialog.getByText(/^hdl_[\w-]{8}…$/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Core').check();
  expect(await dialog.getByText('They leave').count()).toBe(0);
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(false);
  await page.keyboard.press('Escape');
});

test('removing a person asks for their keys, and revoked means refused within a second', async () => {
  const secret = await createKey(bo.page, 'laptop');
  expect(await models(secret)).toBe(200);
  const { page } = owner;
  await choose(page, 'Bo', 'Remove');
  const dialog = page.getByRole('alertdialog', { name: 'Remove Bo?' });
  await dialog.getByText('They leave 2 active API keys behind').waitFor();
  expect(await dialog.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
  await dialog.getByLabel('What becomes of them?').click();
  await page.getByRole('option', { name: 'Revoke them now' }).click();
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await findSeriousBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Bo is removed').waitFor();
  await expect.poll(() => models(secret), { timeout: 10_000 }).toBe(401);
  expect(owner.complaints.splice(0)).toEqual([]);
});
