import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers, horizontalOverflow } from './accessibility.ts';
import { invite, join, open, signIn, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  const environment = { HEDDLE_SIGN_UP: 'invite' };
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle({ environment })]);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

test('by invitation, no page offers to sign up, and /sign-up says what to do instead', async () => {
  const { page, context } = await visit(browser, heddle, { viewport: { width: 390, height: 844 } });
  for (const path of ['/', '/sign-in', '/sign-up']) {
    await open(page, path);
    expect(await page.locator('a[href="/sign-up"]').count()).toBe(0);
    expect(await horizontalOverflow(page)).toBe(0);
  }
  await page.getByRole('heading', { name: 'By invitation only' }).waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByText('Accounts are made by invitation: ask an owner for a link.').waitFor();
  await context.close();
});

test('by invitation, the operator of the first start comes in, and whoever they invite', async () => {
  const [operator, guest] = [await visit(browser, heddle), await visit(browser, heddle)];
  await signIn(operator.page, heddle);
  await join(guest.page, await invite(operator.page, 'cleo@example.com'), 'Cleo');
  expect([...operator.complaints, ...guest.complaints]).toEqual([]);
  await operator.context.close();
  await guest.context.close();
});

test('an invitation ticks the only team, warns where none is ticked, and can be given a new link', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  await open(page, '/demo/settings?tab=members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a member' });
  await expect.poll(() => dialog.getByLabel('Core').isChecked()).toBe(true);
  await dialog.getByLabel('Core').uncheck();
  await dialog.getByText('Without a team a member can do nothing yet').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await dialog.getByLabel('Core').check();
  await dialog.getByLabel('E-mail').fill('flo@example.com');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const first = (await page.getByTestId('invitation-link').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();

  const list = page.getByRole('region', { name: 'Open invitations' });
  const item = list.getByRole('listitem').filter({ hasText: 'flo@example.com' });
  await item.getByText(/Pending, expires in \d days/).waitFor();
  await item.getByText(/Invited by Operator/).waitFor();
  await item.getByRole('button', { name: 'Actions for flo@example.com' }).click();
  await page.getByRole('menuitem', { name: 'New link' }).click();
  const second = (await page.getByTestId('invitation-link').textContent()) ?? '';
  expect(second).not.toBe(first);
  const guest = await visit(browser, heddle);
  await open(guest.page, first);
  await guest.page.getByRole('heading', { name: 'This invitation is no longer valid' }).waitFor();
  await join(guest.page, second, 'Flo');
  expect([...complaints, ...guest.complaints]).toEqual([]);
  await guest.context.close();
  await context.close();
});
