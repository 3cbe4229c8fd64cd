import type { DialectName } from '../canonical/dialect-name.ts';
import type { JsonObject } from '../canonical/json.ts';

/** A list of models, each by the name clients use, in a format's own shape. Always one page. */
export function encodeModelList(dialect: DialectName, models: readonly string[]): JsonObject {
  const encoded = models.map((model) => encodeModel(dialect, model));
  switch (dialect) {
    case 'openai-chat':
      return { object: 'list', data: encoded };
    case 'anthropic-messages':
      return {
        data: encoded,
        has_more: false,
        first_id: models[0] ?? null,
        last_id: models.at(-1) ?? null,
      };
    case 'gemini':
      return { models: encoded };
  }
}

/**
 * One model. When a model was made is not known here; formats that want a time get the start of 1970.
 * Shapes: platform.openai.com/docs/api-reference/models, docs.anthropic.com/en/api/models-list,
 * ai.google.dev/api/models.
 */
export function encodeModel(dialect: DialectName, model: string): JsonObject {
  switch (dialect) {
    case 'openai-chat':
      return { id: model, object: 'model', created: 0, owned_by: 'heddle' };
    case 'anthropic-messages':
      return { type: 'model', id: model, display_name: model, created_at: '1970-01-01T00:00:00Z' };
    case 'gemini':
      return {
        name: `models/${model}`,
        displayName: model,
        supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
      };
  }
}
