/** The wire formats Heddle speaks, inbound and outbound. Extensions are keyed by these names. */
export type DialectName = 'openai-chat' | 'anthropic-messages' | 'gemini';
