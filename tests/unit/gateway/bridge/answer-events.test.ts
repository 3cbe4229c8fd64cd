import { describe, expect, it } from 'vitest';
import { AnswerEvents } from '../../../../server/gateway/bridge/answer-events.ts';

const KIBIBYTE = 1024;

describe('an event of a stream', () => {
  it('is taken as long as it can be read in one turn of the event loop', () => {
    const data = `{"text":"${'x'.repeat(3_000 * KIBIBYTE)}","values":[${'1,'.repeat(90_000)}1]}`;
    expect(new AnswerEvents().push(Buffer.from(`data: ${data}\n\n`))).toMatchObject([{ data }]);
  });

  it.each([
    ['is longer', `"${'x'.repeat(5_000 * KIBIBYTE)}"`, /longer than 4194304 bytes/],
    ['holds more values', `[${'1,'.repeat(110_000)}1]`, /more than 100000 values/],
  ])("is the upstream's fault when it %s", (_how, data, message) => {
    const events = new AnswerEvents();
    const bytes = Buffer.from(`data: ${data}\n\n`);
    const push = () => {
      for (let start = 0; start < bytes.length; start += 64 * KIBIBYTE) {
        events.push(bytes.subarray(start, start + 64 * KIBIBYTE));
      }
    };
    expect(push).toThrow(
      expect.objectContaining({ code: 'upstream_malformed', message: expect.stringMatching(message) }),
    );
  });

  it('is held to the same bounds at the end of a stream, where it lacks its last line', () => {
    const events = new AnswerEvents();
    events.push(Buffer.from(`data: [${'1,'.repeat(110_000)}1]`));
    expect(() => events.end()).toThrow(/more than 100000 values/);
  });
});
