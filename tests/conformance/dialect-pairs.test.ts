import { afterAll, describe, expect, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonValue } from '../../server/canonical/json.ts';
import type { CanonicalRequest } from '../../server/canonical/request.ts';
import { toolNamesOf, withToolNames } from '../../server/canonical/tool-names.ts';
import { ToolRenaming } from '../../server/canonical/tool-renaming.ts';
import { dialects } from '../../server/dialects/index.ts';
import { assembleStream } from '../support/assemble-stream.ts';
import { hasCorpus, wireCases } from '../support/wire-cases.ts';
import { compareAnswers } from './compare-answers.ts';
import { compareRequests } from './compare-requests.ts';
import { type Difference, lossesOf, type Outcome, outcomeOf, tableOf } from './outcome.ts';
import {
  context,
  decodePayloads,
  dialectNames,
  models,
  overTheWire,
  throughStream,
  wireRequest,
} from './wire.ts';

const outcomes: Outcome[] = [];

afterAll(() => {
  console.log(`\n${tableOf(outcomes)}\n`);
  if (process.env.CONFORMANCE_LOSSES !== undefined) console.log(lossesOf(outcomes));
  if (!hasCorpus) console.log('On the project’s own fixtures only: there is no corpus (CONFORMANCE_CORPUS).');
});

const pairs = dialectNames.flatMap((from) => dialectNames.map((to) => ({ from, to })));

describe.each(pairs)('$from → $to', ({ from, to }) => {
  const pair = `${from} → ${to}` as const;

  it('keeps every request, or names what is lost', () => {
    const found = wireCases(from, 'request').flatMap(({ name, body }) =>
      // To its own format a request goes with its own model.
      (from === to ? [null] : models[to]).map((model) => requestOutcome(from, to, model, name, body)),
    );
    report(found);
  });

  it('keeps text, tool calls, reasoning, finish and usage of every answer', () => {
    const found = wireCases(from, 'response').map(({ name, body }) => {
      const before = dialects[from].decodeResponse(body);
      const encoded = dialects[to].encodeResponse(before, context);
      const after = dialects[to].decodeResponse(overTheWire(encoded.body));
      return outcomeOf({ pair, kind: 'answer', case: name }, compareAnswers(before, after), encoded.losses);
    });
    report(found);
  });

  it('keeps text, tool calls, reasoning, finish and usage of every stream', () => {
    const found = wireCases(from, 'response-streaming').map(({ name, body }) => {
      const events = decodePayloads(from, Array.isArray(body) ? body : []);
      const { events: again, losses } = throughStream(to, events);
      const differences = compareAnswers(assembleStream(events), assembleStream(again));
      return outcomeOf({ pair, kind: 'stream', case: name }, differences, losses);
    });
    report(found);
  });
});

/** @param model The target's; the request's own when null. */
function requestOutcome(
  from: DialectName,
  to: DialectName,
  model: string | null,
  name: string,
  body: JsonValue,
): Outcome {
  const before = dialects[from].decodeRequest(wireRequest(from, body, name.includes('stream')));
  const target = { model: model ?? before.model, quirks: {} };
  const renaming = from === to ? null : ToolRenaming.of(before, dialects[to].toolName);
  const encoded = dialects[to].encodeRequest(renaming?.inRequest(before) ?? before, target);
  const path = { model: target.model, stream: before.stream };
  const sent = dialects[to].decodeRequest({ body: overTheWire(encoded.body), path });
  const after = renaming === null ? sent : withToolNames(sent, (name) => renaming.original(name));
  const identity = { pair: `${from} → ${to}`, kind: 'request', case: `${name} ${model ?? ''}` } as const;
  const differences = [...compareRequests(before, after, to), ...refusedNames(sent, to)];
  return outcomeOf(identity, differences, encoded.losses);
}

/** Names of tools with which the target's vendor refuses a request. */
function refusedNames(sent: CanonicalRequest, to: DialectName): Difference[] {
  const refused = [...toolNamesOf(sent)].filter((name) => !dialects[to].toolName.test(name));
  return refused.map((name) => ({ what: `${to} takes no tool called ${name}`, explainedBy: [] }));
}

function report(found: readonly Outcome[]): void {
  outcomes.push(...found);
  expect(found.length).toBeGreaterThan(0);
  expect(failuresOf(found)).toEqual([]);
}

function failuresOf(found: readonly Outcome[]): string[] {
  return found.flatMap((outcome) => outcome.failures.map((failure) => `${outcome.case}: ${failure}`));
}
