import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { ListedModel, ModelListPage } from '../../canonical/listed-model.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { listedObjects, modelNameIn, tokensIn } from '../shared/listed-model.ts';

/** https://ai.google.dev/api/models#method:-models.list. An empty list comes without `models`. */
export function decodeModelList(body: JsonValue): ModelListPage {
  const list = isJsonObject(body) ? body : {};
  const next = modelNameIn(list.nextPageToken);
  const isEmpty = isJsonObject(body) && (Object.keys(body).length === 0 || next !== null);
  const models = listedObjects(list.models ?? (isEmpty ? [] : undefined)).flatMap(decodeModel);
  return { models, next };
}

function decodeModel(model: JsonObject): ListedModel[] {
  const name = modelNameIn(model.name)?.replace(/^models\//, '');
  if (!name) return [];
  const methods = model.supportedGenerationMethods;
  return [
    {
      name,
      chat: !Array.isArray(methods) || methods.includes('generateContent'),
      contextTokens: tokensIn(model.inputTokenLimit),
      outputTokens: tokensIn(model.outputTokenLimit),
      // The list says of thinking alone, which is not all there is to know.
      capabilities: null,
    },
  ];
}
