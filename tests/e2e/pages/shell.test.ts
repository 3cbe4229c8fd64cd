import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { findSeriousBarriers } from './accessibility.ts';
import { open, signIn, signInByForm, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

/** Sends a request by the demo's key. @returns its id */
async function sendRequest(): Promise<string> {
  const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${heddle.quickstart.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  await answer.text();
  return answer.headers.get('x-heddle-request-id') ?? '';
}

async function openCommandMenu(page: Page) {
  await page.keyboard.press('Control+k');
  const menu = page.getByRole('dialog', { name: 'Command menu' });
  await menu.waitFor();
  return menu;
}

test('the command menu finds a key by its prefix, a person, a model, and a request by its id, and remembers them', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  const requestId = await sendRequest();
  await signIn(page, heddle);
  let menu = await openCommandMenu(page);
  const search = menu.getByPlaceholder('Find anything');
  await search.fill('operator@');
  await menu.getByRole('option', { name: /Operator.*Member/ }).waitFor();
  await search.fill('simulator');
  await menu
    .getByRole('option', { name: /simulator.*Model/ })
    .first()
    .waitFor();
  await search.fill(heddle.quickstart.apiKey.slice(0, 9));
  await menu
    .getByRole('option', { name: /API key · / })
    .first()
    .waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await menu.getByRole('option', { name: /API key · /, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/demo/keys' && url.searchParams.has('search'));

  menu = await openCommandMenu(page);
  await menu.getByPlaceholder('Find anything').fill(requestId.slice(0, 20));
  // Enter takes what is marked, and that follows what was found.
  await menu.getByRole('option', { name: new RegExp(requestId), selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('request') === requestId);
  await menu.waitFor({ state: 'detached' });
  const drawer = page.getByRole('dialog', { name: 'Request', exact: true });
  await drawer.getByText(requestId).first().waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });

  menu = await openCommandMenu(page);
  await menu.getByRole('option', { name: new RegExp(requestId) }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('? lists the shortcuts, G and a letter go to a page, and the help leads to the documentation', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  await page.keyboard.press('?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await shortcuts.getByText('Next request').waitFor();
  expect(await findSeriousBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await shortcuts.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.waitForURL('**/demo/models');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Documentation' }).click();
  await page.waitForURL('**/docs');
  await page.getByRole('heading', { name: 'Documentation', level: 1 }).waitFor();
  await page.getByText('upstream_rate_limited', { exact: true }).waitFor();
  expect(await page.locator('#start').textContent()).toContain(`${heddle.url}/v1`);
  expect(complaints).toEqual([]);
  await context.close();
});

test('unknown addresses answer 404: as they are to strangers, inside the shell to whoever is signed in', async () => {
  const { page, context } = await visit(browser, heddle);
  const unknown = ['/x/y/z', '/demo/unknown', '/demo/settings/x', '/demo/logs/x', '/operator/x', '/docs/x'];
  for (const path of unknown) {
    expect({ path, status: (await page.goto(path))?.status() }).toEqual({ path, status: 404 });
    await page.getByRole('heading', { name: 'Nothing hangs on this thread' }).waitFor();
  }
  expect((await page.goto('/demo/logs'))?.status()).toBe(200);
  expect(page.url()).toContain('/sign-in?next=%2Fdemo%2Flogs');
  await signIn(page, heddle);
  for (const path of unknown) {
    expect({ path, status: (await page.goto(path))?.status() }).toEqual({ path, status: 404 });
    await page.getByRole('heading', { name: 'Nothing hangs on this thread' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Navigation' }).isVisible()).toBe(true);
  }
  expect(await findSeriousBarriers(page)).toEqual([]);
  const api = await page.request.get('/api/v1/x');
  expect([api.status(), (await api.json()).error.code]).toEqual([404, 'not_found']);
  await context.close();
});

test('a form says what is wrong beside each field, in the reader’s language, and goes to the first', async () => {
  const { page, context } = await visit(browser, heddle, { locale: 'zh-CN' });
  await open(page, '/sign-in');
  const email = page.getByLabel('邮箱');
  await page.getByRole('button', { name: '登录' }).click();
  await expect.poll(() => page.getByText('请填写此项。').count()).toBe(2);
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => email.evaluate((input) => input === document.activeElement)).toBe(true);
  const noteId = await email.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${noteId}"]`).textContent()).toBe('请填写此项。');
  await email.fill('nobody');
  await page.getByText('请输入邮箱地址').waitFor();
  await email.fill('nobody@example.com');
  await expect.poll(() => email.getAttribute('aria-invalid')).toBeNull();
  expect(await page.locator('form').evaluate((form: HTMLFormElement) => form.noValidate)).toBe(true);
  await context.close();
});

test('the ring around a tab is whole by keyboard, and not there after a click', async () => {
  const { page, context } = await visit(browser, heddle);
  await signIn(page, heddle);
  await open(page, '/demo/settings');
  const ring = (name: string) =>
    page.getByRole('tab', { name }).evaluate((tab) => {
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(tab);
      const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
      const [own, list] = [tab.getBoundingClientRect(), tab.parentElement?.getBoundingClientRect()];
      const isWhole =
        list !== undefined &&
        own.top - reach >= list.top &&
        own.bottom + reach <= list.bottom &&
        own.left - reach >= list.left;
      return { isShown: outlineStyle !== 'none', isWhole };
    });
  await page.getByRole('tab', { name: 'Teams' }).click();
  expect((await ring('Teams')).isShown).toBe(false);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => ring('General')).toEqual({ isShown: true, isWhole: true });
  await context.close();
});

test('a person’s name, language and time zone hold for all pages, and follow them to another browser', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await signIn(page, heddle);
  await open(page, '/demo/settings?tab=account');
  await page.getByLabel('Name', { exact: true }).fill('Olga Perator');
  await page.getByRole('combobox', { name: 'Time zone' }).click();
  await page.getByPlaceholder('Find a city or zone').fill('kiritimati');
  await page.getByRole('option', { name: /Kiritimati/ }).click();
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh');
  await context.close();

  const other = await visit(browser, heddle);
  await signInByForm(other.page, heddle);
  await open(other.page, '/demo/settings?tab=audit');
  expect(await other.page.locator('html').getAttribute('lang')).toBe('zh');
  await other.page.getByText('Olga Perator', { exact: true }).first().waitFor();
  const event = other.page.getByRole('button', { name: /更改了个人资料中的/ });
  const shown = await event.locator('time').textContent();
  const moment = new Date((await event.locator('time').getAttribute('datetime')) ?? '');
  const there = new Intl.DateTimeFormat('zh', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Pacific/Kiritimati',
  });
  expect(shown).toBe(there.format(moment));
  expect([...complaints, ...other.complaints]).toEqual([]);
  await other.context.close();
});
