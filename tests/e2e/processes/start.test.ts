import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { commandOf } from '../../../server/platform/process-command.mjs';
import { findProvider } from '../../../server/providers/index.ts';
import {
  collectOutput,
  type HeddleOptions,
  makeHome,
  type RunningHeddle,
  spawnHeddle,
  startHeddle,
} from '../../support/heddle.ts';
import { complete, postmasterOf, processesOf } from '../../support/heddle-processes.ts';
import { listeningPort } from '../../support/listening-port.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const home = makeHome();
afterAll(() => rmSync(home, { recursive: true, force: true }));

let running: RunningHeddle | undefined;
afterEach(async () => {
  await running?.stop({ keepHome: true });
  running = undefined;
});

async function start(options: Omit<HeddleOptions, 'home'> = {}): Promise<RunningHeddle> {
  running = await startHeddle({ ...options, home });
  return running;
}

/** Postgres included. */
const allOf = (heddle: RunningHeddle) => [...Object.values(processesOf(heddle)), postmasterOf(heddle.home)];

async function endedWithin(pids: readonly number[], withinMs: number): Promise<(string | undefined)[]> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline && pids.some((pid) => commandOf(pid))) await delay(50);
  return pids.map(commandOf).filter(Boolean);
}

async function failToStart(
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawnHeddle({ HEDDLE_HOME: home, ...environment });
  const output = collectOutput(child);
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, output: output() };
}

function hasIPv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === '::1'),
  );
}

describe('the very first start', () => {
  it('prints once a curl that answers, and keeps what it said in a file for its owner alone', async () => {
    const heddle = await start({ environment: { GROQ_API_KEY: 'gsk_key-of-the-environment' } });
    const file = path.join(home, 'quickstart.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      url: heddle.url,
      apiKey: expect.stringMatching(/^hdl_/),
      email: expect.stringContaining('@'),
      password: expect.any(String),
    });
    const curl = heddle.output().match(/^curl [\s\S]*?[^\\]$/m)?.[0] ?? '';
    const { stdout } = await promisify(execFile)('bash', ['-c', `${curl.replace(/^curl/, 'curl -sf')}`]);
    expect(JSON.parse(stdout)).toMatchObject({
      object: 'chat.completion',
      choices: [{ finish_reason: 'stop' }],
    });
    expect(statSync(path.join(home, 'encryption.key')).mode & 0o777).toBe(0o600);
  });
});

describe('the demo tenant', () => {
  it('has a channel to the provider whose key was in the environment', async () => {
    const { url, quickstart } = await start();
    const response = await fetch(`${url}/v1/models`, {
      headers: { authorization: `Bearer ${quickstart.apiKey}` },
    });
    const { data }: { data: { id: string }[] } = await response.json();
    const groq = findProvider('groq');
    expect(data.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...(groq?.suggestedModels ?? []), 'simulator']),
    );
    expect(groq?.suggestedModels.length).toBeGreaterThan(0);
  });
});

describe('HEDDLE_CONFIG', () => {
  const file = path.join(home, 'heddle.yaml');

  it('is applied at start', async () => {
    const secret = `hdl_${'c'.repeat(43)}`;
    writeFileSync(
      file,
      `tenants:
  - slug: acme
    name: Acme
    teams: [{ slug: core, name: Core }]
    channels: [{ name: main, provider: simulator, models: [simulator] }]
    keys: [{ name: ci, team: core, secret: \${CI_KEY} }]
`,
    );
    const heddle = await start({ environment: { HEDDLE_CONFIG: file, CI_KEY: secret } });
    expect((await complete({ ...heddle, quickstart: { ...heddle.quickstart, apiKey: secret } })).status).toBe(
      200,
    );
    expect(heddle.output()).not.toContain(secret);
  });

  it('with a mistake keeps Heddle from starting, and says where and why', async () => {
    writeFileSync(file, 'tenants: [{ slug: acme, name: Acme, colour: red }]');
    const { code, output } = await failToStart({ HEDDLE_CONFIG: file, PORT: String(await listeningPort()) });
    expect(code).toBe(1);
    expect(output).toMatch(/tenants\[0\].*colour/);
  });
});

describe('a later start', () => {
  it('answers, pages too, with the same key and without showing it', async () => {
    const heddle = await start();
    expect((await complete(heddle)).status).toBe(200);
    expect((await fetch(heddle.url, { headers: { accept: 'text/html' } })).status).toBe(200);
    expect(heddle.output()).not.toContain(heddle.quickstart.apiKey);
  });

  it('prints where it is, and who can reach it', async () => {
    const heddle = await start();
    await heddle.stop({ keepHome: true });
    const told = heddle.output().split('\n');
    expect(told.filter((line) => !line.startsWith('{'))).toEqual([
      `Heddle is ready at ${heddle.url}`,
      'Only this machine can reach it. For others to: HEDDLE_HOST=0.0.0.0 npm start',
      '',
    ]);
  });

  it('is reached on this machine by either address of localhost, and from elsewhere once HEDDLE_HOST says so', async () => {
    const [outside] = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    const reaches = (heddle: RunningHeddle, host: string) =>
      fetch(`http://${host}:${heddle.port}/api/health/live`).then(
        ({ status }) => status,
        () => 'refused',
      );
    const closed = await start();
    const addresses = ['127.0.0.1', ...(hasIPv6() ? ['[::1]'] : [])];
    for (const host of addresses) expect(await reaches(closed, host), host).toBe(200);
    if (outside) expect(await reaches(closed, outside.address)).toBe('refused');
    await closed.stop({ keepHome: true });
    const open = await start({ environment: { HEDDLE_HOST: '0.0.0.0' } });
    if (outside) expect(await reaches(open, outside.address)).toBe(200);
    expect(open.output()).not.toContain('Only this machine');
  });

  it('tells the truth about its health, from the first moment on', async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/api/health/live`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${url}/api/health/ready`)).json()).toEqual({
      status: 'ready',
      checks: { gateway: 'ok', database: 'ok', pages: 'ok', counters: 'memory' },
    });
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'leaves no process behind after %s, Postgres neither',
    async (signal) => {
      const heddle = await start();
      const pids = allOf(heddle);
      heddle.process.kill(signal);
      expect(await heddle.stop({ keepHome: true })).toBe(0);
      expect(await endedWithin(pids, 1_000)).toEqual([]);
    },
  );

  it('lets a request in flight finish', async () => {
    const heddle = await start();
    const answer = fetch(`${heddle.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${heddle.quickstart.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'simulator-slow',
        stream: true,
        messages: [{ role: 'user', content: 'Take your time' }],
      }),
    });
    const response = await answer;
    const reader = response.body?.getReader();
    await reader?.read();
    heddle.process.kill('SIGTERM');
    let text = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      text += new TextDecoder().decode(part.value);
    }
    expect(text).toContain('[DONE]');
  });
});

describe('after kill -9', () => {
  it('the children go by themselves, and one of them stops Postgres', async () => {
    const heddle = await start();
    const pids = allOf(heddle);
    heddle.process.kill('SIGKILL');
    expect(await endedWithin(pids, 10_000)).toEqual([]);
  });

  it('the next start works at once', async () => {
    const before = await start();
    before.process.kill('SIGKILL');
    await once(before.process, 'exit');
    const heddle = await start({ port: before.port });
    expect((await complete(heddle)).status).toBe(200);
  });

  it('of every process, Postgres included, the next start works', async () => {
    const before = await start();
    for (const pid of allOf(before)) process.kill(pid, 'SIGKILL');
    const heddle = await start({ port: before.port });
    expect((await complete(heddle)).status).toBe(200);
  });
});

describe('what cannot work', () => {
  it('is a bad variable: named, with what was found and what is expected', async () => {
    const { code, output } = await failToStart({ PORT: 'http', HEDDLE_MAX_BODY_BYTES: '-1' });
    expect(code).toBe(1);
    expect(output).toContain('PORT: found "http", expected a whole number from 1 to 65535.');
    expect(output).toContain('HEDDLE_MAX_BODY_BYTES: found "-1"');
  });

  it('is a bad secret: named, and not shown', async () => {
    const { code, output } = await failToStart({ HEDDLE_ENCRYPTION_KEY: 'tooshortsecret' });
    expect(code).toBe(1);
    expect(output).toContain('HEDDLE_ENCRYPTION_KEY');
    expect(output).not.toContain('tooshortsecret');
  });

  it('is a taken port: named, with the way out', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, output } = await failToStart({ PORT: String(port) });
    server.close();
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`Port ${port} is taken.*PORT=\\d+ npm start`));
  });

  it('is a taken port: said before anything is installed', async () => {
    const clone = mkdtempSync(path.join(tmpdir(), 'heddle-clone-'));
    for (const part of ['scripts', 'server', 'package.json', 'package-lock.json']) {
      cpSync(path.join(ROOT, part), path.join(clone, part), { recursive: true });
    }
    const server = createServer().listen(0);
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const launcher = spawn(process.execPath, [path.join(clone, 'scripts/start.mjs')], {
      env: { ...process.env, PORT: String(port) },
    });
    const output = collectOutput(launcher);
    const [code] = await once(launcher, 'close');
    server.close();
    expect(code).toBe(1);
    expect(output()).toMatch(new RegExp(`^Port ${port} is taken`));
    expect(existsSync(path.join(clone, 'node_modules'))).toBe(false);
    rmSync(clone, { recursive: true });
  });

  it('is a second Heddle in the same home', async () => {
    const heddle = await start();
    const { code, output } = await failToStart({ PORT: String(await listeningPort()) });
    expect(code).toBe(1);
    expect(output).toContain(`already running from ${heddle.home}`);
  });

  it('is a home that is a file', async () => {
    const file = path.join(home, 'a-file');
    writeFileSync(file, '');
    const { code, output } = await failToStart({ HEDDLE_HOME: file, PORT: String(await listeningPort()) });
    expect(code).toBe(1);
    expect(output).toContain('HEDDLE_HOME');
  });

  it('is a database that does not take the password', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'hunter2';
    const { code, output } = await failToStart({
      DATABASE_URL: url.toString(),
      PORT: String(await listeningPort()),
    });
    expect(code).toBe(1);
    expect(output).toMatch(/DATABASE_URL.*password authentication failed/);
    expect(output).not.toContain('hunter2');
  });

  it('is one login of three', async () => {
    const url = new URL(inject('postgresUrl'));
    url.username = 'heddle_app';
    const { code, output } = await failToStart({
      DATABASE_URL: inject('postgresUrl'),
      HEDDLE_DATABASE_URL_APP: url.toString(),
      PORT: String(await listeningPort()),
    });
    expect(code).toBe(1);
    expect(output).toMatch(/HEDDLE_DATABASE_URL_GATEWAY: found heddle_app only, expected all three or none/);
  });
});

it('the launcher stops everything when npm’s shell dies without a word', async () => {
  const port = await listeningPort();
  const launcher = path.join(ROOT, 'scripts/start.mjs');
  const environment = { ...process.env, HEDDLE_HOME: home, PORT: String(port), npm_lifecycle_event: 'start' };
  const shell = spawn('bash', ['-c', `"${process.execPath}" "${launcher}"; true`], {
    stdio: 'ignore',
    env: environment,
  });
  await expect
    .poll(
      () =>
        fetch(`http://localhost:${port}/api/health/ready`).then(
          (response) => response.status,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .toBe(200);
  const postmaster = postmasterOf(home);
  shell.kill('SIGKILL');
  expect(await endedWithin([postmaster], 10_000)).toEqual([]);
});
