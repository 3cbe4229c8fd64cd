import { describe, expect, it } from 'vitest';
import { answer } from '../../../../server/providers/simulator/answer.ts';
import { behaviourOf, presets, UnknownModelError } from '../../../../server/providers/simulator/behaviour.ts';
import { simulator } from '../../../../server/providers/simulator/index.ts';
import { readPlan } from '../../../../server/providers/simulator/read-plan.ts';

interface Completion {
  id: string;
  model: string;
  choices: {
    index: number;
    message: {
      content: string | null;
      reasoning_content?: string;
      tool_calls?: { id: string; function: { name: string; arguments: string } }[];
    };
    finish_reason: string;
    logprobs: { content: { token: string; top_logprobs: unknown[] }[] } | null;
  }[];
  usage?: {
    prompt_tokens: number;
    completion_tokens: number;
    completion_tokens_details: { reasoning_tokens: number };
  };
  error?: { message: string };
}

async function send(body: object, signal = new AbortController().signal) {
  const request = { model: 'simulator', messages: [{ role: 'user', content: 'Hello' }], ...body };
  const plan = readPlan({ path: '/chat/completions', body: Buffer.from(JSON.stringify(request)) });
  const response = await answer(plan, signal);
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return { ...response, text: Buffer.concat(chunks).toString(), chunks: chunks.length };
}

async function complete(body: object): Promise<Completion> {
  return JSON.parse((await send(body)).text);
}

/** Text and tool arguments of a stream, put together. */
function joined(text: string) {
  const events = text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)));
  const deltas = events.flatMap((event) => event.choices.map((choice: { delta: object }) => choice.delta));
  return {
    content: deltas.map((delta) => delta.content ?? '').join(''),
    reasoning: deltas.map((delta) => delta.reasoning_content ?? '').join(''),
    toolArguments: deltas.map((delta) => delta.tool_calls?.[0]?.function?.arguments ?? '').join(''),
    usage: events.at(-1)?.usage,
  };
}

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
      required: ['city', 'unit'],
    },
  },
};
const clock = {
  type: 'function',
  function: { name: 'get_time', parameters: { type: 'object', properties: {} } },
};

describe('the simulator', () => {
  it('answers the same request with the same words and tokens', async () => {
    const [one, two] = [await complete({}), await complete({})];
    expect({ ...one, created: 0 }).toEqual({ ...two, created: 0 });
    expect(one.choices[0]?.message.content).toContain('Hello');
    expect(one.usage?.completion_tokens).toBeGreaterThan(0);
  });

  it('streams the very text, reasoning, arguments and usage that it answers in one piece', async () => {
    for (const body of [{}, { model: 'simulator-reasoning' }, { tools: [weather] }]) {
      const whole = await complete(body);
      const streamed = await send({ ...body, stream: true, stream_options: { include_usage: true } });
      const { message } = whole.choices[0] ?? {};
      expect(streamed.text.trimEnd().endsWith('data: [DONE]')).toBe(true);
      expect(joined(streamed.text)).toEqual({
        content: message?.content ?? '',
        reasoning: message?.reasoning_content ?? '',
        toolArguments: message?.tool_calls?.[0]?.function.arguments ?? '',
        usage: whole.usage,
      });
      expect(streamed.chunks).toBeGreaterThan(3);
    }
  });

  it('calls an offered tool with arguments its schema allows, taken from the prompt where it can', async () => {
    const body = {
      messages: [{ role: 'user', content: 'What is the weather in Oslo, in celsius?' }],
      tools: [weather, clock],
    };
    const [choice] = (await complete(body)).choices;
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(choice?.message.tool_calls?.map((call) => call.function)).toEqual([
      { name: 'get_weather', arguments: '{"city":"Oslo","unit":"celsius"}' },
    ]);
  });

  it('calls several tools when the prompt asks for it and they are allowed', async () => {
    const messages = [{ role: 'user', content: 'Compare the weather in both Oslo and Rome' }];
    const [choice] = (await complete({ messages, tools: [weather] })).choices;
    const cities = choice?.message.tool_calls?.map((call) => JSON.parse(call.function.arguments).city);
    expect(cities).toEqual(['Oslo', 'Rome']);
    expect(new Set(choice?.message.tool_calls?.map((call) => call.id)).size).toBe(2);
    const [single] = (await complete({ messages, tools: [weather], parallel_tool_calls: false })).choices;
    expect(single?.message.tool_calls).toHaveLength(1);
  });

  it('keeps to the choice of tools', async () => {
    const tools = [weather, clock];
    const called = async (toolChoice: unknown) =>
      (await complete({ tools, tool_choice: toolChoice })).choices[0]?.message.tool_calls?.[0]?.function.name;
    expect(await called('none')).toBeUndefined();
    expect(await called('required')).toBe('get_weather');
    expect(await called({ type: 'function', function: { name: 'get_time' } })).toBe('get_time');
  });

  it('answers in text once it has the results, and uses them', async () => {
    const [choice] = (
      await complete({
        tools: [weather],
        messages: [
          { role: 'user', content: 'Weather in Oslo?' },
          {
            role: 'assistant',
            tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: 'c1', content: 'minus four degrees' },
        ],
      })
    ).choices;
    expect(choice?.message.tool_calls).toBeUndefined();
    expect(choice?.message.content).toContain('minus four degrees');
  });

  it('gives JSON that the schema allows', async () => {
    const schema = {
      type: 'object',
      properties: {
        kind: { enum: ['a', 'b'] },
        count: { type: 'integer', minimum: 3, maximum: 9 },
        tags: { type: 'array', items: { $ref: '#/$defs/tag' }, minItems: 2 },
        when: { type: 'string', format: 'date' },
        maybe: { anyOf: [{ type: 'null' }, { type: 'string' }] },
      },
      required: ['kind', 'count', 'tags', 'when', 'maybe'],
      $defs: { tag: { type: 'string', maxLength: 3 } },
    };
    const { choices } = await complete({
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    });
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({
      kind: 'a',
      count: 3,
      tags: [expect.stringMatching(/^.{1,3}$/), expect.any(String)],
      when: '2025-01-01',
      maybe: null,
    });
    const { choices: free } = await complete({ response_format: { type: 'json_object' } });
    expect(JSON.parse(free[0]?.message.content ?? '')).toHaveProperty('answer');
  });

  it('comes to an end on a schema that refers to itself', async () => {
    const schema = {
      type: 'object',
      properties: { next: { $ref: '#' }, all: { type: 'array', items: { $ref: '#' } } },
    };
    const { choices } = await complete({
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    });
    expect(JSON.parse(choices[0]?.message.content ?? '')).toHaveProperty('next');
  });

  it('comes to an end on a schema that asks for more than memory holds', async () => {
    let schema: object = { type: 'string' };
    for (let depth = 0; depth < 10; depth++) schema = { type: 'array', minItems: 100, items: schema };
    const request = { response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } };
    expect((await send(request)).text.length).toBeLessThan(1_000_000);
  });

  it('acknowledges images by type and size', async () => {
    const url = `data:image/png;base64,${Buffer.alloc(68).toString('base64')}`;
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url } },
    ];
    const { choices } = await complete({ messages: [{ role: 'user', content }] });
    expect(choices[0]?.message.content).toContain('image/png, 68 bytes');
  });

  it('thinks aloud when asked to, and counts it', async () => {
    for (const body of [{ model: 'simulator-reasoning' }, { reasoning_effort: 'low' }]) {
      const { choices, usage } = await complete(body);
      expect(choices[0]?.message.reasoning_content).not.toBe('');
      expect(usage?.completion_tokens_details.reasoning_tokens).toBeGreaterThan(0);
    }
  });

  it('stops at stop sequences and at the token limit, gives n choices and log probabilities', async () => {
    const stopped = (await complete({ stop: ['Heddle'] })).choices[0];
    expect([stopped?.finish_reason, stopped?.message.content?.includes('Heddle')]).toEqual(['stop', false]);
    const cut = await complete({ max_tokens: 5 });
    expect([cut.choices[0]?.finish_reason, cut.usage?.completion_tokens]).toEqual(['length', 5]);
    const several = (await complete({ n: 3 })).choices;
    expect(several.map((choice) => choice.index)).toEqual([0, 1, 2]);
    expect(new Set(several.map((choice) => choice.message.content)).size).toBe(3);
    const probable = (await complete({ logprobs: true, top_logprobs: 2 })).choices[0];
    expect(probable?.logprobs?.content.map((one) => one.token).join('')).toBe(probable?.message.content);
    expect(probable?.logprobs?.content[0]?.top_logprobs).toHaveLength(2);
  });

  it('fails as often as it is told to, evenly spread', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn++)
      statuses.push((await send({ model: 'simulator/error=503,error-rate=0.5' })).status);
    expect(statuses).toEqual([200, 503, 200, 503, 200, 503]);
    const limited = await send({ model: 'simulator/error=429,retry-after=7' });
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '7']);
    expect((await send({ model: 'simulator-error-418' })).status).toBe(418);
  });

  it('takes its time, breaks off and stays silent when told to, and stops when nobody waits', async () => {
    const start = performance.now();
    await send({ model: 'simulator/latency=30' });
    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
    await expect(send({ model: 'simulator-disconnect' })).rejects.toThrow('broke off');
    await expect(send({ model: 'simulator-disconnect', stream: true })).rejects.toThrow('broke off');
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 20);
    await expect(send({ model: 'simulator-timeout' }, leaving.signal)).rejects.toThrow();
    expect((await complete({ model: 'simulator-no-usage' })).usage).toBeUndefined();
  });

  it('refuses what it does not understand, naming it', async () => {
    const unknown = await send({ model: 'simulator/speed=9' });
    expect(unknown.status).toBe(404);
    expect(JSON.parse(unknown.text).error.message).toContain('speed=9');
    const wrong = await send({ messages: 'hello' });
    expect(wrong.status).toBe(400);
    expect(JSON.parse(wrong.text).error.message).toContain('messages');
  });

  it('understands every model it suggests', () => {
    for (const model of simulator.suggestedModels) expect(() => behaviourOf(model)).not.toThrow();
  });
});

describe("a simulated model's name", () => {
  it('carries settings', () => {
    expect(behaviourOf('simulator/latency=200,chunk=20,error=503,error-rate=0.1')).toEqual({
      ...presets.simulator,
      latencyMs: 200,
      chunkMs: 20,
      errorStatus: 503,
      errorRate: 0.1,
    });
  });

  it.each([
    'simulator/',
    'simulator/latency',
    'simulator/latency=',
    'simulator/latency=-1',
    'simulator/latency=1e3',
    'simulator/latency=1.5',
    'simulator/error=200',
    'simulator/error-rate=2',
    'simulator/usage=maybe',
    'simulator/latency=1,,chunk=2',
    'simulator/toString=1',
    'simulator-error-1',
    'toString',
    'gpt-4o',
  ])('is refused when it is %s', (model) => {
    expect(() => behaviourOf(model)).toThrow(UnknownModelError);
  });
});
