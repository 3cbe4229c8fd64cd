import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../../server/canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../../server/canonical/json.ts';
import { Losses, lossNames } from '../../../server/canonical/loss.ts';
import { dialects } from '../../../server/dialects/index.ts';
import { requestFields } from '../../conformance/request-fields.ts';
import { context, dialectNames, models, wireRequest } from '../../conformance/wire.ts';
import { times, unknownMembers } from '../../support/growth/family.ts';

const secret = 'hunter2-is-my-password';

/** Requests in which everything a client can name is named by a secret. */
const telling: Readonly<Record<DialectName, JsonValue>> = {
  'openai-chat': {
    model: 'm',
    [secret]: 1,
    messages: [
      {
        role: 'user',
        [secret]: 1,
        content: [
          { type: secret, [secret]: 1 },
          { type: 'text', text: 'a', [secret]: 1 },
        ],
      },
      { role: 'tool', tool_call_id: 'c', content: 'a', [secret]: 1 },
    ],
    tools: [{ type: secret }, { type: 'function', function: { name: 'f', [secret]: 1 } }],
  },
  'anthropic-messages': {
    model: 'm',
    max_tokens: 9,
    [secret]: 1,
    metadata: { [secret]: 1 },
    messages: [
      { role: 'user', [secret]: 1, content: [{ type: secret }, { type: 'text', text: 'a', [secret]: 1 }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: [{ type: secret }] }] },
    ],
    tools: [
      { type: `${secret}_20250101`, name: 'a' },
      { name: 'f', input_schema: { [secret]: 1 }, strict: true },
    ],
  },
  gemini: {
    [secret]: 1,
    [`temperature.${secret}`]: 1,
    [`${secret}.temperature`]: 1,
    contents: [{ role: 'user', [secret]: 1, parts: [{ [secret]: 1 }, { text: 'a', [secret]: 1 }] }],
    tools: [{ [secret]: {} }],
    generationConfig: { [secret]: 1, speechConfig: {} },
  },
};

/** The least each vendor takes. */
const least: Readonly<Record<DialectName, JsonObject>> = {
  'openai-chat': { model: 'm', messages: [{ role: 'user', content: 'Hello' }] },
  'anthropic-messages': { model: 'm', max_tokens: 4096, messages: [{ role: 'user', content: 'Hello' }] },
  gemini: { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] },
};

const pairs = dialectNames.flatMap((from) => dialectNames.map((to) => ({ from, to })));

function encoded(from: DialectName, to: DialectName, body: JsonValue) {
  const request = dialects[from].decodeRequest(wireRequest(from, body, false));
  return dialects[to].encodeRequest(request, { model: models[to][0], quirks: {} });
}

describe('what a loss is called', () => {
  it.each(pairs)('is never what a client of $from chose, on the way to $to', ({ from, to }) => {
    const { losses } = encoded(from, to, telling[from]);
    expect(JSON.stringify(losses)).not.toContain(secret);
    if (from !== to) expect(lossNames(losses)).toContainEqual(expect.stringMatching(/^unknown_members=\d$/));
  });

  it.each(pairs)('is never what an upstream of $from chose, on the way to $to', ({ from, to }) => {
    const events = dialects[from].createStreamDecoder();
    const encoder = dialects[to].createStreamEncoder(context);
    const data: Readonly<Record<DialectName, JsonValue[]>> = {
      'openai-chat': [{ id: 'c', [secret]: 1, choices: [{ delta: { content: 'a' } }] }],
      'anthropic-messages': [
        { type: 'message_start', message: {} },
        { type: 'content_block_start', content_block: { type: secret } },
        { type: 'content_block_stop' },
      ],
      gemini: [{ [secret]: 1, candidates: [{ content: { parts: [{ [secret]: 1 }] }, [secret]: 1 }] }],
    };
    for (const each of data[from]) {
      for (const event of events.push({ event: null, data: JSON.stringify(each) })) encoder.push(event);
    }
    expect(JSON.stringify(encoder.losses)).not.toContain(secret);
    if (from !== to) expect(encoder.losses).not.toEqual([]);
  });

  it.each(dialectNames)('is the name itself for every field of %s that another format lacks', (from) => {
    const unknown = dialectNames.flatMap((to) =>
      requestFields[from].flatMap(({ name, value, beside = {} }) => {
        const body = { ...least[from], ...beside, [name]: value };
        return encoded(from, to, body)
          .losses.filter((loss) => loss.name.startsWith('unknown'))
          .map(() => name);
      }),
    );
    expect(unknown).toEqual([]);
  });

  it('counts unknown members over the whole request, once', () => {
    const body = {
      model: 'm',
      ...unknownMembers(3),
      messages: times(2, () => ({ role: 'user', content: 'a', ...unknownMembers(2) })),
    };
    const { losses } = encoded('openai-chat', 'gemini', body);
    expect(lossNames(losses)).toEqual(['unknown_members=7']);
  });

  it('counts those of a message once that is cut into several', () => {
    const parts = times(
      6,
      (index): JsonValue => (index % 2 ? { text: 'a' } : { functionResponse: { name: 'f', response: {} } }),
    );
    const { losses } = encoded('gemini', 'openai-chat', {
      contents: [{ role: 'user', parts, ...unknownMembers(4) }],
    });
    expect(lossNames(losses)).toEqual(['unknown_members=4']);
  });
});

describe('the names of losses', () => {
  const losses = (count: number) => {
    const collected = new Losses();
    for (let index = 0; index < count; index++) collected.add(`name_${index}`);
    return collected;
  };

  it('are at most 32, of which the last says how many more there are', () => {
    expect(losses(32).names).toHaveLength(32);
    expect(losses(32).names.at(-1)).toBe('name_31');
    expect(losses(200).names).toHaveLength(32);
    expect(losses(200).names.at(-1)).toBe('more=169');
  });

  it('have at most 64 characters', () => {
    const collected = new Losses();
    collected.add('n'.repeat(100));
    expect(collected.names).toEqual(['n'.repeat(64)]);
  });

  it('of a request and of its answer come together, and counts are added', () => {
    const together = new Losses();
    together.count('unknown_members', 3, 'messages[0]');
    together.add('seed');
    const ofAnswer = new Losses();
    ofAnswer.add('seed');
    ofAnswer.count('unknown_members', 4);
    together.addAll(ofAnswer.list);
    expect(together.names).toEqual(['unknown_members=7', 'seed']);
    expect(ofAnswer.names).toEqual(['seed', 'unknown_members=4']);
  });
});
