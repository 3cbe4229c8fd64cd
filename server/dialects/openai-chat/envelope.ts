import { readServiceTier } from '../../canonical/usage.ts';
import type { Envelope, WireRequest } from '../dialect.ts';
import { endUserIn } from '../shared/end-user.ts';
import { JsonReader } from '../shared/json-reader.ts';

export function readEnvelope({ body }: WireRequest): Envelope {
  const reader = JsonReader.of(body, 'invalid_request');
  const envelope: Envelope = {
    model: reader.string('model', 'modelName'),
    stream: reader.optionalBoolean('stream') ?? false,
  };
  const choices = reader.optionalInteger('n', 1, 'choices');
  if (choices !== undefined) envelope.choices = choices;
  const bound = reader.optionalInteger('max_completion_tokens', 0);
  const oldBound = reader.optionalInteger('max_tokens', 0);
  if (bound !== undefined || oldBound !== undefined) {
    // Servers differ in which of the two counts.
    envelope.maxOutputTokens = Math.max(bound ?? 0, oldBound ?? 0) * (choices ?? 1);
  }
  const endUser = endUserIn(reader.object, 'user') ?? endUserIn(reader.object, 'safety_identifier');
  if (endUser !== undefined) envelope.endUser = endUser;
  const serviceTier = readServiceTier(reader.value('service_tier'));
  if (serviceTier !== undefined) envelope.serviceTier = serviceTier;
  return envelope;
}
