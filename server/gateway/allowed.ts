import type { DialectName } from '../canonical/dialect-name.ts';
import type { EndpointKind } from '../canonical/endpoint-kind.ts';
import { Fault } from '../canonical/fault.ts';
import type { GatewayKey } from '../store/configuration.ts';
import { matchesModel } from '../store/model-pattern.ts';
import type { GatewayRequest } from './message.ts';
import type { Route } from './routes.ts';

const LONGEST_QUOTED = 200;

/**
 * Whether the key may be used from where the request comes, and for what it wants.
 * @throws Fault address_not_allowed, endpoint_not_allowed
 */
export function checkPlaceAllowed(
  { addresses, endpoints }: GatewayKey,
  request: GatewayRequest,
  route: Route,
): void {
  if (addresses && !addresses.has(request.clientAddress)) {
    throw new Fault(
      'address_not_allowed',
      `The API key may not be used from ${request.clientAddress}. Its owner decides from which networks it may.`,
    );
  }
  if (endpoints && !endpoints.has(endpointKindOf(route))) {
    throw new Fault(
      'endpoint_not_allowed',
      `The API key may not use ${route.endpoint}, only: ${[...endpoints].join(', ')}.`,
    );
  }
}

/** @throws Fault model_not_allowed when the key's list leaves the model out */
export function checkModelAllowed({ models }: GatewayKey, model: string): void {
  if (!models || matchesModel(models, model)) return;
  const quoted = JSON.stringify(model.slice(0, LONGEST_QUOTED));
  throw new Fault('model_not_allowed', `The API key may not use the model ${quoted}.`);
}

const generating: Readonly<Record<DialectName, EndpointKind>> = {
  'openai-chat': 'chat-completions',
  'anthropic-messages': 'messages',
  gemini: 'generate-content',
};

function endpointKindOf(route: Route): EndpointKind {
  switch (route.operation) {
    case 'generate':
      return generating[route.dialect];
    case 'count-tokens':
      return 'count-tokens';
    case 'list-models':
    case 'get-model':
      return 'models';
  }
}
