import { gzipSync } from 'node:zlib';
import type { HostileRequest } from '../arena/hostile-client.ts';
import { type Attack, resultOf } from '../attack.ts';
import { ask, type Client, hello } from './formats.ts';

/** Many of each thing a client may count out. */
export const counts: readonly Attack[] = [
  ...[20_000, 60_000].map(
    (count): Attack => ({
      name: `${count.toLocaleString('en')} function calls, then their responses, gzip`,
      short: count === 20_000,
      run: async ({ client }) =>
        resultOf(
          await client.repeat(4, 2, (index) =>
            gzipped(ask('gemini', index % 2 === 0 ? 'ok@openai' : 'ok@anthropic', callsAndResponses(count))),
          ),
        ),
    }),
  ),
  {
    name: '60,000 allowedFunctionNames',
    run: async ({ client }) => {
      const names = Array.from({ length: 60_000 }, (_, index) => `f${index}`);
      return resultOf(
        await client.repeat(4, 2, () =>
          ask('gemini', 'ok@openai', {
            tools: [{ functionDeclarations: names.map((name) => ({ name, description: name })) }],
            toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: names } },
          }),
        ),
      );
    },
  },
  {
    name: '200,000 messages',
    run: async ({ client }) => {
      const messages = Array.from({ length: 200_000 }, () => ({ role: 'user', content: 'x' }));
      return resultOf(
        await client.repeat(3, 1, (index) =>
          ask('openai', index === 0 ? 'ok@openai' : 'ok@anthropic', { messages }),
        ),
      );
    },
  },
  {
    name: '200,000 unknown members',
    short: true,
    run: async ({ client }) => {
      const unknown = Object.fromEntries(
        Array.from({ length: 200_000 }, (_, index) => [`unknown_${index}`, 1]),
      );
      const answers = await client.repeat(4, 1, (index) =>
        ask(
          (['openai', 'anthropic', 'gemini', 'openai'] as const)[index] as Client,
          `ok@${index === 0 ? 'anthropic' : 'openai'}`,
          unknown,
        ),
      );
      const header = Math.max(
        ...answers.map(({ headers }) => String(headers['x-heddle-dropped'] ?? '').length),
      );
      return resultOf(answers, [header > 32 * 66 && `x-heddle-dropped of ${header} characters`]);
    },
  },
  {
    name: '100,000 tools',
    run: async ({ client }) => {
      const tools = Array.from({ length: 100_000 }, (_, index) => ({
        type: 'function',
        function: { name: `tool.${index}`, parameters: { type: 'object' } },
      }));
      return resultOf(
        await client.repeat(3, 1, (index) =>
          ask('openai', `ok@${['openai', 'anthropic', 'gemini'][index]}`, { tools }),
        ),
      );
    },
  },
];

function gzipped(request: HostileRequest): HostileRequest {
  return {
    ...request,
    headers: { ...request.headers, 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify(request.body)),
  };
}

function callsAndResponses(count: number): object {
  const each = <Part>(part: (index: number) => Part) =>
    Array.from({ length: count }, (_, index) => part(index));
  return {
    contents: [
      { role: 'user', parts: [{ text: hello }] },
      { role: 'model', parts: each((index) => ({ functionCall: { name: `f${index}`, args: {} } })) },
      {
        role: 'user',
        parts: each((index) => ({ functionResponse: { name: `f${count - 1 - index}`, response: {} } })),
      },
    ],
  };
}
