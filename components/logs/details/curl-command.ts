/** What of a request its repetition needs. */
export type RepeatableRequest = {
  dialect: string;
  /** The path's template: `/v1beta/models/{model}:generateContent`. */
  endpoint: string;
  stream: boolean;
  modelRequested: string;
  tags: readonly string[];
  /** As it is kept; null where it is not. */
  body: string | null;
};

/** In bytes: Linux takes 128 KiB as one argument of a command. */
const longestArgument = 100_000;
const keyName = 'HEDDLE_API_KEY';

/**
 * The request as a command for a shell, with the key in a variable. A body that was not kept, or not whole, gives way
 * to the smallest there is.
 * @param gateway address up to and with `/v1`
 */
export function curlCommand(gateway: string, request: RepeatableRequest): string {
  const body = wholeJson(request.body) ?? JSON.stringify(smallestBody(request), null, 2);
  const lines = [
    `curl ${quoted(addressOf(gateway, request))}`,
    ...authorization(request.dialect).map((header) => `-H "${header}"`),
    ...(request.tags.length === 0 ? [] : [`-H ${quoted(`x-heddle-tags: ${request.tags.join(', ')}`)}`]),
    "-H 'content-type: application/json'",
  ];
  if (new TextEncoder().encode(body).length <= longestArgument) {
    return [...lines, `--data-raw ${quoted(body)}`].join(' \\\n  ');
  }
  const end = freeWord(body);
  return `${[...lines, `--data-binary @- <<'${end}'`].join(' \\\n  ')}\n${body}\n${end}`;
}

function addressOf(
  gateway: string,
  { endpoint, modelRequested, stream, dialect }: RepeatableRequest,
): string {
  const model = modelRequested.split('/').map(encodeURIComponent).join('/');
  const events = dialect === 'gemini' && stream ? '?alt=sse' : '';
  return `${gateway.replace(/\/v1\/?$/, '')}${endpoint.replace('{model}', () => model)}${events}`;
}

/** In double quotes, so that a shell puts in the key. */
function authorization(dialect: string): string[] {
  if (dialect === 'anthropic-messages') return [`x-api-key: $${keyName}`, 'anthropic-version: 2023-06-01'];
  return dialect === 'gemini' ? [`x-goog-api-key: $${keyName}`] : [`authorization: Bearer $${keyName}`];
}

function smallestBody({ dialect, endpoint, modelRequested: model, stream }: RepeatableRequest) {
  const content = 'Hello';
  if (dialect === 'gemini') return { contents: [{ role: 'user', parts: [{ text: content }] }] };
  const messages = [{ role: 'user', content }];
  const bound = dialect === 'anthropic-messages' && endpoint === '/v1/messages' ? { max_tokens: 1024 } : {};
  return { model, ...bound, messages, ...(stream ? { stream } : {}) };
}

/** POSIX: nothing but a single quote means anything between single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function wholeJson(text: string | null): string | null {
  try {
    return text !== null && JSON.parse(text) !== null ? text : null;
  } catch {
    return null;
  }
}

/** A word that ends a here-document and is no line of it. */
function freeWord(body: string): string {
  let word = 'BODY';
  while (body.includes(word)) word += '_';
  return word;
}
