import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { findSeriousBarriers, horizontalOverflow } from './accessibility.ts';
import { invite, join, open, signIn, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  const environment = { HEDDLE_SIGN_UP: 'invite' };
  [browser, heddle] = await Promise.all([launchBrowser(), startHeddle({ environment })]);
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
