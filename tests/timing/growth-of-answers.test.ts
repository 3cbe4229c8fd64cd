import { describe, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonValue } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { context, dialectNames } from '../conformance/wire.ts';
import { answerFamilies } from '../support/growth/answer-families.ts';
import { expectLinearStages, type Stages } from './stages.ts';

function stagesOfAnswer(from: DialectName): Stages<JsonValue> {
  const stages: Stages<JsonValue> = {
    decoded: (body) => () => dialects[from].decodeResponse(body),
    relayed: (body) => {
      const bytes = Buffer.from(JSON.stringify(body));
      const { relay } = dialects[from];
      return () => {
        relay.readResponse(bytes).text();
        relay.renameModel(bytes, 'another-name');
      };
    },
  };
  for (const to of dialectNames) {
    stages[`encoded as ${to}`] = (body) => {
      const response = dialects[from].decodeResponse(body);
      return () => dialects[to].encodeResponse(response, context);
    };
  }
  return stages;
}

describe.each(dialectNames)('time grows in proportion to what came, in an answer of %s', (from) => {
  it.each(answerFamilies(from))('with $name', { timeout: 120_000 }, (family) => {
    expectLinearStages(family, stagesOfAnswer(from));
  });
});
