import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Loss } from '../../canonical/loss.ts';
import type { ToolRenaming } from '../../canonical/tool-renaming.ts';
import type {
  Dialect,
  RelayReading,
  ResponseContext,
  StreamDecoder,
  StreamEncoder,
} from '../../dialects/dialect.ts';
import type { FramedEvent } from '../../dialects/server-sent-events.ts';
import { AnswerEvents } from './answer-events.ts';
import type { AnswerStream, Answers, WholeAnswer } from './bridge.ts';
import { checkAnswer } from './check-answer.ts';
import { EventReading } from './event-reading.ts';
import { readingOfResponse } from './response-reading.ts';

export interface TranslationOptions {
  client: Dialect;
  upstream: Dialect;
  /** Null where the upstream takes the client's names of tools. */
  renaming: ToolRenaming | null;
  context: ResponseContext;
  /** More than one answer was asked for. */
  severalChoices: boolean;
}

/** Answers of an upstream that speaks another format than the client. */
export class TranslatedAnswers implements Answers {
  readonly #options: TranslationOptions;

  constructor(options: TranslationOptions) {
    this.#options = options;
  }

  readWhole(bytes: Buffer): WholeAnswer {
    checkAnswer(bytes);
    const { client, upstream, renaming, context } = this.#options;
    const decoded = upstream.decodeResponse(parseAnswer(bytes));
    const response = renaming?.inResponse(decoded) ?? decoded;
    const { body, losses } = client.encodeResponse(response, context);
    return {
      bytes: Buffer.from(JSON.stringify(body)),
      reading: readingOfResponse(response),
      losses,
    };
  }

  createStream(): AnswerStream {
    const { client, upstream, renaming, context, severalChoices } = this.#options;
    return new TranslatedStream(
      upstream.createStreamDecoder(),
      client.createStreamEncoder(context),
      renaming,
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
  readonly #events = new AnswerEvents();
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
    for (const event of this.#events.push(chunk)) text += this.#translate(event);
    return text === '' ? null : Buffer.from(text);
  }

  end(): Buffer | null {
    const last = this.#events.end();
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
