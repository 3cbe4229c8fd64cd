import { randomBytes } from 'node:crypto';

/** So much of a run of base64 stays where it is; what comes after it in the same run is taken out. */
const keptBytes = 64 * 1024;
/** How far before a run the member's name is looked for. */
const nameBytes = 256;

/** Whether a byte belongs to base64, or to base64 for URLs. */
const isBase64 = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_')) {
  isBase64[byte] = 1;
}

/**
 * Takes the long part of images and the like out of a stream, before it is read, and puts it back behind that: events
 * of tens of mebibytes could not be parsed and written without keeping others waiting. A token stands for what was
 * taken out; it cannot be guessed, and it is base64 too. Where the client's format has no place for the string, the
 * token is not put out either.
 */
export class LongStrings {
  #prefix = '';
  readonly #taken = new Map<string, Buffer[]>();
  /** Base64 in a row at the end of what came so far. */
  #run = 0;
  /** Whether that is sound. */
  #isSound = false;
  /** What is being taken out. */
  #open: Buffer[] | null = null;

  /** What is to be read of the next bytes. */
  takeOut(chunk: Buffer): Buffer {
    if (this.#run < keptBytes || this.#isSound) {
      this.#count(chunk);
      return chunk;
    }
    let head = 0;
    while (head < chunk.length && isBase64[chunk[head] ?? 0] === 1) head++;
    this.#open ??= [];
    if (head > 0) this.#open.push(chunk.subarray(0, head));
    if (head === chunk.length) return chunk.subarray(head);
    const rest = chunk.subarray(head);
    this.#count(rest);
    return Buffer.concat([this.#close(), rest]);
  }

  /** What is still to be read when no more bytes come. */
  end(): Buffer {
    return this.#close();
  }

  /** The bytes for the client, in pieces, with what was taken out in its place. */
  putBack(bytes: Buffer): Buffer[] {
    const pieces: Buffer[] = [];
    let copied = 0;
    for (let at = this.#find(bytes, 0); at !== -1; at = this.#find(bytes, at + 1)) {
      const token = bytes.toString('latin1', at, at + this.#prefix.length + indexDigits);
      const taken = this.#taken.get(token);
      if (!taken) continue;
      pieces.push(bytes.subarray(copied, at), ...taken);
      copied = at + token.length;
    }
    pieces.push(bytes.subarray(copied));
    return pieces;
  }

  /** Whether there is anything to be put back. */
  get hasTaken(): boolean {
    return this.#taken.size > 0;
  }

  #count(chunk: Buffer): void {
    const tail = tailOf(chunk);
    if (tail === chunk.length) {
      this.#run += tail;
      return;
    }
    this.#run = tail;
    this.#isSound = false;
    if (tail === 0 && chunk[chunk.length - 1] !== quote) return;
    // Decoded and joined on its way, sound has to be all there.
    const start = chunk.length - tail;
    this.#isSound = chunk.subarray(Math.max(0, start - nameBytes), start).includes(soundName);
  }

  #find(bytes: Buffer, from: number): number {
    return this.#taken.size === 0 ? -1 : bytes.indexOf(this.#prefix, from, 'latin1');
  }

  #close(): Buffer {
    const taken = this.#open;
    this.#open = null;
    if (taken === null || taken.length === 0) return nothing;
    if (this.#prefix === '') this.#prefix = `heddle${randomBytes(16).toString('hex')}`;
    const token = this.#prefix + String(this.#taken.size).padStart(indexDigits, '0');
    this.#taken.set(token, taken);
    return Buffer.from(token, 'latin1');
  }
}

const indexDigits = 6;
const quote = 0x22;
const soundName = '"audio"';
const nothing = Buffer.alloc(0);

/** How many bytes of base64 stand at the end. */
function tailOf(chunk: Buffer): number {
  let start = chunk.length;
  while (start > 0 && isBase64[chunk[start - 1] ?? 0] === 1) start--;
  return chunk.length - start;
}
