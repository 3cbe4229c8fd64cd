import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn in bulk: a system call per request would cost more than all else here. */
const pool = Buffer.alloc(4096);
let used = pool.length;

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A UUIDv7 (RFC 9562): sorts by time, unguessable in its other 74 bits. */
export function makeRequestId(nowMs: number): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const at = used;
  used += 10;
  const high = Math.floor(nowMs / 0x1_0000);
  const low = nowMs & 0xffff;
  return (
    `${hex(high >>> 24)}${hex(high >>> 16)}${hex(high >>> 8)}${hex(high)}-${hex(low >>> 8)}${hex(low)}-` +
    `${hex(0x70 | (byteAt(at) & 0x0f))}${hex(byteAt(at + 1))}-` +
    `${hex(0x80 | (byteAt(at + 2) & 0x3f))}${hex(byteAt(at + 3))}-` +
    `${hex(byteAt(at + 4))}${hex(byteAt(at + 5))}${hex(byteAt(at + 6))}${hex(byteAt(at + 7))}${hex(byteAt(at + 8))}${hex(byteAt(at + 9))}`
  );
}

function byteAt(index: number): number {
  return pool[index] ?? 0;
}

function hex(value: number): string {
  return hexPairs[value & 0xff] ?? '00';
}
