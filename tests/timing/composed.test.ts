import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../server/canonical/json.ts';
import { ToolRenaming } from '../../server/canonical/tool-renaming.ts';
import { dialects } from '../../server/dialects/index.ts';
import { isJsonObject } from '../../server/dialects/shared/json-reader.ts';
import { context, dialectNames, models, wireRequest } from '../conformance/wire.ts';
import { answerFamilies } from '../support/growth/answer-families.ts';
import type { Family } from '../support/growth/family.ts';
import { expectBrief } from '../support/growth/processor-time.ts';
import { requestFamilies } from '../support/growth/request-families.ts';

/** What a byte may cost to be read and written in three formats: some ten times what it does cost. */
const microsecondsPerByte = 1;
/** What anything may cost. */
const leastMs = 20;
/** Large enough that what is not linear costs many times as much, small enough for many of them. */
const largest = 3_000;

/** Several families in one body: lists follow each other, what else both have is the later one's. */
function composed(families: readonly Family[]): fc.Arbitrary<JsonValue> {
  const one = fc
    .record({ family: fc.constantFrom(...families), size: fc.integer({ min: 1, max: largest }) })
    .map(({ family, size }) => family.make(Math.min(size, Math.floor((family.most ?? largest) / 4))));
  return fc.array(one, { minLength: 1, maxLength: 4 }).map((bodies) => bodies.reduce(merged));
}

function merged(one: JsonValue, other: JsonValue): JsonValue {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (!isJsonObject(one) || !isJsonObject(other)) return other;
  const result: JsonObject = { ...one };
  for (const [member, value] of Object.entries(other)) {
    const before = result[member];
    result[member] = before === undefined ? value : merged(before, value);
  }
  return result;
}

function expectProportionate(body: JsonValue, work: () => void): void {
  const allowedMs = leastMs + (JSON.stringify(body).length * microsecondsPerByte) / 1000;
  expectBrief(work, allowedMs);
}

describe.each(dialectNames)('whatever families %s mixes', (from) => {
  it('a request costs no more than its bytes account for', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(composed(requestFamilies(from)), (body) => {
        expectProportionate(body, () => {
          const request = dialects[from].decodeRequest(wireRequest(from, body, false));
          for (const to of dialectNames) {
            const renamed = ToolRenaming.of(request, dialects[to].toolName)?.inRequest(request) ?? request;
            dialects[to].encodeRequest(renamed, { model: models[to][0], quirks: {} });
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('an answer costs no more than its bytes account for', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(composed(answerFamilies(from)), (body) => {
        expectProportionate(body, () => {
          const response = dialects[from].decodeResponse(body);
          for (const to of dialectNames) dialects[to].encodeResponse(response, context);
        });
      }),
      { numRuns: 40 },
    );
  });
});
