import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startHeddle()]);
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

test('an event opens by keyboard and says who did what to which, when and how; closing leads back to its row', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  const teamId = await createTeam(page, 'Weaving');
  await open(page, '/demo/settings?tab=audit');
  const row = page.getByRole('button', { name: /Open teams\.create/ });
  await row.focus();
  await page.keyboard.press('Enter');

  const event = page.getByRole('dialog', { name: 'teams.create' });
  await event.getByText(heddle.quickstart.email).waitFor();
  expect(teamId).not.toBe('');
  await event.getByText(teamId, { exact: true }).waitFor();
  expect(await event.locator('time').textContent()).toContain(String(new Date().getFullYear()));
  expect(JSON.parse((await event.locator('pre').textContent()) ?? '')).toMatchObject({
    name: 'Weaving',
    slug: 'weaving',
  });
  expect(await findSeriousBarriers(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await event.waitFor({ state: 'detached' });
  await expect.poll(() => row.evaluate((button) => button === document.activeElement)).toBe(true);
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
  const row = page.getByRole('row', { name: /teams\.create/ }).first();
  const who = row.getByText(heddle.quickstart.email).filter({ visible: true });
  await who.waitFor();
  // By force: over the text lies the button that opens the row.
  await who.tap({ force: true });
  await page.getByRole('dialog', { name: 'teams.create' }).getByText('"Dyeing"', { exact: true }).waitFor();
  await context.close();
});
