import { describe, expect, it } from 'vitest';
import { answer } from '../../server/providers/simulator/answer.ts';
import { estimateBytes } from '../../server/providers/simulator/estimate-bytes.ts';
import { readPlan } from '../../server/providers/simulator/read-plan.ts';
import { expectBrief } from '../support/growth/processor-time.ts';
import { expectShortTurns } from '../support/longest-turn.ts';

const messages = [{ role: 'user', content: 'Hello' }];

function read(body: object) {
  const request = { model: 'simulator', messages, ...body };
  return readPlan({ path: '/chat/completions', body: Buffer.from(JSON.stringify(request)) });
}

/** Answers, and throws the bytes away as they come. */
async function spend(body: object): Promise<{ status: number; bytes: number; text: string }> {
  const response = await answer(read(body), new AbortController().signal);
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (text.length < 10_000) text += chunk.toString();
  }
  return { status: response.status, bytes, text };
}

function schemaOf(schema: object) {
  return { response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } };
}

describe('what a request may ask of the simulator', () => {
  it.each([
    ['n', { n: 129 }, 'n: at most 128'],
    ['top_logprobs', { logprobs: true, top_logprobs: 21 }, 'top_logprobs: expected at most 20'],
    ['top_logprobs of any format', { logprobs: true, top_logprobs: 1_000_000 }, 'top_logprobs: at most 128'],
    ['tools', { tools: Array(129).fill(toolNamed('a')) }, 'tools: expected at most 128'],
    ['stop sequences', { stop: ['a', 'b', 'c', 'd', 'e'] }, 'stop: expected at most 4'],
    ['the length of stop sequences', { stop: 'a'.repeat(257) }, 'at most 256 characters'],
  ])('is bounded by %s, and the refusal names the bound', async (_name, body, message) => {
    const refused = await spend(body);
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text).error.message).toContain(message);
  });

  it('is bounded in what all of it comes to, whole sooner than streamed', async () => {
    const most = { model: 'simulator/words=10000', n: 16, logprobs: true, top_logprobs: 20 };
    for (const stream of [true, false]) {
      const refused = await spend({ ...most, stream });
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.text).error.message).toMatch(/gives at most \d+.*n.*top_logprobs/);
    }
    const one = { ...most, n: 1 };
    expect((await spend({ ...one, stream: true })).status).toBe(200);
    expect((await spend(one)).status).toBe(400);
  });

  it('is estimated close to what is sent, and never below it', async () => {
    const prompt = { messages: [{ role: 'user', content: 'Say "\u0001ü\n€" for both' }] };
    const bodies = [
      {},
      { model: 'simulator/words=400,reasoning=on' },
      { logprobs: true, top_logprobs: 20, ...prompt },
      { n: 100, ...prompt },
      { n: 3, max_tokens: 4, model: 'simulator/words=400' },
      { ...prompt, tools: [toolNamed('a', { properties: { text: { minLength: 900 } } })] },
    ];
    for (const stream of [true, false]) {
      for (const body of bodies) {
        const plan = read({ ...body, stream });
        if (plan.kind !== 'answer') throw new Error(plan.message);
        const { bytes } = await spend({ ...body, stream });
        const around = 1000 + 600 * plan.choices;
        expect(estimateBytes(plan) + around).toBeGreaterThan(bytes);
        expect(estimateBytes(plan)).toBeLessThan(2 * bytes);
      }
    }
  });

  it('leaves a token limit to bound what would be too much', async () => {
    const body = { model: 'simulator/words=10000', n: 16, logprobs: true, top_logprobs: 20, max_tokens: 10 };
    expect((await spend(body)).status).toBe(200);
  });

  it.each([
    ['a name that every chunk would repeat', { model: `simulator/${'latency=0,'.repeat(100)}chunk=0` }],
    ['an unknown name', { model: 'x'.repeat(1_000) }],
  ])('refuses %s without quoting it', async (_name, body) => {
    const refused = await spend({ ...body, stream: true });
    expect(refused.status).toBe(404);
    expect(refused.bytes).toBeLessThan(1000);
  });
});

describe('schemas that ask for more than they hold', () => {
  const long = 'x'.repeat(50_000);
  const references = Array(5000).fill({ $ref: '#/$defs/a' });
  it.each([
    [
      'long strings',
      {
        type: 'array',
        minItems: 100,
        items: { type: 'array', minItems: 100, items: { type: 'string', minLength: 10_000 } },
      },
    ],
    ['one constant, many times', { prefixItems: references, type: 'array', $defs: { a: { const: long } } }],
    [
      'one name, many times',
      {
        prefixItems: references,
        type: 'array',
        $defs: { a: { type: 'object', properties: { [long]: {} } } },
      },
    ],
    [
      'many members, many times',
      {
        prefixItems: references,
        type: 'array',
        $defs: {
          a: {
            type: 'object',
            properties: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`m${at}`, {}])),
          },
        },
      },
    ],
    [
      'many required members',
      {
        type: 'object',
        required: Array.from({ length: 50_000 }, (_, at) => `r${at}`),
        properties: Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`m${at}`, {}])),
      },
    ],
    [
      'many alternatives, many times',
      {
        prefixItems: references,
        type: 'array',
        $defs: { a: { enum: Array.from({ length: 50_000 }, (_, at) => `e${at}`) } },
      },
    ],
    [
      'many parts in one, many times',
      {
        prefixItems: references,
        type: 'array',
        $defs: { a: { allOf: Array.from({ length: 50_000 }, () => ({ properties: { a: {} } })) } },
      },
    ],
    [
      'a long way to a definition, many times',
      { prefixItems: Array(5000).fill({ $ref: `#${'/properties/a'.repeat(20)}` }), type: 'array' },
    ],
  ])('are answered in bounded time and room: %s', (_name, schema) => {
    expectBrief(() => void read(schemaOf(schema)), 500);
    const plan = read(schemaOf(schema));
    if (plan.kind !== 'answer') throw new Error(plan.message);
    expect(plan.text.length).toBeLessThan(500_000);
    expect(() => JSON.parse(plan.text)).not.toThrow();
  });

  it('share one bound over all calls of an answer', () => {
    const parameters = { type: 'array', minItems: 100, items: { type: 'array', minItems: 100, items: {} } };
    const plan = read({
      messages: [{ role: 'user', content: 'Call all of them' }],
      tools: Array.from({ length: 128 }, (_, at) => toolNamed(`tool_${at}`, parameters)),
    });
    if (plan.kind !== 'answer') throw new Error(plan.message);
    expect(plan.calls).toHaveLength(128);
    expect(plan.calls.reduce((sum, call) => sum + call.arguments.length, 0)).toBeLessThan(500_000);
  });
});

describe('a plan', () => {
  it('can go to another thread and stays small, however large the request is', () => {
    const content = 'x'.repeat(5_000_000);
    const results = Array.from({ length: 20_000 }, (_, at) => ({
      role: 'tool',
      tool_call_id: `c${at}`,
      content: 'a result',
    }));
    const plan = read({ messages: [{ role: 'user', content }, ...results] });
    expect(structuredClone(plan)).toEqual(plan);
    expect(JSON.stringify(plan).length).toBeLessThan(20_000);
  });
});

describe('the making of large answers', () => {
  const large = [
    { model: 'simulator/words=10000', n: 1, logprobs: true, top_logprobs: 20, stream: true },
    { model: 'simulator/words=10000', n: 8, stream: true },
    { model: 'simulator/words=3000', n: 1, logprobs: true, top_logprobs: 20 },
    { model: 'simulator/words=10000', n: 16 },
  ];

  it('leaves no turn of the event loop above 50 ms, with six at once', async () => {
    await spend({});
    for (const body of large) {
      await expectShortTurns(() => Promise.all(Array.from({ length: 6 }, () => spend(body))), 50);
    }
  });

  it('waits for the reader, and stops at once when nobody reads any more', async () => {
    for (const body of large) {
      const leaving = new AbortController();
      const response = await answer(read(body), leaving.signal);
      const chunks = response.body[Symbol.asyncIterator]();
      const first = await chunks.next();
      expect(first.value?.length).toBeLessThan(2_000_000);
      leaving.abort();
      await expect(chunks.next()).rejects.toThrow();
    }
  });
});

function toolNamed(name: string, parameters: object = { type: 'object', properties: {} }) {
  return { type: 'function', function: { name, parameters } };
}
