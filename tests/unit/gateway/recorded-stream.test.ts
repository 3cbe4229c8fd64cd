import { describe, expect, it } from 'vitest';
import { RecordedStream } from '../../../server/gateway/idempotency/recorded-stream.ts';

interface Recorded {
  stream: RecordedStream;
  /** What was kept, once it ended; null: no whole copy. */
  copies: (string | null)[];
  /** Pieces that were read, and `returned` where the source was told to stop. */
  read: string[];
}

function record(pieces: readonly (string | Error)[], room = 100): Recorded {
  const recorded: Pick<Recorded, 'copies' | 'read'> = { copies: [], read: [] };
  let left = room;
  async function* source() {
    try {
      for (const piece of pieces) {
        if (piece instanceof Error) throw piece;
        recorded.read.push(piece);
        yield Buffer.from(piece);
      }
    } finally {
      recorded.read.push('returned');
    }
  }
  const takeRoom = (bytes: number) => {
    left -= bytes;
    return left >= 0;
  };
  const stream = new RecordedStream(source(), takeRoom, async (copy) => {
    recorded.copies.push(copy?.toString() ?? null);
  });
  return { stream, ...recorded };
}

describe('a stream of which a copy is kept', () => {
  it('has one when it has ended, and not before', async () => {
    const { stream, copies } = record(['one ', 'two']);
    const seen: string[] = [];
    for await (const piece of stream) {
      seen.push(piece.toString());
      expect(copies).toEqual([]);
    }
    expect(seen).toEqual(['one ', 'two']);
    expect(copies).toEqual(['one two']);
  });

  it('is read to its end for the copy when nobody wants it any more', async () => {
    const { stream, copies, read } = record(['one ', 'two ', 'three']);
    await stream.next();
    await stream.return();
    await expect.poll(() => copies).toEqual(['one two three']);
    expect(read).toEqual(['one ', 'two ', 'three', 'returned']);
  });

  it('is not, where there is no room for the copy', async () => {
    const { stream, copies, read } = record(['one ', 'two ', 'three'], 5);
    await stream.next();
    await stream.next();
    await stream.return();
    await expect.poll(() => copies).toEqual([null]);
    expect(read).toEqual(['one ', 'two ', 'returned']);
  });

  it('goes on to its end without a copy, where somebody reads it', async () => {
    const { stream, copies } = record(['one ', 'two ', 'three'], 5);
    let pieces = 0;
    for await (const _ of stream) pieces += 1;
    expect([pieces, copies]).toEqual([3, [null]]);
  });

  it.each([true, false])('ends once, without a copy, where it breaks off (read: %s)', async (isRead) => {
    const { stream, copies } = record(['one ', new Error('broken')]);
    await stream.next();
    if (isRead) await expect(stream.next()).rejects.toThrow('broken');
    await stream.return();
    await expect.poll(() => copies).toEqual([null]);
  });
});
