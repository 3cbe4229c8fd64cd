/** What a model does that was told to break off in the middle. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError';

  constructor() {
    super('The simulator broke off as it was told to');
  }
}
