/** What a gateway's endpoints are for, in the words that a key's list of allowed ones uses. */
export const endpointKinds = [
  'chat-completions',
  'messages',
  'generate-content',
  'count-tokens',
  'models',
] as const;

export type EndpointKind = (typeof endpointKinds)[number];
