// A real Redis for a test file, or a reason why there is none:
//
//   const redis = findRedis();
//   describe.skipIf(!redis.available)('…', () => { … const { url, close } = await redis.start(); … });
//
// `redis-server` from the path; as root on Debian and its like it is installed when missing.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { listeningPort } from './listening-port.ts';

export interface TestRedis {
  url: string;
  close(): Promise<void>;
}

export interface RedisFinder {
  available: boolean;
  /** An empty Redis on a free port, without persistence. @throws when none is available */
  start(): Promise<TestRedis>;
}

export function findRedis(): RedisFinder {
  const available = isInstalled() || install();
  return {
    available,
    async start() {
      if (!available) throw new Error('There is no redis-server on this machine');
      const port = await listeningPort();
      const server = spawn('redis-server', [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
      ]);
      await becomesReady(server);
      return {
        url: `redis://127.0.0.1:${port}`,
        async close() {
          const exited = once(server, 'exit');
          server.kill('SIGTERM');
          await exited;
        },
      };
    },
  };
}

function isInstalled(): boolean {
  return succeeds('redis-server', ['--version']);
}

function install(): boolean {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', ['--version'])) return false;
  if (!succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'])) {
    succeeds('apt-get', ['update', '-qq']);
    succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server']);
  }
  return isInstalled();
}

function succeeds(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}

function becomesReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('Ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended (exit ${code})`)));
  });
}
