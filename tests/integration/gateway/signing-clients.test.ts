import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signingSamples } from '../../../components/docs/signing-samples.ts';
import { apiKey, gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';

const run = promisify(execFile);
const secret = 'hds_client-test-secret';
const { gateway, records } = gatewayUnderTest({
  channels: [{ provider: 'simulator', models: { simulator: 'simulator' } }],
  key: { signing: { secret: Buffer.from(secret) } },
});
const folder = mkdtempSync(path.join(tmpdir(), 'heddle-signing-'));
let door: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  door = await listening(gateway);
});
afterAll(async () => {
  await gateway.close(1_000);
  await door.close();
  rmSync(folder, { recursive: true, force: true });
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The statuses a program prints. */
async function statusesOf(program: string, file: string): Promise<string[]> {
  const environment = { ...process.env, HEDDLE_SIGNING_SECRET: secret, URL: door.url, API_KEY: apiKey };
  const { stdout } = await run(program, [path.join(folder, file)], { env: environment });
  return stdout.trim().split('\n');
}

const body = '{"model": "simulator", "messages": [{"role": "user", "content": "Grüße"}]}';

describe('the documented clients that sign', () => {
  it('are understood: TypeScript', async () => {
    writeFileSync(path.join(folder, 'sign.ts'), signingSamples.typescript);
    writeFileSync(
      path.join(folder, 'main.ts'),
      `import { signedFetch } from './sign.ts';
      const headers = { authorization: 'Bearer ' + process.env.API_KEY, 'content-type': 'application/json' };
      const body = ${JSON.stringify(body)};
      const url = process.env.URL + '/v1/chat/completions?trace=a%20b';
      console.log((await signedFetch(url, { method: 'POST', headers, body })).status);
      console.log((await signedFetch(process.env.URL + '/v1/models', { headers })).status);
      console.log((await fetch(url, { method: 'POST', headers, body })).status);`,
    );
    expect(await statusesOf(process.execPath, 'main.ts')).toEqual(['200', '200', '401']);
  });

  it('are understood beneath OpenAI’s own, streams and retries included', async () => {
    const file = path.join(folder, 'sign.ts');
    writeFileSync(file, signingSamples.typescript);
    process.env.HEDDLE_SIGNING_SECRET = secret;
    const { signedFetch } = (await import(file)) as { signedFetch: typeof fetch };
    const client = new OpenAI({ apiKey, baseURL: `${door.url}/v1`, fetch: signedFetch });
    const stream = await client.chat.completions.create({
      model: 'simulator',
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).not.toBe('');
    await expect(new OpenAI({ apiKey, baseURL: `${door.url}/v1` }).models.list()).rejects.toMatchObject({
      status: 401,
      code: 'invalid_signature',
    });
    expect(records.at(-1)).toMatchObject({ errorCode: null, stream: true });
  });

  const python = hasPython();
  if (!python) console.warn('There is no python3 on this machine: the client in Python is not tested.');
  it.skipIf(!python)('are understood: Python', async () => {
    writeFileSync(path.join(folder, 'sign.py'), signingSamples.python);
    writeFileSync(
      path.join(folder, 'main.py'),
      `import os, urllib.error, urllib.request
from sign import signature_headers

def ask(method, target, body, sign=True):
    headers = {"authorization": "Bearer " + os.environ["API_KEY"], "content-type": "application/json"}
    if sign:
        headers |= signature_headers(method, target, body)
    request = urllib.request.Request(os.environ["URL"] + target, data=body or None, headers=headers, method=method)
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code

body = ${JSON.stringify(body)}.encode()
print(ask("POST", "/v1/chat/completions?trace=a%20b", body))
print(ask("GET", "/v1/models", b""))
print(ask("POST", "/v1/chat/completions", body, sign=False))`,
    );
    expect(await statusesOf('python3', 'main.py')).toEqual(['200', '200', '401']);
  });
});
