import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { open } from './visitor.ts';

export const conversation = (page: Page) => page.getByRole('list', { name: 'Conversation', exact: true });
export const turns = (page: Page) => conversation(page).locator('> li');

/** Opens the playground with a new conversation, and waits until it can be written in. */
export async function begin(page: Page, model: string): Promise<void> {
  await open(page, `/demo/playground?model=${model}`);
  await page.waitForURL((url) => !url.searchParams.has('model'));
}

/** Asks as soon as the page can: it has to know the models and the teams. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text);
  const send = page.getByRole('button', { name: 'Send' });
  await expect.poll(() => send.isEnabled(), { timeout: 10_000 }).toBe(true);
  await page.keyboard.press('Enter');
}

/** Asks, and waits for the end of the answer. */
export async function askAndHear(page: Page, text: string): Promise<Locator> {
  const before = await turns(page).count();
  await ask(page, text);
  await turns(page)
    .nth(before + 1)
    .getByRole('button', { name: 'Another answer' })
    .waitFor();
  return turns(page).nth(before + 1);
}

/** What the page sends to the model from now on: the contents of each request's messages. */
export function heard(page: Page): string[][] {
  const requests: string[][] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/v1/chat/completions')) return;
    const { messages } = request.postDataJSON() as { messages: { content: string }[] };
    requests.push(messages.map(({ content }) => content));
  });
  return requests;
}

/** By how many pixels the end of the newest answer lies below what is in sight of the conversation. */
export function hiddenBelow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const pane = document.querySelector('[data-testid=conversation-pane]');
    const last = pane?.querySelector('ol[aria-label=Conversation] > li:last-child');
    const composer = document.querySelector('textarea[aria-label=Message]');
    if (!pane || !last || !composer) return Number.NaN;
    const sight = Math.min(
      pane.getBoundingClientRect().bottom,
      composer.getBoundingClientRect().top,
      innerHeight,
    );
    return Math.max(0, last.getBoundingClientRect().bottom - sight);
  });
}

/** More than any window shows. */
export const long = `${'Each thread passes through a heddle on its way to its place in the cloth. '.repeat(120)}\n\nThe very end.`;

/** Answers of a model that writes Markdown, a few characters at a time. */
export async function answerWith(page: Page, text: string): Promise<void> {
  await page.addInitScript((answer: string) => {
    const { fetch } = window;
    window.fetch = async (input, init) => {
      if (!String(input).endsWith('/v1/chat/completions')) return fetch(input, init);
      const encoder = new TextEncoder();
      let position = 0;
      const body = new ReadableStream({
        async pull(controller) {
          const content = answer.slice(position, position + 9);
          position += 9;
          const data = content === '' ? '[DONE]' : JSON.stringify({ choices: [{ delta: { content } }] });
          controller.enqueue(encoder.encode(`data: ${data}\n\n`));
          if (content === '') controller.close();
          await new Promise((resolve) => setTimeout(resolve, 4));
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
  }, text);
}

/** All that the browser keeps for the playground, as JSON. */
export async function readDatabase(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('heddle-playground');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const stores = [...database.objectStoreNames];
  const rows = await Promise.all(
    stores.map(
      (name) =>
        new Promise<unknown[]>((resolve) => {
          const request = database.transaction(name).objectStore(name).getAll();
          request.onsuccess = () => resolve(request.result);
        }),
    ),
  );
  database.close();
  return JSON.stringify(rows.flat());
}
