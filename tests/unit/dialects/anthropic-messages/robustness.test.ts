import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { corpusCases } from '../../../support/corpus.ts';
import { context, fullRequest, fullResponse, fullStream, target } from './support.ts';

const anything = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
const oddities: JsonValue[] = [null, '', '\ud800', -1, 1e308, true, [], {}, [[]], 'x'.repeat(100)];

/** The value with something put at a random place in it. */
function mutated(value: JsonValue): fc.Arbitrary<JsonValue> {
  return fc
    .tuple(fc.infiniteStream(fc.nat(1000)), fc.oneof(fc.constantFrom(...oddities), anything))
    .map(([numbers, replacement]) => {
      const next = () => numbers.next().value as number;
      return replaceSomewhere(value, replacement, next);
    });
}

function replaceSomewhere(value: JsonValue, replacement: JsonValue, next: () => number): JsonValue {
  if (typeof value !== 'object' || value === null || next() % 6 === 0) return replacement;
  const keys = Object.keys(value);
  const key = keys[next() % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? replaceSomewhere(item, replacement, next) : item,
    );
  }
  return { ...value, [key]: replaceSomewhere(value[key] ?? null, replacement, next) };
}

function onlyFaults(code: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ code });
  }
}

const recorded = corpusCases('anthropic').flatMap(({ files }) => [...files]);
const requests = [
  fullRequest,
  ...recorded.flatMap(([file, value]) => (file.endsWith('request') ? [value] : [])),
];
const answers = [fullResponse, ...recorded.flatMap(([file, value]) => (file === 'response' ? [value] : []))];

describe('nothing that comes over the wire does more than be refused', () => {
  it('requests', () => {
    const body = fc.oneof(anything, fc.constantFrom(...requests).chain(mutated));
    fc.assert(
      fc.property(body, (value) => {
        onlyFaults('invalid_request', () => anthropicMessages.readEnvelope({ body: value }));
        onlyFaults('invalid_request', () => {
          const request = anthropicMessages.decodeRequest({ body: value });
          anthropicMessages.encodeRequest(request, target('claude-opus-5'));
          anthropicMessages.encodeRequest(request, target('glm'));
        });
      }),
      { numRuns: 1500 },
    );
  });

  it('answers', () => {
    const body = fc.oneof(anything, fc.constantFrom(...answers).chain(mutated));
    fc.assert(
      fc.property(body, (value) => {
        onlyFaults('upstream_malformed', () => {
          anthropicMessages.encodeResponse(anthropicMessages.decodeResponse(value), context);
        });
        anthropicMessages.relay.readResponse(Buffer.from(JSON.stringify(value))).text();
        anthropicMessages.decodeFault(400, JSON.stringify(value), {});
      }),
      { numRuns: 1500 },
    );
  });

  it('streams', () => {
    const payloads = fc.oneof(fc.array(anything), mutated(fullStream));
    fc.assert(
      fc.property(payloads, (value) => {
        const decoder = anthropicMessages.createStreamDecoder();
        const encoder = anthropicMessages.createStreamEncoder(context);
        const tap = anthropicMessages.relay.createStreamTap({ body: {} });
        const events = (Array.isArray(value) ? value : [value]).flatMap((payload) => {
          const event = { event: null, data: JSON.stringify(payload) };
          tap.push(event);
          return decoder.push(event);
        });
        for (const event of [...events, ...decoder.end()]) encoder.push(event);
        tap.reading().text();
        const ends = events.filter((event) => event.type === 'error' || event.type === 'response-end');
        expect(ends.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1500 },
    );
  });

  it('nesting as deep as a body allows', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    const message = (content: JsonValue) => ({
      model: 'm',
      max_tokens: 1,
      messages: [{ role: 'assistant', content }],
    });
    onlyFaults('invalid_request', () =>
      anthropicMessages.decodeRequest({
        body: message([{ type: 'tool_use', id: 'a', name: 'b', input: deep }]),
      }),
    );
    const schema = { type: 'json_schema', schema: deep };
    const request = anthropicMessages.decodeRequest({
      body: { ...message('x'), output_config: { format: schema } },
    });
    anthropicMessages.encodeRequest(request, target('claude-opus-5'));
  });

  it('members named like those of every object', () => {
    const body = JSON.parse(
      '{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"constructor"}]}],"__proto__":{"stream":true},"toString":1}',
    );
    const request = anthropicMessages.decodeRequest({ body });
    expect(request.stream).toBe(false);
    expect(anthropicMessages.encodeRequest(request, target()).body.messages).toEqual(body.messages);
    expect(({} as Record<string, unknown>).stream).toBeUndefined();
  });
});
