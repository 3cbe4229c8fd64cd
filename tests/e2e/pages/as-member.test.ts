import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { follow, invite, join, open, signIn, type Visitor, visit } from './visitor.ts';

const pages = [
  'logs',
  'usage',
  'usage?by=key',
  'usage?by=channel',
  'playground',
  'keys',
  'keys?create=true',
  'models',
  'channels',
  'channels?create=true',
  'settings',
  'settings?tab=teams',
  'settings?tab=members',
  'settings?tab=audit',
  'settings?tab=account',
  'overview',
];

let browser: Browser;
let heddle: RunningHeddle;
let owner: Visitor;
/** Links of invitations into a team, and into none. */
let links: { inTeam: string; inNone: string };

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  owner = await visit(browser, heddle);
  const { page } = owner;
  await signIn(page, heddle);
  const inTeam = await invite(page, 'bo@example.com', ['Core']);
  links = { inTeam, inNone: await invite(page, 'eve@example.com', []) };
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

/** A new member, and every answer of 403 that their pages get. */
async function newMember(name: string, link: string): Promise<Visitor & { refusals: string[] }> {
  const member = await visit(browser, heddle);
  const refusals: string[] = [];
  member.page.on('response', async (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/api/')) return;
    // One answer holds those of several operations: its status is theirs where they agree, and 207 where not.
    const text = [403, 207].includes(response.status()) ? await response.text().catch(() => '403') : '';
    if (text.includes('403')) refusals.push(pathname);
  });
  await join(member.page, link, name);
  return { ...member, refusals };
}

/** Goes to every page of the demo tenant. @returns those that look broken or do not say whom to ask */
async function walk(page: Page): Promise<string[]> {
  const broken: string[] = [];
  for (const path of pages) {
    await follow(page, `/demo/${path}`);
    const text = (await page.locator('main').textContent()) ?? '';
    if (/could not be loaded|Try again/.test(text)) broken.push(path);
    if (/ask an owner/i.test(text) && !text.includes('operator@heddle.local')) {
      broken.push(`${path}: whom to ask is not said`);
    }
  }
  return broken;
}

// At the same time: most of it is waiting for a page to come to rest.
test.concurrent('no page of a member asks for what their role does not allow; whose the owners’ page is, is said calmly', async () => {
  const { page, context, complaints, refusals } = await newMember('Bo', links.inTeam);
  expect(await walk(page)).toEqual([]);
  await open(page, '/demo/channels');
  await page.getByRole('heading', { name: 'Only owners see this page' }).waitFor();
  await page.getByRole('link', { name: 'operator@heddle.local' }).waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  expect(refusals).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test.concurrent('who is in no team is told whom to ask, the owner is told too, and once added it goes by itself', async ({
  expect,
}) => {
  const { page, context, complaints, refusals } = await newMember('Eve', links.inNone);
  expect(await walk(page)).toEqual([]);
  for (const path of ['logs', 'overview', 'usage', 'playground', 'keys']) {
    await follow(page, `/demo/${path}`);
    await page.getByRole('heading', { name: 'You are in no team yet' }).waitFor();
    await page.getByRole('list', { name: 'Owners' }).getByText('Operator', { exact: true }).waitFor();
  }
  expect(await findSeriousBarriers(page)).toEqual([]);

  await open(owner.page, '/demo/settings?tab=members');
  await owner.page.getByText(/Eve.* in no team yet/).waitFor();
  const row = owner.page.getByRole('row').filter({ hasText: 'Eve' });
  await row.getByText('In no team – can do nothing yet').last().waitFor();
  expect(await findSeriousBarriers(owner.page)).toEqual([]);
  await row.getByRole('button', { name: 'Add to a team' }).last().click();
  const dialog = owner.page.getByRole('dialog', { name: 'Eve' });
  // There is one team only, so it is ticked.
  await expect.poll(() => dialog.getByLabel('Core').isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('button', { name: 'Create API key' }).first().waitFor({ timeout: 30_000 });
  expect(refusals).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test.concurrent('an owner is never told to ask an owner', async () => {
  const { page, context } = await visit(browser, heddle);
  await signIn(page, heddle);
  const told: string[] = [];
  for (const path of pages) {
    await follow(page, `/demo/${path}`);
    const text = (await page.locator('main, [role=dialog]').allTextContents()).join('\n');
    const match = /ask an owner|an owner (adds|has added|can)|whose owners|its owners/i.exec(text);
    if (match) told.push(`${path}: ${match[0]}`);
  }
  expect(told).toEqual([]);
  await context.close();
});
