import type { JsonObject, Piece, Turn, TurnRole } from './turn.ts';

// Stored text is what somebody sent: nothing in it is taken to be what its format says.

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects among the items of what may be an array. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function objectIn(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** As text whatever it is: arguments and results are JSON in some formats and texts in others. */
export function writtenOut(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** A piece of text; none where there is none. */
export function textPieces(value: unknown, type: 'text' | 'reasoning' = 'text'): Piece[] {
  return typeof value === 'string' && value !== '' ? [{ type, text: value }] : [];
}

/** What is not known by its kind. */
export function otherPiece(value: unknown): Piece {
  return { type: 'other', json: JSON.stringify(value, null, 2) };
}

/** A turn; none where nothing was said. */
export function turnOf(role: TurnRole, pieces: Piece[]): Turn[] {
  return pieces.length === 0 ? [] : [{ role, pieces }];
}
