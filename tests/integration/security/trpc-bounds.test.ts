import { afterAll, beforeAll, expect, it } from 'vitest';
import { handleTrpc } from '../../../server/transports/trpc/handler.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('reads no more of a body than an operation can need, whoever sends it', async () => {
  const mebibyte = new Uint8Array(1024 * 1024).fill(0x20);
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent++;
      if (sent > 64) controller.close();
      else controller.enqueue(mebibyte);
    },
  });
  const answer = await handleTrpc(
    new Request('http://heddle.test/api/trpc/account.signUp', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    } as RequestInit),
  );
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ error: { data: { faultCode: 'body_too_large' } } });
  expect(sent).toBeLessThan(5);
});

it('takes a page’s worth of calls at once, not a thousand', async () => {
  const paths = Array.from({ length: 1_000 }, () => 'account.get').join(',');
  const answer = await handleTrpc(new Request(`http://heddle.test/api/trpc/${paths}?batch=1`));
  expect(answer.status).toBe(400);
});
