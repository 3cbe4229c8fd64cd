import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Capability, ListedModel, ModelListPage } from '../../canonical/listed-model.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { listedObjects, modelNameIn, tokensIn } from '../shared/listed-model.ts';

/** https://platform.claude.com/docs/en/api/models/list */
export function decodeModelList(body: JsonValue): ModelListPage {
  const list = isJsonObject(body) ? body : {};
  const models = listedObjects(list.data).flatMap(decodeModel);
  return { models, next: list.has_more === true ? modelNameIn(list.last_id) : null };
}

function decodeModel(model: JsonObject): ListedModel[] {
  const name = modelNameIn(model.id);
  if (name === null) return [];
  return [
    {
      name,
      chat: true,
      contextTokens: tokensIn(model.max_input_tokens),
      outputTokens: tokensIn(model.max_tokens),
      capabilities: capabilitiesOf(model.capabilities),
    },
  ];
}

const members: readonly [string, Capability][] = [
  ['image_input', 'images'],
  ['thinking', 'reasoning'],
  ['structured_outputs', 'json-schema'],
];

/** Null for servers that do not say; every model of this format takes tools. */
function capabilitiesOf(said: JsonValue | undefined): Capability[] | null {
  if (!isJsonObject(said)) return null;
  const supported = members.filter(([member]) => {
    const capability = said[member];
    return isJsonObject(capability) && capability.supported === true;
  });
  return ['tools', ...supported.map(([, capability]) => capability)];
}
