import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { giveLogins } from '../../../server/platform/db/embedded-postgres/give-logins.ts';
import { DATABASE_ROLES, type DatabaseRole } from '../../../server/platform/db/roles.ts';
import { type OwnPostgres, ownPostgres } from '../../support/own-postgres.ts';
import { SmallDisk } from './small-disk.ts';

const DISK_MEGABYTES = 384;
const CONNECTIONS = 60;
/** So little that the disk need not be larger. */
const SETTINGS = {
  max_connections: String(CONNECTIONS),
  shared_buffers: '32MB',
  min_wal_size: '32MB',
  max_wal_size: '64MB',
};

/** A Postgres to which everything may happen, on a disk of its own where that can be had. */
export class ChaosPostgres {
  readonly server: OwnPostgres;
  /** Null where this process may not mount one. */
  readonly disk: SmallDisk | null;
  readonly #passwords: Readonly<Record<DatabaseRole, string>>;

  private constructor(
    server: OwnPostgres,
    disk: SmallDisk | null,
    passwords: Readonly<Record<DatabaseRole, string>>,
  ) {
    this.server = server;
    this.disk = disk;
    this.#passwords = passwords;
  }

  /** Migrated, with a login for each role. */
  static async start(directory: string): Promise<ChaosPostgres> {
    const disk = SmallDisk.mount(path.join(directory, 'disk'), DISK_MEGABYTES);
    const server = await ownPostgres(SETTINGS, disk?.directory ?? directory);
    const [app, platform, gateway] = DATABASE_ROLES.map(() => randomBytes(12).toString('hex'));
    const passwords = {
      heddle_app: app ?? '',
      heddle_platform: platform ?? '',
      heddle_gateway: gateway ?? '',
    };
    const postgres = new ChaosPostgres(server, disk, passwords);
    const port = Number(new URL(server.url).port);
    await giveLogins(server.url, postgres.#logins(port));
    return postgres;
  }

  get port(): number {
    return Number(new URL(this.server.url).port);
  }

  /** What Heddle is told of it. @param port of a proxy before it */
  environment(port: number): Record<string, string> {
    const owner = new URL(this.server.url);
    owner.port = String(port);
    const logins = this.#logins(port);
    return {
      DATABASE_URL: owner.toString(),
      HEDDLE_DATABASE_URL_APP: logins.heddle_app,
      HEDDLE_DATABASE_URL_PLATFORM: logins.heddle_platform,
      HEDDLE_DATABASE_URL_GATEWAY: logins.heddle_gateway,
    };
  }

  /** As a superuser, past every proxy. */
  async query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.server.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Takes every connection there is, those of Heddle too. @returns gives them back */
  async takeConnections(): Promise<() => Promise<void>> {
    const taken: pg.Client[] = [];
    const superuser = new pg.Client({ connectionString: this.server.url });
    superuser.on('error', () => undefined);
    await superuser.connect();
    const until = Date.now() + 5_000;
    while (Date.now() < until) {
      const { rows } = await superuser.query<{ count: number }>(
        `SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity WHERE usename LIKE 'heddle\\_%' AND application_name <> 'chaos'`,
      );
      const opened = await Promise.all(Array.from({ length: CONNECTIONS }, () => this.#tryToConnect()));
      taken.push(...opened.filter((client) => client !== null));
      if (rows[0]?.count === 0) break;
      await delay(20);
    }
    return async () => {
      await Promise.all([...taken, superuser].map((client) => client.end().catch(() => undefined)));
    };
  }

  async stop(): Promise<void> {
    await this.server.close();
    this.disk?.unmount();
  }

  async #tryToConnect(): Promise<pg.Client | null> {
    const connectionString = this.#logins(this.port).heddle_gateway;
    const client = new pg.Client({ connectionString, application_name: 'chaos' });
    client.on('error', () => undefined);
    return client.connect().then(
      () => client,
      () => null,
    );
  }

  #logins(port: number): Record<DatabaseRole, string> {
    const loginOf = (role: DatabaseRole) => {
      const url = new URL(this.server.url);
      url.port = String(port);
      url.username = role;
      url.password = this.#passwords[role];
      return url.toString();
    };
    return {
      heddle_app: loginOf('heddle_app'),
      heddle_platform: loginOf('heddle_platform'),
      heddle_gateway: loginOf('heddle_gateway'),
    };
  }
}
