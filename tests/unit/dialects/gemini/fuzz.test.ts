import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';
import { isJsonObject } from '../../../../server/dialects/shared/json-reader.ts';
import { wireCases } from '../../../support/wire-cases.ts';

const context = {
  model: 'm',
  requestId: 'request-1',
  createdAtSeconds: 1,
  streamUsage: true,
  framing: 'server-sent-events',
} as const;

const anything = fc.oneof(
  fc.json({ maxDepth: 4 }).map((text): JsonValue => JSON.parse(text)),
  fc.constantFrom<JsonValue>(
    null,
    -1,
    1e308,
    '\ud800',
    { __proto__: null },
    [[]],
    JSON.parse('{"__proto__":{"a":1}}'),
  ),
);

/** A recorded body in which one value, anywhere, is replaced. */
function mutated(bodies: readonly JsonValue[]): fc.Arbitrary<JsonValue> {
  return fc
    .tuple(fc.constantFrom(...bodies), fc.array(fc.nat(20), { maxLength: 8 }), anything)
    .map(([body, steps, value]) => replaced(body, steps, value));
}

function replaced(body: JsonValue, steps: readonly number[], value: JsonValue): JsonValue {
  const [step, ...more] = steps;
  if (step === undefined) return value;
  if (Array.isArray(body) && body.length > 0) {
    const at = step % body.length;
    return body.map((item, index) => (index === at ? replaced(item, more, value) : item));
  }
  if (isJsonObject(body) && Object.keys(body).length > 0) {
    const names = Object.keys(body);
    const name = names[step % names.length];
    return Object.fromEntries(
      Object.entries(body).map(([key, item]) => [key, key === name ? replaced(item, more, value) : item]),
    );
  }
  return value;
}

/** Runs it, letting through only the fault of the given code. */
function onlyFault(code: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    expect(error.code).toBe(code);
  }
}

const bodiesOf = (file: 'request' | 'response' | 'response-streaming') =>
  wireCases('gemini', file).map(({ body }) => body);

describe('whatever comes', () => {
  it('as a request is decoded and encoded, or refused with a client’s fault', () => {
    fc.assert(
      fc.property(fc.oneof(anything, mutated(bodiesOf('request'))), (body) => {
        onlyFault('invalid_request', () => {
          const wire = { body, path: { model: 'gemini-3-pro', stream: true } };
          gemini.readEnvelope(wire);
          JSON.stringify(
            gemini.encodeRequest(gemini.decodeRequest(wire), { model: 'gemini-3-pro', quirks: {} }),
          );
        });
      }),
      { numRuns: 1500 },
    );
  });

  it('as an answer is decoded and encoded, or is malformed; the relay reads it without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(anything, mutated(bodiesOf('response'))), (body) => {
        onlyFault('upstream_malformed', () => {
          JSON.stringify(gemini.encodeResponse(gemini.decodeResponse(body), context));
        });
        gemini.relay.readResponse(Buffer.from(JSON.stringify(body))).text();
      }),
      { numRuns: 1500 },
    );
  });

  it('in a stream ends in an error at worst, and never throws', () => {
    const chunks = fc.array(
      fc.oneof(
        fc.string(),
        anything.map((value) => JSON.stringify(value)),
      ),
    );
    const recorded = mutated(bodiesOf('response-streaming')).map((body) =>
      Array.isArray(body) ? body.map((chunk) => JSON.stringify(chunk)) : [JSON.stringify(body)],
    );
    fc.assert(
      fc.property(fc.oneof(chunks, recorded), (stream) => {
        const decoder = gemini.createStreamDecoder();
        const encoder = gemini.createStreamEncoder(context);
        const tap = gemini.relay.createStreamTap({ body: null });
        const events = stream.flatMap((data) => {
          tap.push({ event: null, data });
          return decoder.push({ event: null, data });
        });
        events.push(...decoder.end());
        for (const event of events) encoder.push(event);
        tap.reading().text();
        const last = events.at(-1)?.type;
        expect(last === 'error' || last === 'response-end').toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('as an error’s body is classified', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        expect(gemini.decodeFault(status, body, {}).upstream?.status).toBe(status);
      }),
    );
  });

  it('nested deeper than the stack is refused', () => {
    const depth = 50_000;
    const args: JsonValue = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
    const parts = [{ functionCall: { name: 'f', args } }];
    const contents = [{ role: 'model', parts }];
    const refused = (run: () => void) => {
      let code = 'none';
      try {
        run();
      } catch (error) {
        code = error instanceof Fault ? error.code : String(error);
      }
      return code;
    };
    expect(refused(() => gemini.decodeRequest({ body: { model: 'm', contents } }))).toBe('invalid_request');
    expect(refused(() => gemini.decodeResponse({ candidates: [{ content: { parts } }] }))).toBe(
      'upstream_malformed',
    );
  });
});
