import type { Client } from './client.ts';

/** A signed-in person. */
export interface Person {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
  /** May use the operator's area of the whole deployment. */
  isOperator: boolean;
}

/** Whoever asks for an operation, as a transport found out. */
export interface Caller extends Client {
  /** Null: nobody is signed in. */
  person: Person | null;
  /** The session the person signed in with; null together with `person`, and for callers without a browser. */
  sessionId: string | null;
  /** Ties log lines and error answers together. */
  requestId: string;
}
