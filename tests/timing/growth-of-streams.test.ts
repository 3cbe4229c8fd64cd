import { describe, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonObject } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { EventSplitter, formatEvent } from '../../server/dialects/server-sent-events.ts';
import { context, dialectNames, wireRequest } from '../conformance/wire.ts';
import { streamFamilies } from '../support/growth/stream-families.ts';
import { expectLinearStages, type Stages } from './stages.ts';

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

describe.each(dialectNames)('time grows in proportion to what came, in a stream of %s', (from) => {
  it.each(streamFamilies(from))('with $name', { timeout: 120_000 }, (family) => {
    expectLinearStages(family, stagesOfStream(from));
  });
});
