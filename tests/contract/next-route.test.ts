import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTenant } from '../../server/platform/db/prisma.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTenant, type TestTenant } from '../support/tenant.ts';

type Handler = (request: Request) => Promise<Response>;

/** The route modules as Next loads them, on a real database. */
describe('the route handlers of Next', () => {
  let database: TestDatabase;
  let tenant: TestTenant;
  let v1: { GET: Handler; POST: Handler };
  let v1beta: { POST: Handler };
  let health: { GET: Handler };

  beforeAll(async () => {
    process.env.HEDDLE_MAX_BODY_BYTES = '4096';
    database = await createTestDatabase();
    tenant = await createTenant();
    await asTenant(tenant.id, async (transaction) => {
      await transaction.channel.create({
        data: {
          tenantId: tenant.id,
          name: 'simulator',
          provider: 'simulator',
          models: { create: [{ tenantId: tenant.id, name: 'simulator', upstreamName: 'simulator' }] },
        },
      });
    });
    v1 = await import('../../app/v1/[...path]/route.ts');
    v1beta = await import('../../app/v1beta/[...path]/route.ts');
    health = await import('../../app/api/health/[[...probe]]/route.ts');
  });

  afterAll(() => database.close());

  function request(path: string, body?: object): Request {
    const headers = { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' };
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    return new Request(`http://heddle.test${path}`, { ...init, headers });
  }

  async function recordOf(response: Response) {
    const id = response.headers.get('x-heddle-request-id');
    const { rows } = await database.owner.query('SELECT * FROM usage_records WHERE id = $1', [id]);
    return rows;
  }

  it('answer a completion that is on the ledger by then', async () => {
    const messages = [{ role: 'user', content: 'Good morning' }];
    const response = await v1.POST(request('/v1/chat/completions', { model: 'simulator', messages }));
    expect(response.status).toBe(200);
    expect(await recordOf(response)).toMatchObject([
      { tenant_id: tenant.id, team_id: tenant.teamId, http_status: 200, ended_by: 'completed' },
    ]);
  });

  it('stream, and are done only when the stream is on the ledger', async () => {
    const body = { contents: [{ role: 'user', parts: [{ text: 'Good morning' }] }] };
    const response = await v1beta.POST(
      request('/v1beta/models/simulator:streamGenerateContent?alt=sse', body),
    );
    expect(await response.text()).toContain('"finishReason":"STOP"');
    expect(await recordOf(response)).toMatchObject([{ stream: true, ended_by: 'completed' }]);
  });

  it('take no body longer than HEDDLE_MAX_BODY_BYTES says', async () => {
    const messages = [{ role: 'user', content: 'x'.repeat(4096) }];
    const response = await v1.POST(request('/v1/chat/completions', { model: 'simulator', messages }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { message: 'The body is larger than 4096 bytes.' },
    });
  });

  it('list models and refuse strangers', async () => {
    const list = await v1.GET(request('/v1/models'));
    expect(await list.json()).toMatchObject({ data: [{ id: 'simulator' }] });
    const stranger = await v1.GET(
      new Request('http://heddle.test/v1/models', { headers: { authorization: 'Bearer hdl_unknown' } }),
    );
    expect(stranger.status).toBe(401);
  });

  it('tell the truth about their health', async () => {
    const ask = async (probe: string) => (await health.GET(request(`/api/health/${probe}`))).status;
    expect([await ask('live'), await ask('ready'), await ask('other')]).toEqual([200, 200, 404]);
    const all = await health.GET(request('/api/health'));
    expect(all.status).toBe(200);
    expect(await all.json()).toMatchObject({
      status: 'ready',
      eventLoop: { shedding: 'nobody', windowSeconds: 10, lastMinute: { windowSeconds: 60 } },
      requests: { inFlight: 0 },
      worker: { running: false, queued: 0, restarts: 0 },
    });
  });
});
