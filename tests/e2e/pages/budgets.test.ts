import type { Browser } from 'playwright-core';
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
  await signIn(owner.page, heddle);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

test('a key is created with a limit and a budget, and its dialog has them again', async () => {
  const { page } = owner;
  await open(page, '/demo/keys?create=true');
  const dialog = page.getByRole('dialog', { name: 'Create API key' });
  await dialog.getByLabel('Name').fill('ci');
  await dialog.getByRole('button', { name: 'Add limit' }).click();
  await dialog.getByLabel('At most').fill('60');
  await dialog.getByText('Allows 60 requests a minute.').waitFor();
  await dialog.getByRole('button', { name: 'Add budget' }).click();
  await dialog.getByLabel('Dollars').fill('five');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect.poll(() => dialog.getByLabel('Dollars').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('Dollars').fill('5.00');
  await dialog.getByText('Allows $5.00 a month. A request that may exceed it is refused.').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog', { name: 'ci is ready' }).waitFor();

  await open(page, '/demo/keys');
  const row = page.getByRole('row').filter({ hasText: 'ci' }).first();
  await row.getByRole('link', { name: 'Budget of ci' }).waitFor();
  await row.getByRole('button', { name: 'Actions for' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog');
  await expect.poll(() => edit.getByLabel('At most').inputValue()).toBe('60');
  await edit.getByLabel('At most').fill('90');
  await edit.getByRole('button', { name: 'Remove this budget' }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Actions for' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect.poll(() => edit.getByLabel('At most').inputValue()).toBe('90');
  expect(await edit.getByLabel('Dollars').count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('a budget is created, raised, reset and deleted', async () => {
  const { page } = owner;
  await open(page, '/demo/budgets');
  await page.getByRole('heading', { name: 'No budgets yet' }).waitFor();
  await page.getByRole('button', { name: 'Create budget' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create budget' });
  await dialog.getByLabel('Dollars').fill('20');
  await dialog.getByText('Allows $20.00 a month.').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create budget' }).click();
  await dialog.waitFor({ state: 'detached' });

  const row = page.getByRole('row').filter({ hasText: 'Whole workspace' });
  await row.getByRole('img', { name: '$0.00 of $20.00 spent, $0.00 reserved, $20.00 left' }).waitFor();
  const act = async (name: string) => {
    await row.getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await act('Change');
  await page.getByRole('dialog').getByLabel('Dollars').fill('25.50');
  await page.getByRole('button', { name: 'Save' }).click();
  await row.getByText('$25.50', { exact: true }).first().waitFor();

  await row.getByRole('button', { name: 'Demo' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('No threshold was crossed yet.').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await act('Reset');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).click();
  await page.getByText('begins anew').first().waitFor();
  await act('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'No budgets yet' }).waitFor();
});

test('limits of a channel, a team and the workspace are set where these are', async () => {
  const { page } = owner;
  const addLimit = async (amount: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add limit' }).click();
    await dialog.getByLabel('At most').fill(amount);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await open(page, '/demo/channels');
  const openChannel = async () => {
    await page.getByRole('button', { name: 'Actions for' }).first().click();
    await page.getByRole('menuitem', { name: 'Limits' }).click();
  };
  await openChannel();
  await addLimit('7');
  await openChannel();
  await expect.poll(() => page.getByRole('dialog').getByLabel('At most').inputValue()).toBe('7');
  await page.keyboard.press('Escape');

  await open(page, '/demo/settings?tab=teams');
  await page.getByRole('button', { name: 'Actions for' }).first().click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await addLimit('8');

  await open(page, '/demo/settings');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await addLimit('9');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  // Not that of the channel, which is on the workspace too.
  await expect.poll(() => page.getByRole('dialog').getByLabel('At most').count()).toBe(1);
  expect(await page.getByRole('dialog').getByLabel('At most').inputValue()).toBe('9');
  await page.keyboard.press('Escape');
  await page.getByLabel('Serve requests while nothing can be counted').click();
  await expect
    .poll(() => page.getByLabel('Serve requests while nothing can be counted').getAttribute('aria-checked'))
    .toBe('true');
});
