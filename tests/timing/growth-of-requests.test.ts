import { describe, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonValue } from '../../server/canonical/json.ts';
import { ToolRenaming } from '../../server/canonical/tool-renaming.ts';
import { dialects } from '../../server/dialects/index.ts';
import { dialectNames, models, wireRequest } from '../conformance/wire.ts';
import { requestFamilies } from '../support/growth/request-families.ts';
import { expectLinearStages, type Stages } from './stages.ts';

function stagesOfRequest(from: DialectName): Stages<JsonValue> {
  const stages: Stages<JsonValue> = {
    decoded: (body) => () => dialects[from].decodeRequest(wireRequest(from, body, false)),
    relayed: (body) => {
      const bytes = Buffer.from(JSON.stringify(body));
      const target = { model: 'another-name', quirks: {} };
      return () => dialects[from].relay.prepareRequest(bytes, wireRequest(from, body, false), target);
    },
  };
  for (const to of dialectNames) {
    stages[`encoded as ${to}`] = (body) => {
      const request = dialects[from].decodeRequest(wireRequest(from, body, false));
      return () => {
        const renamed = ToolRenaming.of(request, dialects[to].toolName)?.inRequest(request) ?? request;
        dialects[to].encodeRequest(renamed, { model: models[to][0], quirks: {} });
      };
    };
  }
  return stages;
}

describe.each(dialectNames)('time grows in proportion to what came, in a request of %s', (from) => {
  it.each(requestFamilies(from))('with $name', { timeout: 120_000 }, (family) => {
    expectLinearStages(family, stagesOfRequest(from));
  });
});
