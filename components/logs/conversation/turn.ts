/** A piece of what was said, in nobody's format. */
export type Piece =
  | { type: 'text'; text: string }
  /** What the model thought before it spoke. */
  | { type: 'reasoning'; text: string }
  | { type: 'call'; name: string; arguments: string }
  /** What a tool answered. `name` is the tool's, or the call's id where the format has only that. */
  | { type: 'result'; name: string; text: string; failed: boolean }
  /** `source` is an address or a data URL; absent where the format keeps it elsewhere. */
  | { type: 'media'; kind: 'image' | 'audio' | 'video' | 'file'; name: string; source?: string }
  /** Of a kind that is not known here, as JSON. */
  | { type: 'other'; json: string };

export type TurnRole = 'system' | 'user' | 'assistant' | 'tool';

export type Turn = { role: TurnRole; pieces: Piece[] };

/** One format's way of writing conversations down. Readers take anything, and leave out what is no turn. */
export type ConversationFormat = {
  /** @param body of a request, parsed */
  readRequest(body: JsonObject): Turn[];
  /** @param body of an answer, parsed; several turns where the model was asked for several answers */
  readAnswer(body: JsonObject): Turn[];
};

export type JsonObject = { [name: string]: unknown };
