import Anthropic, { PaymentRequiredError } from '@anthropic-ai/sdk';
import { ApiError, GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { countTextTokens } from '../../server/gateway/settlement/count-text-tokens.ts';
import { MemoryAdmission } from '../../server/store/admission/memory/memory-admission.ts';
import { type Admission, AdmissionAway } from '../../server/store/admission.ts';
import type { PriceOverride, TenantConfiguration } from '../../server/store/configuration.ts';
import { apiKey, gatewayUnderTest, listening } from './support/gateway-under-test.ts';
import { messages, onEveryMount } from './support/on-every-mount.ts';
import { budget, keyScope, limit } from './support/rules.ts';
import {
  anthropicAnswer,
  geminiAnswer,
  json,
  openAiAnswer,
  openAiStream,
  silence,
  stream,
} from './support/scripted-upstream.ts';

const chat = '/v1/chat/completions';
const text = 'Good morning';
/** As the gateway counts `messages`: the start of the answer and the message take three each. */
const inputTokens = 6 + (await countTextTokens(text));
const outputTokens = 10;
const inputRate = 1_000_000_000n;
const outputRate = 3_000_000_000n;
/** In nano-dollars: a thousandth of a dollar per thousand tokens in, three out. */
const costOf = (input: number, output: number) => input * 1_000 + output * 3_000;
const oneRequest = costOf(inputTokens, outputTokens);

const price: PriceOverride = {
  id: 'price',
  tenantId: '01900000-0000-7000-8000-000000000001',
  provider: null,
  model: 'm',
  inputNanoUsdPerMillion: inputRate,
  outputNanoUsdPerMillion: outputRate,
  cachedInputNanoUsdPerMillion: null,
  cacheWriteNanoUsdPerMillion: null,
  updatedAt: new Date(0),
};

/** An answer that takes what was reserved for it. */
const answer = {
  ...openAiAnswer,
  usage: {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  },
};
const ask = { model: 'm', messages, max_tokens: outputTokens };

const at = (url: string, tenant: Partial<TenantConfiguration>, more: object = {}) => ({
  channels: [{ provider: 'openai', baseUrl: url, models: { m: 'm' } }],
  tenant: { priceOverrides: [price], ...tenant },
  ...more,
});

onEveryMount('budgets', ({ start, upstream }) => {
  it('for 100 requests let exactly 100 of 1,000 through that come at once, however long their bodies are', {
    timeout: 120_000,
  }, async () => {
    const target = await upstream(json(200, answer));
    const holding = budget(oneRequest * 100);
    const heddle = await start(
      at(
        target.url,
        { budgets: [holding] },
        { settings: { maxConnectionsPerOrigin: 200, maxRequestsInFlight: 10_000 } },
      ),
    );
    // A member that costs bytes and no tokens.
    const body = { ...ask, metadata: { note: 'x'.repeat(200) } };
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => heddle.post(chat, body)));
    const counts = Map.groupBy(answers, ({ status }) => status);
    expect([counts.get(200)?.length, counts.get(402)?.length]).toEqual([100, 900]);
    expect(target.received).toHaveLength(100);
    const paid = heddle.records.filter(({ httpStatus }) => httpStatus === 200);
    expect(paid.reduce((sum, { costNanoUsd }) => sum + Number(costNanoUsd), 0)).toBe(holding.nanoUsd);
    expect(paid[0]?.reservation).toEqual({
      nanoUsd: oneRequest,
      budgets: [{ budgetId: holding.id, periodStartMs: 0, endUser: null }],
    });
  });

  it('settle to the truth, and give back what a failed request reserved', async () => {
    const { opening, text: said, finish, usage, done } = openAiStream;
    const target = await upstream(
      json(400, { error: { message: 'no' } }),
      json(200, answer),
      stream(opening, said('Good day.'), finish, usage, done),
      json(200, answer),
    );
    // By the usage of the stream: 11 tokens in, 3 out.
    const holding = budget(costOf(inputTokens, 500) + oneRequest + costOf(11, 3));
    const heddle = await start(at(target.url, { budgets: [holding] }));
    const large = { ...ask, max_tokens: 500 };
    expect((await heddle.post(chat, large)).status).toBe(400);
    expect((await heddle.post(chat, large)).status).toBe(200);
    await (await heddle.post(chat, { ...large, stream: true })).text();
    expect((await heddle.post(chat, large)).status).toBe(200);
    const refused = await heddle.post(chat, large);
    expect(refused.status).toBe(402);
    expect(heddle.records.map(({ costNanoUsd }) => Number(costNanoUsd))).toEqual([
      0,
      oneRequest,
      costOf(11, 3),
      oneRequest,
      0,
    ]);
  });

  it('reserve until an abandoned answer is settled, and then what came of it', {
    timeout: 120_000,
  }, async () => {
    const target = await upstream(silence, json(200, answer));
    const heddle = await start(at(target.url, { budgets: [budget(oneRequest + 50_000)] }));
    const leaving = new AbortController();
    const left = heddle.post(chat, ask, { signal: leaving.signal }).catch(() => undefined);
    await expect.poll(() => target.received.length, { timeout: 60_000 }).toBe(1);
    const meanwhile = await heddle.post(chat, { ...ask, max_tokens: 16 });
    expect(meanwhile.status).toBe(402);
    expect(await meanwhile.text()).toMatch(/are reserved for requests under way/);
    leaving.abort();
    await left;
    await expect.poll(() => heddle.records.length, { timeout: 60_000 }).toBe(2);
    // The prompt, which the provider had read.
    expect(Number(heddle.records[1]?.costNanoUsd)).toBe(costOf(inputTokens, 0));
    expect((await heddle.post(chat, { ...ask, max_tokens: 16 })).status).toBe(200);
  });

  it('of a team, a model group and each end user hold beside each other', async () => {
    const target = await upstream(json(200, answer));
    const perUser = budget(oneRequest, { scope: { perEndUser: true } });
    const elsewhere = budget(0, { scope: { teamId: 'another' } });
    const models = budget(oneRequest * 3, { scope: { models: ['*'] }, per: 'month' });
    const heddle = await start(at(target.url, { budgets: [perUser, elsewhere, models] }));
    const statuses: number[] = [];
    for (const user of ['ann', 'ann', 'bob', undefined, 'cy']) {
      statuses.push((await heddle.post(chat, { ...ask, user })).status);
    }
    expect(statuses).toEqual([200, 402, 200, 200, 402]);
    expect(heddle.records[0]?.reservation?.budgets).toMatchObject([
      { budgetId: perUser.id, endUser: 'ann' },
      { budgetId: models.id, endUser: null },
    ]);
  });

  it('that are soft let everything through, and note each threshold once', async () => {
    const target = await upstream(json(200, answer));
    const soft = budget(oneRequest * 2, { hard: false, thresholds: [50, 80, 100, 250] });
    const heddle = await start(at(target.url, { budgets: [soft] }));
    const noted = () => heddle.budgets.events.map(({ threshold, spentNanoUsd }) => [threshold, spentNanoUsd]);
    expect((await heddle.post(chat, ask)).status).toBe(200);
    expect(noted()).toEqual([[50, oneRequest]]);
    for (let request = 0; request < 3; request++) await heddle.post(chat, ask);
    expect(noted()).toEqual([
      [50, oneRequest],
      [80, oneRequest * 2],
      [100, oneRequest * 2],
    ]);
    expect(heddle.budgets.events[0]).toMatchObject({ budgetId: soft.id, periodStartMs: 0, endUser: null });
  });

  it('that were nearly used up before this process began are used up', async () => {
    const target = await upstream(json(200, answer));
    const heddle = await start(at(target.url, { budgets: [budget(oneRequest * 10)] }));
    heddle.budgets.spent = async () => [oneRequest * 8];
    const answers = await Promise.all(Array.from({ length: 20 }, () => heddle.post(chat, ask)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it('do not hold for a count of tokens', async () => {
    const heddle = await start({
      channels: [{ provider: 'simulator', models: { m: 'simulator' } }],
      tenant: { budgets: [budget(0)] },
    });
    expect((await heddle.post('/v1/messages/count_tokens', { model: 'm', messages })).status).toBe(200);
    expect(heddle.records[0]?.reservation).toBeNull();
  });

  describe('whose owner allows it cap a request without a bound', () => {
    const enoughFor = (tokens: number) => budget(costOf(inputTokens, tokens), { caps: true });
    const open = { model: 'm', messages };

    it.each([
      ['to OpenAI', 'openai', { ...open, temperature: 0.5 }, `,"max_completion_tokens":123}`],
      ['with null', 'openai', { ...open, max_tokens: null, n: 3 }, `"n":3,"max_completion_tokens":41}`],
      ['to DeepSeek', 'deepseek', open, `,"max_tokens":123}`],
    ])('%s, changing nothing else', async (_how, provider, body, end) => {
      const target = await upstream(json(200, answer));
      const heddle = await start(
        at(
          target.url,
          { budgets: [enoughFor(123)] },
          { channels: [{ provider, baseUrl: target.url, models: { m: 'm' } }] },
        ),
      );
      const response = await heddle.post(chat, body);
      const cap = 'n' in body ? 41 : 123;
      expect([response.status, response.headers.get('x-heddle-capped')]).toEqual([200, `max_tokens=${cap}`]);
      const sent = target.received[0]?.body ?? '';
      expect(sent.endsWith(end)).toBe(true);
      expect(heddle.records[0]?.attempts[0]?.reason).toContain(`capped to ${cap} output tokens`);
      expect(heddle.records[0]?.reservation?.nanoUsd).toBe(costOf(inputTokens, 123));
    });

    it.each([
      [
        '',
        { contents: [{ role: 'user', parts: [{ text }] }] },
        '"generationConfig":{"maxOutputTokens":123}}',
      ],
      [
        ' beside what its client set',
        { generation_config: { topK: 4 }, contents: [{ role: 'user', parts: [{ text }] }] },
        '{"generation_config":{"topK":4,"maxOutputTokens":123},"contents":',
      ],
    ])('to Gemini%s', async (_what, body, part) => {
      const target = await upstream(json(200, geminiAnswer));
      const heddle = await start(
        at(
          target.url,
          { budgets: [enoughFor(123)] },
          { channels: [{ provider: 'gemini', baseUrl: target.url, models: { m: 'm' } }] },
        ),
      );
      const response = await heddle.post('/v1beta/models/m:generateContent', body);
      expect([response.status, response.headers.get('x-heddle-capped')]).toEqual([200, 'max_tokens=123']);
      expect(target.received[0]?.body).toContain(part);
    });

    it.each([
      ['that is translated', 'anthropic', anthropicAnswer, 1, 10_000_000],
      [
        'that is translated and too long for the thread of the event loop',
        'anthropic',
        anthropicAnswer,
        60_000,
        75_000_000,
      ],
      ['that is relayed and too long for the thread of the event loop', 'openai', answer, 60_000, 75_000_000],
    ])('%s', async (_how, provider, said, words, left) => {
      const target = await upstream(json(200, said));
      const heddle = await start(
        at(
          target.url,
          { budgets: [budget(120_000_000, { caps: true })] },
          { channels: [{ provider, baseUrl: target.url, models: { m: 'm' } }] },
        ),
      );
      heddle.budgets.spent = async () => [120_000_000 - left];
      const content = 'word '.repeat(words);
      const response = await heddle.post(chat, { model: 'm', messages: [{ role: 'user', content }] });
      expect(response.status).toBe(200);
      const [, cap] = response.headers.get('x-heddle-capped')?.split('=') ?? [];
      expect(Number(cap)).toBeGreaterThan(16);
      const sent = JSON.parse(target.received[0]?.body ?? '{}');
      expect(sent.max_tokens ?? sent.max_completion_tokens).toBe(Number(cap));
      expect(heddle.records[0]?.reservation?.nanoUsd).toBeLessThanOrEqual(left);
    });

    it('no further than is of any use, nor against what its client says, nor where one of them does not allow it', async () => {
      const target = await upstream(json(200, answer));
      const heddle = await start(at(target.url, { budgets: [enoughFor(15)] }));
      expect((await heddle.post(chat, open)).status).toBe(402);
      const bounded = await start(at(target.url, { budgets: [enoughFor(100)] }));
      expect((await bounded.post(chat, { ...open, max_tokens: 101 })).status).toBe(402);
      const strict = await start(
        at(target.url, { budgets: [enoughFor(100), budget(costOf(inputTokens, 99))] }),
      );
      expect((await strict.post(chat, open)).status).toBe(402);
      expect(target.received).toEqual([]);
    });
  });

  describe('while the counters are away', () => {
    /** Counters that cannot be asked. */
    class Away extends MemoryAdmission implements Admission {
      override take(): never {
        return Promise.reject(new AdmissionAway('away')) as never;
      }
      override read(): never {
        return Promise.reject(new AdmissionAway('away')) as never;
      }
    }

    it('refuse, unless the tenant would rather have its requests through; their limits are counted here meanwhile', async () => {
      const target = await upstream(json(200, answer));
      const rules = { budgets: [budget(oneRequest)], limits: [limit('requests', 2)] };
      const closed = await start(at(target.url, rules, { admission: new Away() }));
      const refused = await closed.post(chat, ask);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await refused.text()).toContain('cannot be told right now');
      expect(closed.records).toMatchObject([{ errorCode: 'unavailable', attempts: [] }]);

      const open = await start(
        at(target.url, { ...rules, whenCountersAway: 'admit' }, { admission: new Away() }),
      );
      const statuses = [];
      for (let request = 0; request < 3; request++) statuses.push((await open.post(chat, ask)).status);
      expect(statuses).toEqual([200, 200, 429]);
      expect(open.records[0]?.reservation?.budgets).toHaveLength(1);

      const unlimited = await start(at(target.url, { limits: rules.limits }, { admission: new Away() }));
      expect((await unlimited.post(chat, ask)).status).toBe(200);
    });
  });
});

describe('a budget that is used up', () => {
  const spent = budget(oneRequest, { scope: keyScope, per: 'month', timeZone: 'Europe/Berlin' });

  it("is told to the vendors' own clients, who do not try again", async () => {
    const under = gatewayUnderTest({
      channels: [{ provider: 'simulator', models: { m: 'simulator' } }],
      key: { name: 'ci', budgets: [spent] },
      tenant: { priceOverrides: [{ ...price, model: 'simulator' }] },
    });
    under.budgets.spent = async () => [oneRequest];
    const { url, close } = await listening(under.gateway);
    const said =
      /Budget exceeded: the API key "ci" has spent \$0\.0000\d+ of \$0\.0000\d+ per month, and this request may cost up to \$0\.000\d+\. It resets at \d{4}-\d\d-\d\dT2[23]:00:00\.000Z\./;
    try {
      const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey });
      const ofOpenAi = await openai.chat.completions
        .create({ model: 'm', messages: [{ role: 'user', content: text }], max_tokens: outputTokens })
        .catch((error: unknown) => error);
      expect(ofOpenAi).toBeInstanceOf(OpenAI.APIError);
      expect(ofOpenAi).toMatchObject({ status: 402, code: 'insufficient_quota', type: 'insufficient_quota' });
      expect((ofOpenAi as Error).message).toMatch(said);

      const anthropic = new Anthropic({ baseURL: url, apiKey });
      const ofAnthropic = await anthropic.messages
        .create({ model: 'm', messages: [{ role: 'user', content: text }], max_tokens: outputTokens })
        .catch((error: unknown) => error);
      expect(ofAnthropic).toBeInstanceOf(PaymentRequiredError);
      expect(ofAnthropic).toMatchObject({ status: 402, error: { error: { type: 'billing_error' } } });
      expect((ofAnthropic as Error).message).toMatch(/Budget exceeded/);

      const google = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url } });
      const ofGoogle = await google.models
        .generateContent({ model: 'm', contents: text, config: { maxOutputTokens: outputTokens } })
        .catch((error: unknown) => error);
      expect(ofGoogle).toBeInstanceOf(ApiError);
      expect(ofGoogle).toMatchObject({ status: 402 });
      expect((ofGoogle as Error).message).toContain('RESOURCE_EXHAUSTED');
      expect(under.records.map(({ errorCode }) => errorCode)).toEqual(Array(3).fill('budget_exceeded'));
    } finally {
      await close();
      await under.gateway.close(1_000);
    }
  });
});
