import { type Attack, resultOf } from '../attack.ts';
import { ask, type Client, clients } from './formats.ts';

/** What a hostile upstream may answer, to every format of client. */
function answersOf(
  name: string,
  behaviour: string,
  options: { streams: readonly boolean[]; short?: boolean },
): Attack {
  return {
    name: `upstream: ${name}`,
    ...(options.short ? { short: true } : {}),
    run: async ({ client }) => {
      const pairs = clients.flatMap((from) =>
        ['openai', 'anthropic'].map((to): [Client, string] => [from, to]),
      );
      const asked = pairs.flatMap(([from, to]) =>
        options.streams.map((stream) => ask(from, `${behaviour}@${to}`, {}, stream)),
      );
      return resultOf(
        await client.repeat(asked.length, 2, (index) => asked[index] ?? ask('openai', 'ok@openai')),
      );
    },
  };
}

const both = [false, true];

export const upstreams: readonly Attack[] = [
  answersOf('150,000 streamed tool calls', '150000-tool-calls', { streams: [true], short: true }),
  answersOf('arguments nested 50,000 deep', 'deep-arguments', { streams: both, short: true }),
  answersOf('an answer of 60 MB', 'long-answer', { streams: [false] }),
  answersOf('an answer of 56 MB of escapes', 'escaped-answer', { streams: [false] }),
  answersOf('an answer of 1.4 million values', 'many-values', { streams: [false] }),
  answersOf('300,000 events of one character', 'tiny-events', { streams: [true] }),
  answersOf('one event of 30 MB', 'one-long-event', { streams: [true] }),
  {
    name: 'upstream: bytes after the end',
    run: async ({ client }) => {
      const answers = await client.repeat(3, 3, (index) =>
        ask(clients[index] ?? 'openai', 'after-the-end@openai', {}, true),
      );
      const slowest = Math.max(...answers.map(({ ms }) => ms));
      return resultOf(answers, [slowest > 4_500 && `the last bytes came after ${Math.round(slowest)} ms`]);
    },
  },
];
