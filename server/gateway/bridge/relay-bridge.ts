import type { Loss } from '../../canonical/loss.ts';
import type { Dialect, ResponseContext, Target, WireRequest } from '../../dialects/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import type { AnswerStream, Bridge, RelayRecipe, WholeAnswer } from './bridge.ts';
import { RelayedAnswers } from './relayed-answers.ts';

const noLosses: readonly Loss[] = [];

export interface RelayOptions {
  /** Of both sides. */
  dialect: Dialect;
  /** The client's. */
  bytes: Buffer;
  request: WireRequest;
  target: Target;
  context: ResponseContext;
  /** More than one answer was asked for. */
  severalChoices: boolean;
}

/** Client and channel speak the same format: bytes go through untouched, a tap reads along. */
export class RelayBridge implements Bridge {
  readonly body: Buffer;
  readonly losses: readonly Loss[];
  readonly #recipe: RelayRecipe;
  readonly #answers: RelayedAnswers;

  constructor({ dialect, bytes, request, target, context, severalChoices }: RelayOptions) {
    this.body = dialect.relay.prepareRequest(bytes, request, target);
    this.losses = dialect.relay.losses?.(request, target) ?? noLosses;
    this.#recipe = {
      kind: 'relay',
      dialect: dialect.name,
      request,
      context,
      shownModel: context.model === target.model ? null : context.model,
      severalChoices,
    };
    this.#answers = new RelayedAnswers(this.#recipe);
  }

  readWhole(bytes: Buffer): WholeAnswer {
    return this.#answers.readWhole(bytes);
  }

  createStream(): AnswerStream {
    return this.#answers.createStream();
  }

  recipe(): RelayRecipe {
    const { dialect, request } = this.#recipe;
    // Without the long part of the request, which nobody reads on the way back.
    return { ...this.#recipe, request: { body: dialects[dialect].relay.outline?.(request) ?? {} } };
  }
}
