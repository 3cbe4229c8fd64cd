import type { Loss } from '../../canonical/loss.ts';
import type { Envelope } from '../../dialects/dialect.ts';
import { answersOf } from '../bridge/answers-of.ts';
import type { AnswerRecipe, AnswerStream, Answers, Bridge, WholeAnswer } from '../bridge/bridge.ts';
import type { BridgeTarget, RequestReader } from '../request/request-reader.ts';
import type { RequestSource } from '../request/request-source.ts';
import { roughTokens } from '../settlement/rough-tokens.ts';
import type { CodecWorker, TaskOwner } from './codec-worker.ts';
import type { KeyedSource } from './tasks.ts';

/** A long request, read in the codec thread. This thread has its bytes, and of what they say only the envelope. */
export class RemoteRequest implements RequestReader {
  readonly envelope: Envelope;
  readonly #worker: CodecWorker;
  readonly #owner: TaskOwner;
  readonly #keyed: KeyedSource;

  private constructor(worker: CodecWorker, owner: TaskOwner, keyed: KeyedSource, envelope: Envelope) {
    this.envelope = envelope;
    this.#worker = worker;
    this.#owner = owner;
    this.#keyed = keyed;
  }

  /**
   * Rejects with a Fault for what is no request, and like {@link CodecWorker.do}.
   * @param key of the exchange
   * @param source with bytes that several threads can see, or they would be copied with each task
   */
  static async read(
    worker: CodecWorker,
    owner: TaskOwner,
    key: string,
    source: RequestSource,
  ): Promise<RemoteRequest> {
    const keyed = { key, source };
    try {
      const envelope = await worker.do('read-request', keyed, owner);
      return new RemoteRequest(worker, owner, keyed, envelope);
    } catch (error) {
      worker.forget(key);
      throw error;
    }
  }

  async bridgeTo(target: BridgeTarget): Promise<Bridge> {
    const input = { ...this.#keyed, target };
    const { body, losses, recipe } = await this.#worker.do('bridge-request', input, this.#owner);
    return new RemoteBridge(this.#given(body), losses, recipe);
  }

  async relayedTo(target: Pick<BridgeTarget, 'model' | 'quirks'>): Promise<Buffer> {
    return this.#given(await this.#worker.do('relay-request', { ...this.#keyed, target }, this.#owner));
  }

  /** Counted for the ledger too, also after the client has left. */
  countTokens(): Promise<number> {
    return this.#worker.do('count-tokens', this.#keyed, { tenantId: this.#owner.tenantId, isOwed: true });
  }

  roughTokens(): number {
    return roughTokens(this.#keyed.source.bytes.length);
  }

  /** The bytes stay: the thread reads them again should it have to count. */
  answered(): number {
    this.release();
    return 0;
  }

  release(): void {
    this.#worker.forget(this.#keyed.key);
  }

  #given(bytes: Uint8Array | null): Buffer {
    return bytes === null
      ? this.#keyed.source.bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** A bridge that was built in the codec thread. The way back over it is in this one. */
class RemoteBridge implements Bridge {
  readonly body: Buffer;
  readonly losses: readonly Loss[];
  readonly #recipe: AnswerRecipe;
  readonly #answers: Answers;

  constructor(body: Buffer, losses: readonly Loss[], recipe: AnswerRecipe) {
    this.body = body;
    this.losses = losses;
    this.#recipe = recipe;
    this.#answers = answersOf(recipe);
  }

  readWhole(bytes: Buffer): WholeAnswer {
    return this.#answers.readWhole(bytes);
  }

  createStream(): AnswerStream {
    return this.#answers.createStream();
  }

  recipe(): AnswerRecipe {
    return this.#recipe;
  }
}
