import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import { Fault } from '../../server/canonical/fault.ts';
import type { JsonValue } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { mutated } from '../support/mutated-json.ts';
import { type WireFile, wireCases } from '../support/wire-cases.ts';
import { context, dialectNames, models, overTheWire, throughStream, wireRequest } from './wire.ts';

/** Whatever one format's decoder lets through, every other format's encoder must be able to write. */
describe.each(dialectNames)('what the decoder of %s lets through', (from) => {
  it('can be asked in every format', () => {
    fc.assert(
      fc.property(oneOfCases(from, 'request'), (body) => {
        const request = decoded(() => dialects[from].decodeRequest(wireRequest(from, body, false)));
        if (request === null) return;
        for (const to of dialectNames) {
          const encoded = dialects[to].encodeRequest(request, { model: models[to][0], quirks: {} });
          expect(overTheWire(encoded.body)).toBeTypeOf('object');
        }
      }),
      { numRuns: 600 },
    );
  });

  it('can be answered in every format', () => {
    fc.assert(
      fc.property(oneOfCases(from, 'response'), (body) => {
        const response = decoded(() => dialects[from].decodeResponse(body));
        if (response === null) return;
        for (const to of dialectNames) {
          expect(overTheWire(dialects[to].encodeResponse(response, context).body)).toBeTypeOf('object');
        }
      }),
      { numRuns: 600 },
    );
  });

  it('can be streamed in every format, to an end or to an error', () => {
    fc.assert(
      fc.property(oneOfCases(from, 'response-streaming'), (payloads) => {
        const decoder = dialects[from].createStreamDecoder();
        const events = (Array.isArray(payloads) ? payloads : [payloads]).flatMap((payload) =>
          decoder.push({ event: null, data: JSON.stringify(payload) }),
        );
        events.push(...decoder.end());
        expect(['response-end', 'error']).toContain(events.at(-1)?.type);
        for (const to of dialectNames) {
          const last = throughStream(to, events).events.at(-1)?.type;
          expect(`${to} ${last}`).toBe(`${to} ${events.at(-1)?.type}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** A mutation of any recorded body that is not large. */
function oneOfCases(dialect: DialectName, file: WireFile): fc.Arbitrary<JsonValue> {
  const bodies = wireCases(dialect, file)
    .map((wireCase) => wireCase.body)
    .filter((body) => JSON.stringify(body).length < 20_000);
  return fc.constantFrom(...bodies).chain(mutated);
}

function decoded<Value>(decode: () => Value): Value | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
