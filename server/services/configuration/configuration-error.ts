/** A configuration file cannot be applied, and nothing of it was. `message` is for people, one line per problem. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /** @param problems Each with where and why */
  constructor(file: string, problems: readonly string[], options?: ErrorOptions) {
    super([`${file} was not applied:`, ...problems.map((problem) => `  ${problem}`)].join('\n'), options);
  }
}
