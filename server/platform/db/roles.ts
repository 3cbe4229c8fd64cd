/**
 * The roles Heddle takes in its database. Made by the migrations; none owns a table or bypasses row-level
 * security, and prisma/migrations/…_roles says what each may do.
 */
export const DATABASE_ROLES = ['heddle_app', 'heddle_platform', 'heddle_gateway'] as const;

export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** Addresses of the database, each as the user that has the role's name. */
export type DatabaseLogins = Readonly<Record<DatabaseRole, string>>;
