import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { countTextTokens } from '../../../server/gateway/settlement/count-text-tokens.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { openAdmission } from '../../../server/store/admission/open-admission.ts';
import type { TenantConfiguration } from '../../../server/store/configuration.ts';
import type { ChannelSketch, GatewayUnderTest } from '../../contract/support/gateway-under-test.ts';
import { apiKey, gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';
import { budget, limit } from '../../contract/support/rules.ts';
import { json, openAiAnswer, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';
import { findRedis } from '../../support/redis.ts';

const finder = findRedis();
const redis = finder.available ? await finder.start() : null;
const logger = makeLogger('silent', { write: () => undefined });
/** As the gateway counts the request below, and as the upstream does. */
const inputTokens = 6 + (await countTextTokens('Good morning'));
const oneRequest = inputTokens * 1_000 + 10 * 3_000;
const usage = { prompt_tokens: inputTokens, completion_tokens: 10, total_tokens: inputTokens + 10 };
const ask = { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'Good morning' }] };
const price = {
  id: 'price',
  tenantId: null,
  provider: null,
  model: 'm',
  inputNanoUsdPerMillion: 1_000_000_000n,
  outputNanoUsdPerMillion: 3_000_000_000n,
  cachedInputNanoUsdPerMillion: null,
  cacheWriteNanoUsdPerMillion: null,
  updatedAt: new Date(0),
};

/** A gateway of its own, with its own connection to the shared counters. */
interface Process extends GatewayUnderTest {
  post(): Promise<Response>;
}

describe.skipIf(!redis)('gateways that share a Redis (needs redis-server)', () => {
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await redis?.close();
  });

  async function start(
    redisUrl: string,
    upstreamUrl: string,
    rules: Partial<TenantConfiguration>,
    timeoutMs = 10_000,
  ): Promise<Process> {
    const counters = openAdmission({ redisUrl, upstash: undefined, timeoutMs, logger });
    const channels: ChannelSketch[] = [{ provider: 'openai', baseUrl: upstreamUrl, models: { m: 'm' } }];
    const under = gatewayUnderTest({
      channels,
      tenant: { priceOverrides: [price], ...rules },
      admission: counters.admission,
      settings: { maxRequestsInFlight: 10_000 },
    });
    const { url, close } = await listening(under.gateway);
    opened.push(counters.close, () => under.gateway.close(1_000), close);
    return {
      ...under,
      post: () =>
        fetch(`${url}/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
          body: JSON.stringify(ask),
        }),
    };
  }

  async function upstream(): Promise<{ url: string; received: unknown[] }> {
    const scripted = await scriptedUpstream(json(200, { ...openAiAnswer, usage }));
    opened.push(scripted.close);
    return scripted;
  }

  it('let exactly 100 of 1,000 requests through that come to two of them at once, where a budget is for 100', {
    timeout: 120_000,
  }, async () => {
    const target = await upstream();
    const rules = { budgets: [budget(oneRequest * 100)] };
    const both = await Promise.all([
      start(redis?.url ?? '', target.url, rules),
      start(redis?.url ?? '', target.url, rules),
    ]);
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, index) => both[index % 2]?.post()));
    const counts = Map.groupBy(answers, (answer) => answer?.status);
    expect([counts.get(200)?.length, counts.get(402)?.length]).toEqual([100, 900]);
    expect(target.received).toHaveLength(100);
    const spent = both
      .flatMap(({ records }) => records)
      .reduce((sum, record) => sum + record.costNanoUsd, 0n);
    expect(Number(spent)).toBe(oneRequest * 100);
  });

  it('share limits, and give places back to each other', async () => {
    const target = await upstream();
    const rules = { limits: [limit('requests', 3), limit('concurrency', 1)] };
    const one = await start(redis?.url ?? '', target.url, rules);
    const two = await start(redis?.url ?? '', target.url, rules);
    const statuses: number[] = [];
    for (const process of [one, two, one, two]) {
      const answer = await process.post();
      statuses.push(answer.status);
      await answer.text();
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('refuse what a budget holds for while it cannot be asked, and let the rest through', async () => {
    const own = await finder.start();
    const target = await upstream();
    const budgeted = await start(own.url, target.url, { budgets: [budget(oneRequest * 1_000)] }, 250);
    const limited = await start(own.url, target.url, { limits: [limit('requests', 1_000)] }, 250);
    expect((await budgeted.post()).status).toBe(200);
    await own.close();
    const refused = await budgeted.post();
    expect([refused.status, (await limited.post()).status]).toEqual([503, 200]);
    expect(budgeted.records.at(-1)).toMatchObject({ errorCode: 'unavailable', attempts: [] });
  });
});
