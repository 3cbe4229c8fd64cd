import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { mutated } from '../../../support/mutated-json.ts';
import { type WireFile, wireCases } from '../../../support/wire-cases.ts';
import { context, fullStream, target } from './support.ts';

const anything = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
function onlyFaults(code: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ code });
  }
}

const bodies = (file: WireFile) => wireCases('anthropic-messages', file).map((each) => each.body);
const requests = bodies('request');
const answers = bodies('response');

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
