import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Finish } from '../../canonical/finish.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { RelayReading } from '../../dialects/dialect.ts';
import { SaidText } from '../../dialects/shared/said-text.ts';

/** What the ledger needs from a translated stream, read from its events. */
export class EventReading implements RelayReading {
  model: string | null = null;
  usage: Usage | null = null;
  finish: Finish | null = null;
  complete = false;
  fault: Fault | null = null;
  readonly #said = new SaidText();

  push(event: StreamEvent): void {
    switch (event.type) {
      case 'response-start':
        if (event.model !== '') this.model = event.model;
        break;
      case 'text-delta':
      case 'reasoning-delta':
      case 'refusal-delta':
        this.#said.push(event.text);
        break;
      case 'tool-call-start':
        this.#said.push(event.name);
        break;
      case 'tool-call-delta':
        this.#said.push(event.arguments);
        break;
      case 'usage':
        this.usage = event.usage;
        break;
      case 'finish':
        this.finish ??= event.finish;
        break;
      case 'response-end':
        this.complete = true;
        break;
      case 'error':
        this.fault = event.fault;
        break;
    }
  }

  text(): string {
    return this.#said.toString();
  }

  textLength(): number {
    return this.#said.length;
  }

  progress(): AnswerProgress {
    return { model: this.model, usage: this.usage, textBytes: this.#said.bytes };
  }
}
