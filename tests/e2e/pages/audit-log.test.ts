import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, settle, signIn, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

/** Creates a team by the form, and gives its id. */
async function createTeam(page: Page, name: string): Promise<string> {
  await open(page, '/demo/settings?tab=teams');
  await page.getByRole('button', { name: 'Create team' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  const saved = page.waitForResponse((response) => response.url().includes('teams.create'));
  await page.getByRole('dialog').getByRole('button', { name: 'Create team' }).click();
  return /"id":"([0-9a-f-]{36})"/.exec(await (await saved).text())?.[1] ?? '';
}

test('an event is a sentence; its details open by keyboard, and closing leads back to its row', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  const teamId = await createTeam(page, 'Weaving');
  await open(page, '/demo/settings?tab=audit');
  const row = page.getByRole('button', { name: 'Details: Operator created the team Weaving' });
  await row.focus();
  await page.keyboard.press('Enter');

  const event = page.getByRole('dialog', { name: 'Operator created the team Weaving' });
  await event.getByText(heddle.quickstart.email).waitFor();
  expect(teamId).not.toBe('');
  await event.getByText(teamId, { exact: true }).waitFor();
  expect(await event.locator('time').textContent()).toContain(String(new Date().getFullYear()));
  expect(JSON.parse((await event.locator('pre').textContent()) ?? '')).toMatchObject({
    name: 'Weaving',
    slug: 'weaving',
  });
  await event.getByText(/^(127\.0\.0\.1|::1)$/).waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await event.waitFor({ state: 'detached' });
  await expect.poll(() => row.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the log is searched as one types, narrowed by choices that stand in the address, and exported', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  await createTeam(page, 'Spinning');
  await open(page, '/demo/settings?tab=audit');
  const sentences = () => page.locator('main li p').allTextContents();
  await expect.poll(async () => (await sentences()).length).toBeGreaterThan(2);
  await page.getByLabel('Name, address or thing').fill('spinn');
  await expect.poll(sentences).toEqual(['Operator created the team Spinning']);
  await page.getByLabel('Name, address or thing').fill('');

  await page.getByRole('button', { name: /^Thing/ }).click();
  await page.getByRole('option', { name: 'Accounts' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await sentences()).every((text) => /signed in/.test(text))).toBe(true);
  expect(page.url()).toContain('noun=account');
  await page.reload();
  await settle(page);
  expect((await sentences()).length).toBeGreaterThan(0);
  expect((await sentences()).every((text) => /signed in/.test(text))).toBe(true);

  await page.getByRole('button', { name: 'Export' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As JSON' }).click();
  expect((await file).suggestedFilename()).toBe('heddle-audit-demo.json');
  expect(complaints).toEqual([]);
  await context.close();
});

test('on a phone each event says who did it, and opens at a touch anywhere in its row', async () => {
  const { page, context } = await visit(browser, heddle, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await signIn(page, heddle);
  await createTeam(page, 'Dyeing');
  await open(page, '/demo/settings?tab=audit');
  const row = page.locator('main li').filter({ hasText: 'Dyeing' });
  const who = row.getByText('Operator', { exact: true });
  await who.waitFor();
  // By force: over the text lies the button that opens the row.
  await who.tap({ force: true });
  const event = page.getByRole('dialog', { name: 'Operator created the team Dyeing' });
  await event.getByText('"Dyeing"', { exact: true }).waitFor();
  await context.close();
});
