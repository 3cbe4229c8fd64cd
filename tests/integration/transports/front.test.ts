import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServer } from '../../../server/transports/node/close-server.ts';
import { sampleState } from '../../support/gateway-state.ts';
import { type FrontUnderTest, startFront } from './front-under-test.ts';

let front: FrontUnderTest;
let databaseAnswers: () => Promise<void>;

beforeEach(async () => {
  databaseAnswers = async () => undefined;
  front = await startFront({ database: () => databaseAnswers() });
});
afterEach(() => front.close());

describe('the public port', () => {
  it('gives the gateway its own paths, and the pages all others', async () => {
    await front.startPages((_request, response) => response.end('pages'));
    for (const path of ['/v1/models', '/v1?x=1', '/v1beta/models/m:generateContent', '/v1/']) {
      expect((await front.get(path)).text, path).toBe('gateway');
    }
    for (const path of [
      '/',
      '/v10/x',
      '/v1betas',
      '/acme/overview',
      '/api/v1/tenants',
      '/api/healthy',
      '/?next=/v1/',
    ]) {
      expect((await front.get(path)).text, path).toBe('pages');
    }
  });

  it('refuses a path that is no percent-encoding, which the pages would take for a failure', async () => {
    await front.startPages((_request, response) => response.end('pages'));
    for (const path of ['/%', '/api/v1/%zz', '/%ff', '/%E0%A4%A']) {
      expect((await front.get(path)).statusCode, path).toBe(400);
    }
    for (const path of ['/%20', '/%E7%BB%87', '/?q=%zz'])
      expect((await front.get(path)).text, path).toBe('pages');
  });

  it('tells whether it lives and whether it is ready, with the reason', async () => {
    expect((await front.get('/api/health/live')).statusCode).toBe(200);
    expect((await front.get('/api/health/ready')).statusCode).toBe(200);
    databaseAnswers = () => Promise.reject(new Error('no connection'));
    const answer = await front.get('/api/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(JSON.parse(answer.text)).toEqual({ status: 'not ready', checks: { database: 'no connection' } });
    expect((await front.get('/api/health/live')).statusCode).toBe(200);
    expect((await front.get('/api/health/other')).statusCode).toBe(404);
    expect((await front.get('/api/health/live', {}, 'DELETE')).statusCode).toBe(405);
    const head = await front.get('/api/health/live', {}, 'HEAD');
    expect([head.statusCode, head.text]).toEqual([200, '']);
  });

  it('tells how the process fares, also when it is not ready', async () => {
    expect(JSON.parse((await front.get('/api/health')).text)).toEqual({
      status: 'ready',
      checks: { database: 'ok' },
      ...sampleState,
    });
    databaseAnswers = () => Promise.reject(new Error('no connection'));
    const answer = await front.get('/api/health');
    expect(answer.statusCode).toBe(503);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 'not ready', ...sampleState });
  });

  it('is not ready when a probe hangs', { timeout: 10_000 }, async () => {
    databaseAnswers = () => new Promise(() => undefined);
    expect(JSON.parse((await front.get('/api/health/ready')).text).checks.database).toContain(
      'no answer within',
    );
  });
});

describe('while the pages are starting', () => {
  it('people see a page that comes back by itself, programs get JSON', async () => {
    const page = await front.get('/', { accept: 'text/html,*/*' });
    expect(page.statusCode).toBe(503);
    expect(page.headers['retry-after']).toBe('2');
    expect(page.text).toContain('http-equiv="refresh"');
    expect(JSON.parse((await front.get('/api/trpc/x')).text)).toMatchObject({ error: { code: 'starting' } });
  });

  it('and while they are being started again', async () => {
    const server = await front.startPages((_request, response) => response.end('pages'));
    expect((await front.get('/')).text).toBe('pages');
    await closeServer(server, 0);
    expect((await front.get('/')).statusCode).toBe(503);
  });
});

describe('closing', () => {
  it('lets what is in flight finish, then cuts, and never waits for idle connections', async () => {
    let finish: () => void = () => undefined;
    await front.startPages((_request, response) => {
      response.write('first ');
      finish = () => response.end('last');
    });
    const response = await fetch(`http://127.0.0.1:${front.port}/`);
    const closed = closeServer(front.server, 600_000);
    finish();
    expect(await response.text()).toBe('first last');
    // Far sooner than the time it may take.
    await closed;
  });

  it('cuts what takes longer than it may', async () => {
    await front.startPages((_request, response) => response.write('for ever'));
    const response = await fetch(`http://127.0.0.1:${front.port}/`);
    await closeServer(front.server, 100);
    await expect(response.text()).rejects.toThrow();
  });
});
