import { Fault } from '../canonical/fault.ts';
import { encodeModel, encodeModelList } from '../dialects/model-list.ts';
import { matchesModel } from '../store/model-pattern.ts';
import type { Caller } from './authenticate.ts';
import type { Exchange } from './exchange.ts';
import type { GatewayResponse } from './message.ts';
import { identityHeaders } from './respond/response-headers.ts';

/** The models the caller's key may use, in the shape the client's format has for a list of them. */
export function listModels(exchange: Exchange, caller: Caller): GatewayResponse {
  return json(exchange, encodeModelList(exchange.dialect.name, modelsOf(caller)));
}

/** One of them. Throws `model_not_found`. */
export function getModel(exchange: Exchange, caller: Caller, model: string): GatewayResponse {
  if (!modelsOf(caller).includes(model)) throw modelNotFound(model);
  return json(exchange, encodeModel(exchange.dialect.name, model));
}

export function modelNotFound(model: string): Fault {
  return new Fault(
    'model_not_found',
    `The model ${JSON.stringify(model.slice(0, 200))} does not exist or no channel serves it.`,
  );
}

function modelsOf({ key, tenant }: Caller): string[] {
  const names = [...tenant.channelsByModel.keys()];
  return names.filter((name) => !key.models || matchesModel(key.models, name)).sort();
}

function json(exchange: Exchange, body: unknown): GatewayResponse {
  const headers = { ...identityHeaders(exchange), 'content-type': 'application/json' };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(body)) };
}
