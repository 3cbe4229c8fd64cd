import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { sample } from '../../unit/markdown/sample.ts';
import { findSeriousBarriers } from './accessibility.ts';
import {
  answerWith,
  ask,
  askAndHear,
  begin,
  conversation,
  heard,
  hiddenBelow,
  long,
  readDatabase,
  turns,
} from './playground-steps.ts';
import { signIn, signInByForm, type Visitor, visit } from './visitor.ts';

/** The smallest PNG: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let heddle: RunningHeddle;
let visitor: Visitor;

beforeAll(async () => {
  [browser, heddle] = await Promise.all([launchBrowser(), startPreparedHeddle()]);
  visitor = await visit(browser, heddle);
  await signIn(visitor.page, heddle);
});

afterAll(async () => {
  await browser?.close();
  await heddle?.stop();
});

test('an answer streams in piece by piece with its tokens, cost and times', async () => {
  const { page } = visitor;
  await begin(page, 'simulator-slow');
  await page.getByLabel('Message', { exact: true }).fill('Say something long');
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = turns(page).last();
  await answer.getByText('You wrote').waitFor();
  await answer.getByText('simulator-slow', { exact: true }).waitFor();
  const early = (await answer.textContent()) ?? '';
  await answer.getByRole('link', { name: 'Open in logs' }).waitFor();
  const late = (await answer.textContent()) ?? '';
  expect(late.length).toBeGreaterThan(early.length);
  expect(late).toMatch(/Tokens\d+ in, \d+ out/);
  expect(late).toMatch(/First token[\d.]+\s(ms|s)Total[\d.]+\s(ms|s)/);
  await answer.getByText('$0.00').waitFor();
  expect(await answer.textContent()).toMatch(/Speed[\d.,]+ tokens\/s/);
  expect(await findSeriousBarriers(page)).toEqual([]);
});

test('stopping hangs up: what had arrived stays, and the log says that the client left', async () => {
  const { page } = visitor;
  await begin(page, 'simulator-slow');
  await ask(page, 'Say something that I will not hear out');
  await page.getByText('You wrote').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped. What arrived is kept and charged.').waitFor();
  await page.getByRole('link', { name: 'Open in logs' }).click();
  const request = page.getByRole('dialog', { name: 'Request' });
  await request.getByText('by the client', { exact: true }).waitFor();
});

test('pictures go along, and the code that is shown makes the same request', async () => {
  const { page } = visitor;
  await begin(page, 'simulator');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cloth.png', mimeType: 'image/png', buffer: pixel });
  await page.getByAltText('cloth.png').waitFor();
  await ask(page, 'What is in the picture?');
  const answer = turns(page).last();
  await answer.getByText('I received a file of kind image (image/png').waitFor();

  await page.getByRole('button', { name: 'View code' }).click();
  await page.getByRole('tab', { name: 'Python' }).click();
  const code = (await page.getByRole('tabpanel').textContent()) ?? '';
  expect(code).toContain(`base_url="${heddle.url}/v1"`);
  expect(code).toContain('"What is in the picture?"');
  expect(code).toContain('"image_url"');
});

test('what the gateway refuses is said in the conversation', async () => {
  const { page } = visitor;
  await begin(page, 'simulator-error-429');
  await ask(page, 'Hello');
  await conversation(page).getByRole('alert').waitFor();
  expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
});

test.each([
  { width: 1440, height: 900, hasTouch: false },
  { width: 390, height: 844, hasTouch: true },
  // As large as a phone's page is above its keyboard.
  { width: 390, height: 460, hasTouch: true },
])('at $width × $height the end of an answer stays in sight until the reader scrolls up', async (size) => {
  const { page, context } = await visit(browser, heddle, { viewport: size, hasTouch: size.hasTouch });
  await answerWith(page, long);
  await signIn(page, heddle);
  await begin(page, 'simulator');
  await ask(page, 'Go on and on');
  const answer = turns(page).last();
  await answer.getByText('thread').first().waitFor();
  const pane = page.getByTestId('conversation-pane');
  // It grows past what fits, and its end is seen.
  await page.waitForFunction(() => {
    const element = document.querySelector('[data-testid=conversation-pane]');
    return element !== null && element.scrollHeight > element.clientHeight + 200;
  });
  await expect.poll(() => hiddenBelow(page)).toBeLessThan(60);
  // Up: it is left alone, and there is a way back.
  await pane.evaluate((element) => element.scrollBy(0, -150));
  const position = await pane.evaluate((element) => element.scrollTop);
  await page.getByRole('button', { name: 'To the end' }).waitFor();
  await page.waitForTimeout(300);
  expect(await pane.evaluate((element) => element.scrollTop)).toBe(position);
  await page.getByRole('button', { name: 'To the end' }).click();
  await answer.getByRole('button', { name: 'Another answer' }).waitFor();
  await answer.getByText('The very end.').waitFor();
  await expect.poll(() => hiddenBelow(page)).toBe(0);
  await expect.poll(() => page.getByRole('button', { name: 'To the end' }).count()).toBe(0);
  // What the page is and can do is where it was.
  for (const name of ['New conversation', 'Recent', 'View code']) {
    expect(await page.getByRole('button', { name, exact: true }).isVisible()).toBe(true);
  }
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(await page.getByRole('combobox', { name: 'Model' }).filter({ visible: true }).textContent()).toBe(
    'simulator',
  );
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await context.close();
});

test('answers are shown as Markdown, or as they were written', async () => {
  const { page, context, complaints } = await visit(browser, heddle);
  await answerWith(page, sample);
  await signIn(page, heddle);
  await begin(page, 'simulator');
  const answer = await askAndHear(page, 'Show me everything');
  await answer.getByRole('heading', { name: 'A heading with code and marks' }).waitFor();
  await answer.getByRole('columnheader', { name: 'Value' }).waitFor();
  expect(await answer.getByRole('link', { name: 'by reference' }).getAttribute('rel')).toContain('noopener');
  // Coloured, drawn with fonts of this same address, and copied.
  await answer.locator('pre .text-code-keyword', { hasText: 'def' }).waitFor();
  await answer.locator('.katex').first().waitFor();
  await answer.getByRole('button', { name: 'Copy Python' }).waitFor();
  await answer.locator('.katex-display').first().waitFor();
  await expect.poll(() => hiddenBelow(page)).toBe(0);
  expect(await findSeriousBarriers(page)).toEqual([]);
  await answer.getByRole('button', { name: 'Show as plain text' }).click();
  await answer.getByText('| **a** | `1` |').waitFor();
  await page.waitForTimeout(1_500);
  await page.reload();
  await turns(page).last().getByText('| **a** | `1` |').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a turn that failed is not sent again with the next, until it is tried again', async () => {
  const { page } = visitor;
  await begin(page, 'simulator-error-429');
  const requests = heard(page);
  await ask(page, 'First');
  await conversation(page).getByRole('alert').waitFor();
  await page.getByRole('combobox', { name: 'Model' }).filter({ visible: true }).click();
  await page
    .getByRole('option', { name: /^simulator(?!-)/ })
    .first()
    .click();
  await askAndHear(page, 'Second');
  expect(requests.at(-1)).toEqual(['Second']);
  await page.getByText('Got no answer, and is not sent along').waitFor();
  await conversation(page).getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await turns(page).last().getByText('You wrote: "First"').waitFor();
  expect(requests.at(-1)).toEqual(['First']);
});

test('asking again and otherwise makes branches, which can be gone through, left and deleted', async () => {
  const { page } = visitor;
  await begin(page, 'simulator');
  const requests = heard(page);
  await askAndHear(page, 'One');
  await askAndHear(page, 'Two');
  expect(requests.at(-1)).toEqual(['One', expect.stringContaining('You wrote: "One"'), 'Two']);
  await turns(page).nth(2).getByRole('button', { name: 'Edit message' }).click();
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Two, otherwise');
  await page.keyboard.press('Enter');
  await turns(page).nth(3).getByText('You wrote: "Two, otherwise"').waitFor();
  expect(requests.at(-1)).toHaveLength(3);
  await turns(page).nth(2).getByText('2/2').waitFor();
  await turns(page).nth(3).getByRole('button', { name: 'Another answer' }).click();
  await turns(page).nth(3).getByText('2/2').waitFor();
  await turns(page).nth(2).getByRole('button', { name: 'Previous version' }).click();
  await turns(page).nth(3).getByText('You wrote: "Two"').waitFor();

  await turns(page).nth(2).getByRole('button', { name: 'Delete with what follows' }).click();
  await page.getByText('2 messages deleted').waitFor();
  await turns(page).nth(3).getByText('You wrote: "Two, otherwise"').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await turns(page).nth(3).getByText('You wrote: "Two"').waitFor();

  await turns(page).nth(1).getByRole('button', { name: 'Another answer' }).waitFor();
  await turns(page).nth(1).getByRole('button', { name: 'Continue in a new conversation' }).click();
  await page.waitForFunction(
    () => document.querySelectorAll('ol[aria-label=Conversation] > li').length === 2,
  );
  await askAndHear(page, 'Three');
  expect(requests.at(-1)?.at(-1)).toBe('Three');
});

test('a conversation survives going elsewhere, coming back and a reload; signing out forgets it', async () => {
  const { page, context } = await visit(browser, heddle);
  await answerWith(page, long);
  await signInByForm(page, heddle);
  await begin(page, 'simulator-slow');
  await ask(page, 'Something to come back to');
  await turns(page).last().getByText('thread').first().waitFor();
  // Elsewhere, while the answer goes on arriving.
  await page.getByRole('link', { name: 'API keys' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  await page.getByRole('link', { name: 'Playground' }).first().click();
  await turns(page).last().getByRole('button', { name: 'Another answer' }).waitFor();
  expect(await turns(page).last().textContent()).not.toContain('Stopped');
  await page.getByLabel('Message', { exact: true }).fill('A half-written th');
  await page.reload();
  await turns(page).first().getByText('Something to come back to').waitFor();
  expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('A half-written th');
  expect(await page.getByRole('combobox', { name: 'Model' }).filter({ visible: true }).textContent()).toBe(
    'simulator-slow',
  );

  // In a list, by its name, and never with a key.
  await page.getByRole('button', { name: 'New conversation', exact: true }).click();
  await page.getByRole('heading', { name: 'What should the model do?' }).waitFor();
  await page.getByRole('button', { name: 'Recent', exact: true }).click();
  await page.getByRole('button', { name: 'Rename Something to come back to' }).click();
  await page.getByLabel('Name of the conversation').fill('Looms');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Recent' }).getByText('Looms').click();
  await turns(page).first().getByText('Something to come back to').waitFor();
  const kept = await page.evaluate(readDatabase);
  expect(kept).toContain('Looms');
  expect(kept).not.toMatch(/hdl_|Bearer/);

  await page.getByRole('button', { name: 'Your account and preferences' }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in**');
  expect(await page.evaluate(readDatabase)).toBe('[]');
  await context.close();
});
