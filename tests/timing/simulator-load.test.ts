import { expect, it } from 'vitest';
import { messages, onEveryMount } from '../contract/support/on-every-mount.ts';
import { expectShortTurns } from '../support/longest-turn.ts';

/** What was asked of the simulator to stop everybody, in each format. */
const attacks = [
  ['/v1/chat/completions', { logprobs: true, top_logprobs: 1_000_000 }, 400],
  ['/v1/chat/completions', { model: 'long', n: 16, logprobs: true, top_logprobs: 20 }, 400],
  ['/v1/chat/completions', { model: 'long', n: 16, logprobs: true, top_logprobs: 20, stream: true }, 400],
  ['/v1/chat/completions', { model: 'long', n: 2, stream: true }, 200],
  [
    '/v1beta/models/simulator:generateContent',
    { generationConfig: { responseLogprobs: true, logprobs: 50_000 } },
    400,
  ],
] as const;

onEveryMount('what the simulator is asked for', ({ start }) => {
  it.each(attacks)('keeps nobody else waiting: %s %j', async (path, members, status) => {
    const models = { simulator: 'simulator', long: 'simulator/words=10000' };
    const settings = { maxAnswerBytes: 64 * 1024 * 1024, maxWholeAnswerBytes: 64 * 1024 * 1024 };
    const gateway = await start({ channels: [{ provider: 'simulator', models }], settings });
    const body = path.startsWith('/v1beta')
      ? { contents: [{ parts: [{ text: 'Good morning' }] }], ...members }
      : { model: 'simulator', messages, ...members };
    await gateway.post('/v1/chat/completions', { model: 'simulator', messages });
    const ask = async () => {
      const answer = await gateway.post(path, body);
      expect(answer.status).toBe(status);
      for await (const _ of answer.body ?? []);
    };
    await expectShortTurns(() => Promise.all(Array.from({ length: 6 }, ask)), 50);
  });
});
