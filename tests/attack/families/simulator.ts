import { type Attack, resultOf } from '../attack.ts';
import { ask } from './formats.ts';

/** The simulator computes its answer in Heddle's own process. */
export const simulator: readonly Attack[] = [
  {
    name: 'simulator: top_logprobs 1,000,000, six in a row',
    short: true,
    run: async ({ client }) =>
      resultOf(
        await client.repeat(6, 1, () =>
          ask('openai', 'simulator', { logprobs: true, top_logprobs: 1_000_000 }),
        ),
      ),
  },
  {
    name: 'simulator: Gemini logprobs 50,000',
    run: async ({ client }) =>
      resultOf(
        await client.repeat(4, 2, () =>
          ask('gemini', 'simulator', { generationConfig: { responseLogprobs: true, logprobs: 50_000 } }),
        ),
      ),
  },
  {
    name: 'simulator: 10,000 words, n 16, top_logprobs 20',
    short: true,
    run: async ({ client }) =>
      resultOf(
        await client.repeat(4, 4, (index) =>
          ask(
            'openai',
            'simulator/words=10000',
            { n: 16, logprobs: true, top_logprobs: 20 },
            index % 2 === 0,
          ),
        ),
      ),
  },
];
