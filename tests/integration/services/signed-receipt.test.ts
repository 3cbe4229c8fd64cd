import { execFile } from 'node:child_process';
import { createPublicKey, randomInt, randomUUID, verify } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { calcPrice } from '@pydantic/genai-prices';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptVerifiers } from '../../../components/docs/receipt-verifiers.ts';
import { databaseUrl } from '../../../server/platform/db/pools.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { adjustLedger } from '../../../server/services/platform/adjust-ledger.ts';
import { rotateReceiptKey } from '../../../server/services/platform/rotate-receipt-key.ts';
import { canonicalJson } from '../../../server/services/receipts/canonical-json.ts';
import { getReceipt } from '../../../server/services/receipts/get-receipt.ts';
import { listReceiptKeys } from '../../../server/services/receipts/list-receipt-keys.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import type { UsageRecord } from '../../../server/store/ledger.ts';
import { handleReceiptKeys } from '../../../server/transports/rest/handle-receipt-keys.ts';
import {
  apiKey,
  gatewayUnderTest,
  listening,
  listeningServer,
} from '../../contract/support/gateway-under-test.ts';
import { anthropicAnswer, openAiAnswer, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

const run = promisify(execFile);
const REQUESTS = 120;

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterAll(() => database.close());

const receiptOf = (requestId: string) =>
  invoke(getReceipt, callerOf(world.member), { tenant: world.tenant.slug, requestId });
type Signed = Awaited<ReturnType<typeof receiptOf>>;

async function isGood({ receipt, signature }: Signed): Promise<boolean> {
  const { keys } = await invoke(listReceiptKeys, callerOf(null), {});
  const jwk = keys.find(({ kid }) => kid === signature.keyId);
  if (!jwk) return false;
  const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const signed = Buffer.from(canonicalJson(receipt));
  return verify(null, signed, publicKey, Buffer.from(signature.value, 'base64url'));
}

describe('a receipt', () => {
  it('comes to what its raw usage costs by the price version it names, whatever the usage', async () => {
    const records = await randomRequests();
    const ledger = openLedger({
      databaseUrl: databaseUrl('heddle_gateway'),
      home: database.home,
      logger: createLogger('test'),
    });
    const budgets = [{ budgetId: randomUUID(), periodStartMs: Date.UTC(2026, 2, 1), endUser: null }];
    await Promise.all(
      records.map((record, index) =>
        ledger.record({
          ...record,
          tenantId: world.tenant.id,
          teamId: world.team.id,
          reservation: index % 2 ? { nanoUsd: 10_000_000_000, budgets } : null,
        }),
      ),
    );
    await ledger.close();
    for (const { id } of records) {
      const signed = await receiptOf(id);
      const { receipt } = signed;
      expect(await isGood(signed)).toBe(true);
      expect(receipt.usage.estimated).toBe(false);
      // Another program, in floating point, from the raw usage and the version of the price alone.
      const expected = priceOf(receipt.priceVersion ?? '', JSON.parse(receipt.usage.raw ?? '{}'));
      expect(Math.abs(Number(receipt.costNanoUsd) - expected * 1e9)).toBeLessThanOrEqual(0.5 + 1e-3);
      const sum = (receipt.lines ?? []).reduce((sum, line) => {
        expect(BigInt(line.amountFemtoUsd)).toBe(
          BigInt(line.tokens ?? 0) * BigInt(line.nanoUsdPerMillion ?? 0),
        );
        return sum + BigInt(line.amountFemtoUsd);
      }, 0n);
      expect((sum + 500_000n) / 1_000_000n).toBe(BigInt(receipt.costNanoUsd));
      expect(receipt.policy).toBe('answered');
      expect(receipt.attempts.map(({ paid }) => paid)).toEqual([true]);
      const total = (name: 'availableNanoUsd' | 'reservedNanoUsd' | 'spentNanoUsd') =>
        receipt.entries.reduce((sum, entry) => sum + BigInt(entry[name]), 0n);
      expect(total('spentNanoUsd')).toBe(BigInt(receipt.costNanoUsd));
      expect(total('reservedNanoUsd')).toBe(0n);
      expect(total('availableNanoUsd')).toBe(-BigInt(receipt.costNanoUsd));
      expect(receipt.entries).toHaveLength(receipt.reservation ? 2 : 1);
    }
  }, 60_000);

  it('is not good once anything in it was changed', async () => {
    const id = randomUUID();
    await insertUsageRecord(database, world, world.team, { id, cost_nano_usd: 100n });
    const signed = await receiptOf(id);
    expect(await isGood(signed)).toBe(true);
    for (const change of [
      { costNanoUsd: '99' },
      { modelRequested: `${signed.receipt.modelRequested} ` },
      { priceVersion: null },
      { attempts: [] },
      { usage: { ...signed.receipt.usage, inputTokens: 9 } },
      { entries: signed.receipt.entries.slice(1) },
    ]) {
      expect(await isGood({ ...signed, receipt: { ...signed.receipt, ...change } })).toBe(false);
    }
    const { signature } = signed;
    const other = { ...signature, value: Buffer.alloc(64).toString('base64url') };
    expect(await isGood({ ...signed, signature: other })).toBe(false);
  });

  it('stays good when the key is replaced, and shows what was entered by hand', async () => {
    const id = randomUUID();
    await insertUsageRecord(database, world, world.team, { id, cost_nano_usd: 100n });
    const before = await receiptOf(id);
    const { keyId } = await invoke(rotateReceiptKey, callerOf(world.operator), {});
    const adjust = (nanoUsd: string, cause: 'goodwill' | 'correction' = 'goodwill') =>
      invoke(adjustLedger, callerOf(world.operator), { requestId: id, nanoUsd, cause, reason: 'An outage' });
    await adjust('-40');
    await expect(adjust('-61')).rejects.toThrow(/cannot be given back/);
    await expect(adjust('1')).rejects.toThrow(/Goodwill/);
    await adjust('5', 'correction');
    const after = await receiptOf(id);
    expect(after.signature.keyId).toBe(keyId);
    expect(before.signature.keyId).not.toBe(keyId);
    expect(await isGood(before)).toBe(true);
    expect(await isGood(after)).toBe(true);
    expect(after.receipt.entries).toMatchObject([
      { id: `${id}/1`, kind: 'settlement', spentNanoUsd: '100', availableNanoUsd: '-100' },
      { id: `${id}/2`, kind: 'refund', spentNanoUsd: '-40', availableNanoUsd: '40', reason: 'An outage' },
      { id: `${id}/3`, kind: 'adjustment', spentNanoUsd: '5', availableNanoUsd: '-5', cause: 'correction' },
    ]);
  });

  it('is checked by the programs of the documentation, which refuse a changed one', async (context) => {
    const id = randomUUID();
    await insertUsageRecord(database, world, world.team, {
      id,
      model_requested: 'größer "als" 语 😀 \u2028 \u007f',
      end_user: 'x',
    });
    const signed = await receiptOf(id);
    const changed = { ...signed, receipt: { ...signed.receipt, costNanoUsd: '1' } };
    const heddle = await listeningServer(
      createServer(async (request, response) => {
        const answer = await handleReceiptKeys(new Request(`http://localhost${request.url}`));
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      }),
    );
    const directory = mkdtempSync(path.join(tmpdir(), 'heddle-receipt-'));
    const write = (name: string, text: string) => {
      writeFileSync(path.join(directory, name), text);
      return path.join(directory, name);
    };
    const [good, bad] = [
      write('good.json', JSON.stringify(signed)),
      write('bad.json', JSON.stringify(changed)),
    ];
    const programs: [string, string][] = [
      [process.execPath, write('verify.mts', receiptVerifiers.TypeScript)],
    ];
    const hasPython = await run('python3', ['-c', 'import cryptography']).then(
      () => true,
      () => false,
    );
    if (hasPython) programs.push(['python3', write('verify.py', receiptVerifiers.Python)]);
    else context.annotate('python3 with cryptography is not here: its program was not run');
    for (const [command, program] of programs) {
      expect((await run(command, [program, good, heddle.url])).stdout.trim()).toBe('good');
      await expect(run(command, [program, bad, heddle.url]), command).rejects.toThrow();
    }
    await heddle.close();
  });
});

/** Dollars. */
function priceOf(version: string, raw: Record<string, never>): number {
  const [, provider = '', model = ''] = /^genai-prices@[^:]+:([^/]+)\/(.+)$/.exec(version) ?? [];
  const found = calcPrice(usageOf(provider, raw), model, { providerId: provider });
  if (!found) throw new Error(`no price of ${version}`);
  return found.total_price;
}

function usageOf(provider: string, raw: Record<string, number & { cached_tokens?: number }>) {
  if (provider === 'openai') {
    return {
      input_tokens: raw.prompt_tokens ?? 0,
      output_tokens: raw.completion_tokens ?? 0,
      cache_read_tokens: raw.prompt_tokens_details?.cached_tokens ?? 0,
    };
  }
  const [read, written] = [raw.cache_read_input_tokens ?? 0, raw.cache_creation_input_tokens ?? 0];
  return {
    input_tokens: (raw.input_tokens ?? 0) + read + written,
    output_tokens: raw.output_tokens ?? 0,
    cache_read_tokens: read,
    cache_write_tokens: written,
  };
}

/** Records of requests whose providers counted at random. */
async function randomRequests(): Promise<UsageRecord[]> {
  const openAi = await scriptedUpstream((response) => {
    const prompt = randomInt(1, 100_000);
    const usage = {
      prompt_tokens: prompt,
      completion_tokens: randomInt(1, 10_000),
      prompt_tokens_details: { cached_tokens: randomInt(0, prompt) },
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...openAiAnswer, usage }));
  });
  const anthropic = await scriptedUpstream((response) => {
    const usage = {
      input_tokens: randomInt(1, 50_000),
      output_tokens: randomInt(1, 5_000),
      cache_read_input_tokens: randomInt(0, 50_000),
      cache_creation_input_tokens: randomInt(0, 20_000),
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...anthropicAnswer, usage }));
  });
  const { gateway, records } = gatewayUnderTest({
    channels: [
      { provider: 'openai', baseUrl: openAi.url, models: { mini: 'gpt-4o-mini', large: 'gpt-4o' } },
      { provider: 'anthropic', baseUrl: anthropic.url, models: { haiku: 'claude-haiku-4-5' } },
    ],
    inOneThread: true,
  });
  const server = await listening(gateway);
  const models = ['mini', 'large', 'haiku'];
  for (let made = 0; made < REQUESTS; made++) {
    const body = { model: models[made % models.length], messages: [{ role: 'user', content: 'Good day.' }] };
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
  }
  await server.close();
  await gateway.close();
  await Promise.all([openAi.close(), anthropic.close()]);
  return records;
}
