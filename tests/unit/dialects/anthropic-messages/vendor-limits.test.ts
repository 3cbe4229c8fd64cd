import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { Part } from '../../../../server/canonical/part.ts';
import type { CanonicalRequest, FunctionTool, Message } from '../../../../server/canonical/request.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { canonical, encode } from './support.ts';

const text = (value: string): Part => ({ type: 'text', text: value });
const user = (...parts: Part[]): Message => ({ role: 'user', parts });
const assistant = (...parts: Part[]): Message => ({ role: 'assistant', parts });
const call: Part = { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{}' };
const result: Message = {
  role: 'tool',
  parts: [{ type: 'tool-result', toolCallId: 'call_1', content: [{ type: 'text', text: 'Rain' }] }],
};
const thought: Part = {
  type: 'reasoning',
  text: 'I should look.',
  signature: { dialect: 'anthropic-messages', value: 'sig' },
};
const tools: FunctionTool[] = [{ type: 'function', name: 'weather' }];

describe('text that Anthropic refuses', () => {
  it('leaves out blocks of nothing but white space, in messages, results and the system prompt', () => {
    const { body, losses } = encode(
      canonical({
        tools,
        messages: [
          { role: 'system', parts: [text(' '), text('Be brief.')] },
          user(text('\n\n'), text('Hello')),
          assistant(text(' \n'), call),
          {
            role: 'tool',
            parts: [{ type: 'tool-result', toolCallId: 'call_1', content: [{ type: 'text', text: ' ' }] }],
          },
        ],
      }),
    );
    expect(body).toMatchObject({
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: [{ type: 'tool_use' }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1' }] },
      ],
    });
    expect(body).not.toHaveProperty('messages[2].content[0].content');
    expect(losses).toEqual([]);
  });

  it('ends no last answer in white space', () => {
    const messages = [user(text('Go on')), assistant(text('Once upon a \n'))];
    const { body } = encode(canonical({ messages }), 'claude-sonnet-4-5');
    expect(body.messages).toEqual([
      { role: 'user', content: 'Go on' },
      { role: 'assistant', content: 'Once upon a' },
    ]);
  });

  it('keeps white space in answers to clients', () => {
    const { body } = anthropicMessages.encodeResponse(
      {
        id: 'x',
        model: 'm',
        choices: [
          { index: 0, parts: [{ type: 'text', text: '\n' }], finish: { unified: 'stop', raw: null } },
        ],
        usage: null,
      },
      {
        model: 'm',
        requestId: 'r',
        createdAtSeconds: 0,
        streamUsage: true,
        framing: 'server-sent-events',
      },
    );
    expect(body.content).toEqual([{ type: 'text', text: '\n' }]);
  });

  it('sends no stop sequence of white space, and says so', () => {
    expect(encode(canonical({ sampling: { maxTokens: 5, stop: ['\n', 'END', ' \t'] } }))).toMatchObject({
      body: { stop_sequences: ['END'] },
      losses: ['stop'],
    });
    const { body } = encode(canonical({ sampling: { maxTokens: 5, stop: ['\n\n'] } }));
    expect(body).not.toHaveProperty('stop_sequences');
  });
});

describe('a conversation that ends with the assistant', () => {
  const messages = [user(text('Write JSON')), assistant(text('{'))];

  it.each(['claude-opus-4-6', 'claude-sonnet-4-6', 'claude-opus-4-8', 'claude-sonnet-5'])(
    'is handed back to the user for %s, which continues no answer; that is a loss',
    (model) => {
      const { body, losses } = encode(canonical({ messages }), model);
      expect(body.messages).toEqual([
        { role: 'user', content: 'Write JSON' },
        { role: 'assistant', content: '{' },
        { role: 'user', content: 'Continue.' },
      ]);
      expect(losses).toEqual(['prefill']);
    },
  );

  it('stays as it is for earlier models', () => {
    const { body, losses } = encode(canonical({ messages }), 'claude-haiku-4-5');
    expect(body.messages).toHaveLength(2);
    expect(losses).toEqual([]);
  });
});

describe('thinking by budget in the middle of tool calls', () => {
  const asking = (messages: Message[], more: Partial<CanonicalRequest> = {}) =>
    canonical({
      messages,
      tools,
      sampling: { maxTokens: 20_000 },
      reasoning: { budgetTokens: 2048 },
      ...more,
    });

  it('is given up where the last answer came without its thoughts, which Anthropic refuses', () => {
    const { body, losses } = encode(asking([user(text('?')), assistant(call), result]), 'claude-sonnet-4-5');
    expect(body).not.toHaveProperty('thinking');
    expect(losses).toEqual(['thinking']);
  });

  it('is kept where the thoughts are there, or the tools have been answered for', () => {
    const thinking = { type: 'enabled', budget_tokens: 2048 };
    for (const messages of [
      [user(text('?')), assistant(thought, call), result],
      [user(text('?')), assistant(call), result, assistant(text('Rain.')), user(text('And now?'))],
    ]) {
      expect(encode(asking(messages), 'claude-sonnet-4-5')).toMatchObject({ body: { thinking }, losses: [] });
    }
  });

  it('becomes adaptive for models that know both ways', () => {
    const { body, losses } = encode(asking([user(text('?')), assistant(call), result]), 'claude-opus-4-6');
    expect(body.thinking).toEqual({ type: 'adaptive' });
    expect(losses).toEqual([]);
  });
});

describe('the end user', () => {
  it('goes by a hash where the id tells who it is or is too long, both of which Anthropic refuses', () => {
    for (const endUserId of ['jane@example.com', '+49 170 1234567', 'x'.repeat(600)]) {
      const { body } = encode(canonical({ endUserId }));
      expect(body.metadata).toEqual({ user_id: expect.stringMatching(/^user_[\w-]+$/) });
    }
    expect(encode(canonical({ endUserId: 'customer-42' })).body.metadata).toEqual({ user_id: 'customer-42' });
  });
});

it('says that a prompt is too long in the words clients of this format look for', () => {
  const fault = new Fault('context_length_exceeded', "This model's maximum context length is 8192 tokens.");
  expect(anthropicMessages.encodeFault(fault, 'r').body).toMatchObject({
    error: {
      type: 'invalid_request_error',
      message: "prompt is too long: This model's maximum context length is 8192 tokens.",
    },
  });
  const own = new Fault('context_length_exceeded', 'prompt is too long: 9 tokens > 8 maximum');
  expect(anthropicMessages.encodeFault(own, 'r').body).toMatchObject({ error: { message: own.message } });
});

it('holds a schema that Anthropic holds to as strict', () => {
  const schema = { type: 'object', properties: {}, additionalProperties: false };
  const { output } = anthropicMessages.decodeRequest({
    body: {
      model: 'm',
      max_tokens: 5,
      messages: [{ role: 'user', content: 'x' }],
      output_config: { format: { type: 'json_schema', schema } },
    },
  });
  expect(output).toEqual({ type: 'json-schema', schema, strict: true });
});
