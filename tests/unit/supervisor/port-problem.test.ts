import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { portProblem } from '../../../server/supervisor/port-problem.mjs';

describe('what keeps this process from listening', () => {
  it('is nothing where the port is free', async () => {
    expect(await portProblem(0, ['127.0.0.1'])).toBeNull();
  });

  it('is the port where another program has it, and another is offered', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await portProblem(port, ['127.0.0.1'])).toMatch(
      new RegExp(`^Port ${port} is taken by another program.*PORT=\\d+ npm start$`),
    );
    other.close();
  });

  it('is nothing where this machine has one of several addresses', async () => {
    expect(await portProblem(0, ['127.0.0.1', '203.0.113.7'])).toBeNull();
    expect(await portProblem(0, ['203.0.113.7', '127.0.0.1'])).toBeNull();
    expect(await portProblem(0, ['203.0.113.7', '203.0.113.8'])).toContain('"203.0.113.7"');
  });

  it.each(['203.0.113.7', 'no-such-name.invalid', 'not a name'])(
    'is the address %s, which no other port makes better',
    async (host) => {
      const problem = await portProblem(3000, [host]);
      expect(problem).toMatch(/^HEDDLE_HOST: found ".*", expected an address of this machine/);
      expect(problem).toContain(JSON.stringify(host));
      expect(problem).not.toContain('PORT=');
    },
  );
});
