import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/canonical/json.ts';
import { dialects } from '../../../server/dialects/index.ts';

const userIn = (dialect: keyof typeof dialects, body: JsonObject) =>
  dialects[dialect].readEnvelope({ body: { model: 'm', ...body } }).endUser;

describe('the end user of a request', () => {
  it('is read where each format has a place for it', () => {
    expect(userIn('openai-chat', { user: 'ann' })).toBe('ann');
    expect(userIn('openai-chat', { safety_identifier: 'ben' })).toBe('ben');
    expect(userIn('anthropic-messages', { metadata: { user_id: 'cleo' } })).toBe('cleo');
    expect(userIn('gemini', { user: 'dan' })).toBeUndefined();
  });

  it('is nobody where something else stands there: that is for the vendor to judge', () => {
    for (const user of [7, null, '', {}, ['ann']]) {
      expect(userIn('openai-chat', { user })).toBeUndefined();
      expect(userIn('anthropic-messages', { metadata: { user_id: user } })).toBeUndefined();
    }
    expect(userIn('anthropic-messages', { metadata: 'ann' })).toBeUndefined();
  });

  it('is no longer than what is looked at', () => {
    expect(userIn('openai-chat', { user: 'x'.repeat(100_000) })).toHaveLength(1_024);
  });
});
