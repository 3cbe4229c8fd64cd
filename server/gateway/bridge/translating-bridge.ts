import type { Loss } from '../../canonical/loss.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import { toolNamesOf } from '../../canonical/tool-names.ts';
import { ToolRenaming } from '../../canonical/tool-renaming.ts';
import type { Dialect, ResponseContext, Target } from '../../dialects/dialect.ts';
import type { AnswerStream, Bridge, TranslationRecipe, WholeAnswer } from './bridge.ts';
import { TranslatedAnswers, type TranslationOptions } from './translated-answers.ts';

/** Client and channel speak different formats: everything goes through the canonical form. */
export class TranslatingBridge implements Bridge {
  readonly body: Buffer;
  readonly losses: readonly Loss[];
  readonly #request: CanonicalRequest;
  readonly #options: TranslationOptions;
  readonly #answers: TranslatedAnswers;

  constructor(
    client: Dialect,
    upstream: Dialect,
    request: CanonicalRequest,
    target: Target,
    context: ResponseContext,
  ) {
    // Within one format names are as good as in a relay, and the vendor's to judge.
    const renaming = client === upstream ? null : ToolRenaming.of(request, upstream.toolName);
    const severalChoices = (request.sampling.n ?? 1) > 1;
    const encoded = upstream.encodeRequest(renaming?.inRequest(request) ?? request, target);
    this.body = Buffer.from(JSON.stringify(encoded.body));
    this.losses = encoded.losses;
    this.#request = request;
    this.#options = { client, upstream, renaming, context, severalChoices };
    this.#answers = new TranslatedAnswers(this.#options);
  }

  readWhole(bytes: Buffer): WholeAnswer {
    return this.#answers.readWhole(bytes);
  }

  createStream(): AnswerStream {
    return this.#answers.createStream();
  }

  recipe(): TranslationRecipe {
    const { client, upstream, renaming, context, severalChoices } = this.#options;
    return {
      kind: 'translation',
      client: client.name,
      upstream: upstream.name,
      toolNames: renaming === null ? null : [...new Set(toolNamesOf(this.#request))],
      context,
      severalChoices,
    };
  }
}
