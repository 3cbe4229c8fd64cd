import { ParsedRequest } from '../request/parsed-request.ts';
import type { KeyedSource } from './tasks.ts';

/** How many bytes of JSON text may be kept in parsed form, which takes several times as much. */
const mostBytes = 32 * 1024 * 1024;

/** Requests that were read before and will most likely be asked about again; the last one is always kept. */
export class RequestCache {
  readonly #requests = new Map<string, { request: ParsedRequest; bytes: number }>();
  #bytes = 0;

  /** @throws Fault like {@link ParsedRequest} */
  get({ key, source }: KeyedSource): ParsedRequest {
    const known = this.#requests.get(key);
    if (known) return known.request;
    // Room first: two of the largest at once would take twice the memory.
    this.#makeRoom(source.bytes.length);
    const { buffer, byteOffset, length } = source.bytes;
    // Of a Buffer, what arrives is a plain Uint8Array.
    const request = new ParsedRequest({ ...source, bytes: Buffer.from(buffer, byteOffset, length) });
    this.#requests.set(key, { request, bytes: length });
    this.#bytes += length;
    return request;
  }

  forget(key: string): void {
    const known = this.#requests.get(key);
    if (!known) return;
    this.#requests.delete(key);
    this.#bytes -= known.bytes;
  }

  #makeRoom(bytes: number): void {
    for (const key of this.#requests.keys()) {
      if (this.#bytes + bytes <= mostBytes) return;
      this.forget(key);
    }
  }
}
