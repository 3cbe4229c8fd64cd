/** Who has to act on a failure. */
export type FailureOwner = 'client' | 'upstream' | 'capacity' | 'configuration' | 'platform';

interface ErrorRow {
  /** HTTP status the client sees. */
  status: number;
  /** Whether another attempt may succeed. */
  retryable: boolean;
  owner: FailureOwner;
  /** Public text when nothing more precise is known. */
  message: string;
}

/** The one error table: every failure a client can see has its row here and nowhere else. */
export const errorTable = {
  // The client's request
  invalid_request: row(400, false, 'client', 'The request is not valid.'),
  invalid_json: row(400, false, 'client', 'The body is not valid JSON.'),
  unsupported_by_target: row(
    400,
    false,
    'client',
    'The model that serves this request cannot express all of it.',
  ),
  context_length_exceeded: row(400, false, 'client', 'The request is longer than the model allows.'),
  content_filtered: row(400, false, 'client', "The provider's content policy refused the request."),
  missing_api_key: row(
    401,
    false,
    'client',
    'No API key was sent. Send it as Authorization: Bearer, x-api-key or x-goog-api-key.',
  ),
  invalid_api_key: row(401, false, 'client', 'The API key is not valid.'),
  expired_api_key: row(401, false, 'client', 'The API key has expired.'),
  invalid_signature: row(401, false, 'client', "The request's signature is not valid."),
  unauthenticated: row(401, false, 'client', 'Sign in first.'),
  budget_exceeded: row(402, false, 'capacity', 'A budget has too little left for this request.'),
  model_not_allowed: row(403, false, 'client', 'The API key may not use this model.'),
  endpoint_not_allowed: row(403, false, 'client', 'The API key may not use this endpoint.'),
  address_not_allowed: row(403, false, 'client', 'The API key may not be used from this network address.'),
  forbidden: row(403, false, 'client', 'You may not do this.'),
  not_found: row(404, false, 'client', 'There is nothing here.'),
  model_not_found: row(404, false, 'client', 'No channel serves this model.'),
  method_not_allowed: row(405, false, 'client', 'The method is not allowed here.'),
  conflict: row(409, false, 'client', 'That already exists.'),
  idempotency_conflict: row(409, false, 'client', 'The Idempotency-Key is in use.'),
  body_too_large: row(413, false, 'client', 'The body is too large.'),
  unsupported_media_type: row(415, false, 'client', 'Send the body as application/json.'),
  rate_limited: row(429, true, 'capacity', 'Too many requests. Try again later.'),
  share_exceeded: row(
    429,
    true,
    'capacity',
    'You take more than your share of this instance. Try again later.',
  ),
  client_closed: row(499, false, 'client', 'The client closed the connection.'),

  // The provider
  upstream_invalid_request: row(400, false, 'client', 'The provider refused the request as invalid.'),
  upstream_authentication: row(502, true, 'configuration', "The provider refused the channel's credential."),
  upstream_model_not_found: row(502, true, 'configuration', 'The provider does not know the model.'),
  upstream_rate_limited: row(429, true, 'capacity', 'The provider is limiting requests. Try again later.'),
  upstream_overloaded: row(503, true, 'upstream', 'The provider is overloaded. Try again later.'),
  upstream_error: row(502, true, 'upstream', 'The provider failed.'),
  upstream_busy: row(429, true, 'capacity', 'Too many requests wait at this provider. Try again later.'),
  upstream_unreachable: row(502, true, 'upstream', 'The provider could not be reached.'),
  upstream_timeout: row(504, true, 'upstream', 'The provider did not answer in time.'),
  upstream_malformed: row(502, true, 'upstream', "The provider's answer could not be understood."),

  // Heddle itself
  no_channel_available: row(503, true, 'configuration', 'No channel for this model can be used.'),
  upstream_address_refused: row(
    502,
    false,
    'configuration',
    "The channel's address is private, in no network that the operator has opened.",
  ),
  overloaded: row(503, true, 'capacity', 'This instance is busy. Try again later.'),
  shutting_down: row(503, true, 'platform', 'This instance is shutting down. Try again.'),
  /** In records only: nobody was left to tell the client. */
  interrupted: row(503, true, 'platform', 'The process that served this request died.'),
  unavailable: row(503, true, 'platform', 'Heddle cannot serve this right now. Try again.'),
  internal: row(500, true, 'platform', 'Something went wrong inside Heddle.'),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

function row(status: number, retryable: boolean, owner: FailureOwner, message: string): ErrorRow {
  return { status, retryable, owner, message };
}
