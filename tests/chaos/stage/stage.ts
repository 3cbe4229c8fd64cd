import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '../client/client.ts';
import { writeConfiguration } from './configuration.ts';
import { FaultProxy } from './fault-proxy.ts';
import { Nudges } from './nudges.ts';
import { ChaosPostgres } from './postgres.ts';
import { RedisProcess } from './redis-process.ts';
import { UpstreamProcess } from './upstream-process.ts';

const PRELOAD = path.join(import.meta.dirname, '../preload');

/** How long Heddle waits for its provider here. A client of it has its answer, or its error, by the last and a bit. */
export const TIMEOUTS = { connectMs: 1_000, firstByteMs: 2_000, idleMs: 2_000, totalMs: 5_000 };
/** On top of the total timeout: two cores are busy with everything here. */
export const SLACK_MS = 1_500;

/** Everything around Heddle: its database, its Redis and its provider, with a fault proxy before each, and its clients. */
export class Stage {
  readonly directory: string;
  readonly home: string;
  readonly postgres: ChaosPostgres;
  /** Null where there is no redis-server. */
  readonly redis: RedisProcess | null;
  readonly upstream: UpstreamProcess;
  readonly proxies: { postgres: FaultProxy; redis: FaultProxy | null; upstream: FaultProxy };
  readonly nudges: Nudges;
  readonly client = new Client();
  readonly configurationFile: string;
  readonly #broken: string | null;

  private constructor(
    parts: Pick<Stage, 'directory' | 'postgres' | 'redis' | 'upstream' | 'proxies'>,
    broken: string | null,
  ) {
    this.directory = parts.directory;
    this.home = path.join(parts.directory, 'home');
    mkdirSync(this.home, { mode: 0o755 });
    this.postgres = parts.postgres;
    this.redis = parts.redis;
    this.upstream = parts.upstream;
    this.proxies = parts.proxies;
    this.nudges = new Nudges(parts.directory);
    this.configurationFile = writeConfiguration(parts.directory, parts.proxies.upstream.port);
    this.#broken = broken;
  }

  /** @param broken name of a variant of Heddle that is broken on purpose, in preload/broken.ts */
  static async open(broken: string | null = null): Promise<Stage> {
    const directory = mkdtempSync(path.join(tmpdir(), 'heddle-chaos-'));
    // The account Postgres runs as passes through it.
    chmodSync(directory, 0o755);
    const [postgres, redis, upstream] = await Promise.all([
      ChaosPostgres.start(directory),
      RedisProcess.start(),
      UpstreamProcess.start(directory),
    ]);
    const proxies = {
      postgres: await FaultProxy.open(postgres.port),
      redis: redis && (await FaultProxy.open(redis.port)),
      upstream: await FaultProxy.open(upstream.port),
    };
    return new Stage({ directory, postgres, redis, upstream, proxies }, broken);
  }

  /** For every process of the Heddle under test. */
  environment(): Record<string, string> {
    const preloaded = ['nudged.ts', ...(this.#broken ? ['broken.ts'] : [])];
    const imports = preloaded.map((file) => `--import=${pathToFileURL(path.join(PRELOAD, file)).href}`);
    return {
      ...this.postgres.environment(this.proxies.postgres.port),
      ...(this.proxies.redis && { REDIS_URL: `redis://127.0.0.1:${this.proxies.redis.port}` }),
      HEDDLE_HOME: this.home,
      HEDDLE_HOST: '127.0.0.1',
      HEDDLE_CONFIG: this.configurationFile,
      HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1',
      HEDDLE_LOG_LEVEL: 'error',
      HEDDLE_UPSTREAM_CONNECT_TIMEOUT_MS: String(TIMEOUTS.connectMs),
      HEDDLE_UPSTREAM_FIRST_BYTE_TIMEOUT_MS: String(TIMEOUTS.firstByteMs),
      HEDDLE_UPSTREAM_IDLE_TIMEOUT_MS: String(TIMEOUTS.idleMs),
      HEDDLE_UPSTREAM_TOTAL_TIMEOUT_MS: String(TIMEOUTS.totalMs),
      NODE_ENV: 'production',
      NODE_OPTIONS: imports.join(' '),
      CHAOS_NUDGE: this.nudges.file,
      ...(this.#broken && { CHAOS_BROKEN: this.#broken }),
    };
  }

  async close(): Promise<void> {
    await this.client.close();
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy?.close()));
    await Promise.all([this.upstream.stop(), this.redis?.stop(), this.postgres.stop()]);
    rmSync(this.directory, { recursive: true, force: true });
  }
}
