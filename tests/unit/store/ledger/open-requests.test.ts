import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLogger } from '../../../../server/platform/logger.ts';
import { interruptedRecords } from '../../../../server/store/ledger/open-requests/interrupted-records.ts';
import { LeftOpenRequests } from '../../../../server/store/ledger/open-requests/left-open-requests.ts';
import {
  writeBegun,
  writeOwner,
  writeProgress,
} from '../../../../server/store/ledger/open-requests/open-request-line.ts';
import { OpenRequests } from '../../../../server/store/ledger/open-requests/open-requests.ts';
import { thisProcess } from '../../../../server/store/ledger/open-requests/owner.ts';
import { openRequestOf } from './open-request-of.ts';
import { sampleRecord } from './sample-record.ts';

const MEBIBYTE = 1024 * 1024;
let parent: string;
let directory: string;
let logged: string[];
let subject: OpenRequests;

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'heddle-open-'));
  directory = path.join(parent, 'spool');
  logged = [];
  subject = open();
});
afterEach(() => {
  vi.useRealTimers();
  subject.close();
  rmSync(parent, { recursive: true, force: true });
});

function open(): OpenRequests {
  const logger = makeLogger('info', { write: (line) => void logged.push(line) });
  return new OpenRequests({ directory, logger, noteProgressEveryMs: 30, pauseMs: 60 });
}

/** However busy the machine is. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });
const names = () => readdirSync(directory);
const written = () =>
  names()
    .map((name) => readFileSync(path.join(directory, name), 'utf8'))
    .join('');

describe('the file of open requests', () => {
  it('says of each what its record takes, before it resolves', async () => {
    const record = sampleRecord();
    await subject.begin(openRequestOf(record));
    const [interrupted] = await interruptedRecords(written());
    expect(interrupted).toEqual({
      ...record,
      inputTokens: 100,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 10,
      reasoningTokens: 0,
      rawUsage: null,
      usageEstimated: true,
      // 100 in and 10 out of gpt-4o-mini.
      costNanoUsd: 100n * 150n + 10n * 600n,
      priceVersion: 'genai-prices@0.1.8:openai/gpt-4o-mini',
      costLines: [
        { kind: 'input', tokens: 100, nanoUsdPerMillion: 150_000_000n },
        { kind: 'output', tokens: 10, nanoUsdPerMillion: 600_000_000n },
      ],
      latencyMs: record.latencyFirstByteMs,
      httpStatus: 200,
      errorCode: 'interrupted',
      errorMessage: 'The process that served this request died.',
      finishReason: null,
      endedBy: 'interrupted',
    });
  });

  it('writes what requests have in common once, and says of each all the same', async () => {
    const { attempts } = sampleRecord();
    const plain = {
      attempts: attempts.map((attempt) => ({ ...attempt, status: null })),
      ...{ losses: [], triedChannelIds: [], tags: [], latencyFirstByteMs: null },
    };
    const other = attempts.map((attempt) => ({ ...attempt, status: null, reason: 'failover' }));
    const records = [
      sampleRecord(plain),
      sampleRecord({ ...plain, endUser: null, reservation: null }),
      sampleRecord({ ...plain, apiKeyId: '0190a000-0000-7000-8000-00000000000a' }),
      sampleRecord({ ...plain, modelRequested: 'slow' }),
      sampleRecord({ ...plain, attempts: other }),
      sampleRecord({ ...plain, createdAt: new Date(Date.now() - 5_000) }),
    ];
    const overrides: [] = [];
    const begin = async (record: ReturnType<typeof sampleRecord>) => {
      const request = openRequestOf(record);
      await subject.begin({ ...request, price: { ...request.price, overrides } });
    };
    const read = async () => {
      const found = new Map((await interruptedRecords(written())).map((record) => [record.id, record]));
      return records.map(({ id }) => found.get(id));
    };
    const expected = records.map((record) => ({
      ...openRequestOf(record).record,
      inputTokens: 100,
      outputTokens: 10,
      costNanoUsd: 100n * 150n + 10n * 600n,
      httpStatus: 503,
      endedBy: 'interrupted',
    }));
    for (const record of records) await begin(record);
    expect(await read()).toMatchObject(expected);
    const bytes = written().length;
    const again = sampleRecord({ ...plain, attempts: other, endUser: null, reservation: null });
    await begin(again);
    expect(written().length - bytes).toBeLessThan(150);
    // In a file that is begun anew, what is in common stands again; also where others read the lines one by one.
    for (const name of names()) rmSync(path.join(directory, name));
    await eventually(async () => expect(await read()).toMatchObject(expected));
    const lines = subject.openForLongerThan(-60_000).map(({ line }) => line);
    expect(await interruptedRecords(lines.reverse().join(''))).toHaveLength(7);
  });

  it('says how far each is, and no more of those that are over', async () => {
    let outputTokens = 10;
    const record = sampleRecord();
    const request = {
      ...openRequestOf(record),
      tokensSoFar: () => openRequestOf(record, { outputTokens }).tokensSoFar(),
    };
    const other = sampleRecord();
    await Promise.all([subject.begin(request), subject.begin(openRequestOf(other))]);
    outputTokens = 5_000;
    subject.end(other.id);
    await eventually(async () => {
      const records = await interruptedRecords(written());
      expect(records).toMatchObject([{ id: record.id, outputTokens: 5_000 }]);
    });
  });

  it("prices by the tenant's own price, and writes no price of another model", async () => {
    const price = { provider: null, tenantId: 'tenant', cachedInputNanoUsdPerMillion: null };
    const override = {
      ...price,
      id: 'own',
      model: 'gpt-4o-mini',
      inputNanoUsdPerMillion: 2_000_000n,
      outputNanoUsdPerMillion: 9_007_199_254_740_993_000_000n,
      cacheWriteNanoUsdPerMillion: 1n,
      updatedAt: new Date('2026-09-01T00:00:00Z'),
    };
    const request = openRequestOf(sampleRecord());
    const overrides = [{ ...override, id: 'other', model: 'other' }, override];
    const line = writeBegun({ ...request, price: { ...request.price, overrides } });
    expect(line).not.toContain('"other"');
    expect(await interruptedRecords(line)).toMatchObject([
      {
        priceVersion: 'override:own@2026-09-01T00:00:00.000Z',
        costNanoUsd: 200n + 90_071_992_547_409_930n,
      },
    ]);
  });

  it('is gone when nothing is open', async () => {
    const record = sampleRecord();
    await subject.begin(openRequestOf(record));
    expect(names()).toHaveLength(1);
    subject.end(record.id);
    await eventually(() => expect(names()).toEqual([]));
    await subject.begin(openRequestOf(sampleRecord()));
    expect(names()).toHaveLength(1);
  });

  it('does not grow with what is over', async () => {
    const stays = sampleRecord();
    await subject.begin(openRequestOf(stays));
    for (let turn = 0; turn < 100; turn++) {
      const records = Array.from({ length: 200 }, () => sampleRecord());
      await Promise.all(records.map((record) => subject.begin(openRequestOf(record))));
      for (const { id } of records) subject.end(id);
      const bytes = names().map((name) => statSync(path.join(directory, name)).size);
      expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(9 * MEBIBYTE);
    }
    const ids = (await interruptedRecords(written())).map(({ id }) => id);
    expect(ids).toContain(stays.id);
  });

  it('is read up to where a line broke off', async () => {
    const [one, other] = [sampleRecord(), sampleRecord()];
    const text =
      writeOwner(thisProcess()) + writeBegun(openRequestOf(one)) + writeBegun(openRequestOf(other));
    expect(await interruptedRecords(text.slice(0, -10))).toMatchObject([{ id: one.id }]);
    expect(await interruptedRecords(`${text}{"progress":"${one.id}`)).toHaveLength(2);
    expect(
      await interruptedRecords(text + writeProgress('unknown', 1, openRequestOf(one).tokensSoFar())),
    ).toHaveLength(2);
  });

  it('has short lines, whatever the names in them', () => {
    const [attempt] = sampleRecord().attempts;
    if (!attempt) throw new Error('the sample has an attempt');
    const name = '语'.repeat(100);
    const record = sampleRecord({
      modelRequested: '语'.repeat(256),
      modelUsed: '"'.repeat(256),
      losses: Array.from({ length: 32 }, () => 'x'.repeat(64)),
      attempts: Array.from({ length: 8 }, () => ({
        ...attempt,
        channelName: name,
        reason: `failover from ${name}`,
      })),
    });
    expect(Buffer.byteLength(writeBegun(openRequestOf(record)))).toBeLessThan(14 * 1024);
    expect(Buffer.byteLength(writeBegun(openRequestOf(sampleRecord())))).toBeLessThan(1_500);
  });

  it('lets answers go out where the disk takes nothing, says so once, and catches up when it does', async () => {
    writeFileSync(directory, 'a file where the directory should be');
    const [one, other] = [sampleRecord(), sampleRecord()];
    await subject.begin(openRequestOf(one));
    await subject.begin(openRequestOf(other));
    await delay(200);
    expect(logged.filter((line) => line.includes('cannot be kept on disk'))).toHaveLength(1);
    subject.end(other.id);
    rmSync(directory);
    mkdirSync(directory);
    await eventually(async () => expect(await interruptedRecords(written())).toMatchObject([{ id: one.id }]));
    expect(logged.filter((line) => line.includes('on disk again'))).toHaveLength(1);
  });

  it('is put down anew when somebody took it away', async () => {
    const record = sampleRecord();
    await subject.begin(openRequestOf(record));
    for (const name of names()) rmSync(path.join(directory, name));
    await eventually(async () =>
      expect(await interruptedRecords(written())).toMatchObject([{ id: record.id }]),
    );
  });
});

describe('the files of dead processes', () => {
  const writeFile = (owner: object | null) => {
    mkdirSync(directory, { recursive: true });
    const head = owner ? `${JSON.stringify({ owner })}\n` : '';
    writeFileSync(path.join(directory, 'left.open'), head + writeBegun(openRequestOf(sampleRecord())));
  };

  it('are not those of this process', async () => {
    await subject.begin(openRequestOf(sampleRecord()));
    expect(await new LeftOpenRequests(directory).find()).toEqual([]);
  });

  it('are those whose number is nobody’s, or somebody else’s by now', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    for (const owner of [
      { ...thisProcess(), pid: child.pid },
      { ...thisProcess(), startedAt: '1' },
    ]) {
      writeFile(owner);
      const left = new LeftOpenRequests(directory);
      expect(await left.find()).toEqual(['left.open']);
      expect(await left.read('left.open')).toHaveLength(1);
    }
  });

  it.each([
    ['of another machine', { machine: 'another', pid: 1, startedAt: '1' }],
    ['of a system that does not tell', { machine: null, pid: 1, startedAt: null }],
    ['without an owner', null],
  ])('are, %s, those that show no life for a minute', async (_, owner) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    writeFile(owner);
    const left = new LeftOpenRequests(directory);
    expect(await left.find()).toEqual([]);
    vi.advanceTimersByTime(59_000);
    const later = new Date(Date.now() + 1_000);
    utimesSync(path.join(directory, 'left.open'), later, later);
    expect(await left.find()).toEqual([]);
    vi.advanceTimersByTime(59_000);
    expect(await left.find()).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(await left.find()).toEqual(['left.open']);
  });

  it('may be none', async () => {
    expect(await new LeftOpenRequests(path.join(parent, 'nowhere')).find()).toEqual([]);
    expect(await new LeftOpenRequests(directory).read('gone.open')).toBeNull();
  });
});
