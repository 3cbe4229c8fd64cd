import { freshKeys } from '../arena/arena-configuration.ts';
import { type Attack, resultOf } from '../attack.ts';
import { ask } from './formats.ts';

/** Keys that exist and keys that do not. */
export const keys: readonly Attack[] = [
  {
    name: '700 unknown keys at once, beside keys that were never used before',
    short: true,
    async run({ client, origin }) {
      const guesses = client.repeat(1_400, 700, (index) => ({
        ...ask('openai', 'ok'),
        apiKey: `hdl_${String(index).padStart(32, 'guess')}`,
      }));
      const fresh = await Promise.all(
        freshKeys.map(async (apiKey) => {
          const response = await fetch(`${origin}/v1/models`, {
            headers: { authorization: `Bearer ${apiKey}` },
          });
          await response.text();
          return response.status;
        }),
      );
      const refused = fresh.filter((status) => status !== 200);
      const { outcome, broken } = resultOf(await guesses);
      return {
        outcome,
        broken: [
          ...broken,
          ...(refused.length > 0
            ? [`${refused.length} of ${fresh.length} valid keys got ${refused[0]}`]
            : []),
        ],
      };
    },
  },
  {
    name: 'the model given twice',
    short: true,
    async run({ client }) {
      const messages = '"messages":[{"role":"user","content":"x"}]';
      const twice = [
        '{"model":"ok@openai","model":"silent@openai",',
        '{"mod\\u0065l":"silent@openai","model":"ok@openai",',
      ];
      const answers = await client.repeat(2, 1, (index) => ({
        path: '/v1/chat/completions',
        body: `${twice[index]}${messages}}`,
        patienceMs: 3_000,
      }));
      return resultOf(answers, [
        answers.some(({ status, outcome }) => status === 200 || outcome === 'left') && 'it was not refused',
      ]);
    },
  },
];
