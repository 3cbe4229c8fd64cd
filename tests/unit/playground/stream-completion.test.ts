import { afterEach, expect, test, vi } from 'vitest';
import { runCompletion } from '../../../components/playground/completion/run-completion.ts';
import type { Answer } from '../../../components/playground/conversation/conversation.ts';
import { answer } from './turns.ts';

afterEach(() => vi.unstubAllGlobals());

/** What becomes of an answer when the gateway says `response`. */
async function hear(response: Response, signal = new AbortController().signal): Promise<Answer> {
  vi.stubGlobal('fetch', async () => response);
  let heard = answer('a', { text: '', state: 'streaming' });
  const change = (work: (before: Answer) => Answer) => {
    heard = work(heard);
  };
  await runCompletion({ body: {}, takeKey: async () => 'key', signal, change });
  return heard;
}

const events = (...data: readonly unknown[]) =>
  new Response(
    data.map((each) => `data: ${typeof each === 'string' ? each : JSON.stringify(each)}\n\n`).join(''),
    {
      headers: { 'x-heddle-request-id': 'request-1' },
    },
  );
const said = (content: string) => ({ choices: [{ delta: { content } }] });

test('an answer is what arrived, with its figures', async () => {
  const heard = await hear(
    events(
      { choices: [{ delta: { role: 'assistant', reasoning_content: 'Hm.' } }] },
      said('Hel'),
      said('lo'),
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } },
      '[DONE]',
    ),
  );
  expect(heard).toMatchObject({
    text: 'Hello',
    reasoning: 'Hm.',
    state: 'complete',
    figures: { inputTokens: 3, outputTokens: 2, requestId: 'request-1' },
  });
});

test('what is no event of the format is passed over', async () => {
  const heard = await hear(
    events('not JSON', '[]', '{"choices":{}}', { choices: [{}] }, said('x'), '[DONE]'),
  );
  expect(heard).toMatchObject({ text: 'x', state: 'complete' });
});

test('an answer that breaks off keeps what came, and says why', async () => {
  const heard = await hear(events(said('as far'), { error: { message: 'The provider hung up' } }));
  expect(heard).toMatchObject({ text: 'as far', state: 'failed', failure: 'The provider hung up' });
});

test('a refusal says its reason, or its status where it gives none', async () => {
  const refused = new Response('{"error":{"message":"No such model"}}', { status: 404 });
  expect(await hear(refused)).toMatchObject({ state: 'failed', failure: 'No such model' });
  const odd = new Response('<html>', { status: 502, statusText: 'Bad Gateway' });
  expect(await hear(odd)).toMatchObject({ state: 'failed', failure: 'HTTP 502 Bad Gateway' });
});
