/** Heddle cannot start, and `message` tells a person why and what to do about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
