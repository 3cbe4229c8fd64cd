import { describe, it } from 'vitest';
import type { DialectName } from '../../../server/canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../../server/canonical/json.ts';
import { ToolRenaming } from '../../../server/canonical/tool-renaming.ts';
import { dialects } from '../../../server/dialects/index.ts';
import { EventSplitter, formatEvent } from '../../../server/dialects/server-sent-events.ts';
import { context, dialectNames, models, wireRequest } from '../../conformance/wire.ts';
import { answerFamilies } from '../../support/growth/answer-families.ts';
import { type Family, largestSize } from '../../support/growth/family.ts';
import { expectLinear } from '../../support/growth/measure-growth.ts';
import type { Prepared } from '../../support/growth/processor-time.ts';
import { requestFamilies } from '../../support/growth/request-families.ts';
import { streamFamilies } from '../../support/growth/stream-families.ts';

/** Each stage on its own: one that is not linear does not hide behind others that are. */
type Stages<Input> = Record<string, (input: Input) => Prepared>;

function expectLinearStages<Input>(family: Family<Input>, stages: Stages<Input>): void {
  const most = Math.min(family.most ?? largestSize, largestSize);
  for (const [stage, prepare] of Object.entries(stages)) {
    expectLinear((size) => prepare(family.make(size)), most, stage);
  }
}

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

function stagesOfStream(from: DialectName): Stages<JsonObject[]> {
  const stages: Stages<JsonObject[]> = {
    'cut into events, in large chunks': (payloads) => {
      const bytes = Buffer.from(wireOf(payloads));
      return () => new EventSplitter().push(bytes);
    },
    'cut into events, byte by byte': (payloads) => {
      const bytes = Buffer.from(wireOf(payloads).slice(0, 1_000_000));
      return () => {
        const splitter = new EventSplitter();
        for (let at = 0; at < bytes.length; at++) splitter.push(bytes.subarray(at, at + 1));
        splitter.end();
      };
    },
    decoded: (payloads) => {
      const events = eventsOf(payloads);
      return () => {
        const decoder = dialects[from].createStreamDecoder();
        for (const event of events) decoder.push(event);
        decoder.end();
      };
    },
    relayed: (payloads) => {
      const events = eventsOf(payloads);
      const { relay } = dialects[from];
      return () => {
        const tap = relay.createStreamTap(wireRequest(from, { model: 'm' }, true));
        for (const event of events) {
          tap.push(event);
          if (tap.over) tap.reading();
          relay.renameModel(Buffer.from(event.data), 'another-name');
        }
        tap.reading().text();
      };
    },
  };
  for (const to of dialectNames) {
    stages[`encoded as ${to}`] = (payloads) => {
      const decoder = dialects[from].createStreamDecoder();
      const events = eventsOf(payloads).flatMap((event) => decoder.push(event));
      events.push(...decoder.end());
      return () => {
        const encoder = dialects[to].createStreamEncoder(context);
        for (const event of events) encoder.push(event);
      };
    };
  }
  return stages;
}

function wireOf(payloads: readonly JsonObject[]): string {
  return payloads.map((payload) => formatEvent(JSON.stringify(payload))).join('');
}

function eventsOf(payloads: readonly JsonObject[]) {
  return payloads.map((payload) => ({ event: null, data: JSON.stringify(payload) }));
}

describe.each(dialectNames)('time grows in proportion to what came, in a request of %s', (from) => {
  it.each(requestFamilies(from))('with $name', { timeout: 120_000 }, (family) => {
    expectLinearStages(family, stagesOfRequest(from));
  });
});

describe.each(dialectNames)('time grows in proportion to what came, in an answer of %s', (from) => {
  it.each(answerFamilies(from))('with $name', { timeout: 120_000 }, (family) => {
    expectLinearStages(family, stagesOfAnswer(from));
  });
});

describe.each(dialectNames)('time grows in proportion to what came, in a stream of %s', (from) => {
  it.each(streamFamilies(from))('with $name', { timeout: 120_000 }, (family) => {
    expectLinearStages(family, stagesOfStream(from));
  });
});
