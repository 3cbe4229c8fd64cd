import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Arena } from '../arena/arena.ts';
import type { HostileRequest } from '../arena/hostile-client.ts';
import { type Attack, type AttackResult, resultOf } from '../attack.ts';
import { ask } from './formats.ts';

const MEBIBYTE = 1024 * 1024;
const deepArguments = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

/** Large, deep and compressed bodies. */
export const bodies: readonly Attack[] = [
  {
    name: '20 bodies of 32 KB gzip, 31 MB each when expanded, silent upstream',
    short: true,
    run: (arena) =>
      onSilentUpstream(arena, 20, gzipped(openAiBody('silent@openai', 'x'.repeat(31 * MEBIBYTE)))),
  },
  {
    name: '20 plain bodies of 31 MB, silent upstream',
    run: (arena) =>
      onSilentUpstream(arena, 20, plain(openAiBody('silent@openai', 'x'.repeat(31 * MEBIBYTE)))),
  },
  {
    name: 'tool arguments of 27 MB of {},',
    short: true,
    run: async ({ client }) => {
      const body = JSON.stringify({
        model: 'ok@anthropic',
        messages: [
          { role: 'user', content: 'x' },
          toolCallMessage(`{"a":[${'{},'.repeat(9 * MEBIBYTE)}0]}`),
          { role: 'tool', tool_call_id: 'c', content: 'x' },
        ],
      });
      return resultOf(await client.repeat(2, 1, () => plain(body)));
    },
  },
  {
    name: 'tool arguments nested 50,000 deep, from the client',
    short: true,
    run: async ({ client }) => {
      const messages = [
        { role: 'user', content: 'x' },
        toolCallMessage(deepArguments),
        { role: 'tool', tool_call_id: 'c', content: 'x' },
      ];
      return resultOf(
        await client.repeat(3, 1, (index) =>
          ask('openai', `ok@${['anthropic', 'gemini', 'openai'][index]}`, { messages }),
        ),
      );
    },
  },
  ...Object.entries({
    '900,000 values': () => `[${'{},'.repeat(449_000)}0]`,
    'one string of 31 MB': () => `"${'x'.repeat(31 * MEBIBYTE)}"`,
    'escapes, 31 MB': () => `"${'\\u00e9\\n'.repeat(3.8 * MEBIBYTE)}"`,
    'text beyond Latin-1, 31 MB': () => `"${'经纬'.repeat(5 * MEBIBYTE)}"`,
    'nesting of 120, 31 MB': () =>
      `[${`${'['.repeat(100)}${']'.repeat(100)},`.repeat(4_000)}"${'x'.repeat(28 * MEBIBYTE)}"]`,
  }).map(
    ([name, extra]): Attack => ({
      name: `body of ${name}, relayed and translated`,
      run: async ({ client }) => {
        const inMetadata = (model: string) =>
          `{"model":"${model}","messages":[{"role":"user","content":"x"}],"metadata":{"a":${extra()}}}`;
        const asContent = (model: string) =>
          `{"model":"${model}","messages":[{"role":"user","content":${extra()}}]}`;
        return resultOf(
          await client.repeat(4, 2, (index) =>
            plain([inMetadata, asContent][index % 2]?.(index < 2 ? 'ok@openai' : 'ok@anthropic') ?? ''),
          ),
        );
      },
    }),
  ),
  {
    name: 'a 31 MB body to the simulator',
    run: async ({ client }) =>
      resultOf(await client.repeat(2, 1, () => plain(openAiBody('simulator', 'x '.repeat(15.5 * MEBIBYTE))))),
  },
];

/** While the bodies wait, somebody else's of 100 KB must be served: the good tenants' streams are not that large. */
async function onSilentUpstream(arena: Arena, count: number, request: HostileRequest): Promise<AttackResult> {
  const waiting = arena.client.repeat(count, count, () => ({ ...request, patienceMs: 12_000 }));
  await delay(3_000);
  const others = await arena.neighbour.repeat(10, 2, () => ({
    ...plain(openAiBody('ok', 'x'.repeat(100 * 1024))),
    apiKey: arena.goodKey,
  }));
  const refused = others.filter(({ status }) => status !== 200);
  return resultOf(await waiting, [
    refused.length > 0 &&
      `${refused.length} of 10 bodies of 100 KB of another tenant: ${refused[0]?.outcome}`,
  ]);
}

function toolCallMessage(argumentsText: string): object {
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: argumentsText } }],
  };
}

function openAiBody(model: string, content: string): string {
  return `{"model":"${model}","messages":[{"role":"user","content":"${content}"}]}`;
}

function plain(body: string): HostileRequest {
  return { path: '/v1/chat/completions', body };
}

function gzipped(body: string): HostileRequest {
  return { ...plain(''), headers: { 'content-encoding': 'gzip' }, body: gzipSync(body) };
}
