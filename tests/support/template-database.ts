/** A migrated, empty database that each test file copies. */
export const TEMPLATE_DATABASE = 'heddle_template';
