const CHUNK_BYTES = 1024;
const PAUSE_MS = 2;

/** A body of JSON that is never whole: spaces, a little at a time, until nobody takes them any more. */
export function endlessBody(): { init: RequestInit & { duplex: 'half' }; sent(): number } {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      controller.enqueue(Buffer.alloc(CHUNK_BYTES, ' '));
      sent += CHUNK_BYTES;
    },
  });
  return { init: { body, duplex: 'half' }, sent: () => sent };
}
