import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cluster } from '../../../server/platform/db/embedded-postgres/cluster.ts';
import { migrate } from '../../../server/platform/db/migrate.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { startOwnCluster } from '../../support/own-cluster.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'heddle-ledger-outage-'));
const home = path.join(directory, 'home');
const spool = path.join(home, 'ledger-spool');
const logger = createLogger('ledger');
let cluster: Cluster;
let databaseUrl: string;

/** Of its own, since it is stopped in the middle; on one port, whatever happens. */
const startPostgres = (port?: number) => startOwnCluster(path.join(directory, 'cluster'), port);

beforeAll(async () => {
  chmodSync(directory, 0o755);
  mkdirSync(home);
  cluster = await startPostgres();
  databaseUrl = cluster.url('postgres');
  await migrate(databaseUrl);
});

afterAll(async () => {
  await cluster.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('the ledger when Postgres goes away', () => {
  it('loses and doubles nothing over a stop and a start', async () => {
    const ledger = openLedger({ databaseUrl, home, logger });
    const ids: string[] = [];
    const recordSome = (count: number) =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const record = sampleRecord();
          await ledger.record(record);
          ids.push(record.id);
        }),
      );
    await recordSome(50);
    const underWay = recordSome(500);
    await cluster.stop();
    await underWay;
    await recordSome(200);
    expect(waitingFiles()).not.toEqual([]);
    cluster = await startPostgres(cluster.port);
    await vi.waitFor(() => expect(waitingFiles()).toEqual([]), { timeout: 15_000 });
    await recordSome(50);
    await ledger.close();
    expect(ids).toHaveLength(800);
    expect(await countRecords(ids)).toEqual({ records: 800, different: 800 });
  });

  it('brings in at the next start what a killed process had kept on disk, once though two processes do', async () => {
    const nobodyListens = new URL(databaseUrl);
    nobodyListens.port = '1';
    const ids = await recordAndKill(nobodyListens.toString(), 300);
    expect(await countRecords(ids)).toEqual({ records: 0, different: 0 });
    expect(waitingFiles()).not.toEqual([]);
    const ledgers = [openLedger({ databaseUrl, home, logger }), openLedger({ databaseUrl, home, logger })];
    await vi.waitFor(() => expect(waitingFiles()).toEqual([]), { timeout: 15_000 });
    await Promise.all(ledgers.map((ledger) => ledger.close()));
    expect(await countRecords(ids)).toEqual({ records: 300, different: 300 });
  });

  it('has every record of a killed process that it had called durable', async () => {
    const ids = await recordAndKill(databaseUrl, 2_000, 700);
    expect(ids.length).toBeGreaterThanOrEqual(700);
    expect(await countRecords(ids)).toEqual({ records: ids.length, different: ids.length });
  });

  it('brings in the whole lines of a damaged file, and keeps the file', async () => {
    mkdirSync(spool, { recursive: true });
    const ids = await recordAndKill('postgresql://nobody@127.0.0.1:1/none', 3);
    const [name = ''] = waitingFiles();
    writeFileSync(path.join(spool, name), '{"record":{"id":"torn', { flag: 'a' });
    const ledger = openLedger({ databaseUrl, home, logger });
    await vi.waitFor(() => expect(waitingFiles()).toEqual([]), { timeout: 15_000 });
    await ledger.close();
    expect(await countRecords(ids)).toEqual({ records: 3, different: 3 });
    expect(readdirSync(spool)).toContain(name.replace('.jsonl', '.set-aside'));
  });

  it('keeps trying the database where the disk cannot be written either', async () => {
    const file = path.join(directory, 'a-file-where-the-home-should-be');
    writeFileSync(file, '');
    const ledger = openLedger({ databaseUrl, home: file, logger });
    await cluster.stop();
    const record = sampleRecord();
    let durable = false;
    const recorded = ledger.record(record).then(() => {
      durable = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(durable).toBe(false);
    cluster = await startPostgres(cluster.port);
    await recorded;
    await ledger.close();
    expect(await countRecords([record.id])).toEqual({ records: 1, different: 1 });
  });
});

function waitingFiles(): string[] {
  return existsSync(spool) ? readdirSync(spool).filter((name) => name.endsWith('.jsonl')) : [];
}

async function countRecords(ids: string[]): Promise<{ records: number; different: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    'SELECT count(*)::int AS records, count(DISTINCT id)::int AS different FROM usage_records WHERE id = ANY($1)',
    [ids],
  );
  await client.end();
  return rows[0];
}

/** Lets a process record, and kills it with SIGKILL once it has called so many durable; their ids. */
async function recordAndKill(url: string, records: number, killAfter = records): Promise<string[]> {
  const script = path.join(import.meta.dirname, 'recording-process.ts');
  const child = spawn(process.execPath, [script, url, home, String(records)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HEDDLE_LOG_LEVEL: 'silent' },
  });
  const ids: string[] = [];
  for await (const line of readline.createInterface({ input: child.stdout })) {
    ids.push(line);
    if (ids.length === killAfter) child.kill('SIGKILL');
  }
  return ids;
}
