import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../../server/access/password.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { environment } from '../../../server/platform/env.ts';
import { listen } from '../../../server/processes/listen.ts';
import { findDemoChannels } from '../../../server/supervisor/first-run/find-demo-channels.ts';
import { listOllamaModels } from '../../../server/supervisor/first-run/list-ollama-models.ts';
import { prepareDemo } from '../../../server/supervisor/first-run/prepare-demo.ts';
import { readQuickstart } from '../../../server/supervisor/quickstart.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  delete process.env.MISTRAL_API_KEY;
  process.env.GROQ_API_KEY = 'gsk_a-key-from-the-environment';
  database = await createTestDatabase();
});
afterAll(() => database.close());

const channelNames = () =>
  asPlatform(async (transaction) =>
    (await transaction.channel.findMany({ orderBy: { name: 'asc' } })).map((channel) => channel.name),
  );

describe('the demo', () => {
  it('is made in an empty database, by one of several processes that start together', async () => {
    const made = await Promise.all([1, 2, 3].map(() => prepareDemo(environment())));
    const [quickstart, ...others] = made.filter((result) => result !== null);
    expect(others).toEqual([]);
    expect(readQuickstart(database.home)).toEqual(quickstart);
    const operator = await asPlatform((transaction) => transaction.user.findFirstOrThrow());
    expect(operator).toMatchObject({ email: quickstart?.email, isOperator: true });
    const readHash = async () => operator.passwordHash;
    expect(await verifyPassword(readHash, quickstart?.password ?? '', 'stranger')).toBe(true);
  });

  it('has a channel for the simulator and one for each key in the environment, sealed', async () => {
    expect(await channelNames()).toEqual(['Groq', 'Simulator']);
    const groq = await asPlatform((transaction) =>
      transaction.channel.findFirstOrThrow({ where: { provider: 'groq' } }),
    );
    expect(Buffer.from(groq.credential ?? []).includes('gsk_')).toBe(false);
    expect(groq.credentialHint).toBe('ment');
  });

  it('gains a channel for a key set later, and keeps what people changed', async () => {
    await asPlatform((transaction) =>
      transaction.channel.updateMany({ where: { provider: 'groq' }, data: { name: 'Ours', enabled: false } }),
    );
    process.env.MISTRAL_API_KEY = 'another-key';
    expect(await prepareDemo(environment())).toBeNull();
    expect(await channelNames()).toEqual(['Mistral', 'Ours', 'Simulator']);
  });

  it('is not made where somebody is at home already', async () => {
    const other = await createTestDatabase();
    await asPlatform((transaction) => transaction.tenant.create({ data: { slug: 'acme', name: 'Acme' } }));
    expect(await prepareDemo({ ...environment(), home: other.home })).toBeNull();
    expect(existsSync(path.join(other.home, 'quickstart.json'))).toBe(false);
  });

  it('keeps its secrets in a file for its owner alone', () => {
    expect(statSync(path.join(database.home, 'quickstart.json')).mode & 0o777).toBe(0o600);
  });
});

describe('Ollama', () => {
  it('offers the models it has pulled', async () => {
    const server = createServer((_request, response) =>
      response.end('{"object":"list","data":[{"id":"llama3.2"}]}'),
    );
    const port = await listen(server, 0, '127.0.0.1');
    expect(await listOllamaModels(`http://127.0.0.1:${port}/v1`)).toEqual(['llama3.2']);
    server.close();
    expect(await listOllamaModels(`http://127.0.0.1:${port}/v1`)).toEqual([]);
  });

  it('is no channel where nobody answers or the answer is something else', async () => {
    const server = createServer((_request, response) => response.end('<html>'));
    const port = await listen(server, 0, '127.0.0.1');
    expect(await listOllamaModels(`http://127.0.0.1:${port}/v1`)).toEqual([]);
    server.close();
    expect((await findDemoChannels()).map(({ provider }) => provider.id)).toContain('simulator');
  });
});
