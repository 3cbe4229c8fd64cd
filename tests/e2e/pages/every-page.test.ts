import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import {
  findPoorContrast,
  findSeriousBarriers,
  horizontalOverflow,
  smallTouchTargets,
  tablesTooWide,
} from './accessibility.ts';
import { fillWithLongValues } from './long-values.ts';
import { follow, open, signIn, visit } from './visitor.ts';

const publicPages = ['/', '/docs', '/sign-in', '/sign-up', '/invite/hdi_of-nobody'];
const tenantPages = [
  '/demo/overview?range=hour',
  '/demo/logs',
  '/demo/usage?range=hour',
  '/demo/usage?range=hour&by=key',
  '/demo/usage?range=hour&by=team',
  '/demo/usage?range=hour&by=endpoint&measure=latency',
  '/demo/playground',
  '/demo/keys',
  '/demo/keys?create=true',
  '/demo/budgets',
  '/demo/budgets?create=true',
  '/demo/models',
  '/demo/channels',
  '/demo/channels?create=true',
  '/demo/settings',
  '/demo/settings?tab=teams',
  '/demo/settings?tab=members',
  '/demo/settings?tab=audit',
  '/demo/settings?tab=account',
  '/new',
  '/operator',
];

let browser: Browser;
let heddle: RunningHeddle;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  // Something to show: an answer, a stream and a refusal.
  for (const [model, stream] of [
    ['simulator', false],
    ['simulator', true],
    ['no-such-model', false],
  ]) {
    const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${heddle.quickstart.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Hello' }] }),
    });
    await answer.text();
  }
  const { page, context } = await visit(browser, heddle);
  await signIn(page, heddle);
  await fillWithLongValues(page, heddle);
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

// At the same time: most of it is waiting for a page to come to rest.
test.concurrent.each([
  { widths: [768, 1024, 1280, 1440], height: 900, hasTouch: false, go: open },
  // The same pages, gone to as most people do.
  { widths: [360, 390], height: 844, hasTouch: true, go: follow },
] as const)(
  'at $widths px, light and dark, every page comes without a complaint, fits, and has no serious barrier or too small a control',
  async ({ widths, height, hasTouch, go }) => {
    const viewport = { width: widths[0], height };
    const { page, context, complaints } = await visit(browser, heddle, {
      viewport,
      hasTouch,
      isMobile: hasTouch,
    });
    const barriers: Record<string, string[]> = {};
    const tooWide: Record<string, (string | number)[]> = {};
    const tooSmall: Record<string, string[]> = {};
    async function look(path: string) {
      // The same at every width but for what a finger needs, so that phones are looked at in the dark only.
      const found = hasTouch ? [] : await findSeriousBarriers(page);
      for (const width of widths) {
        await page.setViewportSize({ width, height });
        const overflow = await horizontalOverflow(page);
        const tables = await tablesTooWide(page);
        if (overflow > 0 || tables.length > 0) tooWide[`${path} at ${width} px`] = [overflow, ...tables];
      }
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html.dark').waitFor();
      const inTheDark = await (hasTouch ? findSeriousBarriers(page) : findPoorContrast(page));
      found.push(...inTheDark.map((each) => `dark: ${each}`));
      await page.emulateMedia({ colorScheme: 'light' });
      await page.locator('html:not(.dark)').waitFor();
      await page.setViewportSize(viewport);
      if (found.length > 0) barriers[path] = found;
      const small = hasTouch ? await smallTouchTargets(page) : [];
      if (small.length > 0) tooSmall[path] = small;
    }
    for (const path of publicPages) {
      await open(page, path);
      await look(path);
    }
    await signIn(page, heddle);
    for (const path of tenantPages) {
      await go(page, path);
      await look(path);
    }
    expect(barriers).toEqual({});
    expect(tooWide).toEqual({});
    expect(tooSmall).toEqual({});
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test('a page that does not exist, and a tenant of others, look the same', async () => {
  const { page, context } = await visit(browser, heddle);
  await signIn(page, heddle);
  for (const path of ['/demo/nothing-here', '/somebody-else/overview']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing hangs on this thread');
    expect(await findSeriousBarriers(page)).toEqual([]);
  }
  await context.close();
});

test('a browser that prefers Chinese gets Chinese, and the menu changes it for good', async () => {
  const { page, context, complaints } = await visit(browser, heddle, { locale: 'zh-CN' });
  await open(page, '/');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('千丝万缕，一址贯通。');
  await page.getByRole('button', { name: '语言' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Thread every model through one address.' }).waitFor();
  await page.reload();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(complaints).toEqual([]);
  await context.close();
});

test('scripts run only with the nonce of the answer, and no other site may frame a page', async () => {
  const answer = await fetch(`${heddle.url}/sign-in`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonce = /script-src 'self' 'nonce-([0-9a-f]{32})' 'strict-dynamic'(?:;|$)/.exec(policy)?.[1];
  expect(nonce).toBeDefined();
  expect(policy).toContain("frame-ancestors 'none'");
  const scripts = [...(await answer.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
});
