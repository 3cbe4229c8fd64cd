import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand, type RepeatableRequest } from '../../../../components/logs/details/curl-command.ts';

const GATEWAY = 'https://gateway.example/v1';

function request(changes: Partial<RepeatableRequest>): RepeatableRequest {
  const of = { dialect: 'openai-chat', endpoint: '/v1/chat/completions', stream: false };
  return { ...of, modelRequested: 'fast', tags: [], body: null, ...changes };
}

/** What a shell makes of a command: the arguments curl gets, and what it reads from its input. */
function asRun(command: string): { args: string[]; input: string } {
  const script = `curl() { printf '%s\\0' "$@"; printf '\\1'; if [ "\${@: -1}" = "@-" ]; then cat; fi; }\n${command}\n`;
  const output = execFileSync('bash', ['--norc', '-s'], {
    input: script,
    env: { ...process.env, HEDDLE_API_KEY: 'the-key' },
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const [args = '', input = ''] = output.split('\u0001');
  return { args: args.split('\0').slice(0, -1), input };
}

describe('a request as a command', () => {
  it('says the same when a shell runs it, whatever the body holds', () => {
    const body = JSON.stringify({
      model: 'fast',
      messages: [{ role: 'user', content: 'it\'s $HOME `id` \\ "!\n' }],
    });
    const { args } = asRun(curlCommand(GATEWAY, request({ body, tags: ['a', 'b'] })));
    expect(args).toEqual([
      'https://gateway.example/v1/chat/completions',
      '-H',
      'authorization: Bearer the-key',
      '-H',
      'x-heddle-tags: a, b',
      '-H',
      'content-type: application/json',
      '--data-raw',
      body,
    ]);
  });

  it('goes to the path of its format, with the model where that belongs', () => {
    const anthropic = asRun(
      curlCommand(GATEWAY, request({ dialect: 'anthropic-messages', endpoint: '/v1/messages' })),
    );
    expect(anthropic.args.slice(0, 5)).toEqual([
      'https://gateway.example/v1/messages',
      '-H',
      'x-api-key: the-key',
      '-H',
      'anthropic-version: 2023-06-01',
    ]);
    expect(JSON.parse(anthropic.args.at(-1) ?? '')).toMatchObject({ model: 'fast', max_tokens: 1024 });
    const gemini = request({
      dialect: 'gemini',
      endpoint: '/v1beta/models/{model}:streamGenerateContent',
      stream: true,
      modelRequested: "tuned/$& it's",
    });
    const { args } = asRun(curlCommand(GATEWAY, gemini));
    expect(args[0]).toBe(
      "https://gateway.example/v1beta/models/tuned/%24%26%20it's:streamGenerateContent?alt=sse",
    );
    expect(args[2]).toBe('x-goog-api-key: the-key');
    expect(JSON.parse(args.at(-1) ?? '')).toHaveProperty('contents');
  });

  it('has the smallest body there is where the request was not kept whole', () => {
    for (const body of [null, '{"model":"fast","mess\n[cut: no more than 1 MiB is kept]']) {
      const { args } = asRun(curlCommand(GATEWAY, request({ body, stream: true })));
      expect(JSON.parse(args.at(-1) ?? '')).toEqual({
        model: 'fast',
        messages: [{ role: 'user', content: 'Hello' }],
        stream: true,
      });
    }
  });

  it('reads a body from its input that no argument could hold', () => {
    const body = JSON.stringify({ content: `BODY\n it's ${'x'.repeat(300_000)}`, end: 'BODY_' });
    const { args, input } = asRun(curlCommand(GATEWAY, request({ body })));
    expect(args.at(-1)).toBe('@-');
    expect(input.trimEnd()).toBe(body);
  });
});
