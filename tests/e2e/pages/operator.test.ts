import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

test('the operator opens a private network to a workspace, which then sees it among its settings', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  await page.getByRole('button', { name: 'Your account and preferences' }).click();
  await page.getByRole('menuitem', { name: 'All workspaces' }).click();
  await page.getByRole('heading', { name: 'Workspaces' }).waitFor();
  const edit = async (networks: string) => {
    await page.getByRole('button', { name: 'Actions for Demo' }).click();
    await page.getByRole('menuitem', { name: 'Private networks…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Private networks of Demo' });
    await dialog.getByLabel('Private networks', { exact: true }).fill(networks);
    expect(await findSeriousBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    return dialog;
  };
  const dialog = await edit('10.20.0.1/16');
  await dialog.getByText('Expected a network such as 10.20.0.0/16').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await edit('10.20.0.0/16\nfd00:1::/64');
  await page.getByRole('cell', { name: '10.20.0.0/16, fd00:1::/64' }).waitFor();
  await open(page, '/demo/settings');
  await page.getByText('10.20.0.0/16, fd00:1::/64').waitFor();
  // What was refused is the one thing the browser may complain of.
  expect(complaints.filter((complaint) => !complaint.includes('status of 400'))).toEqual([]);
  await context.close();
});

test('for those who are not signed in there is only the way to do so', async () => {
  const { page, context } = await visit(browser, heddle);
  await page.goto('/operator');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await context.close();
});
