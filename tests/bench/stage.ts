import { availableParallelism } from 'node:os';
import path from 'node:path';
import { createDatabase } from '../../server/platform/db/embedded-postgres/create-database.ts';
import { freePort } from '../../server/platform/db/embedded-postgres/free-port.ts';
import { giveLogins } from '../../server/platform/db/embedded-postgres/give-logins.ts';
import { startEmbeddedPostgres } from '../../server/platform/db/embedded-postgres/start.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { environment, provideEmbeddedDatabase } from '../../server/platform/env.ts';
import { GATEWAY_NODE_OPTIONS } from '../../server/supervisor/child-arguments.ts';
import { allocatorEnvironment } from '../../server/supervisor/launch.ts';
import { BenchProcess, type BenchProcessOptions } from './bench-process.ts';
import { createBenchTenant } from './bench-tenant.ts';
import { type Cores, moveTo } from './cores.ts';
import type { Target } from './measure.ts';
import { requestBody, type Scenario } from './scenarios.ts';

/** Preloaded into every server under test. */
export const reportUse = `--import=${entry('report-use')}`;

const GATEWAY = path.resolve(import.meta.dirname, '../../server/processes/gateway.ts');

export interface StageOptions {
  /** Undefined: processes go where the system puts them. */
  cores: Cores | undefined;
  /** Where a processor profile of the gateway is written; undefined: nowhere. */
  profile: string | undefined;
}

/** What every part needs: an upstream, a load generator, the bare pass-through, Postgres, the gateway, a tenant. */
export class Stage {
  readonly #options: StageOptions;
  /** In the order of starting. */
  readonly #started: { stop(): Promise<unknown> }[] = [];

  private constructor(options: StageOptions) {
    this.#options = options;
  }

  upstreamOrigin = '';
  apiKey = '';
  databaseUrl = '';
  #load: BenchProcess | undefined;
  #bare: { process: BenchProcess; origin: string } | undefined;
  #gateway: { process: BenchProcess; origin: string } | undefined;

  /** On a failure everything that was started is stopped. */
  static async open(options: StageOptions): Promise<Stage> {
    const stage = new Stage(options);
    try {
      await stage.#open();
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  async #open(): Promise<void> {
    const upstream = await this.startServer('upstream', 'load');
    this.upstreamOrigin = upstream.origin;
    this.#load = this.startLoad('load generator');
    // What is started from here on follows this process: Postgres, and the servers under test.
    if (this.#options.cores) moveTo(this.#options.cores.servers, process.pid);
    this.#bare = await this.startServer('pass-through', 'servers', [upstream.origin]);
    const postgres = await startEmbeddedPostgres(environment().home);
    this.#started.push(postgres);
    await createDatabase(postgres.databaseUrl);
    await migrate(postgres.databaseUrl);
    await giveLogins(postgres.databaseUrl, postgres.logins);
    provideEmbeddedDatabase(postgres.logins);
    this.databaseUrl = postgres.databaseUrl;
    this.apiKey = await createBenchTenant('bench', upstream.origin);
    const { profile } = this.#options;
    this.#gateway = await this.startGateway({
      nodeArguments: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    });
  }

  /** Before this process was moved to some of them. */
  readonly processors = availableParallelism();

  get load(): BenchProcess {
    return required(this.#load);
  }

  /** The pass-through under a scenario's load. */
  bare(scenario: Scenario): Target {
    return this.target('pass-through', required(this.#bare), scenario);
  }

  /** The gateway under a scenario's load. */
  heddle(scenario: Scenario, apiKey = this.apiKey, name = 'Heddle'): Target {
    return this.target(name, required(this.#gateway), scenario, apiKey);
  }

  target(
    name: string,
    { process, origin }: { process: Pick<Target, 'use'>; origin: string },
    scenario: Scenario,
    apiKey = this.apiKey,
    headers: Readonly<Record<string, string>> = {},
  ): Target {
    return {
      name,
      use: () => process.use(),
      order: {
        origin,
        path: '/v1/chat/completions',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}`, ...headers },
        body: requestBody(scenario),
      },
    };
  }

  /** One more load generator. */
  startLoad(name: string): BenchProcess {
    const load = new BenchProcess(name, entry('load'));
    this.#keepBeside(load);
    return load;
  }

  /** A server of the bench's own, listening. */
  async startServer(name: 'upstream' | 'pass-through', where: keyof Cores, args: string[] = []) {
    const server = new BenchProcess(name, entry(name), { arguments: args, nodeArguments: [reportUse] });
    if (where === 'servers') this.keepServer(server);
    else this.#keepBeside(server);
    const { port } = await server.hear('ready');
    return { process: server, origin: originOf(port) };
  }

  /** The gateway's own process, as `npm start` runs it, on the bench's database. */
  async startGateway(options: BenchProcessOptions & { anywhere?: boolean } = {}) {
    const gateway = new BenchProcess('gateway', GATEWAY, {
      ...options,
      environment: { ...allocatorEnvironment(), PORT: String(await freePort()), ...options.environment },
      nodeArguments: [reportUse, ...GATEWAY_NODE_OPTIONS, ...(options.nodeArguments ?? [])],
    });
    this.keepServer(gateway, options.anywhere);
    const { port } = await gateway.hear('ready');
    return { process: gateway, origin: originOf(port) };
  }

  /** To be stopped with the rest. */
  keep(what: { stop(): Promise<unknown> }): void {
    this.#started.push(what);
  }

  /**
   * A process under test, to be stopped with the rest.
   * @param anywhere on every processor there is
   */
  keepServer(process: BenchProcess, anywhere = false): void {
    this.#started.push(process);
    const { cores } = this.#options;
    if (!cores || process.pid === undefined) return;
    moveTo(anywhere ? `${cores.servers},${cores.load}` : cores.servers, process.pid);
  }

  #keepBeside(process: BenchProcess): void {
    this.#started.push(process);
    const { cores } = this.#options;
    if (cores && process.pid !== undefined) moveTo(cores.load, process.pid);
  }

  async close(): Promise<void> {
    for (const each of this.#started.splice(0).reverse()) await each.stop();
  }
}

export function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function entry(name: string): string {
  return path.join(import.meta.dirname, `${name}.ts`);
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The stage is not open.');
  return value;
}
