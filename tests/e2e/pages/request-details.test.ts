import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import {
  findSeriousBarriers,
  horizontalOverflow,
  smallTouchTargets,
  tablesTooWide,
} from './accessibility.ts';
import { open, signIn, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let heddle: RunningHeddle;
let visitor: Visitor;
/** Ids of the requests, by what became of them. */
const ids: Record<string, string> = {};

const question = '# Weft\n\nWhy does a loom need **heddles**?';

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  visitor = await visit(browser, heddle);
  const { page } = visitor;
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, heddle);
  await change(page, 'PATCH', '', { storeContent: true });
  for (const name of ['First loom', 'Second loom']) {
    const models = [
      { name: 'doomed', upstream: 'simulator-error-503' },
      { name: 'breaks', upstream: 'simulator-disconnect' },
    ];
    await change(page, 'POST', '/channels', { name, provider: 'simulator', models });
  }
  await change(page, 'PUT', '/prices', {
    model: 'simulator',
    inputNanoUsdPerMillion: '150000000',
    outputNanoUsdPerMillion: '600000000',
  });
  // Until the gateway has heard of all of it.
  await vi.waitFor(async () => expect((await request('doomed')).status).toBe(503), { timeout: 20_000 });
  ids.doomed = (await request('doomed')).id;
  ids.broken = (await request('breaks', { stream: true })).id;
  ids.answered = (
    await request('simulator', {
      user: 'ann',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: question },
      ],
    })
  ).id;
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

/** Calls an operation of the demo tenant as the person who is signed in. */
async function change(page: Page, method: string, path: string, body: unknown): Promise<void> {
  const failure = await page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1/tenants/demo${path}`, { method, headers, body });
      return answer.ok ? null : answer.text();
    },
    [method, path, JSON.stringify(body)] as const,
  );
  expect(failure).toBeNull();
}

async function request(model: string, members: object = {}): Promise<{ id: string; status: number }> {
  const answer = await fetch(`${heddle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${heddle.quickstart.apiKey}`,
      'content-type': 'application/json',
      'x-heddle-tags': 'checkout',
    },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }], ...members }),
  });
  await answer.text();
  return { id: answer.headers.get('x-heddle-request-id') ?? '', status: answer.status };
}

async function openRequest(page: Page, what: string): Promise<Locator> {
  await open(page, `/demo/logs?request=${ids[what]}`);
  const sheet = page.getByRole('dialog', { name: 'Request' });
  await sheet.getByText('Attempts').waitFor();
  return sheet;
}

test('a receipt has kind × tokens × price per million = amount, line by line, and says who set the price and when', async () => {
  const sheet = await openRequest(visitor.page, 'answered');
  const receipt = sheet.getByTestId('receipt');
  const amounts = await Promise.all(
    ['Input', 'Output'].map(async (kind) => {
      const cells = await receipt.getByRole('row', { name: kind }).locator('td').allTextContents();
      const [tokens, price, amount] = cells.map((cell) => Number(cell.replace(/[$,]/g, '')));
      expect((tokens ?? 0) * (price ?? 0)).toBeCloseTo((amount ?? 0) * 1_000_000, 6);
      return amount ?? 0;
    }),
  );
  const total = await receipt.getByRole('row', { name: 'Total' }).locator('td').textContent();
  expect(Number(total?.replace('$', ''))).toBeCloseTo(
    amounts.reduce((sum, amount) => sum + amount, 0),
    12,
  );
  const source = receipt.getByText('Price set by this workspace');
  expect(await source.locator('time').getAttribute('datetime')).toMatch(/^\d{4}-/);
});

test('prompt and answer read as a conversation, with what was sent beside it, and words are no code', async () => {
  const { page } = visitor;
  const sheet = await openRequest(page, 'answered');
  const turns = sheet.getByRole('list', { name: 'Conversation' });
  await turns.getByRole('heading', { name: 'Weft' }).waitFor();
  expect(await turns.locator('strong').first().textContent()).toBe('heddles');
  expect(
    await turns.locator(':scope > li').evaluateAll((items) => items.map((item) => item.dataset.role)),
  ).toEqual(['system', 'user', 'assistant']);
  expect(await turns.locator('pre').count()).toBe(0);
  await sheet.getByRole('radio', { name: 'Request' }).click();
  const raw = JSON.parse((await sheet.getByRole('region', { name: 'Request' }).textContent()) ?? '');
  expect(raw).toMatchObject({ user: 'ann', messages: [{ role: 'system' }, { content: question }] });
});

test('a failure says what the client was told, what helps, and names each channel that failed', async () => {
  const sheet = await openRequest(visitor.page, 'doomed');
  const failure = sheet.getByRole('region', { name: 'Failure' });
  expect((await failure.getByTestId('error-message').textContent())?.length).toBeGreaterThan(10);
  await failure.getByText('upstream_overloaded').waitFor();
  await failure.getByText('a second provider for the model helps').waitFor();
  const attempts = sheet.getByRole('listitem').filter({ has: sheet.page().locator('[data-outcome=failed]') });
  for (const name of ['First loom', 'Second loom']) {
    expect(await attempts.getByRole('link', { name }).first().getAttribute('href')).toMatch(/logs\?channel=/);
  }
});

test('an attempt whose stream broke has not answered, though its status was 200', async () => {
  const sheet = await openRequest(visitor.page, 'broken');
  const end = sheet.locator('[data-outcome]').last();
  expect(await end.getAttribute('data-outcome')).toBe('broken');
  expect(await end.textContent()).toMatch(/HTTP 200 began to answer, then broke off/);
  expect(await end.getAttribute('class')).toContain('text-danger');
});

test('the keys j and k, and the arrows, go through the list without closing what is open', async () => {
  const { page } = visitor;
  const sheet = await openRequest(page, 'answered');
  await expect
    .poll(() => sheet.getByRole('button', { name: 'Next request' }).isEnabled(), { timeout: 10_000 })
    .toBe(true);
  const shows = (what: string) => sheet.getByText(ids[what] ?? '', { exact: true }).waitFor();
  for (const [key, what] of [
    ['j', 'broken'],
    ['ArrowDown', 'doomed'],
    ['k', 'broken'],
    ['ArrowUp', 'answered'],
  ] as const) {
    await page.keyboard.press(key);
    await shows(what).catch(() => expect.fail(`${key} did not lead to the ${what} request`));
    await page.waitForURL((url) => url.searchParams.get('request') === ids[what]);
  }
  expect(await sheet.getByRole('button', { name: 'Previous request' }).isDisabled()).toBe(true);
  await sheet.getByRole('button', { name: 'Next request' }).click();
  await shows('broken');
});

test('a request is copied as a command that is the request', async () => {
  const { page } = visitor;
  const sheet = await openRequest(page, 'answered');
  await sheet.getByRole('button', { name: 'Copy as curl' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain(`curl '${heddle.url}/v1/chat/completions'`);
  const command = await copied();
  expect(command).toContain('authorization: Bearer $HEDDLE_API_KEY');
  expect(command).toContain('x-heddle-tags: checkout');
  expect(command).toContain('"user":"ann"');
});

test('a request is asked again in the playground, with all that was said', async () => {
  const { page } = visitor;
  const sheet = await openRequest(page, 'answered');
  await sheet.getByRole('button', { name: 'Open in playground' }).click();
  await page.waitForURL('**/demo/playground**');
  await expect
    .poll(() => page.getByLabel('Message', { exact: true }).inputValue(), { timeout: 10_000 })
    .toBe(question);
});

test.each([
  { width: 390, hasTouch: true, colorScheme: 'light' },
  { width: 1440, hasTouch: false, colorScheme: 'dark' },
] as const)(
  'the details fit at $width px, and have no serious barrier',
  async ({ width, hasTouch, colorScheme }) => {
    const options = { viewport: { width, height: 844 }, hasTouch, isMobile: hasTouch, colorScheme };
    const { page, context, complaints } = await visit(browser, heddle, options);
    await signIn(page, heddle);
    for (const what of ['answered', 'doomed', 'broken']) {
      await openRequest(page, what);
      expect(await findSeriousBarriers(page)).toEqual([]);
      expect(await horizontalOverflow(page)).toBe(0);
      expect(await tablesTooWide(page)).toEqual([]);
      if (hasTouch) expect(await smallTouchTargets(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  },
);
