/**
 * Reads the data of server-sent events (WHATWG HTML §9.2) as they arrive. Comments and other fields are passed
 * over; the data lines of one event are joined by a line feed.
 */
export async function* readEventStream(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let buffered = '';
  for await (const bytes of body) {
    buffered += decoder.decode(bytes, { stream: true });
    const events = buffered.split(/\r\n\r\n|\n\n|\r\r/);
    buffered = events.pop() ?? '';
    for (const event of events) {
      const data = eventData(event);
      if (data !== undefined) yield data;
    }
  }
  const rest = eventData(buffered + decoder.decode());
  if (rest !== undefined) yield rest;
}

function eventData(event: string): string | undefined {
  const lines = event
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).replace(/^ /, ''));
  return lines.length === 0 ? undefined : lines.join('\n');
}
