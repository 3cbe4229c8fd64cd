import { describe, expect, it } from 'vitest';
import { judge as judgeAbandoned } from '../../chaos/checks/abandoned.ts';
import { judge } from '../../chaos/checks/strike.ts';
import { shapeOf } from '../../chaos/client/shape.ts';
import { answerTo, entryOf, recordOf } from './known.ts';

const error = JSON.stringify({ error: { message: 'Not now.', type: 'server_error' } });

describe('an answer', () => {
  it.each(['whole', 'streamed', 'tool call'] as const)('is known when complete: %s', (kind) => {
    expect(shapeOf(answerTo({ kind, words: 3 }))).toEqual({ is: 'answer' });
  });

  it.each(['whole', 'streamed', 'tool call'] as const)(
    'that fails in its client’s words is an error: %s',
    (kind) => {
      const failed = { status: 503, contentType: 'application/json', text: error };
      expect(shapeOf(answerTo({ kind, words: 0 }, failed))).toEqual({ is: 'error' });
    },
  );

  it('that fails in the middle of its stream is an error, too', () => {
    const { text } = answerTo({ kind: 'streamed', words: 2 });
    const brokenOff = `${text.slice(0, text.indexOf('"finish_reason":"stop"')).split('\n\n').slice(0, -1).join('\n\n')}\n\ndata: ${error}\n\n`;
    expect(shapeOf(answerTo({ kind: 'streamed', words: 2 }, { text: brokenOff }))).toEqual({ is: 'error' });
  });

  it.each([
    ['broken off', { ended: 'broken' as const }],
    ['HTML', { status: 502, text: '<html>Bad gateway</html>' }],
    ['another format’s error', { status: 502, text: '{"type":"error","message":"no"}' }],
    ['empty', { text: '' }],
    ['cut short', { text: answerTo({ kind: 'streamed', words: 9 }).text.slice(0, 400) }],
    [
      'without its end',
      { text: answerTo({ kind: 'streamed', words: 9 }).text.replace('data: [DONE]\n\n', '') },
    ],
  ])('is malformed when it is %s', (_what, changes) => {
    expect(shapeOf(answerTo({ kind: 'streamed', words: 9 }, changes)).is).toBe('malformed');
  });

  it('whose tool call is no JSON is malformed', () => {
    const { text } = answerTo({ kind: 'tool call', words: 2 });
    const torn = text.replace('"arguments":"\\"}"', '"arguments":"\\""');
    expect(shapeOf(answerTo({ kind: 'tool call', words: 2 }, { text: torn })).is).toBe('malformed');
  });

  it('under a fault has its deadline, and comes to an end unless nobody is left to say it', () => {
    const late = answerTo({ kind: 'whole', words: 1 }, { endedAtMs: 9_000 });
    expect(judge(late, {}, 0, 6_500).join()).toContain('no answer within 6500 ms');
    const lost = answerTo({ kind: 'whole', words: 1 }, { ended: 'broken' });
    expect(judge(lost, {}, 0, 6_500)).toHaveLength(1);
    expect(judge(lost, { mayLose: () => true }, 0, 6_500)).toEqual([]);
  });
});

describe('an abandoned request', () => {
  const answer = answerTo({ kind: 'streamed', words: 5 }, { ended: 'left', endedAtMs: 1_000 });
  const { id } = answer.request;
  const left = { inFlight: 0, sockets: 10, atProvider: 0 };
  const found = {
    answers: [answer],
    entries: [entryOf(id, { tokens: 8, finished: false, closedAtMs: 1_050 })],
    records: [recordOf(id, { outputTokens: 6, endedBy: 'client' })],
    left,
    socketsBefore: 10,
    closedWithinMs: 1_000,
  };

  it('is billed between what was read and what was generated, and stopped soon', () => {
    expect(judgeAbandoned(found).broken).toEqual([]);
  });

  it.each([
    ['stopped late', { entries: [entryOf(id, { tokens: 8, closedAtMs: 2_500 })] }],
    ['left open', { left: { ...left, atProvider: 1 } }],
    ['kept in flight', { left: { ...left, inFlight: 1 } }],
    ['kept with its sockets', { left: { ...left, sockets: 200 } }],
    ['without a record', { records: [] }],
    ['recorded twice', { records: [...found.records, recordOf(id, { outputTokens: 6 })] }],
    ['billed too little', { records: [recordOf(id, { outputTokens: 4 })] }],
    ['billed too much', { records: [recordOf(id, { outputTokens: 9 })] }],
  ])('is noticed when it is %s', (_what, changes) => {
    expect(judgeAbandoned({ ...found, ...changes }).broken).toHaveLength(1);
  });
});
