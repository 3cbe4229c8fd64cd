import { Fault } from '../../canonical/fault.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { Dialect, Envelope, ResponseContext, WireRequest } from '../../dialects/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import { countedRequest } from '../../dialects/token-count.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { RelayBridge } from '../bridge/relay-bridge.ts';
import { TranslatingBridge } from '../bridge/translating-bridge.ts';
import { parseJson } from '../ingress/parse-json.ts';
import { countPromptTokens } from '../settlement/count-prompt-tokens.ts';
import type { CountText } from '../settlement/count-text-tokens.ts';
import { roughPromptTokens } from '../settlement/rough-tokens.ts';
import type { BridgeTarget, RequestReader } from './request-reader.ts';
import type { RequestSource } from './request-source.ts';

const noBody = Buffer.alloc(0);

/** A request read in this thread. Pure: no I/O, no clock. The rest is decoded only where formats differ. */
export class ParsedRequest implements RequestReader {
  readonly envelope: Envelope;
  #bytes: Buffer;
  readonly #length: number;
  readonly #dialect: Dialect;
  /** As it came. */
  readonly #wire: WireRequest;
  /** A question for a count is read as the request it is about. */
  readonly #readable: WireRequest;
  #canonical: CanonicalRequest | null = null;

  /**
   * @param admit is told of how many values the body is made, at most, before they are; may throw
   * @throws Fault for a body that is no JSON object, or from which the way of the request cannot be read
   */
  constructor({ bytes, dialect, counting, path }: RequestSource, admit?: (values: number) => void) {
    const body = parseJson(bytes, admit);
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
      throw new Fault('invalid_request', 'The body must be a JSON object.');
    }
    this.#bytes = bytes;
    this.#length = bytes.length;
    this.#dialect = dialects[dialect];
    this.#wire = path ? { body, path } : { body };
    this.#readable = counting ? countedRequest(counting, this.#wire) : this.#wire;
    this.envelope = this.#dialect.readEnvelope(this.#readable);
  }

  bridgeTo(target: BridgeTarget): Bridge {
    // A Gemini stream as one JSON array has another framing than the events that come from upstream.
    if (target.dialect === this.#dialect.name && target.framing === 'server-sent-events') {
      return new RelayBridge({
        dialect: this.#dialect,
        bytes: this.#bytes,
        request: this.#wire,
        target,
        context: this.#context(target, false),
        severalChoices: (this.envelope.choices ?? 1) > 1,
      });
    }
    const canonical = capped(this.canonical(), target.outputCap);
    return new TranslatingBridge(
      this.#dialect,
      dialects[target.dialect],
      canonical,
      target,
      this.#context(target, canonical.streamUsage === true),
    );
  }

  relayedTo(target: Pick<BridgeTarget, 'model' | 'quirks'>): Buffer {
    return this.#dialect.relay.prepareRequest(this.#bytes, this.#wire, target);
  }

  async countTokens(countText: CountText): Promise<number> {
    return countPromptTokens(this.canonical(), countText);
  }

  /** In canonical form, decoded on first use. Throws a client Fault. */
  canonical(): CanonicalRequest {
    this.#canonical ??= this.#dialect.decodeRequest(this.#readable);
    return this.#canonical;
  }

  roughTokens(): number {
    return roughPromptTokens(this.#length, this.#wire.body);
  }

  answered(): number {
    if (this.#bytes === noBody) return 0;
    this.#bytes = noBody;
    return this.#length;
  }

  release(): void {}

  #context({ requestId, createdAtSeconds, framing }: BridgeTarget, streamUsage: boolean): ResponseContext {
    return { model: this.envelope.model, requestId, createdAtSeconds, streamUsage, framing };
  }
}

/** With a bound of the output, where it is to have one. */
function capped(request: CanonicalRequest, outputCap: number | undefined): CanonicalRequest {
  if (outputCap === undefined) return request;
  return { ...request, sampling: { ...request.sampling, maxTokens: outputCap } };
}
