/** The database cannot be brought to this version's schema, or not be used as Heddle uses it. `message` is for people. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
