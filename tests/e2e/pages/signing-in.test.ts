import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { invite, join, open, signInByForm, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

async function tryToSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a wrong password and an unknown address are told the same', async () => {
  const { page, context } = await visit(browser, heddle);
  for (const email of [heddle.quickstart.email, 'nobody@example.com']) {
    await open(page, '/sign-in');
    await tryToSignIn(page, email, 'not the password');
    await page.getByText('E-mail or password is wrong.').waitFor();
  }
  expect(await findSeriousBarriers(page)).toEqual([]);
  await context.close();
});

test('who tries too often is told how long to wait, and what to do meanwhile', async () => {
  const { page, context } = await visit(browser, heddle);
  await open(page, '/sign-in');
  const told = page.getByText(
    /^Too many wrong passwords\. Try again in .*second.*, or use a browser you have signed in with before/,
  );
  // How many it takes depends on how long each takes here: the pauses double until one is longer.
  for (let attempt = 0; attempt < 15 && (await told.count()) === 0; attempt++) {
    const answered = page.waitForResponse('**/callback/credentials*');
    await tryToSignIn(page, 'guessed@example.com', `guess ${attempt}`);
    await answered;
    await page
      .getByRole('alert')
      .getByText(/password/)
      .waitFor();
  }
  expect(await told.count()).toBe(1);
  await context.close();
});

test('a browser that signed in is known by a cookie that goes to signing in only, and no script reads', async () => {
  const { page, context } = await visit(browser, heddle);
  await signInByForm(page, heddle);
  const cookie = (await context.cookies()).find(({ name }) => name === 'heddle.device');
  expect(cookie).toMatchObject({ path: '/api/auth', httpOnly: true, sameSite: 'Strict', secure: false });
  await context.close();
});

test('whoever opens a page without being signed in comes back to it', async () => {
  const { page, context } = await visit(browser, heddle);
  await open(page, '/demo/logs?outcome=failure');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await tryToSignIn(page, heddle.quickstart.email, heddle.quickstart.password);
  await page.waitForURL('**/demo/logs?outcome=failure');
  await context.close();
});

test('signing out ends the session on the server: its cookie is worth nothing afterwards', async () => {
  const { page, context } = await visit(browser, heddle);
  await signInByForm(page, heddle);
  const cookies = await context.cookies();
  await page.getByRole('button', { name: heddle.quickstart.email }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await context.addCookies(cookies);
  await page.goto('/demo/overview');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await context.close();
});

test('an invitation makes a member, who sees no more than a member may', async () => {
  const owner = await visit(browser, heddle);
  await signInByForm(owner.page, heddle);
  const link = await invite(owner.page, 'bo@example.com');
  await owner.context.close();

  const guest = await visit(browser, heddle);
  await join(guest.page, link, 'Bo');
  const navigation = guest.page.getByRole('navigation', { name: 'Navigation' });
  await navigation.getByRole('link', { name: 'API keys' }).waitFor();
  expect(await navigation.getByRole('link', { name: 'Channels' }).count()).toBe(0);

  await open(guest.page, link);
  await guest.page.getByRole('heading', { name: 'This invitation is no longer valid' }).waitFor();
  await guest.context.close();
});

test('the whole of it works by keyboard: menu, search, page', async () => {
  const { page, context } = await visit(browser, heddle);
  await signInByForm(page, heddle);
  await open(page, '/demo/overview');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  await page.keyboard.press('Control+k');
  const menu = page.getByRole('dialog', { name: 'Command menu' });
  await menu.waitFor();
  await page.keyboard.type('chann');
  // Enter takes what is marked, and that follows what was found.
  await menu.getByRole('option', { name: /^Channels/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/demo/channels*');
  await page.getByRole('heading', { name: 'Channels', level: 1 }).waitFor();
  await context.close();
});

test('before the page’s program is there, a form sends nothing, and no password stands in an address', async () => {
  const { page, context } = await visit(browser, heddle, { javaScriptEnabled: false });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('somebody@example.com');
  await page.getByLabel('Password', { exact: true }).fill('not for an address');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  expect(await page.getByRole('button', { name: 'Sign in' }).isDisabled()).toBe(true);
  expect(page.url()).toBe(`${heddle.url}/sign-in`);
  await context.close();
});
