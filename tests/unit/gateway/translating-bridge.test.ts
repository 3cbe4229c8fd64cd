import { describe, expect, it } from 'vitest';
import type { CanonicalRequest } from '../../../server/canonical/request.ts';
import type { CanonicalResponse } from '../../../server/canonical/response.ts';
import type { StreamEvent } from '../../../server/canonical/stream-event.ts';
import { toolNamesOf } from '../../../server/canonical/tool-names.ts';
import type { Dialect, ResponseContext } from '../../../server/dialects/dialect.ts';
import { dialects } from '../../../server/dialects/index.ts';
import { TranslatingBridge } from '../../../server/gateway/bridge/translating-bridge.ts';

const all = Object.values(dialects);
const pairs = all.flatMap((client) =>
  all.flatMap((upstream) => (client === upstream ? [] : [{ client, upstream }])),
);

const context: ResponseContext = {
  model: 'public-name',
  requestId: '01939f3e-0000-7000-8000-000000000001',
  createdAtSeconds: 1_764_000_000,
  streamUsage: true,
  framing: 'server-sent-events',
};

const long = 'mcp__archive__'.padEnd(90, 'read_');
/** The first two would have one name, were they only cleaned. */
const names = ['files.read', 'files/read', 'files_read', long, '2nd', 'list'];

const request: CanonicalRequest = {
  model: 'public-name',
  messages: [
    { role: 'user', parts: [{ type: 'text', text: 'Read it.' }] },
    {
      role: 'assistant',
      parts: [
        { type: 'tool-call', id: 'call_1', name: 'files.read', arguments: '{}' },
        { type: 'tool-call', id: 'call_2', name: long, arguments: '{}' },
      ],
    },
    {
      role: 'tool',
      parts: [
        { type: 'tool-result', toolCallId: 'call_1', content: [{ type: 'text', text: 'one' }] },
        { type: 'tool-result', toolCallId: 'call_2', content: [{ type: 'text', text: 'two' }] },
      ],
    },
  ],
  tools: names.map((name) => ({ type: 'function', name })),
  toolChoice: { type: 'tool', name: 'files.read' },
  sampling: { maxTokens: 99 },
  stream: true,
};

function bridgeBetween(client: Dialect, upstream: Dialect, asked: CanonicalRequest): TranslatingBridge {
  return new TranslatingBridge(client, upstream, asked, { model: 'm', quirks: {} }, context);
}

/** The upstream's view of what it is sent. */
function received(upstream: Dialect, bridge: TranslatingBridge): CanonicalRequest {
  const path = { model: 'm', stream: true };
  return upstream.decodeRequest({ body: JSON.parse(bridge.body.toString('utf8')), path });
}

function sentNames(sent: CanonicalRequest): string[] {
  return (sent.tools ?? []).map((tool) => (tool.type === 'function' ? tool.name : ''));
}

describe.each(pairs)('from $client.name to $upstream.name, tools', ({ client, upstream }) => {
  it('arrive under names the upstream takes, the same wherever one is named', () => {
    const sent = received(upstream, bridgeBetween(client, upstream, request));
    const tools = sentNames(sent);
    expect([...toolNamesOf(sent)].filter((name) => !upstream.toolName.test(name))).toEqual([]);
    expect(new Set(tools).size).toBe(names.length);
    const calls = sent.messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'tool-call' ? part.name : [])),
    );
    expect(calls).toEqual([tools[0], tools[3]]);
    expect(sent.toolChoice).toEqual({ type: 'tool', name: tools[0] });
  });

  it('are allowed under those names', () => {
    const toolChoice = { type: 'allowed', names: ['files.read', 'list'], required: true } as const;
    const asked: CanonicalRequest = {
      ...request,
      toolChoice: { ...toolChoice, names: [...toolChoice.names] },
    };
    const sent = received(upstream, bridgeBetween(client, upstream, asked));
    const tools = sentNames(sent);
    // Anthropic has no list of what is allowed: it is given no other tools.
    const allowed = sent.toolChoice?.type === 'allowed' ? sent.toolChoice.names : tools;
    const [read] = sentNames(received(upstream, bridgeBetween(client, upstream, request)));
    expect(allowed).toEqual([read, 'list']);
  });

  it("come back under the client's names, in an answer and in a stream", () => {
    const bridge = bridgeBetween(client, upstream, request);
    const called = sentNames(received(upstream, bridge));
    const whole = upstream.encodeResponse(answerCalling(called), context).body;
    const answer = client.decodeResponse(
      JSON.parse(bridge.readWhole(Buffer.from(JSON.stringify(whole))).bytes.toString('utf8')),
    );
    const back = answer.choices.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'tool-call' ? part.name : [])),
    );
    expect(back).toEqual(names);

    const encoder = upstream.createStreamEncoder(context);
    const wire = eventsCalling(called).map((event) => encoder.push(event));
    const stream = bridge.createStream();
    const shown = [...wire.map((text) => stream.push(Buffer.from(text))), stream.end()].join('');
    for (const name of names) expect(shown).toContain(`"name":"${name}"`);
    const others = called.filter((name) => !names.includes(name));
    for (const name of others) expect(shown).not.toContain(name);
    expect(stream.reading().text()).toBe(names.map((name) => `${name}{}`).join(''));
  });
});

function answerCalling(called: readonly string[]): CanonicalResponse {
  const parts = called.map(
    (name, index) => ({ type: 'tool-call', id: `call_${index}`, name, arguments: '{}' }) as const,
  );
  return {
    id: 'r',
    model: 'm',
    choices: [{ index: 0, parts, finish: { unified: 'tool-calls', raw: null } }],
    usage: null,
  };
}

function eventsCalling(called: readonly string[]): StreamEvent[] {
  const calls = called.flatMap((name, part): StreamEvent[] => [
    { type: 'tool-call-start', choice: 0, part, id: `call_${part}`, name },
    { type: 'tool-call-delta', choice: 0, part, arguments: '{}' },
    { type: 'tool-call-end', choice: 0, part },
  ]);
  return [
    { type: 'response-start', id: 'r', model: 'm' },
    ...calls,
    { type: 'finish', choice: 0, finish: { unified: 'tool-calls', raw: null } },
    { type: 'response-end' },
  ];
}

describe('from Gemini to Gemini, where only the framing differs, tools', () => {
  it('keep the names they have', () => {
    const bridge = bridgeBetween(dialects.gemini, dialects.gemini, request);
    expect(sentNames(received(dialects.gemini, bridge))).toEqual(names);
  });
});
