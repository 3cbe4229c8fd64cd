import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Loss } from '../../canonical/loss.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import { ToolRenaming } from '../../canonical/tool-renaming.ts';
import type {
  Dialect,
  RelayReading,
  ResponseContext,
  StreamDecoder,
  StreamEncoder,
  Target,
} from '../../dialects/dialect.ts';
import { EventSplitter, type FramedEvent } from '../../dialects/server-sent-events.ts';
import type { AnswerStream, Bridge, WholeAnswer } from './bridge.ts';
import { checkAnswer } from './check-answer.ts';
import { EventReading } from './event-reading.ts';
import { readingOfResponse } from './response-reading.ts';

/** Client and channel speak different formats: everything goes through the canonical form. */
export class TranslatingBridge implements Bridge {
  readonly body: Buffer;
  readonly losses: readonly Loss[];
  readonly #client: Dialect;
  readonly #upstream: Dialect;
  readonly #request: CanonicalRequest;
  readonly #context: ResponseContext;
  /** Null where the upstream takes the client's names of tools. */
  readonly #renaming: ToolRenaming | null;

  constructor(
    client: Dialect,
    upstream: Dialect,
    request: CanonicalRequest,
    target: Target,
    context: ResponseContext,
  ) {
    this.#client = client;
    this.#upstream = upstream;
    this.#request = request;
    this.#context = context;
    // Within one format names are as good as in a relay, and the vendor's to judge.
    this.#renaming = client === upstream ? null : ToolRenaming.of(request, upstream.toolName);
    const encoded = upstream.encodeRequest(this.#renaming?.inRequest(request) ?? request, target);
    this.body = Buffer.from(JSON.stringify(encoded.body));
    this.losses = encoded.losses;
  }

  readWhole(bytes: Buffer): WholeAnswer {
    checkAnswer(bytes);
    const decoded = this.#upstream.decodeResponse(parseAnswer(bytes));
    const response = this.#renaming?.inResponse(decoded) ?? decoded;
    const { body, losses } = this.#client.encodeResponse(response, this.#context);
    return {
      bytes: Buffer.from(JSON.stringify(body)),
      reading: readingOfResponse(response),
      losses,
    };
  }

  createStream(): AnswerStream {
    const severalChoices = (this.#request.sampling.n ?? 1) > 1;
    return new TranslatedStream(
      this.#upstream.createStreamDecoder(),
      this.#client.createStreamEncoder(this.#context),
      this.#renaming,
      severalChoices,
    );
  }
}

class TranslatedStream implements AnswerStream {
  complete = false;
  fault: Fault | null = null;
  readonly #decoder: StreamDecoder;
  readonly #encoder: StreamEncoder;
  readonly #renaming: ToolRenaming | null;
  /** With one choice its finish says that all has been said; with several, only the end does. */
  readonly #severalChoices: boolean;
  readonly #splitter = new EventSplitter();
  readonly #reading = new EventReading();

  constructor(
    decoder: StreamDecoder,
    encoder: StreamEncoder,
    renaming: ToolRenaming | null,
    severalChoices: boolean,
  ) {
    this.#decoder = decoder;
    this.#encoder = encoder;
    this.#renaming = renaming;
    this.#severalChoices = severalChoices;
  }

  get losses(): readonly Loss[] {
    return this.#encoder.losses;
  }

  push(chunk: Buffer): Buffer | null {
    let text = '';
    for (const event of this.#splitter.push(chunk)) text += this.#translate(event);
    return text === '' ? null : Buffer.from(text);
  }

  end(): Buffer | null {
    const last = this.#splitter.end();
    let text = last ? this.#translate(last) : '';
    text += this.#encode(this.#decoder.end());
    return text === '' ? null : Buffer.from(text);
  }

  fail(fault: Fault): Buffer {
    this.fault ??= fault;
    return Buffer.from(this.#encoder.push({ type: 'error', fault }));
  }

  reading(): RelayReading {
    return this.#reading;
  }

  progress(): AnswerProgress {
    return this.#reading.progress();
  }

  #translate(event: FramedEvent): string {
    checkAnswer(event.bytes);
    return this.#encode(this.#decoder.push(event));
  }

  #encode(events: ReturnType<StreamDecoder['push']>): string {
    let text = '';
    for (const decoded of events) {
      // After an error nothing may follow.
      if (this.fault) return text;
      const event = this.#renaming?.inEvent(decoded) ?? decoded;
      this.#reading.push(event);
      if (event.type === 'error') this.fault = event.fault;
      else if (event.type === 'response-end' || (event.type === 'finish' && !this.#severalChoices)) {
        this.complete = true;
      }
      text += this.#encoder.push(event);
    }
    return text;
  }
}

function parseAnswer(bytes: Buffer): JsonValue {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new Fault('upstream_malformed', "The provider's answer is not valid JSON.", { cause });
  }
}
