import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { buildUsageRecord } from '../../../server/gateway/settlement/build-usage-record.ts';
import { triedChannels } from '../../../server/gateway/settlement/tried-channels.ts';
import type { Attempt } from '../../../server/store/ledger.ts';
import { outcome } from './sample-outcome.ts';

const secret = 'sk-proj-Zq3vT9xW2bN7mK4pL8rY1cD6';

function tried(channelId: string, errorCode: string | null): Attempt {
  const names = { channelName: channelId, provider: 'openai', model: 'm', reason: '' };
  return { channelId, ...names, status: null, errorCode, startedAfterMs: 0, durationMs: 0 };
}

describe('what a record says beyond its figures', () => {
  it('has the words the client was told, without credentials, 500 characters at most', async () => {
    const told = await buildUsageRecord(
      outcome({ fault: new Fault('upstream_error', `Bad key ${secret}. ${'x'.repeat(600)}`) }),
    );
    expect(told.errorMessage).toMatch(/^Bad key \[redacted\]\. x+$/);
    expect(told.errorMessage).toHaveLength(500);
    const cutThrough = await buildUsageRecord(
      outcome({ fault: new Fault('upstream_error', `${'x'.repeat(470)} ${secret}`) }),
    );
    expect(cutThrough.errorMessage).not.toContain('sk-proj');
  });

  it('says of a client that left what its code means', async () => {
    const left = await buildUsageRecord(outcome({ endedBy: 'client' }));
    expect(left).toMatchObject({
      errorCode: 'client_closed',
      errorMessage: 'The client closed the connection.',
    });
  });

  it('has the user and the labels of its sender', async () => {
    const record = await buildUsageRecord(
      outcome({
        envelope: { model: 'fast', stream: false, endUser: `ann ${'9'.repeat(200)}` },
        tags: ['checkout'],
      }),
    );
    expect(record.endUser).toHaveLength(128);
    expect(record.tags).toEqual(['checkout']);
    const leaked = await buildUsageRecord(
      outcome({ envelope: { model: 'fast', stream: false, endUser: secret } }),
    );
    expect(leaked.endUser).toBe('[redacted]');
  });

  it('names channels that failed once each, and not the one that gave the answer', () => {
    const attempts = [tried('a', 'upstream_error'), tried('b', 'upstream_timeout'), tried('a', null)];
    expect(triedChannels(attempts, 'a')).toEqual(['b']);
    expect(triedChannels([...attempts, tried('b', 'upstream_error')], null)).toEqual(['a', 'b']);
    expect(triedChannels([tried('a', null)], null)).toEqual([]);
    expect(triedChannels([], null)).toEqual([]);
  });
});
