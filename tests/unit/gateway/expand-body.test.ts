import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { Cancellation } from '../../../server/gateway/cancellation.ts';
import { expandBody } from '../../../server/gateway/ingress/expand-body.ts';
import { Holding } from '../../../server/gateway/shares/holding.ts';
import { SharedRoom } from '../../../server/gateway/shares/shared-room.ts';
import { gatewayKey } from '../../support/gateway-key.ts';

const MEBIBYTE = 1024 * 1024;
const key = gatewayKey();

function requestWith(roomBytes: number) {
  const bytes = new SharedRoom(roomBytes);
  const holding = new Holding({ bytes, requests: new SharedRoom(100) });
  holding.open(key);
  return { bytes, holding, cancellation: new Cancellation() };
}

const bomb = gzipSync(Buffer.alloc(64 * MEBIBYTE));

describe('a compressed body', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    [' GZIP ', gzipSync],
  ])('in %j is what it was before, and accounted for at its full length', async (encoding, compress) => {
    const request = requestWith(16 * MEBIBYTE);
    const plain = Buffer.from(JSON.stringify({ text: 'x'.repeat(MEBIBYTE) }));
    const expanded = await expandBody(compress(plain), encoding, 2 * MEBIBYTE, request);
    expect(expanded.equals(plain)).toBe(true);
    expect(request.bytes.taken).toBeGreaterThanOrEqual(MEBIBYTE);
  });

  it.each([
    ['is longer than the limit', bomb, 'gzip', 2 * MEBIBYTE, 'body_too_large'],
    ['is longer than its tenant’s share', bomb, 'gzip', 64 * MEBIBYTE, 'share_exceeded'],
    ['is not what it says', Buffer.from('plain'), 'gzip', MEBIBYTE, 'invalid_request'],
    ['breaks off', bomb.subarray(0, 100), 'gzip', 64 * MEBIBYTE, 'invalid_request'],
    ['is compressed twice', gzipSync(bomb), 'gzip, gzip', MEBIBYTE, 'unsupported_media_type'],
    ['is of an unknown kind', bomb, 'zstd', MEBIBYTE, 'unsupported_media_type'],
    ['is of a kind that is none', bomb, 'constructor', MEBIBYTE, 'unsupported_media_type'],
  ])('that %s is refused', async (_what, body, encoding, limit, code) => {
    const refusal = expandBody(body, encoding, limit, requestWith(8 * MEBIBYTE));
    await expect(refusal).rejects.toMatchObject({ code });
    await expect(refusal).rejects.toBeInstanceOf(Fault);
  });

  it('is expanded no further than there is room', async () => {
    const request = requestWith(8 * MEBIBYTE);
    await expandBody(bomb, 'gzip', 64 * MEBIBYTE, request).catch(() => undefined);
    expect(request.bytes.taken).toBeLessThan(8 * MEBIBYTE);
  });

  it('is not expanded for a client that has left', async () => {
    const request = requestWith(1024 * MEBIBYTE);
    const expanding = expandBody(bomb, 'gzip', 64 * MEBIBYTE, request);
    const gone = new Fault('client_closed');
    request.cancellation.cancel(gone);
    await expect(expanding).rejects.toBe(gone);
    expect(request.bytes.taken).toBeLessThan(MEBIBYTE);
  });
});
