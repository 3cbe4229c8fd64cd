import type { GatewayResponse } from '../../gateway/message.ts';

/** How long the end of a stream that was cut off from its upstream may take to be read. */
const LAST_WORDS_MS = 1_000;

/**
 * A gateway's stream for the web. Pulls only when the client takes more. A client that leaves, or that has not taken
 * everything by the deadline, returns the iterator, which settles the request; the latter's stream breaks off.
 */
export function streamOf(
  chunks: AsyncIterable<Buffer>,
  { deadlineMs, holding }: Pick<GatewayResponse, 'deadlineMs' | 'holding'>,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let isPulling = false;
  let timer: NodeJS.Timeout | undefined;
  const release = () => {
    clearTimeout(timer);
    holding?.release();
  };
  const leave = async () => {
    await iterator.return?.();
    release();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (deadlineMs === undefined) return;
        const cut = () => {
          // Then it is not the client who lets others wait: the stream is about to end by itself.
          if (isPulling) {
            timer = setTimeout(cut, LAST_WORDS_MS);
            return;
          }
          controller.error(new Error('The client did not take the answer in time'));
          void leave();
        };
        timer = setTimeout(cut, Math.max(0, deadlineMs - performance.now()));
      },
      async pull(controller) {
        isPulling = true;
        const { done, value } = await iterator.next();
        isPulling = false;
        if (!done) {
          controller.enqueue(value);
          return;
        }
        controller.close();
        release();
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
