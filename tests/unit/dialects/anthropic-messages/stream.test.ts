import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { decodeStream, encodeStream } from './support.ts';

const start: StreamEvent = { type: 'response-start', id: 'chatcmpl-1', model: 'gpt' };
const end: StreamEvent[] = [
  { type: 'finish', choice: 0, finish: { unified: 'stop', raw: 'stop' } },
  { type: 'response-end' },
];
const at = (part: number) => ({ choice: 0, part });

describe('a stream of another format', () => {
  it('is written as Anthropic writes its own', () => {
    const { payloads } = encodeStream([
      start,
      { type: 'text-start', ...at(0) },
      { type: 'text-delta', ...at(0), text: 'Hi' },
      { type: 'text-end', ...at(0) },
      ...end,
    ]);
    expect(payloads.map((payload) => payload.type)).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
  });

  it('gives tool calls that interleave one after the other, each whole', () => {
    const { payloads } = encodeStream([
      start,
      { type: 'tool-call-start', ...at(0), id: 'a', name: 'look' },
      { type: 'tool-call-start', ...at(1), id: 'b', name: 'hear' },
      { type: 'tool-call-delta', ...at(1), arguments: '{"x":' },
      { type: 'tool-call-delta', ...at(0), arguments: '{"y":1}' },
      { type: 'tool-call-delta', ...at(1), arguments: '2}' },
      { type: 'tool-call-end', ...at(1) },
      { type: 'tool-call-end', ...at(0) },
      ...end,
    ]);
    expect(payloads.flatMap((payload) => (payload.index === undefined ? [] : [payload.index]))).toEqual([
      0, 0, 0, 1, 1, 1, 1,
    ]);
    const again = assembleStream(decodeStream(payloads));
    expect(again.choices[0]?.parts).toMatchObject([
      { id: 'a', name: 'look', arguments: '{"y":1}' },
      { id: 'b', name: 'hear', arguments: '{"x":2}' },
    ]);
    expect(again.choices[0]?.finish).toEqual({ unified: 'tool-calls', raw: 'tool_use' });
  });

  it('starts no block for text that never comes', () => {
    const { payloads } = encodeStream([
      start,
      { type: 'text-start', ...at(0) },
      { type: 'text-end', ...at(0) },
      { type: 'tool-call-start', ...at(1), id: 'a', name: 'look' },
      { type: 'tool-call-end', ...at(1) },
      ...end,
    ]);
    expect(payloads[1]).toMatchObject({ index: 0, content_block: { type: 'tool_use' } });
  });

  it('gives free text of a custom tool as an object', () => {
    const { payloads, losses } = encodeStream([
      start,
      { type: 'tool-call-start', ...at(0), id: 'a', name: 'write', freeText: true },
      { type: 'tool-call-delta', ...at(0), arguments: 'say "hi"\n' },
      { type: 'tool-call-end', ...at(0) },
      ...end,
    ]);
    expect(assembleStream(decodeStream(payloads)).choices[0]?.parts).toMatchObject([
      { arguments: JSON.stringify({ input: 'say "hi"\n' }) },
    ]);
    expect(losses).toEqual(['custom_tool_call']);
  });

  it('names what it cannot say', () => {
    const { losses } = encodeStream([
      start,
      { type: 'reasoning-start', ...at(0) },
      { type: 'reasoning-delta', ...at(0), text: 'hm' },
      { type: 'reasoning-end', ...at(0), signature: { dialect: 'gemini', value: 'x' } },
      {
        type: 'media',
        ...at(1),
        media: { type: 'image', source: { kind: 'base64', data: 'AA==', mediaType: 'image/png' } },
      },
      { type: 'extension', ...at(2), dialect: 'gemini', kind: 'executableCode', value: {} },
      { type: 'text-start', choice: 1, part: 0 },
      ...end,
    ]);
    expect(losses).toEqual(['reasoning_signature', 'image', 'executableCode', 'n']);
  });

  it('ends with an error event in this format when it fails in the middle', () => {
    const { payloads } = encodeStream([start, { type: 'error', fault: new Fault('upstream_overloaded') }]);
    expect(payloads.at(-1)).toMatchObject({ type: 'error', error: { type: 'overloaded_error' } });
  });
});

describe('a stream of this format', () => {
  it('is complete without message_stop once its reason has come', () => {
    const events = decodeStream([
      { type: 'message_start', message: { id: 'msg_1', model: 'm' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
    ]);
    expect(events.map((event) => event.type)).toEqual(['response-start', 'finish', 'response-end']);
  });

  it('closes what is open before it reports an error, and says nothing more', () => {
    const events = decodeStream([
      { type: 'message_start', message: { id: 'msg_1', model: 'm' } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      { type: 'message_stop' },
    ]);
    expect(events.map((event) => event.type)).toEqual(['response-start', 'text-start', 'text-end', 'error']);
    expect(events.at(-1)).toMatchObject({ fault: { code: 'upstream_overloaded' } });
  });

  it('takes arguments that come whole with the start', () => {
    const events = decodeStream([
      { type: 'message_start', message: { id: 'msg_1', model: 'm' } },
      {
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'tool_use', id: 'a', name: 'look', input: { x: 1 } },
      },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' } },
      { type: 'message_stop' },
    ]);
    expect(assembleStream(events).choices[0]?.parts).toMatchObject([{ arguments: '{"x":1}' }]);
  });

  it('is malformed, not fatal, when it holds no JSON', () => {
    const decoder = anthropicMessages.createStreamDecoder();
    expect(decoder.push({ event: 'message_start', data: '{' })).toMatchObject([
      { type: 'error', fault: { code: 'upstream_malformed' } },
    ]);
    expect(decoder.end()).toEqual([]);
  });
});

describe('the relay', () => {
  it('changes nothing but the model’s name', () => {
    const bytes = Buffer.from('{ "max_tokens": 1,  "model" : "public",\n "messages": [] }');
    const request = { body: JSON.parse(bytes.toString()) };
    const { prepareRequest } = anthropicMessages.relay;
    expect(prepareRequest(bytes, request, { model: 'public', quirks: {} })).toBe(bytes);
    expect(prepareRequest(bytes, request, { model: 'theirs', quirks: {} }).toString()).toBe(
      '{ "max_tokens": 1,  "model" : "theirs",\n "messages": [] }',
    );
  });

  it('collects all that was written, for estimates', () => {
    const tap = anthropicMessages.relay.createStreamTap({ body: {} });
    const deltas = [
      { type: 'thinking_delta', thinking: 'hm ' },
      { type: 'text_delta', text: 'Hi ' },
      { type: 'input_json_delta', partial_json: '{}' },
    ];
    for (const delta of deltas) {
      const data = JSON.stringify({ type: 'content_block_delta', index: 0, delta });
      tap.push({ event: 'content_block_delta', data });
    }
    expect(tap.reading().text()).toBe('hm Hi {}');
    expect(tap.reading()).toMatchObject({ complete: false, finish: null, usage: null });
  });

  it('reads nothing from a body that is none', () => {
    const reading = anthropicMessages.relay.readResponse(Buffer.from('<html>'));
    expect(reading).toMatchObject({ model: null, usage: null, finish: null, complete: false });
    expect(reading.text()).toBe('');
  });
});
